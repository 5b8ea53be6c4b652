/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-live-private.h"
#include "bell-wire.h"

#include <errno.h>
#include <unistd.h>

/* A handshake on its way: who makes it, and what it leaves for when the socket is free. */
typedef struct
{
  BellServer *server;
  BellPerson *person;
  char       *login;
  gint64      asked_at; /* the last change that was reported before the person was read */
  guint       reloads;  /* BellServer.n_reloads then */
  gint64      after;    /* the last change that the other end has, -1 if it does not say */
  gboolean    reload;
} Handshake;

static void
handshake_free (gpointer data)
{
  Handshake *self = data;

  if (self->person != NULL)
    bell_record_unref (self->person);
  g_free (self->login);
  g_object_unref (self->server);
  g_free (self);
}

static void
handshake_free_with_closure (gpointer data, GClosure *closure)
{
  handshake_free (data);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Handshake, handshake_free)

static void
start (const Handshake *self, int fd)
{
  gboolean is_lost = self->server->n_reloads != self->reloads;
  gboolean is_old = is_lost || self->server->lives->people_seq > self->asked_at;

  bell_live_start (self->server, self->person, self->login, self->after, self->reload || is_lost,
                   is_old, fd);
}

/* The handshake is on its way: takes the socket from libsoup, whose loop would go over every
 * connection at each turn. */
static void
on_handshake_sent (SoupServerMessage *message, gpointer user_data)
{
  const Handshake *self = user_data;
  int              fd = bell_connection_dup_fd (bell_connection_of (message));
  g_autoptr (GIOStream) stream = soup_server_message_steal_connection (message);

  if (fd < 0)
    g_warning ("A live connection could not be taken over: %s", g_strerror (errno));
  else if (self->server->hub == NULL)
    close (fd);
  else
    start (self, fd);
  g_io_stream_close (stream, NULL, NULL);
}

static void
upgrade (BellExchange *exchange, Handshake *self)
{
  if (soup_websocket_server_process_handshake (exchange->message, NULL, NULL, NULL, NULL))
    g_signal_connect_data (exchange->message, "wrote-informational", G_CALLBACK (on_handshake_sent),
                           self, handshake_free_with_closure, G_CONNECT_DEFAULT);
  else
    handshake_free (self);
  bell_exchange_free (exchange);
}

/* A handshake and the request that makes it. */
typedef struct
{
  BellExchange *exchange;
  Handshake    *handshake;
} Shaking;

/* Too far behind, or at a change that this desk has never had, as it was brought back from a
 * backup: the other end has to load everything anew. */
static void
place (Handshake *self, gint64 last)
{
  self->reload = self->after > last || (self->after >= 0 && last - self->after > BELL_LIVE_TOO_FAR);
  if (self->reload || self->after < 0)
    self->after = last;
}

static void
on_position (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autofree Shaking *shaking = user_data;
  BellServer         *server = shaking->handshake->server;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) records = bell_store_call_finish (BELL_STORE (object), result, &error);
  gint64 last;

  if (records == NULL)
    {
      handshake_free (shaking->handshake);
      bell_exchange_respond_error (shaking->exchange, error);
      return;
    }

  last = ((const BellPosition *) records->pdata[0])->seq;
  /* Nobody is connected who has been told less. */
  if (server->seq == 0)
    server->seq = last;
  place (shaking->handshake, last);
  upgrade (shaking->exchange, shaking->handshake);
}

/* Where the change log is has to be asked for unless the other end is where the server knows it
 * was: who comes back after a restart is. */
static void
find_position (BellExchange *exchange, Handshake *handshake)
{
  BellServer *server = exchange->server;
  g_autoptr (BellRecord) call = NULL;
  Shaking *shaking;

  if (server->seq > 0 && handshake->after >= 0 && handshake->after <= server->seq)
    {
      place (handshake, server->seq);
      upgrade (exchange, handshake);
      return;
    }

  shaking = g_new0 (Shaking, 1);
  shaking->exchange = exchange;
  shaking->handshake = handshake;
  call = bell_call_new (&bell_call_desk_position);
  bell_store_call_async (server->store, NULL, call, NULL, on_position, shaking);
}

/* The number in "after": the last change that the other end has. Without one it has them all. */
static gboolean
read_after (BellExchange *exchange, gint64 *after, GError **error)
{
  const char *text
      = exchange->query != NULL ? g_hash_table_lookup (exchange->query, "after") : NULL;

  *after = -1;
  if (text == NULL || g_ascii_string_to_signed (text, 10, 0, G_MAXINT64, after, NULL))
    return TRUE;

  g_set_error_literal (error, BELL_ERROR, BELL_ERROR_INVALID,
                       "after: expected the number of a change, or 0");

  return FALSE;
}

static void
on_person (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autofree Shaking *shaking = user_data;
  BellExchange       *exchange = shaking->exchange;
  g_autoptr (Handshake) handshake = shaking->handshake;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) records = bell_store_call_finish (BELL_STORE (object), result, &error);

  if (records == NULL || records->len == 0)
    {
      bell_exchange_respond_signed_out (exchange, "sign in first");
      return;
    }

  handshake->person = bell_record_ref (records->pdata[0]);
  if (read_after (exchange, &handshake->after, &error))
    find_position (exchange, g_steal_pointer (&handshake));
  else
    bell_exchange_respond_error (exchange, error);
}

static void
on_signed_in (BellExchange *exchange)
{
  g_autoptr (BellRecord) record = NULL;
  BellDeskRecord *call;
  Shaking        *shaking;

  if (exchange->person == NULL)
    {
      bell_exchange_respond_signed_out (exchange, "sign in first");
      return;
    }

  shaking = g_new0 (Shaking, 1);
  shaking->exchange = exchange;
  shaking->handshake = g_new0 (Handshake, 1);
  shaking->handshake->server = g_object_ref (exchange->server);
  shaking->handshake->login = g_strdup (exchange->login);
  shaking->handshake->asked_at = exchange->server->seq;
  shaking->handshake->reloads = exchange->server->n_reloads;
  record = bell_call_new (&bell_call_desk_record);
  call = (BellDeskRecord *) record;
  g_set_str (&call->collection, bell_person_shape.collection);
  g_set_str (&call->subject, exchange->person);
  bell_store_call_async (exchange->server->store, NULL, record, NULL, on_person, shaking);
}

/**
 * bell_live_handle:
 * @exchange: (transfer full): a request for %BELL_WIRE_LIVE
 *
 * Makes a live connection of the request: what changes after the number in "after" is sent over it,
 * in order, as far as who is signed in may see it.
 */
void
bell_live_handle (BellExchange *exchange)
{
  g_autoptr (GError) error = NULL;

  if (bell_exchange_is_same_origin (exchange))
    {
      bell_exchange_authenticate (exchange, on_signed_in);
      return;
    }

  error = g_error_new_literal (BELL_ERROR, BELL_ERROR_DENIED, "not for pages of other sites");
  bell_exchange_respond_error (exchange, error);
}
