/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* One line of a WebSocket client (RFC 6455) that knows no more than a benchmark needs: whole text
 * messages, no fragments, and the mask 0, which costs the client nothing and the server what any
 * other costs. */
typedef struct _LiveLine LiveLine;
struct _LiveLine
{
  int         fd; /* -1: not connected */
  guint       number;
  gboolean    is_open; /* the handshake is over */
  gboolean    wants_to_write;
  GByteArray *input;  /* what has come in part; NULL: nothing */
  GByteArray *output; /* what the socket has not taken; likewise */
};

/* A whole text message; the text ends with a 0 that is not counted. */
typedef void (*LiveLineText) (LiveLine *line, const char *text, gsize length);

gboolean live_line_connect (LiveLine *line, int epoll, guint16 port, const char *request);
void     live_line_send (LiveLine *line, int epoll, const char *text, gsize length);
gboolean live_line_handle (LiveLine *line, int epoll, guint32 events, LiveLineText text);
void     live_line_close (LiveLine *line);
gint64   live_now (void);
