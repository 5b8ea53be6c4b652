/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-admin-refusal.h"

#include "bell-admin-sentence.h"
#include "bell-admin-value.h"
#include "bell-error.h"
#include "bell-format.h"
#include "bell-said.h"

#include <glib/gi18n.h>

/* What the desk has refused, in words. */

/* Of more records that use another only so many are named. */
#define MAX_NAMED 3

static char *
reason_text (const GError *error)
{
  if (!g_error_matches (error, BELL_ERROR, BELL_ERROR_CONFLICT))
    return bell_format_error (error);
  if (bell_said_is_known (error->message))
    return bell_said (error->message);

  /* Translators: what follows is a technical reason in English */
  return g_strdup_printf (_ ("It does not fit what is on the desk by now (%s)."), error->message);
}

/**
 * bell_admin_refusal_text:
 * @format: what was not done; %s is why
 * @error: why
 *
 * Returns: (transfer full): what was not done, and why
 */
char *
bell_admin_refusal_text (const char *format, const GError *error)
{
  g_autofree char *reason = reason_text (error);

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
  return g_strdup_printf (format, reason);
#pragma GCC diagnostic pop
}

static gboolean
refers_to (const BellRecord *user, const BellRecord *record)
{
  for (guint i = 0; i < user->shape->n_fields; i++)
    {
      const BellField *field = &user->shape->fields[i];

      if (field->shape != record->shape)
        continue;
      if (field->kind == BELL_FIELD_REF
          && g_strcmp0 (bell_field_get_string (field, user), record->id) == 0)
        return TRUE;
      if (field->kind == BELL_FIELD_REFS
          && g_strv_contains (*(const char *const **) G_STRUCT_MEMBER_P (user, field->offset),
                              record->id))
        return TRUE;
    }

  return FALSE;
}

/* The records of the directory that refer to one, in words; %NULL if there are none. */
static char *
users_text (BellSession *session, const BellRecord *record)
{
  BellDocument *directory = bell_session_get_directory (session);
  g_autoptr (GString) names = g_string_new (NULL);
  guint n_users = 0;

  for (guint i = 0; directory != NULL && bell_collections[i] != NULL; i++)
    {
      GPtrArray *list = bell_document_list (directory, bell_collections[i]);

      for (guint r = 0; list != NULL && r < list->len; r++)
        {
          g_autofree char *title = NULL;
          g_autofree char *name = NULL;

          if (!refers_to (list->pdata[r], record) || n_users++ >= MAX_NAMED)
            continue;
          title = bell_admin_value_title (list->pdata[r]);
          name = bell_admin_sentence (bell_collections[i], BELL_ADMIN_SENTENCE_NAMED, title);
          g_string_append_printf (names, "%s%s", names->len > 0 ? _ (", ") : "", name);
        }
    }
  if (n_users == 0)
    return NULL;
  if (n_users <= MAX_NAMED)
    return g_strdup (names->str);

  /* Translators: some records, and how many others there are */
  return g_strdup_printf (ngettext ("%s and %u more", "%s and %u more", n_users - MAX_NAMED),
                          names->str, n_users - MAX_NAMED);
}

/**
 * bell_admin_refusal_removal_text:
 * @session: the desk, for names
 * @record: (type BellRecord): what was not deleted
 * @error: why
 *
 * Returns: (transfer full): why, and what can be done instead
 */
char *
bell_admin_refusal_removal_text (BellSession *session, gconstpointer record, const GError *error)
{
  const BellRecord *self = record;
  g_autofree char  *users = NULL;

  if (!g_error_matches (error, BELL_ERROR, BELL_ERROR_CONFLICT))
    return bell_admin_refusal_text (_ ("Not deleted: %s"), error);

  users = users_text (session, self);
  if (users == NULL)
    return g_strdup (
        _ ("Not deleted: requests use it, or somebody else has changed it meanwhile."));
  if (bell_shape_find_field (self->shape, "active") != NULL)
    /* Translators: records */
    return g_strdup_printf (_ ("Not deleted, as it is used: %s. Make it inactive instead."), users);
  if (bell_shape_find_field (self->shape, "status") != NULL)
    /* Translators: records */
    return g_strdup_printf (_ ("Not deleted, as it is used: %s. Retire it instead."), users);

  /* Translators: records */
  return g_strdup_printf (_ ("Not deleted, as it is used: %s."), users);
}
