/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-hub-private.h"
#include "bell-wire.h"

#include <errno.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <sys/uio.h>

/* How many frames one call of the system is given. */
#define FRAMES_AT_ONCE 64

/* What waits is sent at the end of the turn, many frames in one call of the system; unless it is
 * as much as this. */
#define SEND_NOW 65536

/* How many outputs are kept for the next who needs one. */
#define OUTPUTS_KEPT 64

static ssize_t
on_written (const uint8_t *data, size_t length, int flags, void *user_data)
{
  GByteArray *const *whole = user_data;

  g_byte_array_append (*whole, data, length);

  return (ssize_t) length;
}

static const struct wslay_frame_callbacks writing = { .send_callback = on_written };

static GBytes *
new_frame (guint8 opcode, const guint8 *data, gsize length)
{
  static _Thread_local wslay_frame_context_ptr frames;
  static _Thread_local GByteArray             *whole;
  struct wslay_frame_iocb                      frame = {
                         .fin = 1,
                         .opcode = opcode,
                         .payload_length = length,
                         .data = data,
                         .data_length = length,
  };

  if (frames == NULL && wslay_frame_context_init (&frames, &writing, &whole) != 0)
    g_error ("No memory for a live message");
  whole = g_byte_array_sized_new (length + 10);
  if (wslay_frame_send (frames, &frame) != (ssize_t) length)
    g_error ("A live message of %" G_GSIZE_FORMAT " bytes is none", length);

  return g_byte_array_free_to_bytes (whole);
}

/**
 * bell_hub_frame_new:
 * @text: a message, valid UTF-8
 * @length: how many bytes
 *
 * Returns: (transfer full): the message as all connections send it, to be shared by them
 */
GBytes *
bell_hub_frame_new (const char *text, gsize length)
{
  return new_frame (WSLAY_TEXT_FRAME, (const guint8 *) text, length);
}

void
bell_hub_output_free (gpointer data)
{
  BellHubOutput *output = data;

  g_ptr_array_unref (output->frames);
  g_free (output);
}

static BellHubOutput *
take_output (BellHub *hub)
{
  BellHubOutput *output;

  if (hub->outputs->len > 0)
    return g_ptr_array_steal_index_fast (hub->outputs, hub->outputs->len - 1);

  output = g_new0 (BellHubOutput, 1);
  output->frames = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);

  return output;
}

/* Nothing waits any more. */
static void
give_output (BellHubConnection *connection)
{
  BellHub       *hub = connection->hub;
  BellHubOutput *output = g_steal_pointer (&connection->output);

  if (hub->outputs->len >= OUTPUTS_KEPT)
    {
      bell_hub_output_free (output);
      return;
    }

  g_ptr_array_set_size (output->frames, 0);
  output->first = 0;
  output->offset = output->length = 0;
  g_ptr_array_add (hub->outputs, output);
}

static ssize_t
send_some (BellHubConnection *connection)
{
  BellHubOutput *output = connection->output;
  struct iovec   parts[FRAMES_AT_ONCE];
  struct msghdr  message = { .msg_iov = parts };

  for (guint i = output->first; i < output->frames->len && message.msg_iovlen < FRAMES_AT_ONCE; i++)
    {
      gsize         length;
      const guint8 *data = g_bytes_get_data (output->frames->pdata[i], &length);
      gsize         offset = i == output->first ? output->offset : 0;

      parts[message.msg_iovlen++]
          = (struct iovec) { .iov_base = (guint8 *) data + offset, .iov_len = length - offset };
    }

  return sendmsg (connection->fd, &message, MSG_NOSIGNAL);
}

static void
note_sent (BellHubOutput *output, gsize n)
{
  output->length -= n;
  n += output->offset;
  while (output->first < output->frames->len
         && n >= g_bytes_get_size (output->frames->pdata[output->first]))
    {
      n -= g_bytes_get_size (output->frames->pdata[output->first]);
      g_clear_pointer (&output->frames->pdata[output->first], g_bytes_unref);
      output->first++;
    }
  output->offset = n;
}

static void
want_to_write (BellHubConnection *connection, gboolean wants)
{
  if (connection->wants_to_write == wants)
    return;

  connection->wants_to_write = wants;
  connection->sent = bell_hub_now ();
  bell_hub_watch (connection, EPOLL_CTL_MOD);
}

/* Everything is sent: who has said their last word now hears the other end to its end. */
static void
note_drained (BellHubConnection *connection)
{
  give_output (connection);
  want_to_write (connection, FALSE);
  if (connection->is_closing)
    shutdown (connection->fd, SHUT_WR);
  else
    connection->handlers->drained (connection, connection->user_data);
}

/* Writes what waits, as far as the socket takes it. */
void
bell_hub_flush (BellHubConnection *connection)
{
  while (!connection->is_over && connection->output != NULL && connection->output->length > 0)
    {
      ssize_t n = send_some (connection);

      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0 && errno == EAGAIN)
        {
          want_to_write (connection, TRUE);
          return;
        }
      if (n < 0)
        {
          bell_hub_finish (connection);
          return;
        }
      connection->sent = bell_hub_now ();
      note_sent (connection->output, (gsize) n);
    }

  if (!connection->is_over && connection->output != NULL)
    note_drained (connection);
}

static void
queue (BellHubConnection *connection, GBytes *frame)
{
  BellHub *hub = connection->hub;

  if (connection->output == NULL)
    connection->output = take_output (hub);
  g_ptr_array_add (connection->output->frames, g_bytes_ref (frame));
  connection->output->length += g_bytes_get_size (frame);

  if (connection->wants_to_write)
    return;

  if (connection->output->length >= SEND_NOW)
    bell_hub_flush (connection);
  else if (!connection->is_unsent)
    {
      connection->is_unsent = TRUE;
      g_ptr_array_add (hub->unsent, connection);
    }
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
  return connection->output != NULL ? connection->output->length : 0;
}

/**
 * bell_hub_connection_send:
 * @connection: a connection
 * @frame: what bell_hub_frame_new() gave
 *
 * Sends a message, after those that wait. When too much waits the connection is cut off.
 */
void
bell_hub_connection_send (BellHubConnection *connection, GBytes *frame)
{
  gsize waiting = bell_hub_connection_waiting (connection);

  if (connection->is_over || connection->is_closing)
    return;

  /* What is larger by itself has to go, too: whoever comes back would get the same again. */
  if (waiting > 0 && waiting + g_bytes_get_size (frame) > BELL_WIRE_MAX_QUEUE)
    bell_hub_finish (connection);
  else
    queue (connection, frame);
}

/* Sends a ping, a pong or a last word. */
void
bell_hub_send_control (BellHubConnection *connection,
                       guint8             opcode,
                       const guint8      *data,
                       gsize              length)
{
  g_autoptr (GBytes) frame = new_frame (opcode, data, length);

  bell_hub_connection_send (connection, frame);
}

/**
 * bell_hub_connection_close:
 * @connection: a connection
 * @status: why, as RFC 6455, 7.4 counts
 *
 * Ends a connection as it should be ended: the handler is told at once, the other end after all
 * that was sent before.
 */
void
bell_hub_connection_close (BellHubConnection *connection, guint16 status)
{
  const guint8 code[] = { status >> 8, status & 0xff };
  g_autoptr (GBytes) frame = NULL;

  if (connection->is_over || connection->is_closing)
    return;

  frame = new_frame (WSLAY_CONNECTION_CLOSE, code, sizeof code);
  connection->is_closing = TRUE;
  connection->pinged = bell_hub_now ();
  bell_hub_forget_input (connection);
  queue (connection, frame);
  connection->handlers->closed (connection, connection->user_data);
}

/* Sends what was queued in the turn before. */
typedef struct
{
  GSource  source;
  BellHub *hub;
} Flusher;

static gboolean
flusher_prepare (GSource *source, int *timeout)
{
  *timeout = -1;

  return ((Flusher *) source)->hub->unsent->len > 0;
}

static gboolean
flusher_dispatch (GSource *source, GSourceFunc callback, gpointer user_data)
{
  BellHub *hub = ((Flusher *) source)->hub;
  g_autoptr (GPtrArray) unsent = g_steal_pointer (&hub->unsent);

  hub->unsent = g_ptr_array_new ();
  for (guint i = 0; i < unsent->len; i++)
    {
      BellHubConnection *connection = unsent->pdata[i];

      connection->is_unsent = FALSE;
      bell_hub_flush (connection);
    }

  return G_SOURCE_CONTINUE;
}

static GSourceFuncs flusher_funcs = {
  .prepare = flusher_prepare,
  .dispatch = flusher_dispatch,
};

/* What sends in one go what was queued in one turn of the main loop. */
GSource *
bell_hub_flusher_new (BellHub *hub)
{
  GSource *source = g_source_new (&flusher_funcs, sizeof (Flusher));

  ((Flusher *) source)->hub = hub;
  g_source_set_priority (source, G_PRIORITY_HIGH);
  g_source_set_static_name (source, "[deskbell] hub");
  g_source_attach (source, g_main_context_get_thread_default ());

  return source;
}
