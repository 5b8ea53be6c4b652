/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-connection.h"

#include "bell-heeded-input.h"
#include "bell-limits.h"

#include <string.h>
#include <unistd.h>

struct _BellConnection
{
  GIOStream           parent_instance;
  GSocket            *socket;
  GIOStream          *base;
  GInputStream       *input;
  GSocketAddress     *there;   /* what libsoup knows it by */
  char               *address; /* of the other end; NULL: a Unix socket has none */
  BellConnectionPhase phase;
  gint64              deadline; /* in monotonic microseconds; 0: there is none */
  gsize               progress; /* bytes since the deadline was set */
};

G_DEFINE_FINAL_TYPE (BellConnection, bell_connection, G_TYPE_IO_STREAM)

enum
{
  CLOSED,
  N_SIGNALS,
};
static guint signals[N_SIGNALS];

/* How long each phase may take. */
static const int seconds_of[] = {
  [BELL_CONNECTION_NEW] = BELL_LIMIT_HEAD_SECONDS,
  [BELL_CONNECTION_HEAD] = BELL_LIMIT_HEAD_SECONDS,
  [BELL_CONNECTION_BODY] = BELL_LIMIT_PROGRESS_SECONDS,
  [BELL_CONNECTION_WORKING] = 0,
  [BELL_CONNECTION_ANSWERING] = BELL_LIMIT_PROGRESS_SECONDS,
  [BELL_CONNECTION_IDLE] = BELL_LIMIT_IDLE_SECONDS,
};

static GQuark
connection_quark (void)
{
  return g_quark_from_static_string ("bell-connection");
}

static void
set_deadline (BellConnection *self)
{
  int seconds = seconds_of[self->phase];

  self->progress = 0;
  self->deadline = seconds > 0 ? g_get_monotonic_time () + seconds * G_USEC_PER_SEC : 0;
}

/* The time for a head begins with its first byte; on a new connection it has begun before. */
static void
on_read (gsize n_bytes, gpointer user_data)
{
  BellConnection *self = user_data;

  if (self->phase == BELL_CONNECTION_NEW)
    self->phase = BELL_CONNECTION_HEAD;
  else if (self->phase == BELL_CONNECTION_IDLE)
    bell_connection_enter (self, BELL_CONNECTION_HEAD);
  else if (self->phase == BELL_CONNECTION_BODY)
    bell_connection_progress (self, n_bytes);
}

static GInputStream *
bell_connection_get_input_stream (GIOStream *stream)
{
  return BELL_CONNECTION (stream)->input;
}

static GOutputStream *
bell_connection_get_output_stream (GIOStream *stream)
{
  return g_io_stream_get_output_stream (BELL_CONNECTION (stream)->base);
}

static gboolean
bell_connection_close (GIOStream *stream, GCancellable *cancellable, GError **error)
{
  BellConnection *self = BELL_CONNECTION (stream);
  gboolean        closed = g_io_stream_close (self->base, cancellable, error);

  self->deadline = 0;
  if (self->there != NULL)
    g_object_set_qdata (G_OBJECT (self->there), connection_quark (), NULL);
  g_signal_emit (self, signals[CLOSED], 0);

  return closed;
}

static void
bell_connection_finalize (GObject *object)
{
  BellConnection *self = BELL_CONNECTION (object);

  g_clear_object (&self->input);
  g_clear_object (&self->base);
  g_clear_object (&self->socket);
  g_clear_object (&self->there);
  g_free (self->address);

  G_OBJECT_CLASS (bell_connection_parent_class)->finalize (object);
}

static void
bell_connection_class_init (BellConnectionClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GIOStreamClass *stream_class = G_IO_STREAM_CLASS (klass);

  object_class->finalize = bell_connection_finalize;
  stream_class->get_input_stream = bell_connection_get_input_stream;
  stream_class->get_output_stream = bell_connection_get_output_stream;
  stream_class->close_fn = bell_connection_close;

  /* Once, when the socket is closed, whoever does so. */
  signals[CLOSED] = g_signal_new ("closed", BELL_TYPE_CONNECTION, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 0);
}

static void
bell_connection_init (BellConnection *self)
{
}

/**
 * bell_connection_new:
 * @socket: a socket that was accepted
 * @address: (nullable): the address of the other end, or %NULL if it has none
 *
 * Returns: (transfer full): an HTTP connection on it, on which nothing has come yet
 */
BellConnection *
bell_connection_new (GSocket *socket, const char *address)
{
  BellConnection *self = g_object_new (BELL_TYPE_CONNECTION, NULL);

  self->socket = g_object_ref (socket);
  self->base = G_IO_STREAM (g_socket_connection_factory_create_connection (socket));
  self->input = bell_heeded_input_new (g_io_stream_get_input_stream (self->base), on_read, self);
  self->address = g_strdup (address);
  bell_connection_enter (self, BELL_CONNECTION_NEW);

  return self;
}

/**
 * bell_connection_serve:
 * @self: a connection
 * @soup: what is to serve it
 * @error: return location for any error of libsoup
 *
 * Hands the connection to libsoup. libsoup keeps what it is given as the address of the other end
 * with each request, so that is where bell_connection_of() finds the connection again; it reads
 * the host out of its own address if a request names none, and knows no addresses but IP's.
 *
 * Returns: whether libsoup serves it
 */
gboolean
bell_connection_serve (BellConnection *self, SoupServer *soup, GError **error)
{
  g_autoptr (GSocketAddress) here = g_socket_get_local_address (self->socket, NULL);
  const char *address = self->address != NULL ? self->address : "127.0.0.1";

  if (!G_IS_INET_SOCKET_ADDRESS (here))
    {
      g_clear_object (&here);
      here = g_inet_socket_address_new_from_string ("127.0.0.1", 80);
    }
  self->there = g_inet_socket_address_new_from_string (address, 0);
  g_object_set_qdata (G_OBJECT (self->there), connection_quark (), self);

  return soup_server_accept_iostream (soup, G_IO_STREAM (self), here, self->there, error);
}

/**
 * bell_connection_of:
 * @message: a request
 *
 * Returns: (transfer none) (nullable): the connection that it has come on, unless that is closed
 */
BellConnection *
bell_connection_of (SoupServerMessage *message)
{
  GSocketAddress *address = soup_server_message_get_remote_address (message);

  return address != NULL ? g_object_get_qdata (G_OBJECT (address), connection_quark ()) : NULL;
}

/**
 * bell_connection_get_address:
 * @self: a connection
 *
 * Returns: (nullable): the IP address of the other end, or %NULL if it is on a Unix socket
 */
const char *
bell_connection_get_address (BellConnection *self)
{
  return self->address;
}

/**
 * bell_connection_enter:
 * @self: a connection
 * @phase: what it is at from now on
 *
 * Gives the connection as long as the phase may take.
 */
void
bell_connection_enter (BellConnection *self, BellConnectionPhase phase)
{
  self->phase = phase;
  set_deadline (self);
}

/**
 * bell_connection_progress:
 * @self: a connection
 * @n_bytes: how many bytes of a body or an answer have gone through
 *
 * Gives it more time, once that is enough to be called progress.
 */
void
bell_connection_progress (BellConnection *self, gsize n_bytes)
{
  self->progress += n_bytes;
  if (self->progress >= BELL_LIMIT_PROGRESS_BYTES)
    set_deadline (self);
}

/**
 * bell_connection_is_overdue:
 * @self: a connection
 * @now: the time, in monotonic microseconds
 *
 * Returns: whether it has taken longer than it may
 */
gboolean
bell_connection_is_overdue (BellConnection *self, gint64 now)
{
  return self->deadline != 0 && self->deadline < now;
}

/**
 * bell_connection_is_at_rest:
 * @self: a connection
 *
 * Returns: whether no request is underway on it
 */
gboolean
bell_connection_is_at_rest (BellConnection *self)
{
  return self->phase == BELL_CONNECTION_NEW || self->phase == BELL_CONNECTION_IDLE;
}

/**
 * bell_connection_cut:
 * @self: a connection
 *
 * Ends it in both directions; libsoup finds out when it next looks at the socket. Somebody who has
 * begun to send is told why, if that can be done at once (RFC 9110, 408).
 */
void
bell_connection_cut (BellConnection *self)
{
  if (self->phase == BELL_CONNECTION_HEAD || self->phase == BELL_CONNECTION_BODY)
    bell_connection_send_last (self, "HTTP/1.1 408 Request Timeout\r\n"
                                     "Content-Length: 0\r\n"
                                     "Connection: close\r\n\r\n");
  self->deadline = 0;
  bell_heeded_input_end (BELL_HEEDED_INPUT (self->input));
  g_socket_shutdown (self->socket, TRUE, TRUE, NULL);
}

/**
 * bell_connection_send_last:
 * @self: a connection
 * @text: a whole answer
 *
 * Writes an answer past libsoup, as far as the socket takes it at once, and nothing after it.
 */
void
bell_connection_send_last (BellConnection *self, const char *text)
{
  g_socket_send_with_blocking (self->socket, (const guint8 *) text, strlen (text), FALSE, NULL,
                               NULL);
  g_socket_shutdown (self->socket, FALSE, TRUE, NULL);
}

/**
 * bell_connection_dup_fd:
 * @self: a connection
 *
 * Returns: (transfer full): another descriptor of its socket for somebody who takes it over, or -1
 */
int
bell_connection_dup_fd (BellConnection *self)
{
  return dup (g_socket_get_fd (self->socket));
}
