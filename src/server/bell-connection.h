/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libsoup/soup.h>

/**
 * BellConnectionPhase:
 * @BELL_CONNECTION_NEW: nothing has come yet
 * @BELL_CONNECTION_HEAD: the head of a request is coming
 * @BELL_CONNECTION_BODY: its body is
 * @BELL_CONNECTION_WORKING: the server works on the answer
 * @BELL_CONNECTION_ANSWERING: the answer is underway
 * @BELL_CONNECTION_IDLE: the next request may come
 *
 * What an HTTP connection is at, and so for how long it may be.
 */
typedef enum
{
  BELL_CONNECTION_NEW,
  BELL_CONNECTION_HEAD,
  BELL_CONNECTION_BODY,
  BELL_CONNECTION_WORKING,
  BELL_CONNECTION_ANSWERING,
  BELL_CONNECTION_IDLE,
} BellConnectionPhase;

/**
 * BellConnection:
 *
 * An HTTP connection with a deadline, which libsoup's have not.
 */
#define BELL_TYPE_CONNECTION (bell_connection_get_type ())
G_DECLARE_FINAL_TYPE (BellConnection, bell_connection, BELL, CONNECTION, GIOStream)

BellConnection *bell_connection_new (GSocket *socket, const char *address);
BellConnection *bell_connection_of (SoupServerMessage *message);
gboolean        bell_connection_serve (BellConnection *self, SoupServer *soup, GError **error);
const char     *bell_connection_get_address (BellConnection *self);
void            bell_connection_enter (BellConnection *self, BellConnectionPhase phase);
void            bell_connection_progress (BellConnection *self, gsize n_bytes);
gboolean        bell_connection_is_overdue (BellConnection *self, gint64 now);
gboolean        bell_connection_is_at_rest (BellConnection *self);
void            bell_connection_cut (BellConnection *self);
void            bell_connection_send_last (BellConnection *self, const char *text);
int             bell_connection_dup_fd (BellConnection *self);
