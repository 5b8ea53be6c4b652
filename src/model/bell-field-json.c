/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-hours.h"
#include "bell-json.h"
#include "bell-records.h"

#include <string.h>

#define SLOT(base, field) ((gpointer) ((char *) (base) + (field)->offset))

typedef gboolean (
    *Reader) (const BellField *field, gpointer base, JsonNode *node, GString *path, GError **error);
typedef JsonNode *(*Writer) (const BellField *field, gconstpointer base);

/**
 * bell_field_fail:
 * @field: a field
 * @node: what is there instead of its value
 * @path: the JSON path of @node
 * @error: return location for %BELL_ERROR_INVALID
 *
 * Returns: %FALSE, so that a reader can return with it
 */
gboolean
bell_field_fail (const BellField *field, JsonNode *node, GString *path, GError **error)
{
  g_autofree char *expected = bell_field_expected (field);

  return bell_json_fail (error, path, expected, node);
}

static JsonNode *
text_node (const char *text)
{
  JsonNode *node = json_node_alloc ();

  return text != NULL ? json_node_init_string (node, text) : json_node_init_null (node);
}

/* Values that are one piece of text. */

static gboolean
read_text (const BellField *field, gpointer base, JsonNode *node, GString *path, GError **error)
{
  if (!bell_json_holds (node, G_TYPE_STRING)
      || !bell_field_set_text (field, base, json_node_get_string (node)))
    return bell_field_fail (field, node, path, error);

  return TRUE;
}

static JsonNode *
write_text (const BellField *field, gconstpointer base)
{
  g_autofree char *text = bell_field_dup_text (field, base);

  return text_node (text);
}

/* Numbers. */

static gboolean
read_bool (const BellField *field, gpointer base, JsonNode *node, GString *path, GError **error)
{
  if (!bell_json_holds (node, G_TYPE_BOOLEAN))
    return bell_field_fail (field, node, path, error);
  *(gboolean *) SLOT (base, field) = json_node_get_boolean (node);

  return TRUE;
}

static JsonNode *
write_bool (const BellField *field, gconstpointer base)
{
  return json_node_init_boolean (json_node_alloc (), *(gboolean *) SLOT (base, field));
}

static gboolean
read_int (const BellField *field, gpointer base, JsonNode *node, GString *path, GError **error)
{
  if (!bell_json_holds (node, G_TYPE_INT64) || json_node_get_int (node) < field->min
      || json_node_get_int (node) > field->max)
    return bell_field_fail (field, node, path, error);
  *(gint64 *) SLOT (base, field) = json_node_get_int (node);

  return TRUE;
}

static JsonNode *
write_int (const BellField *field, gconstpointer base)
{
  return json_node_init_int (json_node_alloc (), *(gint64 *) SLOT (base, field));
}

static gboolean
read_instant (const BellField *field, gpointer base, JsonNode *node, GString *path, GError **error)
{
  if (!bell_json_holds (node, G_TYPE_STRING)
      || !bell_instant_parse (json_node_get_string (node), SLOT (base, field)))
    return bell_field_fail (field, node, path, error);

  return TRUE;
}

static JsonNode *
write_instant (const BellField *field, gconstpointer base)
{
  BellInstant      instant = *(BellInstant *) SLOT (base, field);
  g_autofree char *text = instant != BELL_INSTANT_NONE ? bell_instant_format (instant, NULL) : NULL;

  return text_node (text);
}

/* Lists of words and of ids. */

static gboolean
read_flags (const BellField *field, gpointer base, JsonNode *node, GString *path, GError **error)
{
  JsonArray *list;
  guint      flags = 0;

  if (!JSON_NODE_HOLDS_ARRAY (node))
    return bell_field_fail (field, node, path, error);

  list = json_node_get_array (node);
  for (guint i = 0; i < json_array_get_length (list); i++)
    {
      JsonNode *item = json_array_get_element (list, i);
      gsize     mark = bell_json_push_index (path, i);
      int       value = bell_json_holds (item, G_TYPE_STRING)
                            ? bell_enum_from_nick (field->values, json_node_get_string (item))
                            : -1;

      if (value < 0 || (flags & (1u << value)) != 0)
        {
          g_autofree char *words = bell_enum_list (field->values);
          g_autofree char *expected = g_strconcat (words, ", each once", NULL);

          return bell_json_fail (error, path, expected, item);
        }
      flags |= 1u << value;
      g_string_truncate (path, mark);
    }
  *(guint *) SLOT (base, field) = flags;

  return TRUE;
}

static JsonNode *
write_flags (const BellField *field, gconstpointer base)
{
  guint      flags = *(guint *) SLOT (base, field);
  JsonArray *list = json_array_new ();

  for (guint i = 0; i < field->values->n_nicks; i++)
    if ((flags & (1u << i)) != 0)
      json_array_add_string_element (list, field->values->nicks[i]);

  return bell_json_array_node (list);
}

static gboolean
read_refs (const BellField *field, gpointer base, JsonNode *node, GString *path, GError **error)
{
  g_autoptr (GStrvBuilder) ids = g_strv_builder_new ();
  BellField  item_field = { .kind = BELL_FIELD_REF, .shape = field->shape };
  JsonArray *list;

  if (!JSON_NODE_HOLDS_ARRAY (node)
      || json_array_get_length (json_node_get_array (node)) < field->min
      || json_array_get_length (json_node_get_array (node)) > field->max)
    return bell_field_fail (field, node, path, error);

  list = json_node_get_array (node);
  for (guint i = 0; i < json_array_get_length (list); i++)
    {
      g_autofree char *id = NULL;
      gsize            mark = bell_json_push_index (path, i);

      if (!read_text (&item_field, &id, json_array_get_element (list, i), path, error))
        return FALSE;
      g_strv_builder_add (ids, id);
      g_string_truncate (path, mark);
    }
  bell_field_clear (field, base);
  *(char ***) SLOT (base, field) = g_strv_builder_end (ids);

  return TRUE;
}

static JsonNode *
write_refs (const BellField *field, gconstpointer base)
{
  char     **ids = *(char ***) SLOT (base, field);
  JsonArray *list = json_array_new ();

  for (guint i = 0; ids[i] != NULL; i++)
    json_array_add_string_element (list, ids[i]);

  return bell_json_array_node (list);
}

/* Lists of parts. */

static gboolean
read_parts (const BellField *field, gpointer base, JsonNode *node, GString *path, GError **error)
{
  GPtrArray *parts = *(GPtrArray **) SLOT (base, field);
  JsonArray *list;

  if (!JSON_NODE_HOLDS_ARRAY (node)
      || json_array_get_length (json_node_get_array (node)) > field->max)
    return bell_field_fail (field, node, path, error);

  list = json_node_get_array (node);
  for (guint i = 0; i < json_array_get_length (list); i++)
    {
      gsize    mark = bell_json_push_index (path, i);
      gpointer part = bell_record_from_json (field->shape, json_array_get_element (list, i),
                                             BELL_RECORD_FORM_DOCUMENT, path, error);

      if (part == NULL)
        return FALSE;
      g_ptr_array_add (parts, part);
      g_string_truncate (path, mark);
    }

  return TRUE;
}

static JsonNode *
write_parts (const BellField *field, gconstpointer base)
{
  GPtrArray *parts = *(GPtrArray **) SLOT (base, field);
  JsonArray *list = json_array_new ();

  for (guint i = 0; i < parts->len; i++)
    json_array_add_element (list, bell_record_to_json (parts->pdata[i], BELL_RECORD_FORM_DOCUMENT));

  return bell_json_array_node (list);
}

/* Conditions, anything, and records. */

static gboolean
read_condition (const BellField *field,
                gpointer         base,
                JsonNode        *node,
                GString         *path,
                GError         **error)
{
  BellCondition *condition = bell_condition_from_json (node, path, error);

  *(BellCondition **) SLOT (base, field) = condition;

  return condition != NULL;
}

static JsonNode *
write_condition (const BellField *field, gconstpointer base)
{
  BellCondition *condition = *(BellCondition **) SLOT (base, field);

  return condition != NULL ? bell_condition_to_json (condition) : text_node (NULL);
}

static gboolean
read_json (const BellField *field, gpointer base, JsonNode *node, GString *path, GError **error)
{
  *(JsonNode **) SLOT (base, field) = json_node_ref (node);

  return TRUE;
}

static JsonNode *
write_json (const BellField *field, gconstpointer base)
{
  JsonNode *node = *(JsonNode **) SLOT (base, field);

  return node != NULL ? json_node_ref (node) : text_node (NULL);
}

static gboolean
read_record (const BellField *field, gpointer base, JsonNode *node, GString *path, GError **error)
{
  BellRecord *record = bell_record_from_wire (node, path, error);

  *(BellRecord **) SLOT (base, field) = record;

  return record != NULL;
}

static JsonNode *
write_record (const BellField *field, gconstpointer base)
{
  BellRecord *record = *(BellRecord **) SLOT (base, field);

  return record != NULL ? bell_record_to_wire (record) : text_node (NULL);
}

static const struct
{
  Reader read;
  Writer write;
} forms[] = {
  [BELL_FIELD_ID] = { read_text, write_text },
  [BELL_FIELD_REF] = { read_text, write_text },
  [BELL_FIELD_TEXT] = { read_text, write_text },
  [BELL_FIELD_ZONE] = { read_text, write_text },
  [BELL_FIELD_DURATION] = { read_text, write_text },
  [BELL_FIELD_ENUM] = { read_text, write_text },
  [BELL_FIELD_DATE] = { read_text, write_text },
  [BELL_FIELD_TIME] = { read_text, write_text },
  [BELL_FIELD_BOOL] = { read_bool, write_bool },
  [BELL_FIELD_INT] = { read_int, write_int },
  [BELL_FIELD_INSTANT] = { read_instant, write_instant },
  [BELL_FIELD_FLAGS] = { read_flags, write_flags },
  [BELL_FIELD_REFS] = { read_refs, write_refs },
  [BELL_FIELD_PARTS] = { read_parts, write_parts },
  [BELL_FIELD_HOURS] = { bell_hours_from_json, bell_hours_to_json },
  [BELL_FIELD_MINUTES] = { bell_minutes_from_json, bell_minutes_to_json },
  [BELL_FIELD_CONDITION] = { read_condition, write_condition },
  [BELL_FIELD_JSON] = { read_json, write_json },
  [BELL_FIELD_RECORD] = { read_record, write_record },
};

/**
 * bell_field_to_json:
 * @field: a field
 * @base: a struct of its shape
 *
 * Returns: (transfer full): its value as JSON
 */
JsonNode *
bell_field_to_json (const BellField *field, gconstpointer base)
{
  return forms[field->kind].write (field, base);
}

/**
 * bell_field_from_json:
 * @field: a field
 * @base: a struct of its shape, in which the field has the value of a missing member
 * @node: its value as JSON, from outside
 * @path: the JSON path of @node
 * @error: return location for %BELL_ERROR_INVALID, which names the path and what was expected
 *
 * Returns: whether the value was read
 */
gboolean
bell_field_from_json (const BellField *field,
                      gpointer         base,
                      JsonNode        *node,
                      GString         *path,
                      GError         **error)
{
  if (JSON_NODE_HOLDS_NULL (node))
    return (field->flags & BELL_FIELD_NULLABLE) != 0 || bell_field_fail (field, node, path, error);

  return forms[field->kind].read (field, base, node, path, error);
}
