/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "bell-wire.h"

/* The protocol, as the end that asks writes and reads it. */

/**
 * BellWireRequest:
 * @method: the name of the method in HTTP
 * @path: the path and the query, escaped, with %BELL_WIRE_API in front
 * @body: (nullable): JSON
 *
 * A call, as it goes over the wire.
 */
typedef struct
{
  const char *method;
  char       *path;
  char       *body;
} BellWireRequest;

BellWireRequest *bell_wire_write_call (gconstpointer call, GError **error);
void             bell_wire_request_free (BellWireRequest *self);
char            *bell_wire_write_sign_in (const char *name, const char *password);
char            *bell_wire_write_new_password (const char *password, const char *old);
char            *bell_wire_password_path (const char *person);
GPtrArray       *bell_wire_read_records (GBytes *body, GError **error);
GError          *bell_wire_read_error (guint status, GBytes *body);

/**
 * BellLiveKind:
 * @BELL_LIVE_CHANGE: something has changed
 * @BELL_LIVE_RELOAD: too far behind: everything has to be loaded anew
 * @BELL_LIVE_PONG: the line works, and everything up to a number has been sent
 *
 * What a server says over the live connection.
 */
typedef enum
{
  BELL_LIVE_CHANGE,
  BELL_LIVE_RELOAD,
  BELL_LIVE_PONG,
} BellLiveKind;

/**
 * BellLiveMessage:
 * @kind: what it says
 * @change: (nullable): of %BELL_LIVE_CHANGE: what changed
 * @seq: of %BELL_LIVE_CHANGE and %BELL_LIVE_PONG: the number of a change
 *
 * A message of the live connection.
 */
typedef struct
{
  BellLiveKind kind;
  BellChange  *change;
  gint64       seq;
} BellLiveMessage;

gboolean bell_live_message_read (GBytes *text, BellLiveMessage *message, GError **error);
void     bell_live_message_clear (BellLiveMessage *message);
char    *bell_wire_write_ping (void);
char    *bell_wire_live_path (gint64 after);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BellWireRequest, bell_wire_request_free)
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (BellLiveMessage, bell_live_message_clear)
