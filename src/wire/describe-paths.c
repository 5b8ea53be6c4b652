/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "describe-wire.h"

#include "bell-wire.h"

#include <string.h>

static const char *const methods[] = { [BELL_METHOD_GET] = "get",
                                       [BELL_METHOD_POST] = "post",
                                       [BELL_METHOD_PUT] = "put",
                                       [BELL_METHOD_DELETE] = "delete" };

/* "desk.records" is "deskRecords". */
static char *
operation_id (const BellCallType *type)
{
  g_autoptr (GString) id = g_string_new (NULL);
  gboolean upper = FALSE;

  for (const char *c = type->shape.name; *c != '\0'; c++)
    {
      gboolean letter = g_ascii_isalnum (*c);

      if (letter)
        g_string_append_c (id, upper ? g_ascii_toupper (*c) : *c);
      upper = !letter;
    }

  return g_strdup (id->str);
}

/* What a call is about: the first part of its path. */
static char *
tag_of (const BellCallType *type)
{
  g_auto (GStrv) parts = g_strsplit (type->path + 1, "/", 2);

  return g_strdup (g_str_equal (parts[0], "{collection}") ? "collections" : parts[0]);
}

/* Of requests are calls of their own to read them. */
static void
describe_collections (GString *out, guint depth, gboolean with_requests)
{
  describe_line (out, depth, "type: string");
  describe_line (out, depth, "enum:");
  for (guint i = 0; bell_collections[i] != NULL; i++)
    if (with_requests || bell_collections[i] != &bell_request_shape)
      describe_line (out, depth + 1, "- %s", bell_collections[i]->collection);
}

/* The id of a command may be left out; it then happens as often as it is sent. */
static gboolean
is_required (const BellField *field)
{
  return (field->flags & BELL_FIELD_REQUIRED) != 0 && field->kind != BELL_FIELD_ID;
}

static void
describe_parameter (GString *out, const BellCallType *type, const BellField *field)
{
  gboolean in_path = (field->flags & BELL_FIELD_IN_PATH) != 0;

  describe_line (out, 4, "- name: %s", field->name);
  describe_line (out, 5, "in: %s", in_path ? "path" : "query");
  if (in_path || is_required (field))
    describe_line (out, 5, "required: true");
  describe_line (out, 5, "schema:");
  if (g_str_equal (field->name, "collection"))
    {
      describe_collections (out, 6, type->changes);
    }
  else
    {
      BellField plain = *field;

      plain.flags &= ~(guint) BELL_FIELD_NULLABLE;
      describe_field (out, 6, &plain);
    }
}

static gboolean
is_parameter (const BellCallType *type, const BellField *field)
{
  return (field->flags & BELL_FIELD_IN_PATH) != 0 || type->method == BELL_METHOD_GET
         || type->method == BELL_METHOD_DELETE;
}

static void
describe_parameters (GString *out, const BellCallType *type)
{
  gboolean any = FALSE;

  for (guint i = 0; i < type->shape.n_fields; i++)
    if (is_parameter (type, &type->shape.fields[i]))
      {
        if (!any)
          describe_line (out, 3, "parameters:");
        any = TRUE;
        describe_parameter (out, type, &type->shape.fields[i]);
      }
}

static void
describe_body (GString *out, const BellCallType *type)
{
  gboolean any = FALSE;

  describe_line (out, 3, "requestBody:");
  describe_line (out, 4, "required: true");
  describe_line (out, 4, "content:");
  describe_line (out, 5, "application/json:");
  describe_line (out, 6, "schema:");
  describe_line (out, 7, "type: object");
  describe_line (out, 7, "additionalProperties: false");
  for (guint i = 0; i < type->shape.n_fields; i++)
    if (!is_parameter (type, &type->shape.fields[i]) && is_required (&type->shape.fields[i]))
      {
        if (!any)
          describe_line (out, 7, "required:");
        any = TRUE;
        describe_line (out, 8, "- %s", type->shape.fields[i].name);
      }
  describe_line (out, 7, "properties:");
  for (guint i = 0; i < type->shape.n_fields; i++)
    if (!is_parameter (type, &type->shape.fields[i]))
      {
        describe_line (out, 8, "%s:", type->shape.fields[i].name);
        describe_field (out, 9, &type->shape.fields[i]);
      }
}

static void
describe_items (GString *out, const BellShape *const *gives)
{
  gboolean one = gives[1] == NULL;

  describe_line (out, 8, "items:");
  if (!one)
    describe_line (out, 9, "oneOf:");
  for (guint i = 0; gives[i] != NULL; i++)
    {
      g_autofree char *name = describe_schema_name (gives[i]);

      describe_line (out, one ? 9 : 10, "%s$ref: '#/components/schemas/%s'", one ? "" : "- ", name);
    }
}

static void
describe_answer (GString *out, const BellCallType *type)
{
  describe_line (out, 3, "responses:");
  describe_line (out, 4, "'200':");
  describe_line (out, 5, "description: What the call gives.");
  describe_line (out, 5, "content:");
  describe_line (out, 6, "application/json:");
  describe_line (out, 7, "schema:");
  describe_line (out, 8, "type: array");
  if (type->gives == NULL)
    describe_line (out, 8, "maxItems: 0");
  else
    describe_items (out, type->gives);
  describe_line (out, 4, "4XX:");
  describe_line (out, 5, "$ref: '#/components/responses/Refused'");
  describe_line (out, 4, "5XX:");
  describe_line (out, 5, "$ref: '#/components/responses/Failed'");
}

static void
describe_call (GString *out, const BellCallType *type)
{
  g_autofree char *id = operation_id (type);
  g_autofree char *tag = tag_of (type);

  describe_line (out, 2, "%s:", methods[type->method]);
  describe_line (out, 3, "operationId: %s", id);
  describe_line (out, 3, "summary: >-");
  describe_line (out, 4, "%s", type->summary);
  describe_line (out, 3, "tags:");
  describe_line (out, 4, "- %s", tag);
  describe_parameters (out, type);
  if (type->method == BELL_METHOD_POST || type->method == BELL_METHOD_PUT)
    describe_body (out, type);
  describe_answer (out, type);
}

/**
 * describe_paths:
 * @out: the text so far
 *
 * Appends what can be asked and told, each path once with all its methods.
 */
void
describe_paths (GString *out)
{
  g_autoptr (GHashTable) done = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < bell_n_calls; i++)
    {
      const char *path = bell_calls[i]->path;

      if (path == NULL || !g_hash_table_add (done, (gpointer) path))
        continue;
      describe_line (out, 1, BELL_WIRE_API "%s:", path);
      for (guint n = i; n < bell_n_calls; n++)
        if (g_strcmp0 (bell_calls[n]->path, path) == 0)
          describe_call (out, bell_calls[n]);
    }
}
