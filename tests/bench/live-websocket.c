/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "live-protocol.h"

#include <string.h>

/* What Deskbell's pages speak: a WebSocket (RFC 6455) of whole text messages, no fragments, and
 * the mask 0, which costs the client nothing and the server what any other costs. */

static void
greet (LiveLine *line)
{
  g_autofree char *after = line->setup->after < 0
                               ? g_strdup ("")
                               : g_strdup_printf ("?after=%" G_GINT64_FORMAT, line->setup->after);
  g_autofree char *request = g_strdup_printf ("GET /api/v1/live%s HTTP/1.1\r\n"
                                              "Host: 127.0.0.1:%u\r\n"
                                              "Connection: Upgrade\r\nUpgrade: websocket\r\n"
                                              "Sec-WebSocket-Version: 13\r\n"
                                              "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
                                              "Cookie: deskbell=%s\r\n\r\n",
                                              after, line->port, line->setup->tokens[line->number]);

  live_line_queue (line, request, strlen (request));
}

static void
send_text (LiveLine *line, const char *text, gsize length)
{
  guint8 frame[1024] = { 0x81 };
  gsize  head = length < 126 ? 6 : 8;

  g_assert_cmpuint (length, <, sizeof frame - 8);
  frame[1] = 0x80 | (length < 126 ? (guint8) length : 126);
  if (length >= 126)
    {
      frame[2] = length >> 8;
      frame[3] = length & 0xff;
    }
  memcpy (frame + head, text, length);
  live_line_write (line, frame, head + length);
}

static void
send_message (LiveLine *line, guint number)
{
  char text[512];
  int  length = g_snprintf (text, sizeof text,
                            "{\"call\":\"chat.send\",\"id\":\"m-%s-%u\",\"chat\":\"r-%u.1\","
                             "\"body\":\"" LIVE_BODY "\"}",
                            line->setup->run, number, line->number);

  send_text (line, text, (gsize) length);
}

static void
ping (LiveLine *line)
{
  static const char text[] = "{\"attend\":null,\"ping\":true}";

  send_text (line, text, sizeof text - 1);
}

static void
understand (LiveLine *line, const char *text)
{
  gint64 number;

  if (strncmp (text, "{\"_type\":\"answer\"", 17) == 0)
    {
      number = live_line_find (line, text, "\"to\":\"m-");
      if (number < 0 || strstr (text, "\"error\"") != NULL)
        live_refused (line, text);
      else
        live_acknowledged (line, number);
    }
  else if (strstr (text, "\"pong\"") != NULL)
    live_ponged (line);
  else if ((number = live_line_find (line, text, "\"subject\":\"m-")) >= 0)
    live_read (line, number);
  else
    live_changed (line);
}

static void
answer_ping (LiveLine *line)
{
  static const guint8 pong[] = { 0x8a, 0x80, 0, 0, 0, 0 };

  live_line_write (line, pong, sizeof pong);
}

/* Takes whole frames. Returns: how many bytes they had; G_MAXSIZE when the line is over. */
static gsize
take_frames (LiveLine *line, guint8 *data, gsize length)
{
  gsize at = 0;

  while (length - at >= 2)
    {
      gsize  head = 2, size = data[at + 1] & 0x7f;
      guint8 kept;

      if (size == 126 && length - at >= 4)
        {
          head = 4;
          size = (gsize) data[at + 2] << 8 | data[at + 3];
        }
      else if (size == 126)
        break;
      else if (size == 127)
        g_error ("A message is longer than a benchmark's");
      if (length - at < head + size)
        break;

      kept = data[at + head + size];
      data[at + head + size] = 0;
      if ((data[at] & 0x0f) == 9)
        answer_ping (line);
      else if ((data[at] & 0x0f) == 1)
        understand (line, (const char *) data + at + head);
      else if ((data[at] & 0x0f) == 8)
        return G_MAXSIZE;
      data[at + head + size] = kept;
      at += head + size;
    }

  return at;
}

/* Takes the head of the answer to the handshake, if it is whole. Returns: how many bytes it has.
 * */
static gsize
take_head (LiveLine *line, const guint8 *data, gsize length)
{
  const guint8 *end = memmem (data, length, "\r\n\r\n", 4);

  if (end == NULL)
    return 0;

  if (memcmp (data, "HTTP/1.1 101", 12) != 0)
    g_error ("The handshake was refused: %.200s", (const char *) data);
  live_opened (line);

  return (gsize) (end + 4 - data);
}

static gsize
take (LiveLine *line, guint8 *data, gsize length)
{
  gsize head = line->is_open ? 0 : take_head (line, data, length);
  gsize frames = line->is_open ? take_frames (line, data + head, length - head) : 0;

  return frames == G_MAXSIZE ? G_MAXSIZE : head + frames;
}

const LiveProtocol live_websocket = { "websocket", greet, take, send_message, ping };
