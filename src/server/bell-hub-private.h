/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "bell-hub.h"

#include <wslay/wslay.h>

/* How much is taken from a socket at a time. */
#define BELL_HUB_READ 16384

/* How many pings, pongs and empty fragments one may send between two looks: they cost the other end
 * next to nothing. */
#define BELL_HUB_IDLE_FRAMES 1000

/* What receives frames. Those that are not in the middle of one can serve any connection. */
typedef struct
{
  wslay_frame_context_ptr frames;
  const guint8           *data; /* what has come and the codec has not taken yet */
  gsize                   length;
} BellHubCodec;

/* A frame or a message that has come in part. */
typedef struct
{
  BellHubCodec *codec;
  GByteArray   *message;  /* the text so far; NULL: no message has begun */
  GByteArray   *control;  /* the control frame so far, likewise */
  guint64       left;     /* how much of the frame has to come */
  gsize         unparsed; /* bytes that the codec has, of a frame that it has not shown yet */
  guint32       since;    /* when it began, in monotonic seconds */
  gboolean      in_frame;
} BellHubInput;

/* Frames that wait to be sent. */
typedef struct
{
  GPtrArray *frames; /* of GBytes, whole frames */
  guint      first;
  gsize      offset; /* what is sent already of the first */
  gsize      length; /* of all that waits */
} BellHubOutput;

struct _BellHub
{
  int        epoll;
  guint      source;
  guint      ticker; /* 0 while nobody is connected */
  GSource   *flusher;
  GPtrArray *connections;
  guint      cursor; /* the next to be looked over */
  GPtrArray *unsent; /* connections with something that was not tried to be sent yet */
  GPtrArray *over;   /* freed at the end of a turn: an event may still name them */
  GPtrArray *codecs; /* those that nobody uses */
  GPtrArray *outputs;
  guint8     buffer[BELL_HUB_READ];
};

struct _BellHubConnection
{
  BellHub               *hub;
  const BellHubHandlers *handlers;
  gpointer               user_data;
  BellHubInput          *input;  /* NULL between messages */
  BellHubOutput         *output; /* NULL while nothing waits */
  int                    fd;
  guint                  place; /* in the hub's list */
  guint32                heard; /* when something came last, in monotonic seconds */
  guint32                pinged;
  guint32                sent; /* when the other end last took something, or began to be behind */
  guint16                idle_frames;
  guint                  wants_to_write : 1;
  guint                  is_unsent : 1;
  guint                  is_held : 1;
  guint                  is_closing : 1; /* its last word is said */
  guint                  is_over : 1;
};

guint32  bell_hub_now (void);
void     bell_hub_receive (BellHubConnection *connection);
void     bell_hub_forget_input (BellHubConnection *connection);
void     bell_hub_codec_free (gpointer codec);
void     bell_hub_output_free (gpointer output);
void     bell_hub_flush (BellHubConnection *connection);
void     bell_hub_send_control (BellHubConnection *connection,
                                guint8             opcode,
                                const guint8      *data,
                                gsize              length);
void     bell_hub_watch (BellHubConnection *connection, int operation);
void     bell_hub_finish (BellHubConnection *connection);
GSource *bell_hub_flusher_new (BellHub *hub);
