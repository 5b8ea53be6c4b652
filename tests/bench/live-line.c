/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "live-protocol.h"

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
watch (LiveLine *line, int operation)
{
  struct epoll_event event = { .data.ptr = line };

  event.events = EPOLLIN | (line->wants_to_write ? EPOLLOUT : 0);
  if (epoll_ctl (line->setup->epoll, operation, line->fd, &event) != 0)
    g_error ("A line cannot be watched: %s", g_strerror (errno));
}

static void
write_out (LiveLine *line)
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
      watch (line, EPOLL_CTL_MOD);
    }
}

/**
 * live_line_queue:
 * @line: a line
 * @data: bytes
 * @length: how many
 *
 * Has bytes go out with the next that are written, at the latest when all that has come is
 * understood.
 */
void
live_line_queue (LiveLine *line, const void *data, gsize length)
{
  if (line->output == NULL)
    line->output = g_byte_array_new ();
  g_byte_array_append (line->output, data, (guint) length);
}

/**
 * live_line_write:
 * @line: a line
 * @data: bytes
 * @length: how many
 *
 * Sends bytes, or as many as the socket takes and the rest later.
 */
void
live_line_write (LiveLine *line, const void *data, gsize length)
{
  ssize_t n = line->output == NULL ? send (line->fd, data, length, MSG_NOSIGNAL) : 0;

  if (n == (ssize_t) length)
    return;

  live_line_queue (line, (const guint8 *) data + MAX (n, 0), length - (gsize) MAX (n, 0));
  write_out (line);
}

/**
 * live_line_connect:
 * @line: a line, not connected, that has its setup, number and port
 *
 * Begins to connect, and says the first thing of the protocol.
 *
 * Returns: whether there was a socket for it
 */
gboolean
live_line_connect (LiveLine *line)
{
  const struct sockaddr_in address = { .sin_family = AF_INET,
                                       .sin_port = htons (line->port),
                                       .sin_addr.s_addr = htonl (INADDR_LOOPBACK) };
  const int                yes = 1;

  line->fd = socket (AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
  if (line->fd < 0)
    return FALSE;

  setsockopt (line->fd, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
  if (connect (line->fd, (const struct sockaddr *) &address, sizeof address) != 0
      && errno != EINPROGRESS)
    g_error ("Port %u: %s", line->port, g_strerror (errno));

  line->wants_to_write = TRUE;
  line->output = g_byte_array_new ();
  watch (line, EPOLL_CTL_ADD);
  line->setup->protocol->greet (line);

  return TRUE;
}

/**
 * live_line_find:
 * @line: a line
 * @text: a text
 * @mark: what stands before the id of a message
 *
 * Returns: the number of the message of this run that a text names after the mark; -1 if there is
 *   none
 */
gint64
live_line_find (const LiveLine *line, const char *text, const char *mark)
{
  const char *at = strstr (text, mark);
  gsize       run = strlen (line->setup->run);

  if (at == NULL)
    return -1;

  at += strlen (mark);
  if (strncmp (at, line->setup->run, run) != 0 || at[run] != '-')
    return -1;

  return g_ascii_strtoll (at + run + 1, NULL, 10);
}

/* Has the protocol understand what is whole, and keeps the rest. Returns: whether the line goes on.
 */
static gboolean
take (LiveLine *line, guint8 *data, gsize length)
{
  gsize taken = line->setup->protocol->take (line, data, length);

  if (taken == G_MAXSIZE)
    return FALSE;

  if (taken < length)
    {
      line->input = g_byte_array_new ();
      g_byte_array_append (line->input, data + taken, (guint) (length - taken));
    }
  if (line->output != NULL && !line->wants_to_write)
    write_out (line);

  return TRUE;
}

/**
 * live_line_handle:
 * @line: a line
 * @events: what has come to pass
 *
 * Reads what has come and writes what waits.
 *
 * Returns: %FALSE when the line is over
 */
gboolean
live_line_handle (LiveLine *line, guint32 events)
{
  static guint8 buffer[2 * BUFFER + 1];
  gsize         before = 0;
  ssize_t       n;

  if ((events & EPOLLOUT) != 0)
    write_out (line);
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

  return take (line, buffer, before + (gsize) MAX (n, 0));
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
  line->step = 0;
  g_clear_pointer (&line->input, g_byte_array_unref);
  g_clear_pointer (&line->output, g_byte_array_unref);
  g_clear_pointer (&line->sent, g_array_unref);
}
