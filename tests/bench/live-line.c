/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "live-line.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/tcp.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#define BUFFER 262144

/**
 * live_now:
 *
 * Returns: the monotonic clock, in nanoseconds
 */
gint64
live_now (void)
{
  struct timespec now;

  clock_gettime (CLOCK_MONOTONIC, &now);

  return now.tv_sec * G_GINT64_CONSTANT (1000000000) + now.tv_nsec;
}

static void
watch (LiveLine *line, int epoll, int operation)
{
  struct epoll_event event = { .data.ptr = line };

  event.events = EPOLLIN | (line->wants_to_write ? EPOLLOUT : 0);
  if (epoll_ctl (epoll, operation, line->fd, &event) != 0)
    g_error ("A line cannot be watched: %s", g_strerror (errno));
}

static void
write_out (LiveLine *line, int epoll)
{
  gboolean wants_to_write;

  while (line->output != NULL && line->output->len > 0)
    {
      ssize_t n = send (line->fd, line->output->data, line->output->len, MSG_NOSIGNAL);

      if (n < 0)
        break;
      g_byte_array_remove_range (line->output, 0, (guint) n);
    }

  wants_to_write = line->output != NULL && line->output->len > 0;
  if (!wants_to_write)
    g_clear_pointer (&line->output, g_byte_array_unref);
  if (wants_to_write != line->wants_to_write)
    {
      line->wants_to_write = wants_to_write;
      watch (line, epoll, EPOLL_CTL_MOD);
    }
}

/* Sends bytes, or as many as the socket takes and the rest later. */
static void
send_bytes (LiveLine *line, int epoll, const void *data, gsize length)
{
  ssize_t n = line->output == NULL ? send (line->fd, data, length, MSG_NOSIGNAL) : 0;

  if (n == (ssize_t) length)
    return;

  if (line->output == NULL)
    line->output = g_byte_array_new ();
  g_byte_array_append (line->output, (const guint8 *) data + MAX (n, 0), length - MAX (n, 0));
  write_out (line, epoll);
}

/**
 * live_line_connect:
 * @line: a line, not connected
 * @epoll: what waits for it
 * @port: a port of this computer
 * @request: the handshake, to the empty line
 *
 * Begins to connect.
 *
 * Returns: whether there was a socket for it
 */
gboolean
live_line_connect (LiveLine *line, int epoll, guint16 port, const char *request)
{
  const struct sockaddr_in address = { .sin_family = AF_INET,
                                       .sin_port = htons (port),
                                       .sin_addr.s_addr = htonl (INADDR_LOOPBACK) };
  const int                yes = 1;

  line->fd = socket (AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
  if (line->fd < 0)
    return FALSE;

  setsockopt (line->fd, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
  if (connect (line->fd, (const struct sockaddr *) &address, sizeof address) != 0
      && errno != EINPROGRESS)
    g_error ("Port %u: %s", port, g_strerror (errno));

  line->output = g_byte_array_new ();
  g_byte_array_append (line->output, (const guint8 *) request, strlen (request));
  line->wants_to_write = TRUE;
  watch (line, epoll, EPOLL_CTL_ADD);

  return TRUE;
}

/**
 * live_line_send:
 * @line: an open line
 * @epoll: what waits for it
 * @text: a text
 * @length: how many bytes, less than 65536
 *
 * Sends a message.
 */
void
live_line_send (LiveLine *line, int epoll, const char *text, gsize length)
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
  send_bytes (line, epoll, frame, head + length);
}

static void
answer_ping (LiveLine *line, int epoll)
{
  static const guint8 pong[] = { 0x8a, 0x80, 0, 0, 0, 0 };

  send_bytes (line, epoll, pong, sizeof pong);
}

/* Takes whole frames. Returns: how many bytes they had. */
static gsize
take_frames (LiveLine *line, int epoll, guint8 *data, gsize length, LiveLineText text)
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
        answer_ping (line, epoll);
      else if ((data[at] & 0x0f) == 1)
        text (line, (const char *) data + at + head, size);
      else if ((data[at] & 0x0f) == 8)
        return G_MAXSIZE;
      data[at + head + size] = kept;
      at += head + size;
    }

  return at;
}

/* What is left of the answer to the handshake after its head. */
static gsize
take_head (LiveLine *line, const guint8 *data, gsize length)
{
  const guint8 *end = memmem (data, length, "\r\n\r\n", 4);

  if (end == NULL)
    return 0;

  if (memcmp (data, "HTTP/1.1 101", 12) != 0)
    g_error ("The handshake was refused: %.200s", (const char *) data);
  line->is_open = TRUE;

  return end + 4 - data;
}

static gboolean
take (LiveLine *line, int epoll, guint8 *data, gsize length, LiveLineText text)
{
  gsize taken = 0, frames;

  if (!line->is_open)
    taken = take_head (line, data, length);
  if (line->is_open)
    {
      frames = take_frames (line, epoll, data + taken, length - taken, text);
      if (frames == G_MAXSIZE)
        return FALSE;
      taken += frames;
    }

  if (taken < length)
    {
      line->input = g_byte_array_new ();
      g_byte_array_append (line->input, data + taken, length - taken);
    }

  return TRUE;
}

/**
 * live_line_handle:
 * @line: a line
 * @epoll: what waits for it
 * @events: what has come to pass
 * @text: called for every message
 *
 * Reads what has come and writes what waits.
 *
 * Returns: %FALSE when the line is over
 */
gboolean
live_line_handle (LiveLine *line, int epoll, guint32 events, LiveLineText text)
{
  static guint8 buffer[2 * BUFFER + 1];
  gsize         before = 0;
  ssize_t       n;

  if ((events & EPOLLOUT) != 0)
    write_out (line, epoll);
  if ((events & ~(guint32) EPOLLOUT) == 0)
    return TRUE;

  if (line->input != NULL)
    {
      before = line->input->len;
      g_assert_cmpuint (before, <=, BUFFER);
      memcpy (buffer, line->input->data, before);
      g_clear_pointer (&line->input, g_byte_array_unref);
    }
  n = recv (line->fd, buffer + before, BUFFER, 0);
  if (n == 0 || (n < 0 && errno != EAGAIN))
    return FALSE;

  return take (line, epoll, buffer, before + (gsize) MAX (n, 0), text);
}

/**
 * live_line_close:
 * @line: a line
 *
 * Ends it without a word.
 */
void
live_line_close (LiveLine *line)
{
  if (line->fd >= 0)
    close (line->fd);
  line->fd = -1;
  line->is_open = line->wants_to_write = FALSE;
  g_clear_pointer (&line->input, g_byte_array_unref);
  g_clear_pointer (&line->output, g_byte_array_unref);
}
