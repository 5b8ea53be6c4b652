/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-json.h"
#include "bell-wire.h"
#include "fuzz.h"

/* A request of HTTP as far as the wire reads it: a line "METHOD PATH?QUERY", and the body. */

static GHashTable *
read_query (const char *text)
{
  g_auto (GStrv) pairs = g_strsplit (text, "&", -1);
  GHashTable *query = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  for (guint i = 0; pairs[i] != NULL; i++)
    {
      char *equals = strchr (pairs[i], '=');
      char *name = equals != NULL ? g_strndup (pairs[i], (gsize) (equals - pairs[i])) : NULL;
      char *value = equals != NULL ? g_uri_unescape_string (equals + 1, NULL) : NULL;

      if (value != NULL)
        g_hash_table_replace (query, name, value);
      else
        g_free (name);
    }

  return query;
}

/* A call that was read can be sent on, and is the same call there. */
static void
check_call (BellMethod method, gpointer call)
{
  const BellCallType *type = BELL_CALL_TYPE (call);
  g_autoptr (JsonNode) node = bell_record_to_json (call, BELL_RECORD_FORM_DOCUMENT);
  g_autoptr (GString) path = g_string_new ("$");
  g_autoptr (GError) error = NULL;
  g_autoptr (BellRecord) again
      = bell_record_from_json (&type->shape, node, BELL_RECORD_FORM_DOCUMENT, path, &error);

  g_assert_no_error (error);
  g_assert_true (type->method == method);
  g_assert_nonnull (type->path);
  g_assert_true (bell_record_equal (call, again));
  g_assert_true (!type->changes || BELL_RECORD (call)->id != NULL);
}

static void
read_request (const char *line, const char *body, gsize length)
{
  g_auto (GStrv) words = g_strsplit (line, " ", 2);
  g_auto (GStrv) target
      = words[0] != NULL && words[1] != NULL ? g_strsplit (words[1], "?", 2) : NULL;
  g_autoptr (GHashTable) query = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = NULL;
  g_autoptr (BellRecord) call = NULL;
  BellMethod method;

  if (target == NULL || target[0] == NULL)
    return;

  method = bell_wire_method (words[0]);
  bell_wire_is_large (method, target[0]);
  if (target[1] != NULL)
    query = read_query (target[1]);
  if (length > 0)
    node = bell_json_parse (body, length, BELL_WIRE_MAX_BODY, &error);
  if (error == NULL)
    call = bell_wire_read_call (method, target[0], query, node, &error);
  g_assert_true ((call != NULL) == (error == NULL));
  fuzz_check_error (error);
  if (error != NULL)
    g_assert_cmpuint (bell_wire_status (error), >=, 400);
  else
    check_call (method, call);
}

static void
read_sign_in (const char *data, gsize length)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BellRecord) record
      = bell_wire_read_body (&bell_sign_in_shape, data, length, BELL_WIRE_MAX_BODY, &error);

  g_assert_true ((record != NULL) == (error == NULL));
  fuzz_check_error (error);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  const uint8_t   *end = memchr (data, '\n', size);
  g_autofree char *line = NULL;

  if (end == NULL)
    return 0;

  line = g_strndup ((const char *) data, (gsize) (end - data));
  read_request (line, (const char *) end + 1, size - (gsize) (end - data) - 1);
  read_sign_in ((const char *) end + 1, size - (gsize) (end - data) - 1);

  return 0;
}
