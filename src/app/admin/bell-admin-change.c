/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-admin-change.h"

#include "bell-admin-sentence.h"
#include "bell-admin-text.h"
#include "bell-admin-value.h"
#include "bell-json.h"
#include "bell-records.h"

#include <glib/gi18n.h>

/* Rows of the change log, as people read them. */

static void
difference_clear (gpointer data)
{
  BellAdminDifference *self = data;

  g_free (self->before);
  g_free (self->after);
}

static char *
value_text (BellSession *session, const BellShape *shape, const BellField *field, JsonNode *value)
{
  g_autoptr (BellRecord) record = bell_record_new (shape);
  g_autoptr (GString) path = g_string_new ("$");
  g_autofree char *text = NULL;

  if (JSON_NODE_HOLDS_NULL (value))
    return g_strdup (C_ ("value", "None"));
  /* What an earlier program has written may not be right any more. */
  if (!bell_field_from_json (field, record, value, path, NULL))
    return bell_json_text (value, FALSE);

  text = bell_admin_value_text (session, field, record);

  return g_strdup (text[0] != '\0' ? text : C_ ("value", "None"));
}

static gboolean
is_default (const BellShape *shape, const BellField *field, JsonNode *value)
{
  g_autoptr (BellRecord) record = bell_record_new (shape);
  g_autoptr (GString) path = g_string_new ("$");

  return JSON_NODE_HOLDS_NULL (value)
         || (bell_field_from_json (field, record, value, path, NULL)
             && bell_field_is_default (field, record));
}

static JsonObject *
details_of (const BellChange *change)
{
  return change->details != NULL && JSON_NODE_HOLDS_OBJECT (change->details)
             ? json_node_get_object (change->details)
             : NULL;
}

/* Of a change that made or removed a record the details are its members, else [before, after]. */
static gboolean
read_difference (BellSession         *session,
                 const BellChange    *change,
                 const BellShape     *shape,
                 const BellField     *field,
                 JsonNode            *value,
                 BellAdminDifference *difference)
{
  JsonArray *pair = JSON_NODE_HOLDS_ARRAY (value) ? json_node_get_array (value) : NULL;

  difference->field = field;
  difference->before = NULL;
  difference->after = NULL;
  if (change->kind == BELL_CHANGE_UPDATED)
    {
      if (pair == NULL || json_array_get_length (pair) != 2)
        return FALSE;
      difference->before = value_text (session, shape, field, json_array_get_element (pair, 0));
      difference->after = value_text (session, shape, field, json_array_get_element (pair, 1));
      return TRUE;
    }

  if (is_default (shape, field, value))
    return FALSE;
  if (change->kind == BELL_CHANGE_CREATED)
    difference->after = value_text (session, shape, field, value);
  else
    difference->before = value_text (session, shape, field, value);

  return TRUE;
}

/**
 * bell_admin_change_differences:
 * @session: the desk, for names
 * @change: a change
 *
 * Returns: (transfer full) (element-type BellAdminDifference): what it did, field by field
 */
GArray *
bell_admin_change_differences (BellSession *session, const BellChange *change)
{
  GArray          *differences = g_array_new (FALSE, FALSE, sizeof (BellAdminDifference));
  const BellShape *shape = bell_shape_by_name (change->type);
  JsonObject      *details = details_of (change);

  g_array_set_clear_func (differences, difference_clear);
  if (shape == NULL || details == NULL || change->kind > BELL_CHANGE_DELETED)
    return differences;

  for (guint i = 0; i < shape->n_fields; i++)
    {
      const BellField    *field = &shape->fields[i];
      JsonNode           *value = json_object_get_member (details, field->name);
      BellAdminDifference difference;

      if (value != NULL && field->kind != BELL_FIELD_ID && (field->flags & BELL_FIELD_KEPT) == 0
          && read_difference (session, change, shape, field, value, &difference))
        g_array_append_val (differences, difference);
    }

  return differences;
}

/* What a record that is gone was called. */
static char *
name_in_details (const BellShape *shape, const BellChange *change)
{
  const BellField *field = bell_admin_text_name_field (shape);
  JsonObject      *details = details_of (change);
  JsonNode        *value
      = field != NULL && details != NULL ? json_object_get_member (details, field->name) : NULL;

  return value != NULL && bell_json_holds (value, G_TYPE_STRING) ? json_node_dup_string (value)
                                                                 : NULL;
}

/**
 * bell_admin_change_name:
 * @session: the desk, for names
 * @change: a change
 *
 * Returns: (transfer full) (nullable): what the record is called; %NULL for settings
 */
char *
bell_admin_change_name (BellSession *session, const BellChange *change)
{
  const BellShape *shape = bell_shape_by_name (change->type);
  char            *name = NULL;

  if (change->subject == NULL)
    return NULL;

  if (shape != NULL && change->kind == BELL_CHANGE_DELETED)
    name = name_in_details (shape, change);
  if (name != NULL || shape == NULL)
    return name != NULL ? name : g_strdup (change->subject);

  return g_strdup (bell_session_get_label (session, shape, change->subject));
}

/* What a chat leaves on its request, and nothing else. */
static gboolean
is_asking (const BellChange *change)
{
  JsonObject *details = change->kind == BELL_CHANGE_UPDATED ? details_of (change) : NULL;

  return details != NULL && json_object_get_size (details) == 1
         && json_object_has_member (details, "chat_asked_at");
}

static char *
title_text (const BellChange *change, const BellShape *shape, const char *name)
{
  if (is_asking (change))
    /* Translators: what a request is called */
    return g_strdup_printf (_ ("Request “%s”: a chat was asked for"), name);

  switch (change->kind)
    {
    case BELL_CHANGE_CREATED:
      return bell_admin_sentence (shape, BELL_ADMIN_SENTENCE_MADE, name);
    case BELL_CHANGE_DELETED:
      return bell_admin_sentence (shape, BELL_ADMIN_SENTENCE_DELETED, name);
    default:
      return bell_admin_sentence (shape, BELL_ADMIN_SENTENCE_CHANGED, name);
    }
}

/**
 * bell_admin_change_title:
 * @session: the desk, for names
 * @change: a change
 *
 * Returns: (transfer full): what was done to what
 */
char *
bell_admin_change_title (BellSession *session, const BellChange *change)
{
  const BellShape *shape = bell_shape_by_name (change->type);
  g_autofree char *name = bell_admin_change_name (session, change);

  if (name == NULL)
    return g_strdup (_ ("Desk settings changed"));

  return title_text (change, shape, name);
}

/**
 * bell_admin_change_actor:
 * @session: the desk, for names
 * @change: a change
 *
 * Returns: (transfer none): who did it
 */
const char *
bell_admin_change_actor (BellSession *session, const BellChange *change)
{
  if (change->actor == NULL)
    return _ ("The keeper of the desk");

  return bell_session_get_label (session, &bell_person_shape, change->actor);
}

/**
 * bell_admin_change_go_back:
 * @fields: members of a record as they were after a change, as far as they are not what they are
 * now
 * @change: the change
 *
 * Makes them the members as they were before the change. Of a record that was removed these are all
 * of them.
 */
void
bell_admin_change_go_back (JsonObject *fields, const BellChange *change)
{
  JsonObject    *details = details_of (change);
  JsonObjectIter iter;
  const char    *name;
  JsonNode      *value;

  if (details == NULL
      || (change->kind != BELL_CHANGE_UPDATED && change->kind != BELL_CHANGE_DELETED))
    return;

  json_object_iter_init (&iter, details);
  while (json_object_iter_next (&iter, &name, &value))
    {
      JsonArray *pair = JSON_NODE_HOLDS_ARRAY (value) ? json_node_get_array (value) : NULL;
      JsonNode  *before = value;

      if (change->kind == BELL_CHANGE_UPDATED)
        before = pair != NULL && json_array_get_length (pair) == 2
                     ? json_array_get_element (pair, 0)
                     : NULL;
      if (before != NULL)
        json_object_set_member (fields, name, json_node_copy (before));
    }
}
