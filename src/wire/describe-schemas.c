/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "describe-wire.h"

#include "bell-access-records.h"
#include "bell-chat-records.h"

#define ID_PATTERN "'^[a-z0-9][a-z0-9._-]{0,63}$'"

/* How much of a record a schema says: what a desk document has of it, or all that the wire has. */
typedef enum
{
  FORM_PART,
  FORM_WIRE,
} Form;

/**
 * describe_schema_name:
 * @shape: a shape
 *
 * Returns: (transfer full): what its schema is called: "CoverageRow"
 */
char *
describe_schema_name (const BellShape *shape)
{
  GString *name = g_string_new (NULL);
  gboolean upper = TRUE;

  for (const char *c = shape->name; *c != '\0'; c++)
    {
      if (g_ascii_isalnum (*c))
        g_string_append_c (name, upper ? g_ascii_toupper (*c) : *c);
      upper = !g_ascii_isalnum (*c);
    }

  return g_string_free (name, FALSE);
}

static void
describe_type (GString *out, guint depth, const BellField *field, const char *type)
{
  if ((field->flags & BELL_FIELD_NULLABLE) != 0)
    describe_line (out, depth, "type: [%s, 'null']", type);
  else
    describe_line (out, depth, "type: %s", type);
}

static void
describe_words (GString *out, guint depth, const BellEnumType *values, gboolean nullable)
{
  describe_line (out, depth, "enum:");
  for (guint i = 0; i < values->n_nicks; i++)
    describe_line (out, depth + 1, "- %s", values->nicks[i]);
  if (nullable)
    describe_line (out, depth + 1, "- null");
}

static void
describe_text (GString *out, guint depth, const BellField *field)
{
  describe_type (out, depth, field, "string");
  if (field->min > 0)
    describe_line (out, depth, "minLength: %" G_GINT64_FORMAT, field->min);
  if (field->max > 0)
    describe_line (out, depth, "maxLength: %" G_GINT64_FORMAT, field->max);
}

static void
describe_pattern (GString *out, guint depth, const BellField *field, const char *pattern)
{
  describe_type (out, depth, field, "string");
  describe_line (out, depth, "pattern: %s", pattern);
}

static void
describe_format (GString *out, guint depth, const BellField *field, const char *format)
{
  describe_type (out, depth, field, "string");
  describe_line (out, depth, "format: %s", format);
}

static void
describe_int (GString *out, guint depth, const BellField *field)
{
  describe_type (out, depth, field, "integer");
  describe_line (out, depth, "format: int64");
  describe_line (out, depth, "minimum: %" G_GINT64_FORMAT, field->min);
  if (field->max < G_MAXINT64)
    describe_line (out, depth, "maximum: %" G_GINT64_FORMAT, field->max);
}

static void
describe_list (GString *out, guint depth, const BellField *field)
{
  describe_line (out, depth, "type: array");
  if (field->min > 0)
    describe_line (out, depth, "minItems: %" G_GINT64_FORMAT, field->min);
  if (field->max > 0)
    describe_line (out, depth, "maxItems: %" G_GINT64_FORMAT, field->max);
  describe_line (out, depth, "items:");
  if (field->kind == BELL_FIELD_PARTS)
    {
      g_autofree char *name = describe_schema_name (field->shape);

      describe_line (out, depth + 1, "$ref: '#/components/schemas/%s'", name);
      return;
    }
  describe_line (out, depth + 1, "type: string");
  describe_line (out, depth + 1, "pattern: " ID_PATTERN);
}

static void
describe_flags (GString *out, guint depth, const BellField *field)
{
  describe_line (out, depth, "type: array");
  describe_line (out, depth, "uniqueItems: true");
  describe_line (out, depth, "items:");
  describe_line (out, depth + 1, "type: string");
  describe_words (out, depth + 1, field->values, FALSE);
}

static void
describe_minutes (GString *out, guint depth, const BellField *field)
{
  describe_line (out, depth, "type: object");
  describe_line (out, depth, "additionalProperties: false");
  describe_line (out, depth, "properties:");
  for (guint i = 0; i < bell_priority_type.n_nicks; i++)
    {
      describe_line (out, depth + 1, "%s:", bell_priority_type.nicks[i]);
      describe_line (out, depth + 2, "type: [integer, 'null']");
      describe_line (out, depth + 2, "minimum: %" G_GINT64_FORMAT, field->min);
      describe_line (out, depth + 2, "maximum: %" G_GINT64_FORMAT, field->max);
    }
}

static void
describe_reference (GString *out, guint depth, const BellField *field, const char *name)
{
  if ((field->flags & BELL_FIELD_NULLABLE) == 0)
    {
      describe_line (out, depth, "$ref: '#/components/schemas/%s'", name);
      return;
    }

  describe_line (out, depth, "oneOf:");
  describe_line (out, depth + 1, "- type: 'null'");
  describe_line (out, depth + 1, "- $ref: '#/components/schemas/%s'", name);
}

static void
describe_json (GString *out, guint depth, const BellField *field)
{
  if (g_str_equal (field->name, "document"))
    describe_reference (out, depth, field, "DeskDocument");
  else if (g_str_equal (field->name, "now") || g_str_equal (field->name, "was"))
    describe_line (out, depth, "description: A record, as a desk document or an answer has it.");
  else
    describe_line (out, depth, "description: Any JSON.");
}

static void
describe_id (GString *out, guint depth, const BellField *field)
{
  describe_pattern (out, depth, field, ID_PATTERN);
}

static void
describe_zone (GString *out, guint depth, const BellField *field)
{
  describe_type (out, depth, field, "string");
}

static void
describe_duration (GString *out, guint depth, const BellField *field)
{
  describe_pattern (out, depth, field, "'^P[0-9]+[DW]$'");
}

static void
describe_enum (GString *out, guint depth, const BellField *field)
{
  describe_type (out, depth, field, "string");
  describe_words (out, depth, field->values, (field->flags & BELL_FIELD_NULLABLE) != 0);
}

static void
describe_date (GString *out, guint depth, const BellField *field)
{
  describe_format (out, depth, field, "date");
}

static void
describe_time (GString *out, guint depth, const BellField *field)
{
  describe_pattern (out, depth, field, "'^([01][0-9]|2[0-4]):[0-5][0-9]$'");
}

static void
describe_bool (GString *out, guint depth, const BellField *field)
{
  describe_type (out, depth, field, "boolean");
}

static void
describe_instant (GString *out, guint depth, const BellField *field)
{
  describe_format (out, depth, field, "date-time");
}

static void
describe_hours (GString *out, guint depth, const BellField *field)
{
  describe_reference (out, depth, field, "Hours");
}

static void
describe_condition (GString *out, guint depth, const BellField *field)
{
  describe_reference (out, depth, field, "Condition");
}

static void
describe_record (GString *out, guint depth, const BellField *field)
{
  describe_reference (out, depth, field, "Record");
}

static void (*const describers[]) (GString *out, guint depth, const BellField *field) = {
  [BELL_FIELD_ID] = describe_id,
  [BELL_FIELD_REF] = describe_id,
  [BELL_FIELD_TEXT] = describe_text,
  [BELL_FIELD_ZONE] = describe_zone,
  [BELL_FIELD_DURATION] = describe_duration,
  [BELL_FIELD_ENUM] = describe_enum,
  [BELL_FIELD_DATE] = describe_date,
  [BELL_FIELD_TIME] = describe_time,
  [BELL_FIELD_BOOL] = describe_bool,
  [BELL_FIELD_INT] = describe_int,
  [BELL_FIELD_INSTANT] = describe_instant,
  [BELL_FIELD_FLAGS] = describe_flags,
  [BELL_FIELD_REFS] = describe_list,
  [BELL_FIELD_PARTS] = describe_list,
  [BELL_FIELD_HOURS] = describe_hours,
  [BELL_FIELD_MINUTES] = describe_minutes,
  [BELL_FIELD_CONDITION] = describe_condition,
  [BELL_FIELD_JSON] = describe_json,
  [BELL_FIELD_RECORD] = describe_record,
};

/**
 * describe_field:
 * @out: the text so far
 * @depth: how deep it is
 * @field: a field
 *
 * Appends the schema of the field's value.
 */
void
describe_field (GString *out, guint depth, const BellField *field)
{
  describers[field->kind](out, depth, field);
}

static gboolean
is_member (const BellField *field, Form form)
{
  return form == FORM_WIRE || (field->flags & BELL_FIELD_KEPT) == 0;
}

/* On the wire every member is there; in a document those that have to be. */
static void
describe_required (GString *out, const BellShape *shape, Form form)
{
  gboolean any = form == FORM_WIRE;

  for (guint i = 0; i < shape->n_fields; i++)
    any = any || (shape->fields[i].flags & BELL_FIELD_REQUIRED) != 0;
  if (!any)
    return;

  describe_line (out, 3, "required:");
  if (form == FORM_WIRE)
    describe_line (out, 4, "- " BELL_RECORD_TYPE_MEMBER);
  for (guint i = 0; i < shape->n_fields; i++)
    if (form == FORM_WIRE || (shape->fields[i].flags & BELL_FIELD_REQUIRED) != 0)
      describe_line (out, 4, "- %s", shape->fields[i].name);
}

static void
describe_shape (GString *out, const BellShape *shape, const char *suffix, Form form)
{
  g_autofree char *name = describe_schema_name (shape);

  describe_line (out, 2, "%s%s:", name, suffix);
  describe_line (out, 3, "type: object");
  describe_line (out, 3, "additionalProperties: false");
  describe_required (out, shape, form);
  describe_line (out, 3, "properties:");
  if (form == FORM_WIRE)
    {
      describe_line (out, 4, BELL_RECORD_TYPE_MEMBER ":");
      describe_line (out, 5, "const: %s", shape->name);
      describe_line (out, 4, BELL_RECORD_OMITTED_MEMBER ":");
      describe_line (out, 5, "description: What the desk document left out, if it left out any.");
      describe_line (out, 5, "type: array");
      describe_line (out, 5, "items:");
      describe_line (out, 6, "type: string");
    }
  for (guint i = 0; i < shape->n_fields; i++)
    if (is_member (&shape->fields[i], form))
      {
        describe_line (out, 4, "%s:", shape->fields[i].name);
        describe_field (out, 5, &shape->fields[i]);
      }
}

/* A list of the shapes that are used, each once, in the order in which they are met. */
static void
collect (GPtrArray *shapes, const BellShape *shape)
{
  if (!g_ptr_array_find (shapes, shape, NULL))
    g_ptr_array_add (shapes, (gpointer) shape);
}

static void
collect_parts (GPtrArray *parts, const BellShape *shape)
{
  for (guint i = 0; i < shape->n_fields; i++)
    if (shape->fields[i].kind == BELL_FIELD_PARTS)
      {
        collect (parts, shape->fields[i].shape);
        collect_parts (parts, shape->fields[i].shape);
      }
}

/* What the answers of calls hold, that of signing in among them. */
static GPtrArray *
shapes_of_answers (void)
{
  GPtrArray *shapes = g_ptr_array_new ();

  collect (shapes, &bell_signed_in_shape);
  for (guint i = 0; i < bell_n_calls; i++)
    for (guint n = 0; bell_calls[i]->path != NULL && bell_calls[i]->gives != NULL
                      && bell_calls[i]->gives[n] != NULL;
         n++)
      collect (shapes, bell_calls[i]->gives[n]);

  return shapes;
}

static void
describe_document (GString *out)
{
  describe_line (out, 2, "DeskDocument:");
  describe_line (out, 3, "type: object");
  describe_line (out, 3, "additionalProperties: false");
  describe_line (out, 3, "required:");
  describe_line (out, 4, "- format");
  describe_line (out, 3, "properties:");
  describe_line (out, 4, "format:");
  describe_line (out, 5, "const: deskbell/1");
  describe_line (out, 4, "settings:");
  describe_line (out, 5, "$ref: '#/components/schemas/SettingsInDocument'");
  for (guint i = 0; bell_collections[i] != NULL; i++)
    {
      g_autofree char *name = describe_schema_name (bell_collections[i]);

      describe_line (out, 4, "%s:", bell_collections[i]->collection);
      describe_line (out, 5, "type: array");
      describe_line (out, 5, "items:");
      describe_line (out, 6, "$ref: '#/components/schemas/%sInDocument'", name);
    }
}

static void
describe_any_record (GString *out, GPtrArray *shapes)
{
  describe_line (out, 2, "Record:");
  describe_line (out, 3, "oneOf:");
  for (guint i = 0; i < shapes->len; i++)
    {
      g_autofree char *name = describe_schema_name (shapes->pdata[i]);

      describe_line (out, 4, "- $ref: '#/components/schemas/%s'", name);
    }
}

/**
 * describe_schemas:
 * @out: the text so far
 *
 * Appends what the records on the wire are, what their parts are, and what a desk document is.
 */
void
describe_schemas (GString *out)
{
  g_autoptr (GPtrArray) shapes = shapes_of_answers ();
  g_autoptr (GPtrArray) parts = g_ptr_array_new ();

  for (guint i = 0; i < shapes->len; i++)
    {
      describe_shape (out, shapes->pdata[i], "", FORM_WIRE);
      collect_parts (parts, shapes->pdata[i]);
    }
  for (guint i = 0; i < parts->len; i++)
    describe_shape (out, parts->pdata[i], "", FORM_PART);
  describe_shape (out, &bell_settings_shape, "InDocument", FORM_PART);
  for (guint i = 0; bell_collections[i] != NULL; i++)
    describe_shape (out, bell_collections[i], "InDocument", FORM_PART);
  describe_document (out);
  describe_any_record (out, shapes);
}
