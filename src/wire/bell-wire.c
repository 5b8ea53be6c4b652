/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-wire.h"

#include "bell-id.h"
#include "bell-json.h"

#include <string.h>

/**
 * bell_wire_method:
 * @name: the name of a method in HTTP
 *
 * Returns: the method, %BELL_METHOD_NONE for one that no call has
 */
BellMethod
bell_wire_method (const char *name)
{
  static const char *const names[] = { [BELL_METHOD_GET] = "GET",
                                       [BELL_METHOD_POST] = "POST",
                                       [BELL_METHOD_PUT] = "PUT",
                                       [BELL_METHOD_DELETE] = "DELETE" };

  for (guint i = BELL_METHOD_GET; i < G_N_ELEMENTS (names); i++)
    if (g_str_equal (names[i], name))
      return i;

  return BELL_METHOD_NONE;
}

static gboolean
is_place (const char *segment)
{
  return segment[0] == '{';
}

/* Whether a part of a path may be what a place stands for. */
static gboolean
place_fits (const char *place, const char *segment)
{
  if (g_str_equal (place, "{collection}"))
    return bell_collection_by_name (segment) != NULL;

  return segment[0] != '\0';
}

/* Whether a path fits that of a call, where {name} stands for one part of it. */
static gboolean
path_fits (const char *pattern, char **segments)
{
  g_auto (GStrv) parts = g_strsplit (pattern + 1, "/", -1);
  guint n_parts = g_strv_length (parts);

  if (n_parts != g_strv_length (segments))
    return FALSE;

  for (guint i = 0; i < n_parts; i++)
    if (is_place (parts[i]) ? !place_fits (parts[i], segments[i])
                            : !g_str_equal (parts[i], segments[i]))
      return FALSE;

  return TRUE;
}

/* The parts of a path under the API, as they were before they were escaped; NULL if it is none. */
static char **
split_path (const char *path)
{
  g_auto (GStrv) segments = NULL;

  if (!g_str_has_prefix (path, BELL_WIRE_API "/"))
    return NULL;

  segments = g_strsplit (path + strlen (BELL_WIRE_API "/"), "/", 16);
  for (guint i = 0; segments[i] != NULL; i++)
    {
      char *plain = g_uri_unescape_string (segments[i], NULL);

      if (plain == NULL || !g_utf8_validate (plain, -1, NULL))
        {
          g_free (plain);
          return NULL;
        }
      g_free (segments[i]);
      segments[i] = plain;
    }

  return g_steal_pointer (&segments);
}

static const BellCallType *
find_call (BellMethod method, char **segments, GError **error)
{
  gboolean other_method = FALSE;

  for (guint i = 0; segments != NULL && i < bell_n_calls; i++)
    {
      if (bell_calls[i]->path == NULL || !path_fits (bell_calls[i]->path, segments))
        continue;
      if (bell_calls[i]->method == method)
        return bell_calls[i];
      other_method = TRUE;
    }

  g_set_error_literal (error, BELL_ERROR, BELL_ERROR_NOT_FOUND,
                       other_method ? "there is nothing to do with this method here"
                                    : "there is nothing here");

  return NULL;
}

static void
take_path (const BellCallType *type, char **segments, JsonObject *members)
{
  g_auto (GStrv) parts = g_strsplit (type->path + 1, "/", -1);

  for (guint i = 0; parts[i] != NULL; i++)
    if (is_place (parts[i]))
      {
        g_autofree char *name = g_strndup (parts[i] + 1, strlen (parts[i]) - 2);

        json_object_set_string_member (members, name, segments[i]);
      }
}

/* What a text in a query stands for, by the kind of its field. */
static JsonNode *
query_value (const BellField *field, const char *text)
{
  JsonNode *node = json_node_alloc ();
  gint64    number;

  if (field != NULL && field->kind == BELL_FIELD_INT
      && g_ascii_string_to_signed (text, 10, G_MININT64, G_MAXINT64, &number, NULL))
    return json_node_init_int (node, number);

  if (field != NULL && field->kind == BELL_FIELD_BOOL
      && (g_str_equal (text, "true") || g_str_equal (text, "false")))
    return json_node_init_boolean (node, g_str_equal (text, "true"));

  return json_node_init_string (node, text);
}

/* What is escaped in a query may be any bytes. */
static gboolean
take_query (const BellCallType *type, GHashTable *query, JsonObject *members, GError **error)
{
  GHashTableIter iter;
  gpointer       name, value;

  g_hash_table_iter_init (&iter, query);
  while (g_hash_table_iter_next (&iter, &name, &value))
    {
      if (!g_utf8_validate (name, -1, NULL) || !g_utf8_validate (value, -1, NULL))
        {
          g_set_error_literal (error, BELL_ERROR, BELL_ERROR_INVALID,
                               "the query: expected UTF-8 when nothing is escaped any more");
          return FALSE;
        }
      json_object_set_member (members, name,
                              query_value (bell_shape_find_field (&type->shape, name), value));
    }

  return TRUE;
}

static gboolean
take_body (JsonNode *body, JsonObject *members, GError **error)
{
  g_autoptr (GString) path = g_string_new ("$");
  JsonObjectIter iter;
  const char    *name;
  JsonNode      *value;

  if (!JSON_NODE_HOLDS_OBJECT (body))
    return bell_json_fail (error, path, "an object", body);

  json_object_iter_init_ordered (&iter, json_node_get_object (body));
  while (json_object_iter_next_ordered (&iter, &name, &value))
    json_object_set_member (members, name, json_node_ref (value));

  return TRUE;
}

/**
 * bell_wire_read_call:
 * @method: the method
 * @path: the path, with what is escaped in it
 * @query: (nullable) (element-type utf8 utf8): the query
 * @body: (nullable): the body
 * @error: return location for %BELL_ERROR_NOT_FOUND or %BELL_ERROR_INVALID
 *
 * Reads a call from outside. One that changes the desk gets an id if it brings none.
 *
 * Returns: (transfer full) (nullable): the call, or %NULL
 */
gpointer
bell_wire_read_call (BellMethod  method,
                     const char *path,
                     GHashTable *query,
                     JsonNode   *body,
                     GError    **error)
{
  g_auto (GStrv) segments = split_path (path);
  const BellCallType *type = find_call (method, segments, error);
  JsonObject         *members;
  g_autoptr (JsonNode) node = NULL;
  g_autoptr (GString) where = g_string_new ("$");

  if (type == NULL)
    return NULL;

  members = json_object_new ();
  node = bell_json_object_node (members);
  if ((method == BELL_METHOD_GET || method == BELL_METHOD_DELETE) && query != NULL
      && !take_query (type, query, members, error))
    return NULL;
  if (body != NULL && !take_body (body, members, error))
    return NULL;

  take_path (type, segments, members);
  if (type->changes && !json_object_has_member (members, "id"))
    {
      g_autofree char *id = bell_id_new ();

      json_object_set_string_member (members, "id", id);
    }

  return bell_record_from_json (&type->shape, node, BELL_RECORD_FORM_DOCUMENT, where, error);
}

/**
 * bell_wire_is_large:
 * @method: the method
 * @path: the path
 *
 * Returns: whether the body may be a desk document, or one of its records
 */
gboolean
bell_wire_is_large (BellMethod method, const char *path)
{
  static const BellCallType *const large[]
      = { &bell_call_desk_import, &bell_call_desk_effect, &bell_call_desk_backtest,
          &bell_call_record_put, &bell_call_record_remove };
  g_auto (GStrv) segments = split_path (path);

  for (guint i = 0; segments != NULL && i < G_N_ELEMENTS (large); i++)
    if (method == large[i]->method && path_fits (large[i]->path, segments))
      return TRUE;

  return FALSE;
}

/**
 * bell_wire_status:
 * @error: why a call could not be carried out
 *
 * Returns: the HTTP status that says so (RFC 9110)
 */
guint
bell_wire_status (const GError *error)
{
  static const guint statuses[] = {
    [BELL_ERROR_OFFLINE] = 503,   [BELL_ERROR_DENIED] = 403,  [BELL_ERROR_CONFLICT] = 409,
    [BELL_ERROR_NOT_FOUND] = 404, [BELL_ERROR_INVALID] = 400, [BELL_ERROR_TOO_LARGE] = 413,
    [BELL_ERROR_STORE] = 503,     [BELL_ERROR_NO_CHAT] = 409, [BELL_ERROR_TOO_MANY] = 429,
  };

  return error->domain == BELL_ERROR ? statuses[error->code] : 500;
}

static char *
error_text (const char *code, const char *message)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) node = NULL;

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "error");
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "code");
  json_builder_add_string_value (builder, code);
  json_builder_set_member_name (builder, "message");
  json_builder_add_string_value (builder, message);
  json_builder_end_object (builder);
  json_builder_end_object (builder);
  node = json_builder_get_root (builder);

  return bell_json_text (node, FALSE);
}

/**
 * bell_wire_write_error:
 * @error: why a call could not be carried out
 *
 * Returns: (transfer full): what the other end gets to read
 */
char *
bell_wire_write_error (const GError *error)
{
  BellError code = error->domain == BELL_ERROR ? (BellError) error->code : BELL_ERROR_STORE;

  return error_text (bell_error_nick (code), error->message);
}

/**
 * bell_wire_write_records:
 * @records: (element-type BellRecord): an answer
 *
 * Returns: (transfer full): what the other end gets to read
 */
char *
bell_wire_write_records (GPtrArray *records)
{
  GString *text = g_string_sized_new (1024);

  bell_records_append_wire (records, text);

  return g_string_free (text, FALSE);
}
