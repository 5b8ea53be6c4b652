/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "relay.h"

#include <string.h>

#define CHUNK 4096

struct _Relay
{
  GSocketService  *service;
  GTlsCertificate *certificate; /* NULL: without TLS */
  guint16          listens_on;
  guint16          port;
  GPtrArray       *lines;  /* Line, each with a reference of its own */
  gint64           passed; /* since the last cut was set */
  gint64           cut_after;
  gboolean         drops_lives;
  guint            n_dropped;
  gboolean         holds;
};

/* One connection and its other half. */
typedef struct
{
  Relay        *relay; /* NULL once that is gone */
  GIOStream    *ends[2];
  GCancellable *cancellable;
} Line;

/* One direction of it. */
typedef struct
{
  Line    *line;
  guint    from;
  char     data[CHUNK];
  gsize    left;
  gboolean is_last; /* what is on its way is the last to go */
} Way;

static void
line_clear (gpointer data)
{
  Line *line = data;

  g_clear_object (&line->ends[0]);
  g_clear_object (&line->ends[1]);
  g_object_unref (line->cancellable);
}

static void
line_unref (gpointer line)
{
  g_rc_box_release_full (line, line_clear);
}

static GSocket *
socket_of (GIOStream *stream)
{
  g_autoptr (GIOStream) base = NULL;

  if (!G_IS_TLS_CONNECTION (stream))
    return g_socket_connection_get_socket (G_SOCKET_CONNECTION (stream));

  g_object_get (stream, "base-io-stream", &base, NULL);

  return g_socket_connection_get_socket (G_SOCKET_CONNECTION (base));
}

/* Both ends find it broken, at once. */
static void
cut (Line *line)
{
  g_cancellable_cancel (line->cancellable);
  for (guint i = 0; i < 2; i++)
    if (line->ends[i] != NULL)
      g_socket_close (socket_of (line->ends[i]), NULL);
}

static void
cut_all (Relay *self)
{
  g_autoptr (GPtrArray) lines = g_steal_pointer (&self->lines);

  self->lines = g_ptr_array_new_with_free_func (line_unref);
  for (guint i = 0; i < lines->len; i++)
    {
      Line *line = lines->pdata[i];

      cut (line);
      line->relay = NULL; /* which does not know it any more, and may go first */
    }
}

static void
way_free (Way *way)
{
  line_unref (way->line);
  g_free (way);
}

static void pass_on (Way *way);

static void
on_written (GObject *object, GAsyncResult *result, gpointer user_data)
{
  Way  *way = user_data;
  Line *line = way->line;

  if (!g_output_stream_write_all_finish (G_OUTPUT_STREAM (object), result, NULL, NULL))
    {
      cut (line);
      way_free (way);
      return;
    }

  if (way->is_last)
    {
      cut (line);
      way_free (way);
      return;
    }

  if (line->relay != NULL && line->relay->cut_after >= 0
      && line->relay->passed >= line->relay->cut_after)
    {
      line->relay->cut_after = -1;
      cut_all (line->relay);
      way_free (way);
      return;
    }

  pass_on (way);
}

/* Of the last bytes before a cut not one too many goes on. */
static gsize
take (Relay *relay, gsize n)
{
  if (relay->cut_after >= 0)
    n = (gsize) CLAMP (relay->cut_after - relay->passed, 0, (gint64) n);
  relay->passed += (gint64) n;

  return n;
}

/* Whether a server has just accepted a live line. */
static gboolean
begins_live (const Way *way, gsize n)
{
  static const char begins[] = "HTTP/1.1 101 ";

  return way->from == 1 && n > strlen (begins) && strncmp (way->data, begins, strlen (begins)) == 0;
}

static void
on_read (GObject *object, GAsyncResult *result, gpointer user_data)
{
  Way   *way = user_data;
  gssize n = g_input_stream_read_finish (G_INPUT_STREAM (object), result, NULL);

  if (way->line->relay != NULL && way->line->relay->holds)
    {
      way_free (way);
      return;
    }

  if (n <= 0 || way->line->relay == NULL)
    {
      cut (way->line);
      way_free (way);
      return;
    }

  way->is_last = way->line->relay->drops_lives && begins_live (way, (gsize) n);
  way->line->relay->n_dropped += way->is_last;
  way->left = take (way->line->relay, (gsize) n);
  g_output_stream_write_all_async (g_io_stream_get_output_stream (way->line->ends[1 - way->from]),
                                   way->data, way->left, G_PRIORITY_DEFAULT, way->line->cancellable,
                                   on_written, way);
}

static void
pass_on (Way *way)
{
  g_input_stream_read_async (g_io_stream_get_input_stream (way->line->ends[way->from]), way->data,
                             CHUNK, G_PRIORITY_DEFAULT, way->line->cancellable, on_read, way);
}

static void
begin (Line *line, guint from)
{
  Way *way = g_new0 (Way, 1);

  way->line = g_rc_box_acquire (line);
  way->from = from;
  pass_on (way);
}

static void
on_connected (GObject *object, GAsyncResult *result, gpointer user_data)
{
  Line              *line = user_data;
  GSocketConnection *connection
      = g_socket_client_connect_finish (G_SOCKET_CLIENT (object), result, NULL);

  line->ends[1] = (GIOStream *) connection;
  if (connection == NULL || g_cancellable_is_cancelled (line->cancellable))
    {
      cut (line);
    }
  else
    {
      begin (line, 0);
      begin (line, 1);
    }
  line_unref (line);
}

static gboolean
on_incoming (GSocketService *service, GSocketConnection *connection, GObject *source, Relay *self)
{
  Line *line = g_rc_box_new0 (Line);
  g_autoptr (GSocketClient) client = g_socket_client_new ();

  line->relay = self;
  line->cancellable = g_cancellable_new ();
  line->ends[0] = self->certificate != NULL ? g_tls_server_connection_new (G_IO_STREAM (connection),
                                                                           self->certificate, NULL)
                                            : g_object_ref (G_IO_STREAM (connection));
  g_ptr_array_add (self->lines, g_rc_box_acquire (line));
  g_socket_client_connect_to_host_async (client, "127.0.0.1", self->port, NULL, on_connected, line);

  return TRUE;
}

/* Stands before a server on a port of this computer. */
Relay *
relay_new (guint16 port, GTlsCertificate *certificate)
{
  Relay *self = g_new0 (Relay, 1);
  g_autoptr (GInetAddress) loopback = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);
  g_autoptr (GSocketAddress) wanted = g_inet_socket_address_new (loopback, 0);
  g_autoptr (GSocketAddress) given = NULL;

  self->port = port;
  self->certificate = certificate != NULL ? g_object_ref (certificate) : NULL;
  self->cut_after = -1;
  self->lines = g_ptr_array_new_with_free_func (line_unref);
  self->service = g_socket_service_new ();
  g_assert_true (g_socket_listener_add_address (G_SOCKET_LISTENER (self->service), wanted,
                                                G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_TCP, NULL,
                                                &given, NULL));
  self->listens_on = g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (given));
  g_signal_connect (self->service, "incoming", G_CALLBACK (on_incoming), self);

  return self;
}

void
relay_free (Relay *self)
{
  g_socket_service_stop (self->service);
  g_socket_listener_close (G_SOCKET_LISTENER (self->service));
  cut_all (self);
  g_ptr_array_unref (self->lines);
  g_object_unref (self->service);
  g_clear_object (&self->certificate);
  g_free (self);
}

char *
relay_dup_url (Relay *self)
{
  return g_strdup_printf ("%s://127.0.0.1:%u", self->certificate != NULL ? "https" : "http",
                          self->listens_on);
}

/* Cuts all lines; who comes back is connected to another server. */
void
relay_move (Relay *self, guint16 port)
{
  self->port = port;
  cut_all (self);
}

/* Counts from now on, and cuts once. */
void
relay_cut_after (Relay *self, gint64 n_bytes)
{
  self->passed = 0;
  self->cut_after = n_bytes;
}

gint64
relay_get_passed (Relay *self)
{
  return self->passed;
}

/* Whether to close each live line as soon as the server has accepted it, as some proxies do. */
void
relay_drop_lives (Relay *self, gboolean drop)
{
  self->drops_lives = drop;
}

guint
relay_get_n_dropped (Relay *self)
{
  return self->n_dropped;
}

/* Passes on nothing from now on, not even that an end has gone. */
void
relay_hold (Relay *self)
{
  self->holds = TRUE;
}
