/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "remote/bell-remote-http.h"
#include "test-store.h"

#include <string.h>

/* What becomes of requests that are given up, at whatever point they are. */

#define ANSWER "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}"

/* After so many turns of the main loop after it is connected a request has long been answered. */
#define MAX_TURNS 16

typedef struct
{
  GSocket        *listening;
  GPtrArray      *lines; /* GSocket */
  BellRemoteHttp *http;
  const char     *answer; /* NULL: nobody is answered */
  guint           n_over;
  GError         *error;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GInetAddress) loopback = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);
  g_autoptr (GSocketAddress) any = g_inet_socket_address_new (loopback, 0);
  g_autoptr (GSocketAddress) address = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *base = NULL;

  fixture->listening
      = g_socket_new (G_SOCKET_FAMILY_IPV4, G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_TCP, &error);
  g_assert_no_error (error);
  g_socket_set_blocking (fixture->listening, FALSE);
  g_assert_true (g_socket_bind (fixture->listening, any, TRUE, &error));
  g_assert_true (g_socket_listen (fixture->listening, &error));
  address = g_socket_get_local_address (fixture->listening, &error);
  g_assert_no_error (error);
  base = g_strdup_printf ("http://127.0.0.1:%u",
                          g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (address)));
  fixture->lines = g_ptr_array_new_with_free_func (g_object_unref);
  fixture->http = bell_remote_http_new (base, NULL);
  fixture->answer = ANSWER;
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_clear_error (&fixture->error);
  g_clear_object (&fixture->http);
  g_ptr_array_unref (fixture->lines);
  g_object_unref (fixture->listening);
}

/* Takes whoever comes and answers at once, before they have asked: what they read of it they find
 * there in the same turn in which they write.
 */
static gboolean
serve (Fixture *fixture)
{
  g_autoptr (GSocket) line = g_socket_accept (fixture->listening, NULL, NULL);
  gssize length = fixture->answer != NULL ? (gssize) strlen (fixture->answer) : 0;

  if (line == NULL)
    return FALSE;

  if (length > 0)
    g_assert_cmpint (g_socket_send (line, fixture->answer, length, NULL, NULL), ==, length);
  g_ptr_array_add (fixture->lines, g_steal_pointer (&line));

  return TRUE;
}

static void
on_sent (GObject *object, GAsyncResult *result, gpointer user_data)
{
  Fixture *fixture = user_data;
  g_autoptr (GBytes) body = NULL;

  fixture->n_over++;
  g_clear_error (&fixture->error);
  body = bell_remote_http_send_finish (BELL_REMOTE_HTTP (object), result, &fixture->error);
  g_assert_true ((body == NULL) == (fixture->error != NULL));
}

static void
send (Fixture *fixture, GCancellable *cancellable)
{
  bell_remote_http_send_async (fixture->http, "GET", "/api/v1/position", NULL, cancellable, on_sent,
                               fixture);
}

static void
on_connected (GObject *object, GAsyncResult *result, gpointer user_data)
{
  Fixture *fixture = user_data;

  fixture->n_over++;
  g_clear_error (&fixture->error);
  g_assert_null (
      bell_remote_http_connect_finish (BELL_REMOTE_HTTP (object), result, &fixture->error));
  g_assert_nonnull (fixture->error);
}

static void
connect_live (Fixture *fixture, GCancellable *cancellable)
{
  bell_remote_http_connect_async (fixture->http, "/api/v1/live", cancellable, on_connected,
                                  fixture);
}

static gboolean
is_served (gpointer data)
{
  return serve (data);
}

/* Serves who comes meanwhile, too: a connection that is being made is made even if nobody wants it
 * any more. */
static gboolean
is_over (gpointer data)
{
  Fixture *fixture = data;

  while (serve (fixture))
    continue;

  return fixture->n_over > 0;
}

/* Begins something and gives it up, once for every number of turns; says how often that was too
 * late. A new line each time, as one that has an answer waiting is not used again. */
static guint
give_up (Fixture *fixture, void (*begin) (Fixture *fixture, GCancellable *cancellable))
{
  guint n_late = 0;

  for (guint turns = 0; turns < MAX_TURNS; turns++)
    {
      g_autoptr (GCancellable) cancellable = g_cancellable_new ();

      fixture->n_over = 0;
      begin (fixture, cancellable);
      test_wait (is_served, fixture, "a connection");
      for (guint i = 0; i < turns; i++)
        g_main_context_iteration (NULL, FALSE);
      g_cancellable_cancel (cancellable);
      test_wait (is_over, fixture, "it to be over");
      if (!g_error_matches (fixture->error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        n_late++;
      g_ptr_array_set_size (fixture->lines, 0);
      while (g_main_context_iteration (NULL, FALSE))
        continue;
      g_assert_cmpuint (fixture->n_over, ==, 1);
    }

  return n_late;
}

static void
test_at_every_point (Fixture *fixture, gconstpointer data)
{
  guint n_answered = give_up (fixture, send);

  g_assert_no_error (fixture->error);
  g_assert_cmpuint (n_answered, >, 0);
  g_assert_cmpuint (n_answered, <, MAX_TURNS);
}

static void
test_live_lines (Fixture *fixture, gconstpointer data)
{
  guint n_refused = give_up (fixture, connect_live);

  g_assert_error (fixture->error, BELL_ERROR, BELL_ERROR_OFFLINE);
  g_assert_cmpuint (n_refused, >, 0);
  g_assert_cmpuint (n_refused, <, MAX_TURNS);
}

/* Whether the other end has closed a line. */
static gboolean
is_closed (GSocket *line)
{
  char   bytes[1024];
  gssize length;

  g_socket_set_blocking (line, FALSE);
  do
    length = g_socket_receive (line, bytes, sizeof bytes, NULL, NULL);
  while (length > 0);

  return length == 0;
}

/* Requests that are never answered hold up no others once they are given up: neither those that
 * have a connection nor those that wait for one. */
static void
test_room (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  guint n_lines;

  fixture->answer = NULL;
  for (guint i = 0; i < 20; i++)
    send (fixture, cancellable);
  test_wait (is_served, fixture, "a connection");
  while (g_main_context_iteration (NULL, FALSE) || serve (fixture))
    continue;
  n_lines = fixture->lines->len;
  g_assert_cmpuint (n_lines, <, 20);

  g_cancellable_cancel (cancellable);
  while (g_main_context_iteration (NULL, FALSE))
    continue;
  g_assert_cmpuint (fixture->n_over, ==, 20);
  for (guint i = 0; i < n_lines; i++)
    g_assert_true (is_closed (fixture->lines->pdata[i]));

  fixture->n_over = 0;
  fixture->answer = ANSWER;
  send (fixture, NULL);
  test_wait (is_over, fixture, "a request to be answered");
  g_assert_no_error (fixture->error);
}

/* Who gives up is told so at once, also where nobody ever answers. */
static void
test_without_an_answer (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  guint n_lines;

  fixture->answer = NULL;
  send (fixture, cancellable);
  test_wait (is_served, fixture, "a connection");
  g_cancellable_cancel (cancellable);
  test_wait (is_over, fixture, "the request to be over");
  g_assert_error (fixture->error, G_IO_ERROR, G_IO_ERROR_CANCELLED);

  /* What was given up before it began is not sent at all. */
  n_lines = fixture->lines->len;
  fixture->n_over = 0;
  send (fixture, cancellable);
  test_wait (is_over, fixture, "the other request to be over");
  g_assert_error (fixture->error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (fixture->lines->len, ==, n_lines);
}

/* Closing a desk ends what waits, and nothing more is asked after that. */
static void
test_closing (Fixture *fixture, gconstpointer data)
{
  fixture->answer = NULL;
  send (fixture, NULL);
  send (fixture, NULL);
  test_wait (is_served, fixture, "a connection");
  bell_remote_http_close (fixture->http);
  g_assert_cmpuint (fixture->n_over, ==, 0);
  test_wait (is_over, fixture, "a request to be over");
  g_assert_error (fixture->error, BELL_ERROR, BELL_ERROR_OFFLINE);
  while (g_main_context_iteration (NULL, FALSE))
    continue;
  g_assert_cmpuint (fixture->n_over, ==, 2);

  send (fixture, NULL);
  while (g_main_context_iteration (NULL, FALSE))
    continue;
  g_assert_cmpuint (fixture->n_over, ==, 3);
  g_assert_error (fixture->error, BELL_ERROR, BELL_ERROR_OFFLINE);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define TEST(path, func) g_test_add ("/given-up/" path, Fixture, NULL, set_up, func, tear_down)
  TEST ("at-every-point", test_at_every_point);
  TEST ("live-lines", test_live_lines);
  TEST ("room", test_room);
  TEST ("without-an-answer", test_without_an_answer);
  TEST ("closing", test_closing);

  return g_test_run ();
}
