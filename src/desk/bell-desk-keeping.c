/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-changes.h"
#include "bell-desk-private.h"
#include "bell-veil.h"

GPtrArray *
bell_desk_position (BellDeskContext *context, gpointer call, GError **error)
{
  g_autoptr (BellRecord) record = bell_record_new (&bell_position_shape);
  BellPosition    *position = (BellPosition *) record;
  g_autofree char *desk = bell_db_get_meta (context->db, "desk", error);

  if (desk == NULL || !bell_changes_last (context->db, &position->seq, error))
    return NULL;
  g_set_str (&position->desk, desk);

  return bell_answer (g_steal_pointer (&record));
}

/* A change that who calls may not see leaves its number behind, so that there is no hole. */
GPtrArray *
bell_desk_changes (BellDeskContext *context, gpointer call, GError **error)
{
  const BellDeskChanges *wanted = call;
  g_autoptr (GPtrArray) changes
      = bell_changes_after (context->db, wanted->after, wanted->limit, error);

  for (guint i = 0; changes != NULL && i < changes->len; i++)
    {
      BellChange *change = changes->pdata[i];
      BellChange *hidden;

      if (context->actor == NULL || bell_change_is_for (change, context->person))
        continue;

      hidden = bell_record_new (&bell_change_shape);
      hidden->seq = change->seq;
      hidden->at = change->at;
      g_set_str (&hidden->type, "hidden");
      hidden->kind = BELL_CHANGE_UPDATED;
      hidden->audience = BELL_AUDIENCE_ADMINS;
      bell_record_unref (change);
      changes->pdata[i] = hidden;
    }

  return g_steal_pointer (&changes);
}

GPtrArray *
bell_desk_backup (BellDeskContext *context, gpointer call, GError **error)
{
  if (!bell_db_backup (context->db, ((const BellDeskBackup *) call)->file, error))
    return NULL;

  return bell_answer (NULL);
}

GPtrArray *
bell_desk_verify (BellDeskContext *context, gpointer call, GError **error)
{
  gint64 n_changes;

  if (!bell_db_check (context->db, error) || !bell_changes_verify (context->db, &n_changes, error))
    return NULL;

  return bell_desk_position (context, call, error);
}
