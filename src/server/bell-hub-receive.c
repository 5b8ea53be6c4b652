/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-hub-private.h"
#include "bell-wire.h"

#include <errno.h>
#include <string.h>
#include <sys/socket.h>

/* wslay's codec keeps 4 kB of what it has been given. So that an idle connection has none of it, a
 * codec is taken from the hub when something comes, and given back when that was the end of a frame
 * and of a message. It cannot be asked; so it is counted what it has got and what it has shown. */

static ssize_t
on_wanted (uint8_t *buffer, size_t length, int flags, void *user_data)
{
  BellHubCodec *codec = user_data;
  gsize         taken = MIN (length, codec->length);

  if (taken == 0)
    return -1;

  memcpy (buffer, codec->data, taken);
  codec->data += taken;
  codec->length -= taken;

  return (ssize_t) taken;
}

static const struct wslay_frame_callbacks receiving = { .recv_callback = on_wanted };

void
bell_hub_codec_free (gpointer data)
{
  BellHubCodec *codec = data;

  wslay_frame_context_free (codec->frames);
  g_free (codec);
}

static BellHubCodec *
take_codec (BellHub *hub)
{
  BellHubCodec *codec;

  if (hub->codecs->len > 0)
    return g_ptr_array_steal_index_fast (hub->codecs, hub->codecs->len - 1);

  codec = g_new0 (BellHubCodec, 1);
  if (wslay_frame_context_init (&codec->frames, &receiving, codec) != 0)
    g_error ("No memory for a live connection");

  return codec;
}

/* Back to the hub, if it is between two frames. */
static void
give_codec (BellHub *hub, BellHubInput *input)
{
  BellHubCodec *codec = g_steal_pointer (&input->codec);

  if (codec == NULL)
    return;

  if (input->in_frame || input->unparsed > 0 || codec->length > 0 || hub->codecs->len >= 8)
    bell_hub_codec_free (codec);
  else
    g_ptr_array_add (hub->codecs, codec);
}

static void
clear_input (BellHub *hub, BellHubInput *input)
{
  give_codec (hub, input);
  g_clear_pointer (&input->message, g_byte_array_unref);
  g_clear_pointer (&input->control, g_byte_array_unref);
}

/* Forgets what has come in part. */
void
bell_hub_forget_input (BellHubConnection *connection)
{
  if (connection->input == NULL)
    return;

  clear_input (connection->hub, connection->input);
  g_clear_pointer (&connection->input, g_free);
}

static gboolean
fail (BellHubConnection *connection, guint16 status)
{
  bell_hub_connection_close (connection, status);

  return FALSE;
}

/* RFC 6455, 7.4: which codes an end may give. */
static gboolean
is_close_code (guint code)
{
  return (code >= 1000 && code <= 1014 && code != 1004 && code != 1005 && code != 1006)
         || (code >= 3000 && code <= 4999);
}

/* The other end says its last word; it gets the same back. */
static gboolean
take_close (BellHubConnection *connection, const guint8 *data, gsize length)
{
  guint code = length >= 2 ? (guint) data[0] << 8 | data[1] : WSLAY_CODE_NORMAL_CLOSURE;

  if (length == 1 || !is_close_code (code))
    return fail (connection, WSLAY_CODE_PROTOCOL_ERROR);
  if (length > 2 && !g_utf8_validate_len ((const char *) data + 2, length - 2, NULL))
    return fail (connection, WSLAY_CODE_INVALID_FRAME_PAYLOAD_DATA);

  return fail (connection, (guint16) code);
}

static gboolean
take_control (BellHubConnection *connection, guint8 opcode, const guint8 *data, gsize length)
{
  if (opcode == WSLAY_CONNECTION_CLOSE)
    return take_close (connection, data, length);

  if (opcode == WSLAY_PING)
    bell_hub_send_control (connection, WSLAY_PONG, data, length);

  return !connection->is_closing && !connection->is_over;
}

static gboolean
take_text (BellHubConnection *connection, const guint8 *data, gsize length)
{
  if (!g_utf8_validate_len ((const char *) data, length, NULL))
    return fail (connection, WSLAY_CODE_INVALID_FRAME_PAYLOAD_DATA);

  connection->handlers->text (connection, (const char *) data, length, connection->user_data);

  return !connection->is_closing && !connection->is_over;
}

/* Looks at the head of a frame. */
static gboolean
check_frame (BellHubConnection             *connection,
             const BellHubInput            *input,
             const struct wslay_frame_iocb *frame)
{
  gboolean is_control = wslay_is_ctrl_frame (frame->opcode);
  gsize    so_far = input->message != NULL ? input->message->len : 0;

  if (!frame->mask || frame->rsv != WSLAY_RSV_NONE || frame->opcode > WSLAY_PONG)
    return fail (connection, WSLAY_CODE_PROTOCOL_ERROR);

  if ((is_control || frame->payload_length == 0)
      && ++connection->idle_frames > BELL_HUB_IDLE_FRAMES)
    return fail (connection, WSLAY_CODE_POLICY_VIOLATION);

  if (is_control)
    return TRUE;

  if (frame->opcode == WSLAY_BINARY_FRAME)
    return fail (connection, WSLAY_CODE_UNSUPPORTED_DATA);

  if (frame->opcode > WSLAY_BINARY_FRAME
      || (frame->opcode == WSLAY_CONTINUATION_FRAME) != (input->message != NULL))
    return fail (connection, WSLAY_CODE_PROTOCOL_ERROR);

  return frame->payload_length <= BELL_WIRE_MAX_LIVE - so_far
         || fail (connection, WSLAY_CODE_MESSAGE_TOO_BIG);
}

static gsize
head_length (const struct wslay_frame_iocb *frame)
{
  gsize length = 2 + (frame->mask ? 4 : 0);

  if (frame->payload_length > G_MAXUINT16)
    return length + 8;

  return frame->payload_length > 125 ? length + 2 : length;
}

/* The end of a frame of which parts were kept. */
static gboolean
take_kept (BellHubConnection *connection, BellHubInput *input, const struct wslay_frame_iocb *frame)
{
  gboolean     is_control = wslay_is_ctrl_frame (frame->opcode);
  GByteArray **place = is_control ? &input->control : &input->message;
  GByteArray  *kept;
  gboolean     goes_on;

  if (!is_control && !frame->fin)
    return TRUE;

  input->since = 0;
  kept = g_steal_pointer (place);
  goes_on = is_control ? take_control (connection, frame->opcode, kept->data, kept->len)
                       : take_text (connection, kept->data, kept->len);
  g_byte_array_unref (kept);

  return goes_on;
}

/* A part of a frame, or a whole one, which is not copied. Returns: whether to go on. */
static gboolean
take_part (BellHubConnection *connection, BellHubInput *input, const struct wslay_frame_iocb *frame)
{
  gboolean     is_control = wslay_is_ctrl_frame (frame->opcode);
  gboolean     is_first = !input->in_frame;
  GByteArray **kept = is_control ? &input->control : &input->message;

  input->unparsed -= frame->data_length + (is_first ? head_length (frame) : 0);
  input->left = (is_first ? frame->payload_length : input->left) - frame->data_length;
  input->in_frame = input->left > 0;
  if (is_first && !check_frame (connection, input, frame))
    return FALSE;

  if (*kept == NULL && !input->in_frame && frame->fin)
    return is_control ? take_control (connection, frame->opcode, frame->data, frame->data_length)
                      : take_text (connection, frame->data, frame->data_length);

  if (*kept == NULL)
    *kept = g_byte_array_new ();
  g_byte_array_append (*kept, frame->data, frame->data_length);

  return input->in_frame || take_kept (connection, input, frame);
}

/* What has come so far is kept, if it is not the end of a message. */
static void
keep_input (BellHubConnection *connection, const BellHubInput *input)
{
  BellHub     *hub = connection->hub;
  BellHubInput left = *input;

  if (!left.in_frame && left.unparsed == 0)
    give_codec (hub, &left);
  if (left.codec == NULL && left.message == NULL)
    return;

  if (left.since == 0)
    left.since = bell_hub_now ();
  connection->input = g_memdup2 (&left, sizeof left);
}

static void
take_data (BellHubConnection *connection, const guint8 *data, gsize length)
{
  BellHub     *hub = connection->hub;
  BellHubInput input = connection->input != NULL ? *connection->input : (BellHubInput) {};
  struct wslay_frame_iocb frame;
  gboolean                goes_on = TRUE;
  ssize_t                 result = 0;

  if (input.codec == NULL)
    input.codec = take_codec (hub);
  input.codec->data = data;
  input.codec->length = length;
  input.unparsed += length;
  /* While its parts are here they are nobody else's. */
  g_clear_pointer (&connection->input, g_free);

  while (goes_on && (result = wslay_frame_recv (input.codec->frames, &frame)) >= 0)
    goes_on = take_part (connection, &input, &frame);
  if (goes_on && result != WSLAY_ERR_WANT_READ)
    goes_on = fail (connection, WSLAY_CODE_PROTOCOL_ERROR);

  if (goes_on)
    keep_input (connection, &input);
  else
    clear_input (hub, &input);
}

/* Takes what has come. */
void
bell_hub_receive (BellHubConnection *connection)
{
  BellHub *hub = connection->hub;
  ssize_t  n = recv (connection->fd, hub->buffer, sizeof hub->buffer, 0);

  if (n < 0 && (errno == EAGAIN || errno == EINTR))
    return;

  if (n <= 0)
    {
      bell_hub_finish (connection);
      return;
    }

  /* After its last word it is heard to the end, so that the word is not lost with the rest. */
  if (!connection->is_closing)
    {
      connection->heard = bell_hub_now ();
      take_data (connection, hub->buffer, (gsize) n);
    }
}
