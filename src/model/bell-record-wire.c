/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-chat-records.h"
#include "bell-json.h"

/**
 * bell_record_omits:
 * @record: (type BellRecord): a record
 * @field: the number of one of its fields
 *
 * Returns: whether the document that it came from left out this member, and has such members
 */
gboolean
bell_record_omits (const BellRecord *record, guint field)
{
  return (record->omitted & (G_GUINT64_CONSTANT (1) << field)) != 0
         && (record->shape->fields[field].flags & BELL_FIELD_KEPT) == 0;
}

/* Whoever shows a record gets all its members; whoever writes a document of it leaves out again
 * what was left out, as long as that means the same. */
static void
write_omitted (const BellRecord *record, JsonObject *object)
{
  JsonArray *names = NULL;

  for (guint i = 0; i < record->shape->n_fields; i++)
    {
      if (!bell_record_omits (record, i))
        continue;
      if (names == NULL)
        names = json_array_new ();
      json_array_add_string_element (names, record->shape->fields[i].name);
    }

  if (names != NULL)
    json_object_set_array_member (object, BELL_RECORD_OMITTED_MEMBER, names);
}

/**
 * bell_record_take_omitted:
 * @record: a record that is not shared yet
 * @node: the object that it was read from
 *
 * Has the record leave out in a document what @node says was left out, as long
 * as that means the same.
 */
void
bell_record_take_omitted (BellRecord *record, JsonNode *node)
{
  JsonNode *names
      = json_object_get_member (json_node_get_object (node), BELL_RECORD_OMITTED_MEMBER);
  JsonArray *list
      = names != NULL && JSON_NODE_HOLDS_ARRAY (names) ? json_node_get_array (names) : NULL;

  for (guint i = 0; list != NULL && i < json_array_get_length (list); i++)
    {
      JsonNode        *name = json_array_get_element (list, i);
      const BellField *field = NULL;

      if (bell_json_holds (name, G_TYPE_STRING))
        field = bell_shape_find_field (record->shape, json_node_get_string (name));
      if (field != NULL)
        record->omitted |= G_GUINT64_CONSTANT (1) << (field - record->shape->fields);
    }
}

/**
 * bell_record_to_wire:
 * @record: (type BellRecord): a record
 *
 * Returns: (transfer full): everything of it, with a member "_type" that names its shape
 */
JsonNode *
bell_record_to_wire (gconstpointer record)
{
  const BellRecord *self = record;
  JsonNode         *node = bell_record_to_json (self, BELL_RECORD_FORM_WIRE);

  json_object_set_string_member (json_node_get_object (node), BELL_RECORD_TYPE_MEMBER,
                                 self->shape->name);
  write_omitted (self, json_node_get_object (node));

  return node;
}

/**
 * bell_record_from_wire:
 * @node: what bell_record_to_wire() gave, from another process
 * @path: its JSON path
 * @error: return location for %BELL_ERROR_INVALID
 *
 * Returns: (transfer full) (nullable): the record, or %NULL
 */
BellRecord *
bell_record_from_wire (JsonNode *node, GString *path, GError **error)
{
  const BellShape *shape = NULL;
  const char      *type = NULL;
  BellRecord      *record;

  if (JSON_NODE_HOLDS_OBJECT (node))
    type = json_object_get_string_member_with_default (json_node_get_object (node),
                                                       BELL_RECORD_TYPE_MEMBER, NULL);
  if (type != NULL)
    shape = bell_shape_by_name (type);
  if (shape == NULL)
    return bell_json_fail (error, path, "an object whose \"_type\" names a kind of record", NULL),
           NULL;

  record = bell_record_from_json (shape, node, BELL_RECORD_FORM_WIRE, path, error);
  if (record != NULL)
    bell_record_take_omitted (record, node);

  return record;
}

/* Whether a member is one that an answer has and a desk document has not. */
static gboolean
is_only_on_wire (const BellShape *shape, const char *name)
{
  const BellField *field = bell_shape_find_field (shape, name);

  return g_str_equal (name, BELL_RECORD_TYPE_MEMBER)
         || g_str_equal (name, BELL_RECORD_OMITTED_MEMBER)
         || (field != NULL && (field->flags & BELL_FIELD_KEPT) != 0);
}

static JsonNode *
without_wire (const BellShape *shape, JsonObject *object)
{
  JsonObject    *plain = json_object_new ();
  JsonObjectIter iter;
  const char    *name;
  JsonNode      *value;

  json_object_iter_init_ordered (&iter, object);
  while (json_object_iter_next_ordered (&iter, &name, &value))
    if (!is_only_on_wire (shape, name))
      json_object_set_member (plain, name, json_node_ref (value));

  return bell_json_object_node (plain);
}

/**
 * bell_record_from_given:
 * @shape: what it must be
 * @node: JSON from outside: a record as a desk document has it, or as an answer
 * does
 * @path: its JSON path; where it ends does not matter when this fails
 * @error: return location for %BELL_ERROR_INVALID, which names the path and
 * what was expected
 *
 * Reads a record as an import does. What an answer has besides is passed over;
 * a member that is there was not left out, whatever the answer says: see
 * bell_record_take_omitted().
 *
 * Returns: (transfer full) (nullable): the record, or %NULL
 */
gpointer
bell_record_from_given (const BellShape *shape, JsonNode *node, GString *path, GError **error)
{
  g_autoptr (JsonNode) plain = NULL;
  g_autofree char *expected = g_strdup_printf ("\"%s\"", shape->name);
  JsonNode        *type;

  if (!JSON_NODE_HOLDS_OBJECT (node))
    return bell_record_from_json (shape, node, BELL_RECORD_FORM_DOCUMENT, path, error);

  type = json_object_get_member (json_node_get_object (node), BELL_RECORD_TYPE_MEMBER);
  if (type != NULL
      && !(bell_json_holds (type, G_TYPE_STRING)
           && g_str_equal (json_node_get_string (type), shape->name)))
    {
      bell_json_push (path, BELL_RECORD_TYPE_MEMBER);
      return bell_json_fail (error, path, expected, type), NULL;
    }

  plain = without_wire (shape, json_node_get_object (node));

  return bell_record_from_json (shape, plain, BELL_RECORD_FORM_DOCUMENT, path, error);
}

/**
 * bell_records_to_wire:
 * @records: (element-type BellRecord): records of any shapes
 *
 * Returns: (transfer full): a list of what bell_record_to_wire() gives
 */
JsonNode *
bell_records_to_wire (GPtrArray *records)
{
  JsonArray *list = json_array_sized_new (records->len);

  for (guint i = 0; i < records->len; i++)
    json_array_add_element (list, bell_record_to_wire (records->pdata[i]));

  return bell_json_array_node (list);
}

/**
 * bell_records_from_wire:
 * @node: what bell_records_to_wire() gave, from another process
 * @error: return location for %BELL_ERROR_INVALID
 *
 * Returns: (transfer full) (nullable) (element-type BellRecord): the records, or %NULL
 */
GPtrArray *
bell_records_from_wire (JsonNode *node, GError **error)
{
  g_autoptr (GPtrArray) records = bell_record_list_new ();
  g_autoptr (GString) path = g_string_new ("$");
  JsonArray *list;

  if (!JSON_NODE_HOLDS_ARRAY (node))
    return bell_json_fail (error, path, "a list of records", node), NULL;

  list = json_node_get_array (node);
  for (guint i = 0; i < json_array_get_length (list); i++)
    {
      gsize       mark = bell_json_push_index (path, i);
      BellRecord *record = bell_record_from_wire (json_array_get_element (list, i), path, error);

      if (record == NULL)
        return NULL;
      g_ptr_array_add (records, record);
      g_string_truncate (path, mark);
    }

  return g_steal_pointer (&records);
}
