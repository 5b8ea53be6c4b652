/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-hub.h"

#include "bell-wire.h"

#include <errno.h>
#include <glib-unix.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>
#include <wslay/wslay.h>

/* How often connections are looked over. */
#define TICK_SECONDS 5

/* How many events one turn of the main loop handles. */
#define EVENTS 64

struct _BellHub
{
  int         epoll;
  guint       source;
  guint       ticker;
  GHashTable *connections; /* set of BellHubConnection */
  GPtrArray  *over;        /* freed at the end of a turn: an event may still name them */
};

struct _BellHubConnection
{
  BellHub                *hub;
  int                     fd;
  wslay_event_context_ptr frames;
  const BellHubHandlers  *handlers;
  gpointer                user_data;
  gint64                  heard; /* when something came last, in monotonic microseconds */
  gint64                  pinged;
  gint64                  sent; /* when the other end last took something, or began to be behind */
  gboolean                wants_to_write;
  gboolean                is_over;
};

static void
connection_free (gpointer data)
{
  BellHubConnection *self = data;

  wslay_event_context_free (self->frames);
  g_free (self);
}

/* The connection is over: its socket at once, its memory when nothing can name it any more. */
static void
finish (BellHubConnection *self)
{
  if (self->is_over)
    return;

  self->is_over = TRUE;
  epoll_ctl (self->hub->epoll, EPOLL_CTL_DEL, self->fd, NULL);
  close (self->fd);
  g_hash_table_remove (self->hub->connections, self);
  g_ptr_array_add (self->hub->over, self);
  if (self->handlers != NULL)
    self->handlers->closed (self, self->user_data);
}

static ssize_t
on_recv (wslay_event_context_ptr frames, uint8_t *buffer, size_t length, int flags, void *user_data)
{
  BellHubConnection *self = user_data;
  ssize_t            n = recv (self->fd, buffer, length, 0);

  if (n > 0)
    return n;

  wslay_event_set_error (frames, n < 0 && (errno == EAGAIN || errno == EINTR)
                                     ? WSLAY_ERR_WOULDBLOCK
                                     : WSLAY_ERR_CALLBACK_FAILURE);

  return -1;
}

static ssize_t
on_send (wslay_event_context_ptr frames,
         const uint8_t          *data,
         size_t                  length,
         int                     flags,
         void                   *user_data)
{
  BellHubConnection *self = user_data;
  ssize_t            n
      = send (self->fd, data, length, MSG_NOSIGNAL | ((flags & WSLAY_MSG_MORE) ? MSG_MORE : 0));

  if (n >= 0)
    {
      self->sent = g_get_monotonic_time ();
      return n;
    }

  wslay_event_set_error (frames, errno == EAGAIN || errno == EINTR ? WSLAY_ERR_WOULDBLOCK
                                                                   : WSLAY_ERR_CALLBACK_FAILURE);

  return -1;
}

static void
on_message (wslay_event_context_ptr                   frames,
            const struct wslay_event_on_msg_recv_arg *message,
            void                                     *user_data)
{
  BellHubConnection *self = user_data;

  if (wslay_is_ctrl_frame (message->opcode) || self->is_over)
    return;

  if (message->opcode != WSLAY_TEXT_FRAME)
    {
      wslay_event_queue_close (frames, WSLAY_CODE_UNSUPPORTED_DATA, NULL, 0);
      return;
    }

  self->handlers->text (self, (const char *) message->msg, message->msg_length, self->user_data);
}

static const struct wslay_event_callbacks callbacks = {
  .recv_callback = on_recv,
  .send_callback = on_send,
  .on_msg_recv_callback = on_message,
};

static void
watch (BellHubConnection *self, int operation)
{
  struct epoll_event event = { .data.ptr = self };

  event.events = EPOLLIN | EPOLLRDHUP | (self->wants_to_write ? EPOLLOUT : 0);
  if (epoll_ctl (self->hub->epoll, operation, self->fd, &event) != 0)
    g_warning ("A live connection cannot be watched: %s", g_strerror (errno));
}

/* Writes what waits, as far as the socket takes it. */
static void
flush (BellHubConnection *self)
{
  gboolean wants_to_write;

  if (self->is_over)
    return;

  if (wslay_event_want_write (self->frames) && wslay_event_send (self->frames) != 0)
    {
      finish (self);
      return;
    }

  if (!wslay_event_want_read (self->frames) && !wslay_event_want_write (self->frames))
    {
      finish (self);
      return;
    }

  wants_to_write = wslay_event_want_write (self->frames) != 0;
  if (wants_to_write != self->wants_to_write)
    {
      self->wants_to_write = wants_to_write;
      self->sent = g_get_monotonic_time ();
      watch (self, EPOLL_CTL_MOD);
    }
}

static void
handle (BellHubConnection *self, guint32 events)
{
  if (self->is_over)
    return;

  if ((events & (EPOLLIN | EPOLLRDHUP | EPOLLHUP | EPOLLERR)) != 0)
    {
      self->heard = g_get_monotonic_time ();
      if (wslay_event_recv (self->frames) != 0)
        {
          finish (self);
          return;
        }
    }
  flush (self);
  if (!self->is_over && (events & EPOLLOUT) != 0 && !self->wants_to_write)
    self->handlers->drained (self, self->user_data);
}

static gboolean
on_events (int fd, GIOCondition condition, gpointer user_data)
{
  BellHub           *self = user_data;
  struct epoll_event events[EVENTS];
  int                n = epoll_wait (self->epoll, events, EVENTS, 0);

  for (int i = 0; i < n; i++)
    handle (events[i].data.ptr, events[i].events);
  g_ptr_array_set_size (self->over, 0);

  return G_SOURCE_CONTINUE;
}

static void
look_over (BellHubConnection *self, gint64 now)
{
  const struct wslay_event_msg message = { WSLAY_PING, NULL, 0 };

  if (now - self->heard > BELL_WIRE_MUTE_SECONDS * G_USEC_PER_SEC
      || (self->wants_to_write && now - self->sent > BELL_WIRE_STALL_SECONDS * G_USEC_PER_SEC))
    {
      finish (self);
      return;
    }

  if (now - self->pinged < BELL_WIRE_PING_SECONDS * G_USEC_PER_SEC)
    return;

  self->pinged = now;
  wslay_event_queue_msg (self->frames, &message);
  flush (self);
}

/* Half-open lines exist: who says nothing, not even to a ping, or reads nothing, is gone. */
static gboolean
on_tick (gpointer user_data)
{
  BellHub *self = user_data;
  g_autoptr (GPtrArray) connections = g_hash_table_get_keys_as_ptr_array (self->connections);
  gint64 now = g_get_monotonic_time ();

  for (guint i = 0; i < connections->len; i++)
    look_over (connections->pdata[i], now);
  g_ptr_array_set_size (self->over, 0);

  return G_SOURCE_CONTINUE;
}

/**
 * bell_hub_new:
 *
 * Returns: (transfer full): a hub in the thread's main context
 */
BellHub *
bell_hub_new (void)
{
  BellHub *self = g_new0 (BellHub, 1);

  self->epoll = epoll_create1 (EPOLL_CLOEXEC);
  if (self->epoll < 0)
    g_error ("No epoll: %s", g_strerror (errno));
  self->source = g_unix_fd_add (self->epoll, G_IO_IN, on_events, self);
  self->ticker = g_timeout_add_seconds (TICK_SECONDS, on_tick, self);
  self->connections = g_hash_table_new (NULL, NULL);
  self->over = g_ptr_array_new_with_free_func (connection_free);

  return self;
}

/**
 * bell_hub_free:
 * @self: (transfer full): a hub
 *
 * Ends all connections; says so to the other ends if they can be told at once.
 */
void
bell_hub_free (BellHub *self)
{
  g_autoptr (GPtrArray) connections = g_hash_table_get_keys_as_ptr_array (self->connections);

  for (guint i = 0; i < connections->len; i++)
    {
      bell_hub_connection_close (connections->pdata[i], WSLAY_CODE_GOING_AWAY);
      finish (connections->pdata[i]);
    }
  g_source_remove (self->source);
  g_source_remove (self->ticker);
  g_ptr_array_unref (self->over);
  g_hash_table_unref (self->connections);
  close (self->epoll);
  g_free (self);
}

/**
 * bell_hub_add:
 * @self: a hub
 * @fd: (transfer full): a socket on which the handshake is over
 * @handlers: what to call
 * @user_data: what to call it with
 *
 * Returns: (transfer none): the connection, until @handlers->closed
 */
BellHubConnection *
bell_hub_add (BellHub *self, int fd, const BellHubHandlers *handlers, gpointer user_data)
{
  BellHubConnection *connection = g_new0 (BellHubConnection, 1);

  connection->hub = self;
  connection->fd = fd;
  connection->handlers = handlers;
  connection->user_data = user_data;
  connection->heard = connection->pinged = g_get_monotonic_time ();
  g_unix_set_fd_nonblocking (fd, TRUE, NULL);
  if (wslay_event_context_server_init (&connection->frames, &callbacks, connection) != 0)
    g_error ("No memory for a live connection");
  wslay_event_config_set_max_recv_msg_length (connection->frames, BELL_WIRE_MAX_LIVE);
  g_hash_table_add (self->connections, connection);
  watch (connection, EPOLL_CTL_ADD);

  return connection;
}

/**
 * bell_hub_connection_waiting:
 * @connection: a connection
 *
 * Returns: how many bytes wait to be sent
 */
gsize
bell_hub_connection_waiting (BellHubConnection *connection)
{
  return wslay_event_get_queued_msg_length (connection->frames);
}

/**
 * bell_hub_connection_send:
 * @connection: a connection
 * @text: a message, valid UTF-8
 *
 * Sends a message, after those that wait. When too much waits the connection is cut off.
 */
void
bell_hub_connection_send (BellHubConnection *connection, GBytes *text)
{
  gsize                        length;
  const struct wslay_event_msg message
      = { WSLAY_TEXT_FRAME, g_bytes_get_data (text, &length), g_bytes_get_size (text) };

  if (connection->is_over)
    return;

  if (wslay_event_get_queued_msg_length (connection->frames) + length > BELL_WIRE_MAX_QUEUE
      || wslay_event_queue_msg (connection->frames, &message) != 0)
    {
      finish (connection);
      return;
    }
  flush (connection);
}

/**
 * bell_hub_connection_close:
 * @connection: a connection
 * @status: why, as RFC 6455, 7.4 counts
 *
 * Ends a connection as it should be ended.
 */
void
bell_hub_connection_close (BellHubConnection *connection, guint16 status)
{
  if (connection->is_over)
    return;

  wslay_event_queue_close (connection->frames, status, NULL, 0);
  flush (connection);
}
