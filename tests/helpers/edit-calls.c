/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "edit-calls.h"

#include "bell-edit-calls.h"
#include "test-store.h"

/* Writes the record, or the settings, in the place of @was, which is NULL for a new one. */
gpointer
edit_put (BellRecord *now, BellRecord *was)
{
  return bell_edit_call_new (now, was);
}

gpointer
edit_remove (BellRecord *was)
{
  return bell_edit_call_new (NULL, was);
}

/* Changes a request as an agent may. */
gpointer
edit_change (BellRecord *now, BellRecord *was)
{
  BellRequestChange *call = bell_call_new (&bell_call_request_change);

  call->request = g_strdup (now->id);
  call->now = bell_record_to_wire (now);
  call->was = was != NULL ? bell_record_to_wire (was) : NULL;

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
