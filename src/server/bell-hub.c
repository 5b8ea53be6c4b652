/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-hub-private.h"
#include "bell-wire.h"

#include <errno.h>
#include <glib-unix.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

/* Every connection is looked over once in so many ticks, so that ten thousand are not pinged at the
 * same moment. */
#define TICK_MILLISECONDS 100
#define TICKS_A_ROUND     50

/* How many events one turn of the main loop handles. */
#define EVENTS 128

/* The seconds of the monotonic clock; never 0. */
guint32
bell_hub_now (void)
{
  return (guint32) (g_get_monotonic_time () / G_USEC_PER_SEC) + 1;
}

static void
connection_free (gpointer data)
{
  BellHubConnection *self = data;

  bell_hub_forget_input (self);
  g_clear_pointer (&self->output, bell_hub_output_free);
  g_free (self);
}

/* Takes a connection out of the list; the last one takes its place. */
static void
leave_list (BellHubConnection *self)
{
  GPtrArray         *list = self->hub->connections;
  BellHubConnection *last = list->pdata[list->len - 1];

  g_ptr_array_remove_index_fast (list, self->place);
  last->place = self->place;
  if (list->len == 0)
    g_clear_handle_id (&self->hub->ticker, g_source_remove);
}

/* The connection is over: its socket at once, its memory when nothing can name it any more. */
void
bell_hub_finish (BellHubConnection *self)
{
  if (self->is_over)
    return;

  self->is_over = TRUE;
  epoll_ctl (self->hub->epoll, EPOLL_CTL_DEL, self->fd, NULL);
  close (self->fd);
  leave_list (self);
  g_ptr_array_add (self->hub->over, self);
  if (!self->is_closing)
    self->handlers->closed (self, self->user_data);
}

/* Tells the system what to wait for. */
void
bell_hub_watch (BellHubConnection *self, int operation)
{
  struct epoll_event event = { .data.ptr = self };

  event.events = EPOLLRDHUP | (self->is_held ? 0 : EPOLLIN) | (self->wants_to_write ? EPOLLOUT : 0);
  if (epoll_ctl (self->hub->epoll, operation, self->fd, &event) != 0)
    g_warning ("A live connection cannot be watched: %s", g_strerror (errno));
}

static void
handle (BellHubConnection *self, guint32 events)
{
  if (self->is_over)
    return;

  /* Nobody waits for what is held back, and it would be told again and again. */
  if (self->is_held && (events & (EPOLLRDHUP | EPOLLHUP | EPOLLERR)) != 0)
    {
      bell_hub_finish (self);
      return;
    }

  if ((events & (EPOLLIN | EPOLLRDHUP | EPOLLHUP | EPOLLERR)) != 0)
    bell_hub_receive (self);
  if (!self->is_over && (events & EPOLLOUT) != 0)
    bell_hub_flush (self);
}

/* What is over is freed when no list names it any more. */
static void
free_those_over (BellHub *self)
{
  for (guint i = self->over->len; i > 0; i--)
    if (!((BellHubConnection *) self->over->pdata[i - 1])->is_unsent)
      g_ptr_array_remove_index_fast (self->over, i - 1);
}

static gboolean
on_events (int fd, GIOCondition condition, gpointer user_data)
{
  BellHub           *self = user_data;
  struct epoll_event events[EVENTS];
  int                n = epoll_wait (self->epoll, events, EVENTS, 0);

  for (int i = 0; i < n; i++)
    handle (events[i].data.ptr, events[i].events);
  free_those_over (self);

  return G_SOURCE_CONTINUE;
}

static gboolean
is_gone (const BellHubConnection *self, guint32 now)
{
  return now - self->heard > BELL_WIRE_MUTE_SECONDS
         || (self->wants_to_write && now - self->sent > BELL_WIRE_STALL_SECONDS)
         || (self->is_closing && now - self->pinged > BELL_WIRE_STALL_SECONDS)
         || (self->input != NULL && now - self->input->since > BELL_WIRE_MUTE_SECONDS);
}

static void
look_over (BellHubConnection *self, guint32 now)
{
  self->idle_frames = 0;
  if (is_gone (self, now))
    {
      bell_hub_finish (self);
      return;
    }

  if (self->is_closing || now - self->pinged < BELL_WIRE_PING_SECONDS)
    return;

  self->pinged = now;
  bell_hub_send_control (self, WSLAY_PING, NULL, 0);
}

/* Half-open lines exist: who says nothing, not even to a ping, or reads nothing, is gone. */
static gboolean
on_tick (gpointer user_data)
{
  BellHub *self = user_data;
  guint32  now = bell_hub_now ();
  guint    n = self->connections->len / TICKS_A_ROUND + 1;

  for (guint i = 0; i < n && self->connections->len > 0; i++)
    {
      if (self->cursor >= self->connections->len)
        self->cursor = 0;
      look_over (self->connections->pdata[self->cursor++], now);
    }
  free_those_over (self);

  return self->connections->len > 0;
}

/* A source that may recurse (none here does) stays in the poll while it is dispatched; otherwise
 * GLib takes it out and puts it back, and wakes itself up for each. */
static void
watch_epoll (BellHub *self)
{
  g_autoptr (GSource) source = g_unix_fd_source_new (self->epoll, G_IO_IN);

  g_source_set_callback (source, G_SOURCE_FUNC (on_events), self, NULL);
  g_source_set_can_recurse (source, TRUE);
  self->source = g_source_attach (source, NULL);
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
  watch_epoll (self);
  self->connections = g_ptr_array_new ();
  self->unsent = g_ptr_array_new ();
  self->over = g_ptr_array_new_with_free_func (connection_free);
  self->codecs = g_ptr_array_new_with_free_func (bell_hub_codec_free);
  self->outputs = g_ptr_array_new_with_free_func (bell_hub_output_free);
  self->flusher = bell_hub_flusher_new (self);

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
  while (self->connections->len > 0)
    {
      BellHubConnection *connection = self->connections->pdata[self->connections->len - 1];

      bell_hub_connection_close (connection, WSLAY_CODE_GOING_AWAY);
      bell_hub_flush (connection);
      bell_hub_finish (connection);
    }
  g_source_destroy (self->flusher);
  g_source_unref (self->flusher);
  g_source_remove (self->source);
  g_ptr_array_unref (self->over);
  g_ptr_array_unref (self->connections);
  g_ptr_array_unref (self->unsent);
  g_ptr_array_unref (self->codecs);
  g_ptr_array_unref (self->outputs);
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
  const int          yes = 1;

  connection->hub = self;
  connection->fd = fd;
  connection->handlers = handlers;
  connection->user_data = user_data;
  connection->heard = connection->pinged = bell_hub_now ();
  connection->place = self->connections->len;
  g_ptr_array_add (self->connections, connection);
  g_unix_set_fd_nonblocking (fd, TRUE, NULL);
  /* A Unix socket does not delay anything, and does not know this. */
  setsockopt (fd, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
  bell_hub_watch (connection, EPOLL_CTL_ADD);
  if (self->ticker == 0)
    self->ticker = g_timeout_add (TICK_MILLISECONDS, on_tick, self);

  return connection;
}

/**
 * bell_hub_connection_hold:
 * @connection: a connection
 * @hold: whether it shall wait
 *
 * Leaves what the other end sends where it is, but for what has come already, until it is let go.
 */
void
bell_hub_connection_hold (BellHubConnection *connection, gboolean hold)
{
  if (connection->is_held == hold || connection->is_closing || connection->is_over)
    return;

  connection->is_held = hold;
  bell_hub_watch (connection, EPOLL_CTL_MOD);
}
