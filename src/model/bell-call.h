/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "bell-chat-records.h"

/**
 * BellMethod:
 * @BELL_METHOD_NONE: not on the wire: only a server or the keeper of a local desk may call it
 *
 * How a call stands on the wire (RFC 9110).
 */
typedef enum
{
  BELL_METHOD_NONE,
  BELL_METHOD_GET,
  BELL_METHOD_POST,
  BELL_METHOD_PUT,
  BELL_METHOD_DELETE
} BellMethod;

/**
 * BellCallType:
 * @shape: its name and its fields; "chat.send"
 * @method: its method on the wire
 * @path: (nullable): its path there, under the API's; a member in braces stands for its value
 * @changes: whether it changes the desk; then its id makes it happen once, however often it is sent
 * @gives: (nullable): what the records in its answer are, up to a %NULL; %NULL for none
 * @summary: what it does, in a sentence, for those who use the wire
 *
 * One thing that a desk can be asked or told. What a call gives is a list of records. The local and
 * the remote store, the server's routes and the wire all follow from this description.
 */
typedef struct
{
  BellShape   shape;
  BellMethod  method;
  const char *path;
  gboolean    changes;

  const BellShape *const *gives;
  const char             *summary;
} BellCallType;

#define BELL_CALL_TYPE(call) ((const BellCallType *) BELL_RECORD (call)->shape)
