/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-changes.h"
#include "bell-desk-private.h"

/* Removing one record, and what tells later of all that was changed. */

/* How many of the records that keep another from being removed are named. */
#define NAMED 3

/* What can be done with a record that has to stay, by its fields. */
static const char *
what_else (const BellShape *shape)
{
  if (bell_shape_find_field (shape, "active") != NULL)
    return "; it can be made inactive instead";

  return bell_shape_find_field (shape, "status") != NULL ? "; it can be retired instead" : "";
}

static gboolean
check_unused (BellDeskContext *context, const BellShape *shape, const char *id, GError **error)
{
  g_autoptr (GPtrArray) words = g_ptr_array_new_null_terminated (NAMED + 1, g_free, TRUE);
  g_autofree char *list = NULL;
  g_autofree char *more = NULL;
  gint64           n_users;

  if (!bell_db_users (context->db, shape, id, words, NAMED, &n_users, error))
    return FALSE;

  if (n_users == 0)
    return TRUE;

  list = g_strjoinv (", ", (char **) words->pdata);
  if (n_users > words->len)
    more = g_strdup_printf (" and %" G_GINT64_FORMAT " more", n_users - words->len);
  g_set_error (error, BELL_ERROR, BELL_ERROR_CONFLICT, "%s \"%s\" is used by %s%s%s", shape->name,
               id, list, more != NULL ? more : "", what_else (shape));

  return FALSE;
}

/* Of a person, who has a chat open goes along; their account and sign-ins do,
 * too. */
static gboolean
remove_record (BellDeskContext *context, const BellRecord *old, GError **error)
{
  const char *person
      = old->shape == &bell_request_shape ? ((const BellRequest *) old)->requested_by : NULL;

  if (old->shape == &bell_person_shape
      && !bell_db_run (context->db, "looks_of_person_forget", g_variant_new ("(s)", old->id), NULL,
                       error))
    return FALSE;

  return bell_db_remove (context->db, old->shape, old->id, error)
         && bell_desk_log (context, old->shape, old->id, BELL_CHANGE_DELETED, person,
                           bell_desk_difference (NULL, old), error)
         && (old->shape == &bell_request_shape || bell_desk_renew_configuration (context, error));
}

GPtrArray *
bell_desk_record_remove (BellDeskContext *context, gpointer call, GError **error)
{
  const BellRecordRemove *wanted = call;
  const BellShape        *shape = bell_collection_by_name (wanted->collection);
  BellEdited             *edited;
  g_autoptr (BellRecord) old = NULL;

  if (shape == NULL)
    {
      g_set_error (error, BELL_ERROR, BELL_ERROR_NOT_FOUND, "there is no collection \"%s\"",
                   wanted->collection);
      return NULL;
    }

  if (!bell_desk_find_old (context, shape, wanted->subject, &old, error)
      || !bell_desk_check_was (context, shape, wanted->subject, old, wanted->was, error)
      || !check_unused (context, shape, wanted->subject, error)
      || !remove_record (context, old, error))
    return NULL;

  edited = bell_record_new (&bell_edited_shape);
  edited->was = bell_record_ref (old);

  return bell_answer (edited);
}

/* Agents see how requests were changed, administrators everything. */
GPtrArray *
bell_desk_record_history (BellDeskContext *context, gpointer call, GError **error)
{
  const BellRecordHistory *wanted = call;

  if (bell_context_is_admin (context) || g_strcmp0 (wanted->type, bell_request_shape.name) == 0)
    return bell_changes_history (context->db, wanted, error);

  g_message ("Refused: %s may not %s", context->actor, BELL_RECORD (call)->shape->name);
  g_set_error (error, BELL_ERROR, BELL_ERROR_DENIED,
               "\"%s\" may not see but how requests were changed (\"type\": "
               "\"request\")",
               context->actor);

  return NULL;
}
