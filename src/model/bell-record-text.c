/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-json.h"
#include "bell-record.h"

#include <string.h>

/* Records as JSON text, without the tree of nodes between: what a server writes most. */

#define SLOT(base, field) ((gconstpointer) ((const char *) (base) + (field)->offset))

static void append_members (const BellShape *shape,
                            gconstpointer    base,
                            guint64          omitted,
                            BellRecordForm   form,
                            GString         *text);

static gboolean
is_plain (char c)
{
  return (guchar) c >= 0x20 && c != '"' && c != '\\' && c != 0x7f;
}

static void
append_escaped (GString *text, char c)
{
  static const char letters[] = {
    ['\b'] = 'b', ['\t'] = 't', ['\n'] = 'n', ['\f'] = 'f', ['\r'] = 'r', ['"'] = '"', ['\\'] = '\\'
  };

  g_string_append_c (text, '\\');
  if ((guchar) c < sizeof letters && letters[(guchar) c] != 0)
    g_string_append_c (text, letters[(guchar) c]);
  else
    g_string_append_printf (text, "u%04x", (guint) (guchar) c);
}

static void
append_text (GString *text, const char *value)
{
  if (value == NULL)
    {
      g_string_append (text, "null");
      return;
    }

  g_string_append_c (text, '"');
  while (*value != '\0')
    {
      const char *begin = value;

      while (*value != '\0' && is_plain (*value))
        value++;
      g_string_append_len (text, begin, value - begin);
      if (*value != '\0')
        append_escaped (text, *value++);
    }
  g_string_append_c (text, '"');
}

static void
append_int (GString *text, gint64 value)
{
  char digits[24];

  g_snprintf (digits, sizeof digits, "%" G_GINT64_FORMAT, value);
  g_string_append (text, digits);
}

static void
append_instant (GString *text, BellInstant value)
{
  g_autofree char *formatted
      = value != BELL_INSTANT_NONE ? bell_instant_format (value, NULL) : NULL;

  append_text (text, formatted);
}

static void
append_flags (GString *text, const BellField *field, guint flags)
{
  gboolean is_first = TRUE;

  g_string_append_c (text, '[');
  for (guint i = 0; i < field->values->n_nicks; i++)
    if ((flags & (1u << i)) != 0)
      {
        if (!is_first)
          g_string_append_c (text, ',');
        append_text (text, field->values->nicks[i]);
        is_first = FALSE;
      }
  g_string_append_c (text, ']');
}

static void
append_refs (GString *text, char *const *ids)
{
  g_string_append_c (text, '[');
  for (guint i = 0; ids[i] != NULL; i++)
    {
      if (i > 0)
        g_string_append_c (text, ',');
      append_text (text, ids[i]);
    }
  g_string_append_c (text, ']');
}

static void
append_parts (GString *text, GPtrArray *parts)
{
  g_string_append_c (text, '[');
  for (guint i = 0; i < parts->len; i++)
    {
      const BellRecord *part = parts->pdata[i];

      g_string_append (text, i > 0 ? ",{" : "{");
      append_members (part->shape, part, part->omitted, BELL_RECORD_FORM_DOCUMENT, text);
      g_string_append_c (text, '}');
    }
  g_string_append_c (text, ']');
}

/* What is written seldom, or is a tree anyway. */
static void
append_node (GString *text, const BellField *field, gconstpointer base)
{
  g_autoptr (JsonNode) node = bell_field_to_json (field, base);
  g_autofree char *json = bell_json_text (node, FALSE);

  g_string_append (text, json);
}

static void
append_plain_text (GString *text, const BellField *field, gconstpointer base)
{
  if (bell_field_is_string (field))
    {
      append_text (text, bell_field_get_string (field, base));
    }
  else if (field->kind == BELL_FIELD_ENUM)
    {
      int value = *(const int *) SLOT (base, field);

      append_text (text, value >= 0 ? bell_enum_nick (field->values, value) : NULL);
    }
  else
    {
      g_autofree char *value = bell_field_dup_text (field, base);

      append_text (text, value);
    }
}

static void
append_record (GString *text, gconstpointer record)
{
  if (record != NULL)
    bell_record_append_wire (record, text);
  else
    g_string_append (text, "null");
}

static void
append_value (GString *text, const BellField *field, gconstpointer base)
{
  gconstpointer slot = SLOT (base, field);

  if (bell_field_has_text (field))
    append_plain_text (text, field, base);
  else if (field->kind == BELL_FIELD_BOOL)
    g_string_append (text, *(const gboolean *) slot ? "true" : "false");
  else if (field->kind == BELL_FIELD_INT)
    append_int (text, *(const gint64 *) slot);
  else if (field->kind == BELL_FIELD_INSTANT)
    append_instant (text, *(const BellInstant *) slot);
  else if (field->kind == BELL_FIELD_FLAGS)
    append_flags (text, field, *(const guint *) slot);
  else if (field->kind == BELL_FIELD_REFS)
    append_refs (text, *(char *const *const *) slot);
  else if (field->kind == BELL_FIELD_PARTS)
    append_parts (text, *(GPtrArray *const *) slot);
  else if (field->kind == BELL_FIELD_RECORD)
    append_record (text, *(BellRecord *const *) slot);
  else if (field->kind == BELL_FIELD_JSON && *(JsonNode *const *) slot == NULL)
    g_string_append (text, "null");
  else
    append_node (text, field, base);
}

static void
append_members (const BellShape *shape,
                gconstpointer    base,
                guint64          omitted,
                BellRecordForm   form,
                GString         *text)
{
  gboolean is_first = TRUE;

  for (guint i = 0; i < shape->n_fields; i++)
    {
      const BellField *field = &shape->fields[i];

      if (!bell_field_is_in_form (field, form))
        continue;
      if ((omitted & (G_GUINT64_CONSTANT (1) << i)) != 0 && bell_field_is_default (field, base))
        continue;

      g_string_append (text, is_first ? "\"" : ",\"");
      g_string_append (text, field->name);
      g_string_append (text, "\":");
      append_value (text, field, base);
      is_first = FALSE;
    }
}

static void
append_omitted (const BellRecord *record, GString *text)
{
  gboolean any = FALSE;

  for (guint i = 0; i < record->shape->n_fields; i++)
    if (bell_record_omits (record, i))
      {
        g_string_append (text, any ? "," : ",\"" BELL_RECORD_OMITTED_MEMBER "\":[");
        append_text (text, record->shape->fields[i].name);
        any = TRUE;
      }
  if (any)
    g_string_append_c (text, ']');
}

/**
 * bell_record_append_wire:
 * @record: (type BellRecord): a record
 * @text: what stands before it
 *
 * Appends what bell_record_to_wire() gives, as text. The type comes first.
 */
void
bell_record_append_wire (gconstpointer record, GString *text)
{
  const BellRecord *self = record;

  g_string_append (text, "{\"" BELL_RECORD_TYPE_MEMBER "\":\"");
  g_string_append (text, self->shape->name);
  g_string_append (text, self->shape->n_fields > 0 ? "\"," : "\"");
  append_members (self->shape, self, 0, BELL_RECORD_FORM_WIRE, text);
  append_omitted (self, text);
  g_string_append_c (text, '}');
}

/**
 * bell_records_append_wire:
 * @records: (element-type BellRecord): records of any shapes
 * @text: what stands before them
 *
 * Appends what bell_records_to_wire() gives, as text.
 */
void
bell_records_append_wire (GPtrArray *records, GString *text)
{
  g_string_append_c (text, '[');
  for (guint i = 0; i < records->len; i++)
    {
      if (i > 0)
        g_string_append_c (text, ',');
      bell_record_append_wire (records->pdata[i], text);
    }
  g_string_append_c (text, ']');
}
