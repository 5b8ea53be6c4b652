/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "bell-access-records.h"
#include "bell-calls.h"
#include "bell-error.h"

/* The protocol, for both of its ends. Calls are those of bell-calls.h: each has its method and its
 * path under BELL_WIRE_API, the members of a GET are its query, those of others a JSON object. An
 * answer is a list of records, an error an object {"error": {"code": ..., "message": ...}}. */
#define BELL_WIRE_API     "/api/v1"
#define BELL_WIRE_SESSION BELL_WIRE_API "/session"
#define BELL_WIRE_LIVE    BELL_WIRE_API "/live"

/* The most bytes of a body, and of one that is a desk document. */
#define BELL_WIRE_MAX_BODY     (256 * 1024)
#define BELL_WIRE_MAX_DOCUMENT (64 * 1024 * 1024)

/* The most bytes of an answer: a desk document as records, each member named. */
#define BELL_WIRE_MAX_ANSWER (2 * BELL_WIRE_MAX_DOCUMENT)

/* The most bytes of what a server says live: a change with its record, which an import may have
 * made large. */
#define BELL_WIRE_MAX_CHANGE (16 * 1024 * 1024)

/* The most bytes that a page says live, and how many of a server's may wait for one who does not
 * read. */
#define BELL_WIRE_MAX_LIVE  (64 * 1024)
#define BELL_WIRE_MAX_QUEUE (1024 * 1024)

/* How often each end asks the other whether it is still there, and how long it may stay mute. */
#define BELL_WIRE_PING_SECONDS 20
#define BELL_WIRE_MUTE_SECONDS 60

/* How long one for whom something waits may read nothing. */
#define BELL_WIRE_STALL_SECONDS 10

BellMethod bell_wire_method (const char *name);
gpointer   bell_wire_read_call (BellMethod  method,
                                const char *path,
                                GHashTable *query,
                                JsonNode   *body,
                                GError    **error);
gboolean   bell_wire_is_large (BellMethod method, const char *path);
guint      bell_wire_status (const GError *error);
char      *bell_wire_write_error (const GError *error);
char      *bell_wire_write_records (GPtrArray *records);

/**
 * BellSignIn:
 * @name: the id or the e-mail address of a person
 * @password: their password
 * @token: whether a program signs in, which gets a #BellSignedIn; a browser gets a cookie
 *
 * What is posted to %BELL_WIRE_SESSION.
 */
typedef struct
{
  BellRecord record;
  char      *name;
  char      *password;
  gboolean   token;
} BellSignIn;

/**
 * BellLiveCommand:
 * @attend: (nullable): the chat that the page shows from now on, or %NULL for none
 * @ping: whether the server shall say how far it is; a script in a browser sees no WebSocket pings
 *
 * What a page says over the live connection.
 */
typedef struct
{
  BellRecord record;
  char      *attend;
  gboolean   ping;
} BellLiveCommand;

extern const BellShape bell_sign_in_shape;
extern const BellShape bell_live_command_shape;

gpointer bell_wire_read_body (const BellShape *shape,
                              const char      *data,
                              gsize            length,
                              gsize            max_length,
                              GError         **error);
GBytes  *bell_wire_write_change (gpointer change);
GBytes  *bell_wire_write_reload (void);
GBytes  *bell_wire_write_pong (gint64 seq);
