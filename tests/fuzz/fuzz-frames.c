/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-hub.h"
#include "bell-wire.h"
#include "fuzz.h"

#include <sys/socket.h>
#include <unistd.h>

/* What comes over a live connection: whatever it is, the server goes on, and wherever it is cut, it
 * means the same. The first byte says where to cut the second time. */

typedef struct
{
  BellHubConnection *connection; /* NULL once it is over */
  GString           *heard;      /* what was said, a line each */
  GString           *answered;   /* what came back */
} Line;

static void
on_text (BellHubConnection *connection, const char *text, gsize length, gpointer user_data)
{
  Line            *line = user_data;
  g_autofree char *id = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (BellRecord) said = NULL;

  g_assert_true (g_utf8_validate_len (text, length, NULL) || memchr (text, 0, length) != NULL);
  g_assert_cmpuint (length, <=, BELL_WIRE_MAX_LIVE);
  said = bell_wire_read_live (text, length, &id, &error);
  g_assert_true ((said != NULL) == (error == NULL));
  fuzz_check_error (error);
  if (said != NULL && id == NULL)
    g_assert_true (said->shape == &bell_live_command_shape);
  if (said != NULL && id != NULL)
    g_assert_cmpint (BELL_CALL_TYPE (said)->method, !=, BELL_METHOD_NONE);

  g_string_append_printf (line->heard, "%zu %s\n", length, id != NULL ? id : "");
  if (said == NULL && id == NULL)
    bell_hub_connection_close (connection, 1008);
  else
    bell_hub_connection_hold (connection, line->heard->len % 7 == 0);
}

static void
on_drained (BellHubConnection *connection, gpointer user_data)
{
  bell_hub_connection_hold (connection, FALSE);
}

static void
on_closed (BellHubConnection *connection, gpointer user_data)
{
  ((Line *) user_data)->connection = NULL;
}

static const BellHubHandlers handlers = { on_text, on_drained, on_closed };

static void
work (Line *line, int fd)
{
  char    got[4096];
  ssize_t n;

  while (g_main_context_iteration (NULL, FALSE))
    continue;
  if (line->connection != NULL)
    bell_hub_connection_hold (line->connection, FALSE);
  while (g_main_context_iteration (NULL, FALSE))
    continue;
  while ((n = recv (fd, got, sizeof got, MSG_DONTWAIT)) > 0)
    g_string_append_len (line->answered, got, n);
}

/* Sends all of it in pieces. Returns: (transfer full): what was said, and what came back. */
static GBytes *
hear (BellHub *hub, const uint8_t *data, size_t size, size_t piece)
{
  Line   line = { NULL, g_string_new (NULL), g_string_new (NULL) };
  int    fds[2];
  size_t sent = 0;

  g_assert_cmpint (socketpair (AF_UNIX, SOCK_STREAM, 0, fds), ==, 0);
  line.connection = bell_hub_add (hub, fds[0], &handlers, &line);
  while (sent < size)
    {
      ssize_t n = send (fds[1], data + sent, MIN (piece, size - sent), MSG_NOSIGNAL);

      if (n < 0)
        break;
      sent += (size_t) n;
      work (&line, fds[1]);
    }
  work (&line, fds[1]);
  close (fds[1]);
  while (g_main_context_iteration (NULL, FALSE))
    continue;
  g_assert_null (line.connection);

  g_string_append_len (line.heard, line.answered->str, (gssize) line.answered->len);
  g_string_free (line.answered, TRUE);

  return g_string_free_to_bytes (line.heard);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  static BellHub *hub;
  g_autoptr (GBytes) whole = NULL;
  g_autoptr (GBytes) cut = NULL;

  if (size == 0)
    return 0;

  if (hub == NULL)
    hub = bell_hub_new ();
  whole = hear (hub, data + 1, size - 1, size);
  cut = hear (hub, data + 1, size - 1, 1 + data[0] % 64);
  g_assert_true (g_bytes_equal (whole, cut));

  return 0;
}
