/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "remote/bell-remote-line.h"

#include "bell-wire-client.h"
#include "remote/bell-remote-backoff.h"
#include "remote/bell-remote-wakes.h"

/* The number is not known: all that comes is new. */
#define ANYWHERE (-1)

struct _BellRemoteLine
{
  BellRemoteHttp               *http;
  const BellRemoteLineHandlers *handlers;
  gpointer                      user_data;
  BellLine                      state;
  BellRemoteWakes              *wakes;
  SoupWebsocketConnection      *connection; /* NULL while there is none */
  GCancellable                 *connecting; /* NULL while that is not tried */
  gint64                        seen;       /* the last change that came, or ANYWHERE */
  gint64                        heard;      /* when something came last, in monotonic time */
  gint64                        begun;      /* when the connection was made, likewise */
  guint                         n_failures; /* tries that no connection came of, since one did */
  guint                         n_cuts;     /* connections in a row that did not hold */
  gboolean                      is_hinted;  /* a call that got through has been taken for a hint */
  guint                         retry;
  guint                         pinger;
};

/* What a line calls that has been freed while it called something. */

static void
ignore_state (gpointer user_data)
{
}

static void
ignore_change (BellChange *change, gpointer user_data)
{
}

static void
ignore_reload (gboolean is_another, gpointer user_data)
{
}

static void
ignore_number (gint64 seq, gpointer user_data)
{
}

static const BellRemoteLineHandlers nobody
    = { ignore_state, ignore_change, ignore_reload, ignore_number };

static void
line_clear (gpointer data)
{
  BellRemoteLine *self = data;

  g_object_unref (self->http);
}

/* Keeps the memory of a line while it calls others. */
static void
line_unref (BellRemoteLine *self)
{
  g_rc_box_release_full (self, line_clear);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BellRemoteLine, line_unref)

static void
set_state (BellRemoteLine *self, BellLine state)
{
  if (self->state == state)
    return;

  self->state = state;
  self->handlers->state_changed (self->user_data);
}

static void connect_now (BellRemoteLine *self);

static gboolean
on_retry (gpointer user_data)
{
  g_autoptr (BellRemoteLine) self = g_rc_box_acquire (user_data);

  self->retry = 0;
  connect_now (self);

  return G_SOURCE_REMOVE;
}

static void
let_go (BellRemoteLine *self)
{
  g_clear_handle_id (&self->pinger, g_source_remove);
  g_clear_handle_id (&self->retry, g_source_remove);
  if (self->connecting != NULL)
    g_cancellable_cancel (self->connecting);
  g_clear_object (&self->connecting);
  if (self->connection != NULL)
    {
      g_autoptr (SoupWebsocketConnection) connection = g_steal_pointer (&self->connection);

      g_signal_handlers_disconnect_by_data (connection, self);
      if (soup_websocket_connection_get_state (connection) == SOUP_WEBSOCKET_STATE_OPEN)
        soup_websocket_connection_close (connection, SOUP_WEBSOCKET_CLOSE_GOING_AWAY, NULL);
    }
}

static void
try_later (BellRemoteLine *self)
{
  let_go (self);
  self->retry
      = g_timeout_add (bell_remote_backoff (self->n_failures + self->n_cuts), on_retry, self);
  set_state (self, BELL_LINE_DOWN);
}

/* A connection is worth nothing before it has held: it may be a proxy that accepts each, and closes
 * it at once. */
static void
break_off (BellRemoteLine *self)
{
  gint64 held = (g_get_monotonic_time () - self->begun) / G_TIME_SPAN_MILLISECOND;

  self->n_cuts = held < BELL_REMOTE_BACKOFF_LONGEST ? self->n_cuts + 1 : 1;
  try_later (self);
}

static void
ping (BellRemoteLine *self)
{
  g_autofree char *text = bell_wire_write_ping ();

  if (soup_websocket_connection_get_state (self->connection) == SOUP_WEBSOCKET_STATE_OPEN)
    soup_websocket_connection_send_text (self->connection, text);
}

/* A line can be dead without either end being told. */
static gboolean
on_ping (gpointer user_data)
{
  g_autoptr (BellRemoteLine) self = g_rc_box_acquire (user_data);

  if (g_get_monotonic_time () - self->heard > BELL_WIRE_MUTE_SECONDS * G_TIME_SPAN_SECOND)
    {
      self->pinger = 0;
      g_debug ("The line was mute for %d s", BELL_WIRE_MUTE_SECONDS);
      break_off (self);
      return G_SOURCE_REMOVE;
    }

  ping (self);

  return G_SOURCE_CONTINUE;
}

/* Everything has to be loaded anew; where the line is now its next answer to a ping says. */
static void
lose_place (BellRemoteLine *self, gboolean is_another)
{
  self->seen = ANYWHERE;
  ping (self);
  self->handlers->reloaded (is_another, self->user_data);
}

static void
take_change (BellRemoteLine *self, BellChange *change)
{
  if (change->seq <= self->seen)
    return;

  self->seen = change->seq;
  self->handlers->changed (change, self->user_data);
  self->handlers->moved (change->seq, self->user_data);
}

static void
take_pong (BellRemoteLine *self, gint64 seq)
{
  self->is_hinted = FALSE;
  if (seq <= self->seen)
    return;

  self->seen = seq;
  self->handlers->moved (seq, self->user_data);
}

static void
on_message (SoupWebsocketConnection *connection,
            SoupWebsocketDataType    type,
            GBytes                  *text,
            gpointer                 user_data)
{
  g_autoptr (BellRemoteLine) self = g_rc_box_acquire (user_data);
  g_auto (BellLiveMessage) message = { 0 };
  g_autoptr (GError) error = NULL;

  self->heard = g_get_monotonic_time ();
  if (!bell_live_message_read (text, &message, &error))
    {
      /* One message that is not understood must not keep those after it from coming. */
      g_warning ("The desk said something else over the line: %s", error->message);
      lose_place (self, FALSE);
      return;
    }

  switch (message.kind)
    {
    case BELL_LIVE_CHANGE:
      take_change (self, message.change);
      break;
    case BELL_LIVE_PONG:
      take_pong (self, message.seq);
      break;
    case BELL_LIVE_RELOAD:
    default:
      lose_place (self, TRUE);
      break;
    }
}

/* A change that is larger than any is passed over, as it would come again and again. */
static void
on_error (SoupWebsocketConnection *connection, GError *error, BellRemoteLine *self)
{
  if (g_error_matches (error, SOUP_WEBSOCKET_ERROR, SOUP_WEBSOCKET_CLOSE_TOO_BIG))
    self->seen = ANYWHERE;
}

static void
on_closed (SoupWebsocketConnection *connection, gpointer user_data)
{
  g_autoptr (BellRemoteLine) self = g_rc_box_acquire (user_data);

  break_off (self);
}

static void
begin (BellRemoteLine *self, SoupWebsocketConnection *connection)
{
  gboolean is_lost = self->seen == ANYWHERE;

  self->connection = connection;
  self->n_failures = 0;
  self->begun = self->heard = g_get_monotonic_time ();
  g_signal_connect (connection, "message", G_CALLBACK (on_message), self);
  g_signal_connect (connection, "error", G_CALLBACK (on_error), self);
  g_signal_connect (connection, "closed", G_CALLBACK (on_closed), self);
  self->pinger = g_timeout_add_seconds (BELL_WIRE_PING_SECONDS, on_ping, self);
  ping (self);
  if (is_lost)
    self->handlers->reloaded (FALSE, self->user_data);
  set_state (self, BELL_LINE_UP);
}

static void
on_connected (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SoupWebsocketConnection) connection
      = bell_remote_http_connect_finish (BELL_REMOTE_HTTP (object), result, &error);
  g_autoptr (BellRemoteLine) self = user_data;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  g_clear_object (&self->connecting);
  if (connection != NULL)
    {
      begin (self, g_steal_pointer (&connection));
      return;
    }

  g_debug ("The line is not there: %s", error->message);
  if (bell_error_get_trouble (error) == BELL_TROUBLE_SIGNED_OUT)
    {
      bell_remote_line_sign_out (self);
      return;
    }

  self->n_failures++;
  try_later (self);
}

static void
connect_now (BellRemoteLine *self)
{
  g_autofree char *path = bell_wire_live_path (self->seen);

  g_clear_handle_id (&self->retry, g_source_remove);
  self->connecting = g_cancellable_new ();
  bell_remote_http_connect_async (self->http, path, self->connecting, on_connected,
                                  g_rc_box_acquire (self));
}

static void
on_woken (gpointer user_data)
{
  BellRemoteLine *self = user_data;

  if (self->state != BELL_LINE_SIGNED_OUT)
    bell_remote_line_hurry (self);
}

/**
 * bell_remote_line_new:
 * @http: the way to a desk, which knows who asks
 * @after: the number of the last change that is known, or -1 for none
 * @state: how it stands with it until it has been tried
 * @handlers: what to call when
 * @user_data: what to call it with
 *
 * Returns: (transfer full): a line, which is not tried yet
 */
BellRemoteLine *
bell_remote_line_new (BellRemoteHttp               *http,
                      gint64                        after,
                      BellLine                      state,
                      const BellRemoteLineHandlers *handlers,
                      gpointer                      user_data)
{
  BellRemoteLine *self = g_rc_box_new0 (BellRemoteLine);

  self->http = g_object_ref (http);
  self->seen = after;
  self->handlers = handlers;
  self->user_data = user_data;
  self->state = state;

  return self;
}

/**
 * bell_remote_line_free:
 * @self: (transfer full): a line
 *
 * Ends it. Nothing is called any more.
 */
void
bell_remote_line_free (BellRemoteLine *self)
{
  g_clear_pointer (&self->wakes, bell_remote_wakes_free);
  self->handlers = &nobody;
  let_go (self);
  line_unref (self);
}

/**
 * bell_remote_line_start:
 * @self: a line
 *
 * Tries it from now on, until it is ended.
 */
void
bell_remote_line_start (BellRemoteLine *self)
{
  self->wakes = bell_remote_wakes_new (on_woken, self);
  connect_now (self);
}

/**
 * bell_remote_line_hurry:
 * @self: a line
 *
 * Something makes it likely that the desk can be reached: waits no longer. A line that is up may be
 * dead all the same, and is asked.
 */
void
bell_remote_line_hurry (BellRemoteLine *self)
{
  if (self->connection != NULL)
    {
      ping (self);
      return;
    }

  self->n_failures = self->n_cuts = 0;
  if (self->connecting == NULL && self->wakes != NULL)
    connect_now (self);
}

/**
 * bell_remote_line_note_answer:
 * @self: a line
 * @is_lost: whether the desk could not be reached
 *
 * A call has come to its end. Where it got through, so may the line, which waits no longer. That it
 * got through says nothing new where calls always do, and the line is closed each time.
 */
void
bell_remote_line_note_answer (BellRemoteLine *self, gboolean is_lost)
{
  if (is_lost)
    {
      self->is_hinted = FALSE;
    }
  else if (self->state == BELL_LINE_SIGNED_OUT)
    {
      bell_remote_line_hurry (self);
    }
  else if (self->state == BELL_LINE_DOWN && !self->is_hinted && self->connecting == NULL
           && self->wakes != NULL)
    {
      self->is_hinted = TRUE;
      connect_now (self);
    }
}

/**
 * bell_remote_line_sign_out:
 * @self: a line
 *
 * The desk does not know any more who asks: it is of no use to try again before somebody has signed
 * in; bell_remote_line_hurry() does.
 */
void
bell_remote_line_sign_out (BellRemoteLine *self)
{
  let_go (self);
  set_state (self, BELL_LINE_SIGNED_OUT);
}

/**
 * bell_remote_line_get_state:
 * @self: a line
 *
 * Returns: how it stands with it
 */
BellLine
bell_remote_line_get_state (BellRemoteLine *self)
{
  return self->state;
}

/**
 * bell_remote_line_has_failed:
 * @self: a line
 *
 * Returns: whether the desk could not be reached when that was last tried; a line that has just
 *   broken may well be made again
 */
gboolean
bell_remote_line_has_failed (BellRemoteLine *self)
{
  return self->state == BELL_LINE_DOWN && (self->n_failures > 0 || self->n_cuts == 0);
}
