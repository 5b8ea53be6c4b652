/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/**
 * BellHub:
 *
 * The live connections of a server: WebSockets (RFC 6455) after their handshake. All of them are
 * one source of the main context, so that ten thousand cost little more than one (libsoup's own
 * loop goes over every connection at each turn). A connection that is idle is little more than its
 * socket: what receives a frame and what waits to be sent is there only while it is needed. What
 * waits to be sent is bounded: who does not read is cut off, and resumes later.
 */
typedef struct _BellHub           BellHub;
typedef struct _BellHubConnection BellHubConnection;

/**
 * BellHubHandlers:
 * @text: a whole text message has come, valid UTF-8, within the bounds
 * @drained: everything that had to wait has been sent
 * @closed: the connection is over, or has begun to end; it must not be used any more
 */
typedef struct
{
  void (*text) (BellHubConnection *connection, const char *text, gsize length, gpointer user_data);
  void (*drained) (BellHubConnection *connection, gpointer user_data);
  void (*closed) (BellHubConnection *connection, gpointer user_data);
} BellHubHandlers;

BellHub *bell_hub_new (void);
void     bell_hub_free (BellHub *self);
BellHubConnection         *
bell_hub_add (BellHub *self, int fd, const BellHubHandlers *handlers, gpointer user_data);
GBytes *bell_hub_frame_new (const char *text, gsize length);
gsize   bell_hub_connection_waiting (BellHubConnection *connection);
void    bell_hub_connection_send (BellHubConnection *connection, GBytes *frame);
void    bell_hub_connection_hold (BellHubConnection *connection, gboolean hold);
void    bell_hub_connection_close (BellHubConnection *connection, guint16 status);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BellHub, bell_hub_free)
