/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-id.h"
#include "bell-json.h"
#include "bell-wire.h"

#include <string.h>

/* Calls over a live connection: each one message there and one back. */

#define CALL_MEMBER "call"

static const BellCallType *
find_call (JsonNode *name, GError **error)
{
  g_autoptr (GString) path = g_string_new ("$." CALL_MEMBER);

  for (guint i = 0; i < bell_n_calls && bell_json_holds (name, G_TYPE_STRING); i++)
    if (bell_calls[i]->method != BELL_METHOD_NONE
        && g_str_equal (bell_calls[i]->shape.name, json_node_get_string (name)))
      return bell_calls[i];

  return bell_json_fail (error, path, "the name of a call", name), NULL;
}

/* The members of a call are those of its shape. One that changes nothing has no id of its own: it
 * is there for the answer alone. */
static JsonNode *
members_of_call (const BellCallType *type, JsonObject *message)
{
  JsonObject    *members = json_object_new ();
  JsonObjectIter iter;
  const char    *name;
  JsonNode      *value;

  json_object_iter_init_ordered (&iter, message);
  while (json_object_iter_next_ordered (&iter, &name, &value))
    if (!g_str_equal (name, CALL_MEMBER) && (type->changes || !g_str_equal (name, "id")))
      json_object_set_member (members, name, json_node_ref (value));

  return bell_json_object_node (members);
}

static char *
read_id (JsonObject *message, GError **error)
{
  JsonNode *node = json_object_get_member (message, "id");
  g_autoptr (GString) path = g_string_new ("$.id");

  if (node != NULL && bell_json_holds (node, G_TYPE_STRING)
      && bell_id_is_valid (json_node_get_string (node)))
    return json_node_dup_string (node);

  bell_json_fail (error, path, "an id ([a-z0-9][a-z0-9._-]{0,63})", node);

  return NULL;
}

static gpointer
read_call (JsonObject *message, char **id, GError **error)
{
  const BellCallType *type;
  g_autoptr (JsonNode) members = NULL;
  g_autoptr (GString) path = g_string_new ("$");

  *id = read_id (message, error);
  if (*id == NULL)
    return NULL;

  type = find_call (json_object_get_member (message, CALL_MEMBER), error);
  if (type == NULL)
    return NULL;

  members = members_of_call (type, message);

  return bell_record_from_json (&type->shape, members, BELL_RECORD_FORM_DOCUMENT, path, error);
}

/**
 * bell_wire_read_live:
 * @data: a message over a live connection
 * @length: how many bytes
 * @id: (out) (transfer full) (nullable): what the answer to a call has to name; %NULL for what is
 * no call, or none that can be answered. Set also when reading fails
 * @error: return location for %BELL_ERROR_INVALID or %BELL_ERROR_TOO_LARGE
 *
 * Reads what the other end of a live connection says.
 *
 * Returns: (transfer full) (nullable): a #BellLiveCommand, or a call if @id is set, or %NULL
 */
gpointer
bell_wire_read_live (const char *data, gsize length, char **id, GError **error)
{
  g_autoptr (JsonNode) node = bell_json_parse (data, length, BELL_WIRE_MAX_LIVE, error);
  g_autoptr (GString) path = g_string_new ("$");

  *id = NULL;
  if (node == NULL)
    return NULL;

  if (JSON_NODE_HOLDS_OBJECT (node)
      && json_object_has_member (json_node_get_object (node), CALL_MEMBER))
    return read_call (json_node_get_object (node), id, error);

  return bell_record_from_json (&bell_live_command_shape, node, BELL_RECORD_FORM_DOCUMENT, path,
                                error);
}

/* Nothing in an id has to be escaped. */
static GString *
begin_answer (const char *id)
{
  GString *text = g_string_sized_new (1024);

  g_string_append_printf (text, "{\"" BELL_RECORD_TYPE_MEMBER "\":\"answer\",\"to\":\"%s\",", id);

  return text;
}

static GBytes *
end_answer (GString *text)
{
  g_string_append_c (text, '}');

  return g_string_free_to_bytes (text);
}

/**
 * bell_wire_write_answer:
 * @id: the id of a call
 * @records: (element-type BellRecord): what it gave
 *
 * Returns: (transfer full): a live message that answers it
 */
GBytes *
bell_wire_write_answer (const char *id, GPtrArray *records)
{
  GString *text = begin_answer (id);

  g_string_append (text, "\"records\":");
  bell_records_append_wire (records, text);

  return end_answer (text);
}

/**
 * bell_wire_write_refusal:
 * @id: the id of a call
 * @error: why it could not be carried out
 *
 * Returns: (transfer full): a live message that says so
 */
GBytes *
bell_wire_write_refusal (const char *id, const GError *error)
{
  g_autofree char *refusal = bell_wire_write_error (error);
  GString         *text = begin_answer (id);

  /* The members of an error stand in the answer itself. */
  g_string_append_len (text, refusal + 1, (gssize) strlen (refusal) - 2);

  return end_answer (text);
}
