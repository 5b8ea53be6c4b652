/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-wire-client.h"

#include "bell-json.h"

#include <string.h>

static const char *const methods[] = {
  [BELL_METHOD_GET] = "GET",
  [BELL_METHOD_POST] = "POST",
  [BELL_METHOD_PUT] = "PUT",
  [BELL_METHOD_DELETE] = "DELETE",
};

/**
 * bell_wire_request_free:
 * @self: (transfer full): a request
 *
 * Frees it.
 */
void
bell_wire_request_free (BellWireRequest *self)
{
  g_free (self->path);
  g_free (self->body);
  g_free (self);
}

/* Puts the value of a member where the path of a call says {member}. */
static gboolean
append_place (GString *path, const char *place, gconstpointer call, GError **error)
{
  const BellShape *shape = BELL_RECORD (call)->shape;
  g_autofree char *name = g_strndup (place + 1, strlen (place) - 2);
  const BellField *field = bell_shape_find_field (shape, name);
  const char      *value = field != NULL ? bell_field_get_string (field, call) : NULL;

  if (value == NULL || value[0] == '\0')
    {
      g_set_error (error, BELL_ERROR, BELL_ERROR_INVALID, "%s: expected a member \"%s\"",
                   shape->name, name);
      return FALSE;
    }
  g_string_append_uri_escaped (path, value, NULL, FALSE);

  return TRUE;
}

static gboolean
append_path (GString *path, gconstpointer call, GError **error)
{
  g_auto (GStrv) parts = g_strsplit (BELL_CALL_TYPE (call)->path + 1, "/", -1);

  for (guint i = 0; parts[i] != NULL; i++)
    {
      g_string_append_c (path, '/');
      if (parts[i][0] != '{')
        g_string_append (path, parts[i]);
      else if (!append_place (path, parts[i], call, error))
        return FALSE;
    }

  return TRUE;
}

/* How the value of a member stands in a query. */
static char *
query_text (JsonNode *value)
{
  if (bell_json_holds (value, G_TYPE_STRING))
    return json_node_dup_string (value);

  return bell_json_text (value, FALSE);
}

/* What is null is left out, as a query has no word for it. */
static void
append_query (GString *path, JsonObject *members)
{
  JsonObjectIter iter;
  const char    *name;
  JsonNode      *value;
  char           separator = '?';

  json_object_iter_init_ordered (&iter, members);
  while (json_object_iter_next_ordered (&iter, &name, &value))
    {
      g_autofree char *text = NULL;

      if (JSON_NODE_HOLDS_NULL (value))
        continue;
      text = query_text (value);
      g_string_append_printf (path, "%c%s=", separator, name);
      g_string_append_uri_escaped (path, text, NULL, FALSE);
      separator = '&';
    }
}

/**
 * bell_wire_write_call:
 * @call: (type BellRecord): a call of bell-calls.h
 * @error: return location for %BELL_ERROR_DENIED, for a call that is not on the wire, and
 *   %BELL_ERROR_INVALID, for one that lacks what stands in its path
 *
 * Writes a call so that bell_wire_read_call() gives the same call where the desk is.
 *
 * Returns: (transfer full) (nullable): the request, or %NULL
 */
BellWireRequest *
bell_wire_write_call (gconstpointer call, GError **error)
{
  const BellCallType *type = BELL_CALL_TYPE (call);
  g_autoptr (GString) path = g_string_new (BELL_WIRE_API);
  g_autoptr (JsonNode) members = NULL;
  BellWireRequest *self;

  if (type->method == BELL_METHOD_NONE)
    {
      g_set_error (error, BELL_ERROR, BELL_ERROR_DENIED,
                   "only the keeper of the desk may do this, where the desk is (%s)",
                   type->shape.name);
      return NULL;
    }

  if (!append_path (path, call, error))
    return NULL;

  members = bell_record_to_json (call, BELL_RECORD_FORM_BODY);
  self = g_new0 (BellWireRequest, 1);
  self->method = methods[type->method];
  if (type->method == BELL_METHOD_POST || type->method == BELL_METHOD_PUT)
    self->body = bell_json_text (members, FALSE);
  else
    append_query (path, json_node_get_object (members));
  self->path = g_string_free (g_steal_pointer (&path), FALSE);

  return self;
}

/**
 * bell_wire_write_sign_in:
 * @name: the id or the e-mail address of a person
 * @password: their password
 *
 * Returns: (transfer full): what a program posts to %BELL_WIRE_SESSION
 */
char *
bell_wire_write_sign_in (const char *name, const char *password)
{
  g_autoptr (BellRecord) record = bell_record_new (&bell_sign_in_shape);
  BellSignIn *sign_in = (BellSignIn *) record;
  g_autoptr (JsonNode) node = NULL;

  g_set_str (&sign_in->name, name);
  g_set_str (&sign_in->password, password);
  sign_in->token = TRUE;
  node = bell_record_to_json (record, BELL_RECORD_FORM_DOCUMENT);

  return bell_json_text (node, FALSE);
}

/**
 * bell_wire_write_new_password:
 * @password: what somebody's password shall be
 * @old: (nullable): what it was until now, if it is one's own
 *
 * Returns: (transfer full): what a program puts to the path of bell_wire_password_path()
 */
char *
bell_wire_write_new_password (const char *password, const char *old)
{
  g_autoptr (BellRecord) record = bell_record_new (&bell_new_password_shape);
  g_autoptr (JsonNode) node = NULL;

  g_set_str (&((BellNewPassword *) record)->password, password);
  g_set_str (&((BellNewPassword *) record)->old_password, old);
  node = bell_record_to_json (record, BELL_RECORD_FORM_DOCUMENT);

  return bell_json_text (node, FALSE);
}

/**
 * bell_wire_password_path:
 * @person: the id of a person
 *
 * Returns: (transfer full): where their password is put to
 */
char *
bell_wire_password_path (const char *person)
{
  g_autofree char *escaped = g_uri_escape_string (person, NULL, FALSE);

  return g_strconcat (BELL_WIRE_PASSWORD_BEFORE, escaped, BELL_WIRE_PASSWORD_AFTER, NULL);
}

static JsonNode *
parse (GBytes *body, gsize most, GError **error)
{
  gsize       length;
  const char *data = g_bytes_get_data (body, &length);

  return bell_json_parse (data != NULL ? data : "", length, most, error);
}

/**
 * bell_wire_read_records:
 * @body: the body of an answer
 * @error: return location for %BELL_ERROR_INVALID or %BELL_ERROR_TOO_LARGE
 *
 * Returns: (transfer full) (nullable) (element-type BellRecord): the records that it holds
 */
GPtrArray *
bell_wire_read_records (GBytes *body, GError **error)
{
  g_autoptr (JsonNode) node = NULL;

  /* Signing out is answered with nothing. */
  if (g_bytes_get_size (body) == 0)
    return bell_record_list_new ();

  node = parse (body, BELL_WIRE_MAX_ANSWER, error);

  return node != NULL ? bell_records_from_wire (node, error) : NULL;
}

static const char *
text_member (JsonObject *object, const char *name)
{
  JsonNode *member = json_object_get_member (object, name);

  return member != NULL && bell_json_holds (member, G_TYPE_STRING) ? json_node_get_string (member)
                                                                   : NULL;
}

/* What speaks is not a desk, but something in front of it, or something else altogether. */
static GError *
foreign_error (guint status)
{
  if (status == 413)
    return g_error_new_literal (BELL_ERROR, BELL_ERROR_TOO_LARGE,
                                "more than is taken on the way to the desk");
  if (status == 429)
    return g_error_new_literal (BELL_ERROR, BELL_ERROR_TOO_MANY,
                                "too much at once for what is on the way to the desk");

  return g_error_new (BELL_ERROR, BELL_ERROR_OFFLINE,
                      "what answers is no Deskbell server, or one that is not ready (status %u)",
                      status);
}

/**
 * bell_wire_read_error:
 * @status: the HTTP status of an answer that is no success
 * @body: its body
 *
 * Returns: (transfer full): the error that the desk gave, with the same code; for an answer that is
 *   none of a desk's, mostly %BELL_ERROR_OFFLINE
 */
GError *
bell_wire_read_error (guint status, GBytes *body)
{
  g_autoptr (JsonNode) node = parse (body, BELL_WIRE_MAX_BODY, NULL);
  JsonNode   *member = NULL;
  const char *code = NULL;
  const char *message = NULL;

  if (node != NULL && JSON_NODE_HOLDS_OBJECT (node))
    member = json_object_get_member (json_node_get_object (node), "error");
  if (member != NULL && JSON_NODE_HOLDS_OBJECT (member))
    {
      code = text_member (json_node_get_object (member), "code");
      message = text_member (json_node_get_object (member), "message");
    }
  if (code == NULL || message == NULL)
    return foreign_error (status);

  return g_error_new_literal (BELL_ERROR, (int) bell_error_from_nick (code), message);
}

static gint64
number_member (JsonObject *object, const char *name)
{
  JsonNode *member = json_object_get_member (object, name);

  return member != NULL && bell_json_holds (member, G_TYPE_INT64) ? json_node_get_int (member) : -1;
}

static gboolean
read_change (JsonNode *node, BellLiveMessage *message, GError **error)
{
  g_autoptr (GString) path = g_string_new ("$");

  message->kind = BELL_LIVE_CHANGE;
  message->change = (BellChange *) bell_record_from_wire (node, path, error);
  if (message->change == NULL)
    return FALSE;
  message->seq = message->change->seq;

  return TRUE;
}

/**
 * bell_live_message_read:
 * @text: a message of the live connection
 * @message: (out caller-allocates): what it says, to be cleared
 * @error: return location for %BELL_ERROR_INVALID or %BELL_ERROR_TOO_LARGE
 *
 * Returns: whether it is one of a desk's; if not, there is nothing to be cleared
 */
gboolean
bell_live_message_read (GBytes *text, BellLiveMessage *message, GError **error)
{
  g_autoptr (JsonNode) node = parse (text, BELL_WIRE_MAX_CHANGE, error);
  JsonObject *object;
  const char *type = NULL;

  *message = (BellLiveMessage) { 0 };
  if (node == NULL)
    return FALSE;

  object = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  if (object != NULL)
    type = text_member (object, BELL_RECORD_TYPE_MEMBER);
  if (g_strcmp0 (type, bell_change_shape.name) == 0)
    return read_change (node, message, error);

  message->kind = BELL_LIVE_RELOAD;
  if (g_strcmp0 (type, "reload") == 0)
    return TRUE;

  message->kind = BELL_LIVE_PONG;
  message->seq = object != NULL ? number_member (object, "seq") : -1;
  if (g_strcmp0 (type, "pong") == 0 && message->seq >= 0)
    return TRUE;

  g_set_error_literal (error, BELL_ERROR, BELL_ERROR_INVALID,
                       "expected a change, a reload or a pong");

  return FALSE;
}

/**
 * bell_live_message_clear:
 * @message: a message
 *
 * Gives back what it holds.
 */
void
bell_live_message_clear (BellLiveMessage *message)
{
  g_clear_pointer (&message->change, bell_record_unref);
}

/**
 * bell_wire_write_ping:
 *
 * Returns: (transfer full): a live message that asks whether the line works; whoever sends it does
 * not show the chat to a person who asked for it
 */
char *
bell_wire_write_ping (void)
{
  return g_strdup ("{\"attend\":null,\"ping\":true}");
}

/**
 * bell_wire_live_path:
 * @after: the number of the last change that is known, or -1 to get only what comes
 *
 * Returns: (transfer full): the path and the query of a live connection
 */
char *
bell_wire_live_path (gint64 after)
{
  return after < 0 ? g_strdup (BELL_WIRE_LIVE)
                   : g_strdup_printf (BELL_WIRE_LIVE "?after=%" G_GINT64_FORMAT, after);
}
