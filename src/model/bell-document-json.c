/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-document.h"
#include "bell-json.h"
#include "bell-request.h"

static gboolean
check_format (JsonObject *object, GString *path, GError **error)
{
  JsonNode *format = json_object_get_member (object, "format");

  if (format == NULL)
    return bell_json_fail (error, path, "a member \"format\": \"" BELL_DOCUMENT_FORMAT "\"", NULL);

  if (JSON_NODE_HOLDS_VALUE (format) && json_node_get_value_type (format) == G_TYPE_STRING
      && g_str_equal (json_node_get_string (format), BELL_DOCUMENT_FORMAT))
    return TRUE;

  bell_json_push (path, "format");

  return bell_json_fail (error, path, "\"" BELL_DOCUMENT_FORMAT "\"", format);
}

static gboolean
add_record (BellDocument    *self,
            const BellShape *shape,
            JsonNode        *node,
            GString         *path,
            GError         **error)
{
  g_autoptr (BellRecord) record = NULL;
  g_autofree char *expected = NULL;

  record = bell_record_from_json (shape, node, BELL_RECORD_FORM_DOCUMENT, path, error);
  if (record == NULL)
    return FALSE;

  if (bell_document_add (self, record))
    return TRUE;

  bell_json_push (path, "id");
  expected = g_strdup_printf ("an id that no other %s has", shape->name);

  return bell_json_fail (error, path, expected,
                         json_object_get_member (json_node_get_object (node), "id"));
}

static gboolean
read_collection (BellDocument    *self,
                 const BellShape *shape,
                 JsonNode        *node,
                 GString         *path,
                 GError         **error)
{
  g_autofree char *expected = g_strdup_printf ("a list of %s", shape->collection);
  JsonArray       *list;

  if (!JSON_NODE_HOLDS_ARRAY (node))
    return bell_json_fail (error, path, expected, node);

  list = json_node_get_array (node);
  for (guint i = 0; i < json_array_get_length (list); i++)
    {
      gsize mark = bell_json_push_index (path, i);

      if (!add_record (self, shape, json_array_get_element (list, i), path, error))
        return FALSE;
      g_string_truncate (path, mark);
    }

  return TRUE;
}

static gboolean
read_settings (BellDocument *self, JsonNode *node, GString *path, GError **error)
{
  g_autoptr (BellRecord) settings = NULL;

  settings
      = bell_record_from_json (&bell_settings_shape, node, BELL_RECORD_FORM_DOCUMENT, path, error);
  if (settings == NULL)
    return FALSE;

  bell_document_set_settings (self, (BellSettings *) settings);

  return TRUE;
}

static gboolean
read_member (BellDocument *self, const char *name, JsonNode *node, GString *path, GError **error)
{
  const BellShape *shape = bell_collection_by_name (name);

  bell_document_set_names (self, (const char *[]) { name, NULL });

  if (shape != NULL)
    return read_collection (self, shape, node, path, error);

  if (g_str_equal (name, "settings"))
    return read_settings (self, node, path, error);

  return g_str_equal (name, "format")
         || bell_json_fail (error, path,
                            "no such member; one of format, settings, people, groups, shifts, "
                            "services, calendars, agreements, offerings, rules, requests",
                            NULL);
}

/**
 * bell_document_from_json:
 * @node: a desk document, from outside
 * @error: return location for %BELL_ERROR_INVALID, which names the JSON path and what was expected
 *
 * Reads a desk document, and checks each record for itself and that ids are unique.
 * bell_document_complete() has to follow before it means anything.
 *
 * Returns: (transfer full) (nullable): the document, or %NULL
 */
BellDocument *
bell_document_from_json (JsonNode *node, GError **error)
{
  g_autoptr (BellDocument) self = bell_document_new ();
  g_autoptr (GString) path = g_string_new ("$");
  JsonObjectIter iter;
  const char    *name;
  JsonNode      *value;

  if (!JSON_NODE_HOLDS_OBJECT (node))
    return bell_json_fail (error, path, "an object, a desk document", node), NULL;

  if (!check_format (json_node_get_object (node), path, error))
    return NULL;

  json_object_iter_init_ordered (&iter, json_node_get_object (node));
  while (json_object_iter_next_ordered (&iter, &name, &value))
    {
      gsize mark = bell_json_push (path, name);

      if (!read_member (self, name, value, path, error))
        return NULL;
      g_string_truncate (path, mark);
    }

  return g_steal_pointer (&self);
}

/**
 * bell_document_from_data:
 * @data: bytes from outside
 * @length: how many
 * @error: return location for %BELL_ERROR_INVALID or %BELL_ERROR_TOO_LARGE
 *
 * Reads a desk document from the bytes of a file.
 *
 * Returns: (transfer full) (nullable): the document, or %NULL
 */
BellDocument *
bell_document_from_data (const char *data, gsize length, GError **error)
{
  g_autoptr (JsonNode) node = bell_json_parse (data, length, BELL_DOCUMENT_MAX_BYTES, error);

  return node != NULL ? bell_document_from_json (node, error) : NULL;
}

static JsonNode *
to_member (const BellDocument *self, const BellRecord *record)
{
  const BellRequest *request;

  if (record->shape != &bell_request_shape)
    return bell_record_to_json (record, BELL_RECORD_FORM_DOCUMENT);

  request = (const BellRequest *) record;

  return bell_request_to_document (request, bell_document_offering (self, request->offering));
}

/**
 * bell_document_to_json:
 * @self: a document
 * @with_requests: whether the requests shall be in it
 *
 * Writes a desk document, records in the order of their ids. A top-level member with nothing in it
 * is there only if bell_document_names() says so.
 *
 * Returns: (transfer full): the document as JSON
 */
JsonNode *
bell_document_to_json (BellDocument *self, gboolean with_requests)
{
  JsonObject         *object = json_object_new ();
  const BellSettings *settings = bell_document_get_settings (self);

  bell_document_sort (self);
  json_object_set_string_member (object, "format", BELL_DOCUMENT_FORMAT);
  if (settings != NULL)
    json_object_set_member (object, "settings",
                            bell_record_to_json (settings, BELL_RECORD_FORM_DOCUMENT));

  for (guint i = 0; i < BELL_N_COLLECTIONS; i++)
    {
      const BellShape *shape = bell_collections[i];
      GPtrArray       *records = bell_document_list (self, shape);
      JsonArray       *list;

      if ((shape == &bell_request_shape && !with_requests)
          || (records->len == 0 && !bell_document_names (self, shape->collection)))
        continue;

      list = json_array_sized_new (records->len);
      for (guint r = 0; r < records->len; r++)
        json_array_add_element (list, to_member (self, records->pdata[r]));
      json_object_set_array_member (object, shape->collection, list);
    }

  return bell_json_object_node (object);
}
