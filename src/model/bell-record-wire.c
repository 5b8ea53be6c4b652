/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-chat-records.h"
#include "bell-json.h"

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

  if (JSON_NODE_HOLDS_OBJECT (node))
    type = json_object_get_string_member_with_default (json_node_get_object (node),
                                                       BELL_RECORD_TYPE_MEMBER, NULL);
  if (type != NULL)
    shape = bell_shape_by_name (type);
  if (shape == NULL)
    return bell_json_fail (error, path, "an object whose \"_type\" names a kind of record", NULL),
           NULL;

  return bell_record_from_json (shape, node, BELL_RECORD_FORM_WIRE, path, error);
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
