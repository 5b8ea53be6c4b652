/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libsoup/soup.h>

/* The routes that no call of bell-calls.h has. */
#define BELL_ROUTE_UNKNOWN "unknown"
#define BELL_ROUTE_PORTAL  "portal"

/**
 * BellTrace:
 * @began: when the head of the request had come, in monotonic microseconds
 * @is_read: whether all of it has come
 * @is_told: whether it was reported already
 * @route: the pattern that its path fits; never the path, which may name somebody
 * @person: (nullable): who is signed in
 * @address: (nullable): where it comes from
 *
 * What is reported of a request when it is over, and nothing else of it.
 */
typedef struct
{
  gint64      began;
  gboolean    is_read;
  gboolean    is_told;
  const char *route;
  char       *person;
  char       *address;
} BellTrace;

BellTrace *bell_trace_of (SoupServerMessage *message);
void       bell_trace_set_call (SoupServerMessage *message, const char *path);
void       bell_trace_log (SoupServerMessage *message, double milliseconds);
