/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-heeded-input.h"

/* The input of a socket, of which somebody is told when bytes come: libsoup says only when a head
 * is whole, which with a slow sender is too late. */
struct _BellHeededInput
{
  GFilterInputStream parent_instance;
  BellHeededFunc     on_read;
  gpointer           user_data;
  gboolean           is_over;
};

static void bell_heeded_input_pollable_init (GPollableInputStreamInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (BellHeededInput,
                               bell_heeded_input,
                               G_TYPE_FILTER_INPUT_STREAM,
                               G_IMPLEMENT_INTERFACE (G_TYPE_POLLABLE_INPUT_STREAM,
                                                      bell_heeded_input_pollable_init))

static GInputStream *
base_of (gpointer self)
{
  return g_filter_input_stream_get_base_stream (G_FILTER_INPUT_STREAM (self));
}

static gssize
heed (BellHeededInput *self, gssize n)
{
  if (n > 0)
    self->on_read ((gsize) n, self->user_data);

  return n;
}

static gssize
bell_heeded_input_read (GInputStream *stream,
                        void         *buffer,
                        gsize         count,
                        GCancellable *cancellable,
                        GError      **error)
{
  BellHeededInput *self = BELL_HEEDED_INPUT (stream);

  if (self->is_over)
    return 0;

  return heed (self, g_input_stream_read (base_of (stream), buffer, count, cancellable, error));
}

static gboolean
bell_heeded_input_can_poll (GPollableInputStream *stream)
{
  return TRUE;
}

static gboolean
bell_heeded_input_is_readable (GPollableInputStream *stream)
{
  return g_pollable_input_stream_is_readable (G_POLLABLE_INPUT_STREAM (base_of (stream)));
}

static GSource *
bell_heeded_input_create_source (GPollableInputStream *stream, GCancellable *cancellable)
{
  GPollableInputStream *base = G_POLLABLE_INPUT_STREAM (base_of (stream));
  g_autoptr (GSource) source = g_pollable_input_stream_create_source (base, cancellable);

  return g_pollable_source_new_full (stream, source, NULL);
}

static gssize
bell_heeded_input_read_nonblocking (GPollableInputStream *stream,
                                    void                 *buffer,
                                    gsize                 count,
                                    GError              **error)
{
  BellHeededInput      *self = BELL_HEEDED_INPUT (stream);
  GPollableInputStream *base = G_POLLABLE_INPUT_STREAM (base_of (stream));

  if (self->is_over)
    return 0;

  return heed (self, g_pollable_input_stream_read_nonblocking (base, buffer, count, NULL, error));
}

static void
bell_heeded_input_pollable_init (GPollableInputStreamInterface *iface)
{
  iface->can_poll = bell_heeded_input_can_poll;
  iface->is_readable = bell_heeded_input_is_readable;
  iface->create_source = bell_heeded_input_create_source;
  iface->read_nonblocking = bell_heeded_input_read_nonblocking;
}

static void
bell_heeded_input_class_init (BellHeededInputClass *klass)
{
  G_INPUT_STREAM_CLASS (klass)->read_fn = bell_heeded_input_read;
}

static void
bell_heeded_input_init (BellHeededInput *self)
{
}

/**
 * bell_heeded_input_new:
 * @base: the input of a socket, which can be polled
 * @on_read: told when something has come
 * @user_data: for @on_read; it has to outlast the stream
 *
 * Returns: (transfer full): a stream that reads from @base
 */
GInputStream *
bell_heeded_input_new (GInputStream *base, BellHeededFunc on_read, gpointer user_data)
{
  BellHeededInput *self = g_object_new (BELL_TYPE_HEEDED_INPUT, "base-stream", base, NULL);

  self->on_read = on_read;
  self->user_data = user_data;

  return G_INPUT_STREAM (self);
}

/**
 * bell_heeded_input_end:
 * @self: a stream
 *
 * Gives nothing any more, whatever else comes: a socket that is shut down still takes what is sent.
 */
void
bell_heeded_input_end (BellHeededInput *self)
{
  self->is_over = TRUE;
}
