/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-calls-private.h"

/* Calls that change one record of the desk document, and what tells of such
 * changes. */

static const BellField record_put_fields[] = {
  BELL_FIELD_OF_ID,
  BELL_FIELD (BellRecordPut, collection, TEXT, IN_PATH, .min = 1, .max = 64),
  BELL_FIELD (BellRecordPut, subject, REF, IN_PATH, .shape = &bell_request_shape),
  BELL_FIELD (BellRecordPut, now, JSON, REQUIRED),
  BELL_FIELD (BellRecordPut, was, JSON, NULLABLE),
};
CALL (record_put,
      BellRecordPut,
      "record.put",
      POST,
      "/{collection}/{subject}",
      TRUE,
      GIVES (&bell_edited_shape),
      "Writes a record of the desk document that still is what it was.");

static const BellField record_remove_fields[] = {
  BELL_FIELD_OF_ID,
  BELL_FIELD (BellRecordRemove, collection, TEXT, IN_PATH, .min = 1, .max = 64),
  BELL_FIELD (BellRecordRemove, subject, REF, IN_PATH, .shape = &bell_request_shape),
  BELL_FIELD (BellRecordRemove, was, JSON, REQUIRED),
};
CALL (record_remove,
      BellRecordRemove,
      "record.remove",
      POST,
      "/{collection}/{subject}/remove",
      TRUE,
      GIVES (&bell_edited_shape),
      "Removes a record of the desk document that nothing refers to.");

static const BellField settings_get_fields[] = {};
CALL (settings_get,
      BellSettingsGet,
      "settings.get",
      GET,
      "/settings",
      FALSE,
      GIVES (&bell_settings_shape),
      "Gives the settings of the desk.");

static const BellField settings_put_fields[] = {
  BELL_FIELD_OF_ID,
  BELL_FIELD (BellSettingsPut, now, JSON, REQUIRED),
  BELL_FIELD (BellSettingsPut, was, JSON, NULLABLE),
};
CALL (settings_put,
      BellSettingsPut,
      "settings.put",
      POST,
      "/settings",
      TRUE,
      GIVES (&bell_edited_shape),
      "Writes the settings, if they still are what they were.");

static const BellField request_change_fields[] = {
  BELL_FIELD_OF_ID,
  BELL_FIELD (BellRequestChange, request, REF, IN_PATH, .shape = &bell_request_shape),
  BELL_FIELD (BellRequestChange, now, JSON, REQUIRED),
  BELL_FIELD (BellRequestChange, was, JSON, REQUIRED),
};
CALL (request_change,
      BellRequestChange,
      "request.change",
      POST,
      "/requests/{request}/change",
      TRUE,
      GIVES (&bell_edited_shape),
      "Changes a request, as agents may, if it still is what it was.");

static const BellField record_history_fields[] = {
  BELL_FIELD (BellRecordHistory, type, TEXT, NULLABLE, .max = 64),
  BELL_FIELD (BellRecordHistory, subject, TEXT, NULLABLE, .max = 200),
  BELL_FIELD (BellRecordHistory, actor, TEXT, NULLABLE, .max = 64),
  BELL_FIELD (BellRecordHistory, since, INSTANT, NULLABLE),
  BELL_FIELD (BellRecordHistory, until, INSTANT, NULLABLE),
  BELL_FIELD (BellRecordHistory, edits, BOOL),
  BELL_FIELD (BellRecordHistory, before, INT, COUNT),
  BELL_FIELD (BellRecordHistory, limit, INT, LIMIT),
};
CALL (record_history,
      BellRecordHistory,
      "record.history",
      GET,
      "/history",
      FALSE,
      GIVES (&bell_change_shape),
      "Gives what was changed, by whom and when, the newest first.");
