/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "edit-calls.h"

#include "test-store.h"

static JsonNode *
given (BellRecord *record)
{
  return record != NULL ? bell_record_to_wire (record) : NULL;
}

/* Writes the record, or the settings, in the place of @was, which is NULL for a new one. */
gpointer
edit_put (BellRecord *now, BellRecord *was)
{
  BellRecordPut   *put;
  BellSettingsPut *settings;

  if (now->shape == &bell_settings_shape)
    {
      settings = bell_call_new (&bell_call_settings_put);
      settings->now = given (now);
      settings->was = given (was);
      return settings;
    }

  put = bell_call_new (&bell_call_record_put);
  g_set_str (&put->collection, now->shape->collection);
  put->subject = g_strdup (now->id);
  put->now = given (now);
  put->was = given (was);

  return put;
}

gpointer
edit_remove (BellRecord *was)
{
  BellRecordRemove *call = bell_call_new (&bell_call_record_remove);

  g_set_str (&call->collection, was->shape->collection);
  call->subject = g_strdup (was->id);
  call->was = given (was);

  return call;
}

/* Changes a request as an agent may. */
gpointer
edit_change (BellRecord *now, BellRecord *was)
{
  BellRequestChange *call = bell_call_new (&bell_call_request_change);

  call->request = g_strdup (now->id);
  call->now = given (now);
  call->was = given (was);

  return call;
}

/* How far the change log goes. */
gint64
edit_position (BellStore *store)
{
  g_autoptr (GPtrArray) answer
      = test_store_must (store, NULL, bell_call_new (&bell_call_desk_position));

  return ((BellPosition *) answer->pdata[0])->seq;
}
