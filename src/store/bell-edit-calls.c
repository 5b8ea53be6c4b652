/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-edit-calls.h"

#include "bell-records.h"

static JsonNode *
given (gconstpointer record)
{
  return record != NULL ? bell_record_to_wire (record) : NULL;
}

static gpointer
new_settings_put (gconstpointer now, gconstpointer was)
{
  BellSettingsPut *call = bell_call_new (&bell_call_settings_put);

  call->now = given (now);
  call->was = given (was);

  return call;
}

/* Agents may do this, too. */
static gpointer
new_request_change (const BellRecord *now, gconstpointer was)
{
  BellRequestChange *call = bell_call_new (&bell_call_request_change);

  g_set_str (&call->request, now->id);
  call->now = given (now);
  call->was = given (was);

  return call;
}

static gpointer
new_remove (const BellRecord *was)
{
  BellRecordRemove *call = bell_call_new (&bell_call_record_remove);

  g_set_str (&call->collection, was->shape->collection);
  g_set_str (&call->subject, was->id);
  call->was = given (was);

  return call;
}

/**
 * bell_edit_call_new:
 * @now: (type BellRecord) (nullable): a record of the desk document, or the settings, as it shall
 *   be; %NULL to remove it
 * @was: (type BellRecord) (nullable): as its editor has read it; %NULL for a new one
 *
 * Returns: (transfer full): the call that makes the one of the other
 */
gpointer
bell_edit_call_new (gconstpointer now, gconstpointer was)
{
  const BellRecord *record = now;
  BellRecordPut    *call;

  g_return_val_if_fail (now != NULL || was != NULL, NULL);

  if (record == NULL)
    return new_remove (was);
  if (record->shape == &bell_settings_shape)
    return new_settings_put (now, was);

  if (record->shape == &bell_request_shape && was != NULL)
    return new_request_change (record, was);

  call = bell_call_new (&bell_call_record_put);
  g_set_str (&call->collection, record->shape->collection);
  g_set_str (&call->subject, record->id);
  call->now = given (now);
  call->was = given (was);

  return call;
}

/**
 * bell_edit_call_undo:
 * @edited: what an edit did
 *
 * Returns: (transfer full): the call that takes it back, if nobody has changed the record since
 */
gpointer
bell_edit_call_undo (const BellEdited *edited)
{
  return bell_edit_call_new (edited->was, edited->now);
}
