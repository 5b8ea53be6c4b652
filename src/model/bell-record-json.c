/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-json.h"
#include "bell-record.h"

/**
 * bell_field_is_in_form:
 * @field: a field
 * @form: how much of a record
 *
 * Returns: whether the JSON form of a record has a member for the field
 */
gboolean
bell_field_is_in_form (const BellField *field, BellRecordForm form)
{
  if ((field->flags & BELL_FIELD_KEPT) != 0)
    return form == BELL_RECORD_FORM_WIRE;

  if ((field->flags & BELL_FIELD_IN_PATH) != 0)
    return form != BELL_RECORD_FORM_BODY;

  return TRUE;
}

static JsonNode *
to_json (const BellShape *shape, gconstpointer base, guint64 omitted, BellRecordForm form)
{
  JsonObject *object = json_object_new ();

  for (guint i = 0; i < shape->n_fields; i++)
    {
      const BellField *field = &shape->fields[i];

      if (!bell_field_is_in_form (field, form))
        continue;
      if ((omitted & (G_GUINT64_CONSTANT (1) << i)) != 0 && bell_field_is_default (field, base))
        continue;
      json_object_set_member (object, field->name, bell_field_to_json (field, base));
    }

  return bell_json_object_node (object);
}

/**
 * bell_record_to_json:
 * @record: (type BellRecord): a record
 * @form: how much of it
 *
 * A member that the document it came from left out is left out again, as long as that means the
 * same.
 *
 * Returns: (transfer full): an object
 */
JsonNode *
bell_record_to_json (gconstpointer record, BellRecordForm form)
{
  const BellRecord *self = record;

  return to_json (self->shape, self, form == BELL_RECORD_FORM_WIRE ? 0 : self->omitted, form);
}

static char *
member_names (const BellShape *shape, BellRecordForm form)
{
  GString *names = g_string_new ("no such member; one of ");
  gboolean first = TRUE;

  for (guint i = 0; i < shape->n_fields; i++)
    if (bell_field_is_in_form (&shape->fields[i], form))
      {
        g_string_append_printf (names, "%s%s", first ? "" : ", ", shape->fields[i].name);
        first = FALSE;
      }

  return g_string_free (names, FALSE);
}

static gboolean
check_members (const BellShape *shape,
               JsonObject      *object,
               BellRecordForm   form,
               GString         *path,
               GError         **error)
{
  JsonObjectIter iter;
  const char    *name;

  json_object_iter_init_ordered (&iter, object);
  while (json_object_iter_next_ordered (&iter, &name, NULL))
    {
      const BellField *field = bell_shape_find_field (shape, name);
      g_autofree char *expected = NULL;

      if (field != NULL && bell_field_is_in_form (field, form))
        continue;
      if (form == BELL_RECORD_FORM_WIRE
          && (g_str_equal (name, BELL_RECORD_TYPE_MEMBER)
              || g_str_equal (name, BELL_RECORD_OMITTED_MEMBER)))
        continue;

      expected = member_names (shape, form);
      bell_json_push (path, name);

      return bell_json_fail (error, path, expected, NULL);
    }

  return TRUE;
}

static gboolean
check_relations (const BellShape *shape, gconstpointer base, GString *path, GError **error)
{
  const char *expected = NULL;
  const char *wrong = shape->check != NULL ? shape->check (base, &expected) : NULL;

  if (wrong == NULL)
    return TRUE;

  bell_json_push (path, wrong);

  return bell_json_fail (error, path, expected, NULL);
}

static gboolean
read_field (const BellField *field,
            gpointer         base,
            JsonObject      *object,
            gboolean        *missing,
            GString         *path,
            GError         **error)
{
  JsonNode *node = json_object_get_member (object, field->name);
  gsize     mark;

  *missing = node == NULL;
  if (node == NULL)
    {
      g_autofree char *value = NULL;
      g_autofree char *expected = NULL;

      if ((field->flags & BELL_FIELD_REQUIRED) == 0)
        return TRUE;
      value = bell_field_expected (field);
      expected = g_strdup_printf ("a member \"%s\": %s", field->name, value);
      return bell_json_fail (error, path, expected, NULL);
    }

  mark = bell_json_push (path, field->name);
  if (!bell_field_from_json (field, base, node, path, error))
    return FALSE;
  g_string_truncate (path, mark);

  return TRUE;
}

static gboolean
read_fields (const BellShape *shape,
             gpointer         base,
             guint64         *omitted,
             JsonNode        *node,
             BellRecordForm   form,
             GString         *path,
             GError         **error)
{
  JsonObject *object;

  if (!JSON_NODE_HOLDS_OBJECT (node))
    return bell_json_fail (error, path, "an object", node);

  object = json_node_get_object (node);
  if (!check_members (shape, object, form, path, error))
    return FALSE;

  for (guint i = 0; i < shape->n_fields; i++)
    {
      gboolean missing;

      if (!bell_field_is_in_form (&shape->fields[i], form))
        continue;
      if (!read_field (&shape->fields[i], base, object, &missing, path, error))
        return FALSE;
      if (missing)
        *omitted |= G_GUINT64_CONSTANT (1) << i;
    }

  return check_relations (shape, base, path, error);
}

static void
put_back (const BellField *field, gpointer record, JsonNode *value)
{
  g_autoptr (GString) path = g_string_new ("$");

  bell_field_clear (field, record);
  bell_field_init (field, record);
  if (!JSON_NODE_HOLDS_NULL (value))
    bell_field_from_json (field, record, value, path, NULL);
}

/**
 * bell_record_undo:
 * @record: (type BellRecord): a record as it was after a change
 * @difference: (nullable): what the change did: each member that it changed
 * with [before, after]
 *
 * Goes one step back in the history of a record.
 *
 * Returns: (transfer full): the record as it was before the change
 */
gpointer
bell_record_undo (gconstpointer record, JsonNode *difference)
{
  BellRecord    *before = bell_record_copy (record);
  JsonObjectIter iter;
  const char    *name;
  JsonNode      *value;

  if (difference == NULL || !JSON_NODE_HOLDS_OBJECT (difference))
    return before;

  json_object_iter_init (&iter, json_node_get_object (difference));
  while (json_object_iter_next (&iter, &name, &value))
    {
      const BellField *field = bell_shape_find_field (before->shape, name);
      JsonArray       *pair = JSON_NODE_HOLDS_ARRAY (value) ? json_node_get_array (value) : NULL;

      if (field != NULL && pair != NULL && json_array_get_length (pair) == 2)
        put_back (field, before, json_array_get_element (pair, 0));
    }

  return before;
}

/**
 * bell_record_from_json:
 * @shape: what it must be
 * @node: JSON from outside
 * @form: how much of a record it holds
 * @path: the JSON path of @node; where it ends does not matter when it fails
 * @error: return location for %BELL_ERROR_INVALID, which names the path and what was expected
 *
 * Reads a record and checks everything that can be checked without other records.
 *
 * Returns: (transfer full) (nullable): the record, or %NULL
 */
gpointer
bell_record_from_json (const BellShape *shape,
                       JsonNode        *node,
                       BellRecordForm   form,
                       GString         *path,
                       GError         **error)
{
  g_autoptr (BellRecord) self = bell_record_new (shape);

  if (!read_fields (shape, self, &self->omitted, node, form, path, error))
    return NULL;

  return g_steal_pointer (&self);
}
