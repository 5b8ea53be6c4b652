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

/* How many calls of one live connection may be underway before it is not listened to any more until
 * some are answered, and how many it may make in a second. */
#define BELL_WIRE_CALLS_AT_ONCE  64
#define BELL_WIRE_CALLS_A_SECOND 1000

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

/* A shorter password is guessed soon (NIST SP 800-63B, 5.1.1). */
#define BELL_PASSWORD_SHORTEST 8

/**
 * BellNewPassword:
 * @password: what somebody's password shall be
 * @old_password: (nullable): what it was until now; needed for one's own
 *
 * What is put to /people/{person}/password.
 */
typedef struct
{
  BellRecord record;
  char      *password;
  char      *old_password;
} BellNewPassword;

#define BELL_WIRE_PASSWORD_BEFORE BELL_WIRE_API "/people/"
#define BELL_WIRE_PASSWORD_AFTER  "/password"

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

/* Any call that has a path can be made over a live connection, too: what a page says is then
 *
 *     {"call": "chat.send", "id": "m-1", "chat": "r-1001.1", "body": "Hello"}
 *
 * with the name of the call and the members of its shape (bell-calls.h), those of its path among
 * them. The id is that of the command; a call that changes nothing has one for the answer alone.
 * What comes back is
 *
 *     {"_type": "answer", "to": "m-1", "records": [...]}
 *     {"_type": "answer", "to": "m-1", "error": {"code": "denied", "message": "..."}}
 *
 * with the records or the error that HTTP would give, for the same reasons. Calls that change the
 * desk are carried out in the order in which they came, and answered when that is on disk. Who
 * makes more than BELL_WIRE_CALLS_A_SECOND gets "too_many"; an answer that is no message for a live
 * connection is "too_large". Whatever is wrong in a message that has no id ends the connection. */

extern const BellShape bell_sign_in_shape;
extern const BellShape bell_new_password_shape;
extern const BellShape bell_live_command_shape;

gpointer bell_wire_read_body (const BellShape *shape,
                              const char      *data,
                              gsize            length,
                              gsize            max_length,
                              GError         **error);
gpointer bell_wire_read_live (const char *data, gsize length, char **id, GError **error);
GBytes  *bell_wire_write_answer (const char *id, GPtrArray *records);
GBytes  *bell_wire_write_refusal (const char *id, const GError *error);
GBytes  *bell_wire_write_change (gpointer change);
GBytes  *bell_wire_write_reload (void);
GBytes  *bell_wire_write_pong (gint64 seq);
