/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "bell-call.h"

/* Writes one record of the desk document, under the checks of an import. @now
 * and @was are as a desk document has them or as an answer does: the record as
 * it shall be, and as it was when its editor read it, null if it shall be new.
 * Refused if the desk has another one by now. Gives a #BellEdited. */
typedef struct
{
  BellRecord record;
  char      *collection;
  char      *subject;
  JsonNode  *now;
  JsonNode  *was;
} BellRecordPut;

/* Removes a record that nothing refers to, likewise. Gives a #BellEdited. */
typedef struct
{
  BellRecord record;
  char      *collection;
  char      *subject;
  JsonNode  *was;
} BellRecordRemove;

/* Writes the settings, likewise. Gives a #BellEdited. */
typedef struct
{
  BellRecord record;
  JsonNode  *now;
  JsonNode  *was;
} BellSettingsPut;

/* Gives the settings, or nothing if the desk has none yet. */
typedef struct
{
  BellRecord record;
} BellSettingsGet;

/* Changes what agents may change of a request, likewise. Gives a #BellEdited. */
typedef struct
{
  BellRecord record;
  char      *request;
  JsonNode  *now;
  JsonNode  *was;
} BellRequestChange;

/* Gives changes, newest first, without what their subjects are now: of one type
 * of record, one record, one actor, from @since until before @until; those
 * before the one with number @before. @edits: only what was made, changed or removed
 * of what a desk document holds. */
typedef struct
{
  BellRecord  record;
  char       *type;
  char       *subject;
  char       *actor;
  BellInstant since;
  BellInstant until;
  gboolean    edits;
  gint64      before; /* 0: from the newest */
  gint64      limit;
} BellRecordHistory;

extern const BellCallType bell_call_record_put;
extern const BellCallType bell_call_record_remove;
extern const BellCallType bell_call_record_history;
extern const BellCallType bell_call_settings_get;
extern const BellCallType bell_call_settings_put;
extern const BellCallType bell_call_request_change;
