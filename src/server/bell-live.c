/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-server-private.h"
#include "bell-veil.h"
#include "bell-wire.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>
#include <wslay/wslay.h>

/* How many changes are caught up with at a time, and how far behind is too far. */
#define CATCH_UP 500
#define TOO_FAR  20000

/* The live connection of one page. */
typedef struct
{
  BellServer        *server;
  BellHubConnection *connection; /* NULL once it is over */
  BellPerson        *person;
  char              *login;   /* the sign-in that it was made with */
  char              *attends; /* the chat that the page shows */
  gint64   position;          /* every change up to this one has been sent, or was not to be seen */
  gboolean catching_up;       /* whoever does so frees it if the connection ends meanwhile */
  gboolean waits;             /* with catching up, until what was sent is read */
} BellLive;

static void catch_up (BellLive *self);

static void
live_free (BellLive *self)
{
  g_free (self->login);
  g_free (self->attends);
  bell_record_unref (self->person);
  g_object_unref (self->server);
  g_free (self);
}

static void
send_change (BellLive *self, BellChange *change)
{
  g_autoptr (BellRecord) shown = NULL;
  g_autoptr (GBytes) text = NULL;

  self->position = change->seq;
  if (!bell_change_is_for (change, self->person))
    return;

  shown = bell_person_is_agent (self->person) ? bell_record_ref (change)
                                              : bell_veil (change, self->person->record.id);
  text = bell_wire_write_change (shown);
  bell_hub_connection_send (self->connection, text);
}

/* A history may be long and a line slow: it gets the next part when it has read this one. */
static gboolean
may_send (BellLive *self)
{
  return self->connection != NULL
         && bell_hub_connection_waiting (self->connection) < BELL_WIRE_MAX_QUEUE / 2;
}

/* Changes that came before the connection was ready, or while it was made. */
static void
on_caught_up (GObject *object, GAsyncResult *result, gpointer user_data)
{
  BellLive *self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) changes = bell_store_call_finish (BELL_STORE (object), result, &error);

  if (self->connection != NULL && changes == NULL)
    bell_hub_connection_close (self->connection, WSLAY_CODE_INTERNAL_SERVER_ERROR);

  for (guint i = 0; changes != NULL && i < changes->len && may_send (self); i++)
    send_change (self, changes->pdata[i]);

  self->catching_up = FALSE;
  self->waits = self->connection != NULL && !may_send (self);
  if (self->connection == NULL)
    live_free (self);
  else if (!self->waits && changes != NULL
           && (changes->len == CATCH_UP || self->position < self->server->seq))
    catch_up (self);
}

static void
catch_up (BellLive *self)
{
  g_autoptr (BellRecord) record = bell_call_new (&bell_call_desk_changes);
  BellDeskChanges *call = (BellDeskChanges *) record;

  self->catching_up = TRUE;
  call->after = self->position;
  call->limit = CATCH_UP;
  bell_store_call_async (self->server->store, NULL, record, NULL, on_caught_up, self);
}

static void
on_drained (BellHubConnection *connection, gpointer user_data)
{
  BellLive *self = user_data;

  if (!self->waits)
    return;

  self->waits = FALSE;
  catch_up (self);
}

static void
attend (BellLive *self, const char *chat)
{
  if (g_strcmp0 (chat, self->attends) == 0)
    return;

  if (self->attends != NULL)
    bell_attendance_leave (self->server->attendance, self->attends, self->person->record.id);
  g_set_str (&self->attends, chat);
  if (chat != NULL)
    bell_attendance_enter (self->server->attendance, chat, self->person->record.id);
}

static void
answer_ping (BellLive *self)
{
  g_autoptr (GBytes) text = bell_wire_write_pong (self->position);

  bell_hub_connection_send (self->connection, text);
}

static void
on_text (BellHubConnection *connection, const char *text, gsize length, gpointer user_data)
{
  BellLive *self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (BellRecord) command
      = bell_wire_read_body (&bell_live_command_shape, text, length, BELL_WIRE_MAX_LIVE, &error);

  if (command == NULL)
    {
      g_message ("A live connection said something else: %s", error->message);
      bell_hub_connection_close (connection, WSLAY_CODE_POLICY_VIOLATION);
      return;
    }

  attend (self, ((BellLiveCommand *) command)->attend);
  if (((BellLiveCommand *) command)->ping)
    answer_ping (self);
}

static void
on_closed (BellHubConnection *connection, gpointer user_data)
{
  BellLive *self = user_data;

  self->connection = NULL;
  attend (self, NULL);
  g_hash_table_remove (self->server->lives, self);
  if (!self->catching_up)
    live_free (self);
}

static const BellHubHandlers handlers = {
  .text = on_text,
  .drained = on_drained,
  .closed = on_closed,
};

/* What a handshake leaves for when the socket is free. */
typedef struct
{
  BellServer *server;
  BellPerson *person;
  char       *login;
  gint64      after;
  gint64      last; /* the last change there is */
} Upgrade;

static void
upgrade_free (gpointer data, GClosure *closure)
{
  Upgrade *upgrade = data;

  bell_record_unref (upgrade->person);
  g_free (upgrade->login);
  g_object_unref (upgrade->server);
  g_free (upgrade);
}

/* Too far behind, or at a change that this desk has never had, as it was brought back from a
 * backup: the other end has to load everything anew. */
static gboolean
is_elsewhere (const Upgrade *upgrade)
{
  return upgrade->after > upgrade->last || upgrade->last - upgrade->after > TOO_FAR;
}

static void
start (const Upgrade *upgrade, int fd)
{
  BellLive *self = g_new0 (BellLive, 1);

  self->server = g_object_ref (upgrade->server);
  self->person = bell_record_ref (upgrade->person);
  self->login = g_strdup (upgrade->login);
  self->position = is_elsewhere (upgrade) ? upgrade->last : upgrade->after;
  self->connection = bell_hub_add (self->server->hub, fd, &handlers, self);
  self->catching_up = TRUE;
  g_hash_table_add (self->server->lives, self);
  if (is_elsewhere (upgrade))
    {
      g_autoptr (GBytes) text = bell_wire_write_reload ();

      bell_hub_connection_send (self->connection, text);
    }
  if (self->connection != NULL)
    catch_up (self);
  else
    live_free (self);
}

/* The handshake is on its way: takes the socket from libsoup, whose loop would go over every
 * connection at each turn. */
static void
on_handshake_sent (SoupServerMessage *message, gpointer user_data)
{
  const Upgrade *upgrade = user_data;
  GSocket       *socket = soup_server_message_get_socket (message);
  int            fd = dup (g_socket_get_fd (socket));
  g_autoptr (GIOStream) stream = soup_server_message_steal_connection (message);

  if (fd < 0)
    g_warning ("A live connection could not be taken over: %s", g_strerror (errno));
  else if (upgrade->server->hub == NULL)
    close (fd);
  else
    start (upgrade, fd);
  g_io_stream_close (stream, NULL, NULL);
}

/* The number in "after": the last change that the other end has. Without one it has them all. */
static gboolean
read_after (BellExchange *exchange, gint64 last, gint64 *after, GError **error)
{
  const char *text
      = exchange->query != NULL ? g_hash_table_lookup (exchange->query, "after") : NULL;

  *after = last;
  if (text == NULL || g_ascii_string_to_signed (text, 10, 0, G_MAXINT64, after, NULL))
    return TRUE;

  g_set_error_literal (error, BELL_ERROR, BELL_ERROR_INVALID,
                       "after: expected the number of a change, or 0");

  return FALSE;
}

static void
upgrade (BellExchange *exchange, const BellPerson *person, gint64 after, gint64 last)
{
  Upgrade *self;

  if (!soup_websocket_server_process_handshake (exchange->message, NULL, NULL, NULL, NULL))
    {
      bell_exchange_free (exchange);
      return;
    }

  self = g_new0 (Upgrade, 1);
  self->server = g_object_ref (exchange->server);
  self->person = bell_record_ref ((gpointer) person);
  self->login = g_strdup (exchange->login);
  self->after = after;
  self->last = last;
  g_signal_connect_data (exchange->message, "wrote-informational", G_CALLBACK (on_handshake_sent),
                         self, upgrade_free, G_CONNECT_DEFAULT);
  bell_exchange_free (exchange);
}

/* A handshake that waits to know where the change log is. */
typedef struct
{
  BellExchange *exchange;
  BellPerson   *person;
} Handshake;

static void
on_position (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autofree Handshake *handshake = user_data;
  g_autoptr (BellRecord) person = BELL_RECORD (handshake->person);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) records = bell_store_call_finish (BELL_STORE (object), result, &error);
  gint64 last, after;

  if (records == NULL)
    {
      bell_exchange_respond_error (handshake->exchange, error);
      return;
    }

  last = ((const BellPosition *) records->pdata[0])->seq;
  if (read_after (handshake->exchange, last, &after, &error))
    upgrade (handshake->exchange, handshake->person, after, last);
  else
    bell_exchange_respond_error (handshake->exchange, error);
}

static void
on_person (GObject *object, GAsyncResult *result, gpointer user_data)
{
  BellExchange *exchange = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) records = bell_store_call_finish (BELL_STORE (object), result, &error);
  g_autoptr (BellRecord) call = NULL;
  Handshake *handshake;

  if (records == NULL || records->len == 0)
    {
      bell_exchange_respond_signed_out (exchange, "sign in first");
      return;
    }

  handshake = g_new0 (Handshake, 1);
  handshake->exchange = exchange;
  handshake->person = bell_record_ref (records->pdata[0]);
  call = bell_call_new (&bell_call_desk_position);
  bell_store_call_async (exchange->server->store, NULL, call, NULL, on_position, handshake);
}

static void
on_signed_in (BellExchange *exchange)
{
  g_autoptr (BellRecord) record = NULL;
  BellDeskRecord *call;

  if (exchange->person == NULL)
    {
      bell_exchange_respond_signed_out (exchange, "sign in first");
      return;
    }

  record = bell_call_new (&bell_call_desk_record);
  call = (BellDeskRecord *) record;
  g_set_str (&call->collection, bell_person_shape.collection);
  g_set_str (&call->subject, exchange->person);
  bell_store_call_async (exchange->server->store, NULL, record, NULL, on_person, exchange);
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

/* Who cannot take it now gets it from the change log, once they have read what they were sent. */
static void
send_or_wait (BellLive *self, BellChange *change)
{
  self->waits = !may_send (self);
  if (!self->waits)
    send_change (self, change);
}

/* Whether what somebody may see is no longer what it was when the connection was made. */
static gboolean
is_about (const BellLive *self, const BellChange *change)
{
  if (g_strcmp0 (change->subject, self->person->record.id) != 0)
    return FALSE;

  return g_str_equal (change->type, "person")
         || (g_str_equal (change->type, "account") && change->kind == BELL_CHANGE_UPDATED);
}

/**
 * bell_live_end_login:
 * @server: a server
 * @login: the id of a sign-in that is over
 *
 * Ends the live connections that were made with it.
 */
void
bell_live_end_login (BellServer *server, const char *login)
{
  g_autoptr (GPtrArray) lives = g_hash_table_get_keys_as_ptr_array (server->lives);

  for (guint i = 0; i < lives->len; i++)
    {
      BellLive *live = lives->pdata[i];

      if (live->connection != NULL && g_strcmp0 (live->login, login) == 0)
        bell_hub_connection_close (live->connection, WSLAY_CODE_POLICY_VIOLATION);
    }
}

/**
 * bell_live_changed:
 * @server: a server
 * @change: what its store reports
 *
 * Sends a change to those who may see it. Who has changed themselves, or has another password, has
 * to come back, and is asked again who they are.
 */
void
bell_live_changed (BellServer *server, BellChange *change)
{
  g_autoptr (GPtrArray) lives = g_hash_table_get_keys_as_ptr_array (server->lives);

  for (guint i = 0; i < lives->len; i++)
    {
      BellLive *live = lives->pdata[i];

      if (live->connection == NULL)
        continue;

      if (is_about (live, change))
        bell_hub_connection_close (live->connection, WSLAY_CODE_GOING_AWAY);
      else if (!live->catching_up && !live->waits && live->position < change->seq)
        send_or_wait (live, change);
    }
}
