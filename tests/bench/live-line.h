/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* One line of a client to a server, over TCP, and what waits to go or to be understood. */
typedef struct _LiveLine     LiveLine;
typedef struct _LiveProtocol LiveProtocol;

/* What all lines share. */
typedef struct
{
  const LiveProtocol *protocol;
  int                 epoll;
  guint               chats; /* how many lines chat: those from 1 on, with line 0 */
  gint64              after; /* the last change all have; -1: that is not said */
  const char         *run;   /* begins the ids of messages */
  char              **tokens;
} LiveSetup;

struct _LiveLine
{
  const LiveSetup *setup;
  int              fd; /* -1: not connected */
  guint            number;
  guint16          port;
  gboolean         is_open; /* the handshake is over */
  gboolean         wants_to_write;
  guint            step;   /* of the handshake; what it means is the protocol's */
  GArray          *sent;   /* of guint: what a protocol keeps of what it sent; or NULL */
  GByteArray      *input;  /* what has come in part; NULL: nothing */
  GByteArray      *output; /* what the socket has not taken; likewise */
};

gboolean live_line_connect (LiveLine *line);
void     live_line_write (LiveLine *line, const void *data, gsize length);
void     live_line_queue (LiveLine *line, const void *data, gsize length);
gboolean live_line_handle (LiveLine *line, guint32 events);
void     live_line_close (LiveLine *line);
gint64   live_line_find (const LiveLine *line, const char *text, const char *mark);
gint64   live_now (void);
