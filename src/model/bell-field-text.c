/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-error.h"
#include "bell-id.h"
#include "bell-record.h"
#include "bell-zone.h"

#include <string.h>

#define SLOT(base, field) ((gpointer) ((char *) (base) + (field)->offset))

/**
 * bell_field_has_text:
 * @field: a field
 *
 * Returns: whether its value is one piece of text in JSON and in a column
 */
gboolean
bell_field_has_text (const BellField *field)
{
  return field->kind <= BELL_FIELD_TIME;
}

/**
 * bell_field_is_string:
 * @field: a field
 *
 * Returns: whether bell_field_get_string() gives its value
 */
gboolean
bell_field_is_string (const BellField *field)
{
  return field->kind <= BELL_FIELD_DURATION;
}

/**
 * bell_field_dup_text:
 * @field: a field whose value is text
 * @base: a struct of its shape
 *
 * Returns: (transfer full) (nullable): the value as text, %NULL for null
 */
char *
bell_field_dup_text (const BellField *field, gconstpointer base)
{
  int number;

  if (bell_field_is_string (field))
    return g_strdup (bell_field_get_string (field, base));

  number = *(int *) SLOT (base, field);
  if (field->kind == BELL_FIELD_DATE)
    return number == BELL_DATE_NONE ? NULL : bell_date_format (number);

  if (number < 0)
    return NULL;

  if (field->kind == BELL_FIELD_TIME)
    return bell_time_of_day_format (number);

  return g_strdup (bell_enum_nick (field->values, number));
}

/* Whether text from people is of a length and of characters that may be kept. */
static gboolean
text_is_fit (const BellField *field, const char *text)
{
  gboolean lines = (field->flags & BELL_FIELD_LINES) != 0;
  gint64   length = 0;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if ((c < 0x20 && !(lines && (c == '\n' || c == '\t'))) || c == 0x7f)
        return FALSE;
      if (++length > field->max)
        return FALSE;
    }

  return length >= field->min;
}

static gboolean
string_is_fit (const BellField *field, const char *text)
{
  int days;

  switch ((int) field->kind)
    {
    case BELL_FIELD_TEXT:
      return text_is_fit (field, text);
    case BELL_FIELD_ZONE:
      return bell_zone_is_valid (text);
    case BELL_FIELD_DURATION:
      return bell_duration_parse (text, &days);
    default:
      return bell_id_is_valid (text);
    }
}

static gboolean
parse_number (const BellField *field, const char *text, int *number)
{
  if (field->kind == BELL_FIELD_DATE)
    return bell_date_parse (text, number);

  if (field->kind == BELL_FIELD_TIME)
    return bell_time_of_day_parse (text, number);

  *number = bell_enum_from_nick (field->values, text);

  return *number >= 0;
}

/**
 * bell_field_set_text:
 * @field: a field whose value is text
 * @base: a struct of its shape
 * @text: (nullable): valid UTF-8 from outside, or %NULL for null
 *
 * Sets the value, if @text is of the form that the field has; otherwise changes nothing.
 *
 * Returns: whether it was set; bell_field_expected() says what would have been right
 */
gboolean
bell_field_set_text (const BellField *field, gpointer base, const char *text)
{
  int number;

  if (text == NULL)
    {
      if ((field->flags & BELL_FIELD_NULLABLE) == 0)
        return FALSE;
      bell_field_clear (field, base);
      bell_field_init (field, base);
      return TRUE;
    }

  if (bell_field_is_string (field))
    {
      if (!string_is_fit (field, text))
        return FALSE;
      g_set_str (SLOT (base, field), text);
      return TRUE;
    }

  if (!parse_number (field, text, &number))
    return FALSE;
  *(int *) SLOT (base, field) = number;

  return TRUE;
}

/**
 * bell_field_load_text:
 * @field: a field whose value is text
 * @base: a struct of its shape
 * @text: what bell_field_dup_text() gave when it was stored
 * @error: return location for %BELL_ERROR_STORE
 *
 * Sets the value without asking again whether it may be: a zone that this computer does not know
 * was known where it was entered.
 *
 * Returns: whether it was set
 */
gboolean
bell_field_load_text (const BellField *field, gpointer base, const char *text, GError **error)
{
  if (bell_field_is_string (field))
    {
      g_set_str ((char **) SLOT (base, field), text);
      return TRUE;
    }

  if (parse_number (field, text, SLOT (base, field)))
    return TRUE;

  g_set_error (error, BELL_ERROR, BELL_ERROR_STORE, "\"%s\" is no %s", text, field->name);

  return FALSE;
}

static char *
expected_text (const BellField *field)
{
  const char *lines = (field->flags & BELL_FIELD_LINES) != 0 ? "text" : "one line of text";

  if (field->min == 0)
    return g_strdup_printf ("%s, at most %" G_GINT64_FORMAT " characters", lines, field->max);

  return g_strdup_printf ("%s, %" G_GINT64_FORMAT " to %" G_GINT64_FORMAT " characters", lines,
                          field->min, field->max);
}

static char *
expected_of_kind (const BellField *field)
{
  static const char *const fixed[] = {
    [BELL_FIELD_ID] = "an id ([a-z0-9][a-z0-9._-]{0,63})",
    [BELL_FIELD_ZONE] = "the name of a time zone, such as \"Europe/Prague\"",
    [BELL_FIELD_DURATION] = "a duration of whole days or weeks, such as \"P7D\"",
    [BELL_FIELD_DATE] = "a date, YYYY-MM-DD",
    [BELL_FIELD_TIME] = "a time, 00:00 to 24:00",
    [BELL_FIELD_BOOL] = "true or false",
    [BELL_FIELD_INSTANT] = "a date and time with its offset (RFC 3339)",
    [BELL_FIELD_HOURS] = "an object of weekdays with lists of [from, until]",
    [BELL_FIELD_MINUTES] = "an object of priorities with minutes",
    [BELL_FIELD_CONDITION] = "a condition",
    [BELL_FIELD_RECORD] = "a record",
  };

  switch ((int) field->kind)
    {
    case BELL_FIELD_TEXT:
      return expected_text (field);
    case BELL_FIELD_REF:
      return g_strdup_printf ("the id of %s %s", bell_shape_article (field->shape),
                              field->shape->name);
    case BELL_FIELD_REFS:
      return g_strdup_printf ("a list of ids of %s", field->shape->collection);
    case BELL_FIELD_PARTS:
      return g_strdup_printf ("a list, each item %s %s", bell_shape_article (field->shape),
                              field->shape->name);
    case BELL_FIELD_ENUM:
      return bell_enum_list (field->values);
    case BELL_FIELD_FLAGS:
      {
        g_autofree char *words = bell_enum_list (field->values);

        return g_strdup_printf ("a list of %s", words);
      }
    case BELL_FIELD_INT:
      return g_strdup_printf ("a whole number, %" G_GINT64_FORMAT " to %" G_GINT64_FORMAT,
                              field->min, field->max);
    default:
      return g_strdup (fixed[field->kind] != NULL ? fixed[field->kind] : "a value");
    }
}

/**
 * bell_field_expected:
 * @field: a field
 *
 * Returns: (transfer full): what its value must be, in English, as it stands after "expected"
 */
char *
bell_field_expected (const BellField *field)
{
  g_autofree char *expected = expected_of_kind (field);

  if ((field->flags & BELL_FIELD_NULLABLE) != 0)
    return g_strdup_printf ("%s, or null", expected);

  return g_steal_pointer (&expected);
}
