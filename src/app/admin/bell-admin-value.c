/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-admin-value.h"

#include "bell-admin-condition-text.h"
#include "bell-admin-text.h"
#include "bell-admin-time.h"
#include "bell-format.h"
#include "bell-records.h"

#include <glib/gi18n.h>

#define SLOT(record, field) G_STRUCT_MEMBER_P (record, (field)->offset)

/* Readable texts of the values of fields, for lists and for what cannot be edited. */

static void
append (GString *text, const char *separator, const char *part)
{
  if (part == NULL || part[0] == '\0')
    return;
  if (text->len > 0)
    g_string_append (text, separator);
  g_string_append (text, part);
}

/* What tells a record apart follows other such. */
static void
append_detail (GString *text, const char *detail)
{
  g_autofree char *before = g_strdup (text->str);

  if (detail == NULL || detail[0] == '\0')
    return;
  if (before[0] == '\0')
    g_string_assign (text, detail);
  else
    /* Translators: two details; both may be names in another script, which right-to-left languages
     * isolate */
    g_string_printf (text, C_ ("details", "%s · %s"), before, detail);
}

static char *
string_text (BellSession *session, const BellField *field, gconstpointer record)
{
  g_autofree char *text = bell_field_dup_text (field, record);

  if (text == NULL)
    return g_strdup (C_ ("value", "None"));
  if (field->kind == BELL_FIELD_REF)
    return g_strdup (bell_session_get_label (session, field->shape, text));

  return g_steal_pointer (&text);
}

static char *
date_text (const BellField *field, gconstpointer record)
{
  BellDate date = *(const BellDate *) SLOT (record, field);

  return date == BELL_DATE_NONE ? g_strdup (C_ ("value", "None")) : bell_admin_time_date (date);
}

static char *
duration_text (const BellField *field, gconstpointer record)
{
  const char *text = bell_field_get_string (field, record);
  int         days;

  if (text == NULL || !bell_duration_parse (text, &days))
    return g_strdup (text != NULL ? text : "");

  return bell_admin_time_days (days);
}

static char *
flags_text (const BellField *field, gconstpointer record)
{
  guint    flags = *(const guint *) SLOT (record, field);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < field->values->n_nicks; i++)
    if ((flags & (1u << i)) != 0)
      append (text, _ (", "), bell_admin_text_word (field->values, i));

  return g_string_free (text, FALSE);
}

static char *
refs_text (BellSession *session, const BellField *field, gconstpointer record)
{
  char *const *ids = *(char **const *) SLOT (record, field);
  GString     *text = g_string_new (NULL);

  for (guint i = 0; ids[i] != NULL; i++)
    append (text, _ (", "), bell_session_get_label (session, field->shape, ids[i]));

  return g_string_free (text, FALSE);
}

static char *
vacation_text (const BellVacation *vacation)
{
  g_autofree char *from = bell_admin_time_date (vacation->from);
  g_autofree char *until = bell_admin_time_date (vacation->until);

  /* Translators: the first and the last day of a vacation */
  return g_strdup_printf (C_ ("vacation", "%s – %s"), from, until);
}

static char *
swap_text (BellSession *session, const BellSwap *swap)
{
  g_autofree char *date = bell_admin_time_date (swap->date);

  /* Translators: a date and two people */
  return g_strdup_printf (_ ("%s: %s and %s"), date,
                          bell_session_get_label (session, &bell_person_shape, swap->person),
                          bell_session_get_label (session, &bell_person_shape, swap->with));
}

static char *
holiday_text (const BellHoliday *holiday)
{
  g_autofree char *date = bell_admin_time_date (holiday->date);

  if (holiday->name[0] == '\0')
    return holiday->yearly ? g_strdup_printf (_ ("%s, every year"), date) : g_steal_pointer (&date);
  if (holiday->yearly)
    /* Translators: a date and the name of a holiday */
    return g_strdup_printf (_ ("%s: %s (every year)"), date, holiday->name);

  /* Translators: a date and the name of a holiday */
  return g_strdup_printf (C_ ("holiday", "%s: %s"), date, holiday->name);
}

static char *
target_text (const BellTarget *target)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < BELL_N_PRIORITIES; i++)
    {
      g_autofree char *part = NULL;
      g_autofree char *minutes = NULL;

      if (target->minutes[i] < 0)
        continue;
      minutes = bell_admin_text_minutes (target->minutes[i]);
      /* Translators: a priority, and a duration */
      part = g_strdup_printf (C_ ("target", "%s %s"), bell_format_priority ((int) i), minutes);
      append (text, _ (", "), part);
    }

  /* Translators: a kind of target, and priorities with their durations */
  return g_strdup_printf (C_ ("target", "%s: %s"),
                          bell_admin_text_word (&bell_target_kind_type, (guint) target->kind),
                          text->str);
}

static char *
fields_text (BellSession *session, const BellRecord *part)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < part->shape->n_fields; i++)
    {
      g_autofree char *value = bell_admin_value_text (session, &part->shape->fields[i], part);

      append_detail (text, value);
    }

  return g_string_free (text, FALSE);
}

/**
 * bell_admin_value_part:
 * @session: the desk, for names
 * @part: (type BellRecord): a part of a record
 *
 * Returns: (transfer full): the part as people read it, in one line
 */
char *
bell_admin_value_part (BellSession *session, gconstpointer part)
{
  const BellShape *shape = ((const BellRecord *) part)->shape;

  if (shape == &bell_vacation_shape)
    return vacation_text (part);
  if (shape == &bell_holiday_shape)
    return holiday_text (part);
  if (shape == &bell_target_shape)
    return target_text (part);
  if (shape == &bell_swap_shape)
    return swap_text (session, part);

  return fields_text (session, part);
}

static char *
parts_text (BellSession *session, const BellField *field, gconstpointer record)
{
  GPtrArray *parts = *(GPtrArray *const *) SLOT (record, field);
  GString   *text = g_string_new (NULL);

  for (guint i = 0; i < parts->len; i++)
    {
      g_autofree char *line = bell_admin_value_part (session, parts->pdata[i]);

      append (text, "\n", line);
    }

  return g_string_free (text, FALSE);
}

static char *
spans_text (GArray *spans)
{
  GString *text = g_string_new (NULL);

  if (spans->len == 0)
    g_string_append (text, C_ ("day", "Closed"));
  for (guint i = 0; i < spans->len; i++)
    {
      const BellSpan  *span = &g_array_index (spans, BellSpan, i);
      g_autofree char *from = bell_time_of_day_format (span->from);
      g_autofree char *until = bell_time_of_day_format (span->until);
      g_autofree char *part = g_strdup_printf ("%s–%s", from, until);

      append (text, _ (", "), part);
    }

  return g_string_free (text, FALSE);
}

static char *
hours_text (const BellField *field, gconstpointer record)
{
  GArray *const *hours = (GArray *const *) SLOT (record, field);
  GString       *text = g_string_new (NULL);

  for (guint i = 0; i < BELL_N_WEEKDAYS; i++)
    if (hours[i] != NULL)
      {
        g_autofree char *spans = spans_text (hours[i]);
        g_autofree char *line
            /* Translators: a weekday, and its hours */
            = g_strdup_printf (C_ ("hours", "%s %s"), bell_admin_text_word (&bell_weekday_type, i),
                               spans);

        append (text, "\n", line);
      }

  return g_string_free (text, FALSE);
}

/**
 * bell_admin_value_text:
 * @session: the desk, for names
 * @field: a field
 * @record: (type BellRecord): a record that has it
 *
 * Returns: (transfer full): the value as people read it; empty for an empty list
 */
char *
bell_admin_value_text (BellSession *session, const BellField *field, gconstpointer record)
{
  switch ((int) field->kind)
    {
    case BELL_FIELD_ENUM:
      return g_strdup (bell_admin_text_word (field->values, *(const guint *) SLOT (record, field)));
    case BELL_FIELD_BOOL:
      return g_strdup (*(const gboolean *) SLOT (record, field) ? _ ("On") : _ ("Off"));
    case BELL_FIELD_INT:
      return g_strdup_printf ("%" G_GINT64_FORMAT, *(const gint64 *) SLOT (record, field));
    case BELL_FIELD_DATE:
      return date_text (field, record);
    case BELL_FIELD_DURATION:
      return duration_text (field, record);
    case BELL_FIELD_FLAGS:
      return flags_text (field, record);
    case BELL_FIELD_REFS:
      return refs_text (session, field, record);
    case BELL_FIELD_PARTS:
      return parts_text (session, field, record);
    case BELL_FIELD_HOURS:
      return hours_text (field, record);
    case BELL_FIELD_CONDITION:
      {
        g_autoptr (BellConditionDraft) draft
            = bell_condition_draft_new_from (*(BellCondition *const *) SLOT (record, field));

        return bell_admin_condition_text (session, draft);
      }
    default:
      return bell_field_has_text (field) ? string_text (session, field, record) : g_strdup ("");
    }
}

/**
 * bell_admin_value_title:
 * @record: (type BellRecord): a record of the desk document
 *
 * Returns: (transfer full): what it is called: its name or title, or else its id
 */
char *
bell_admin_value_title (gconstpointer record)
{
  const BellRecord *self = record;
  const BellField  *field = bell_admin_text_name_field (self->shape);

  return g_strdup (field != NULL ? bell_field_get_string (field, record) : self->id);
}

/* What tells records of a type apart in a list, besides what they are called. */
static const struct
{
  const BellShape *shape;
  const char      *fields[4];
} details[] = {
  { &bell_agreement_shape, { "kind", "status", "chat", NULL } },
  { &bell_offering_shape, { "kind", "status", "agreement", NULL } },
  { &bell_service_shape, { "active", NULL } },
  { &bell_group_shape, { "members", NULL } },
  { &bell_shift_shape, { "group", "rotation", "weekdays", NULL } },
  { &bell_rule_shape, { "active", "when", "relate_agreement", NULL } },
  { &bell_calendar_shape, { "timezone", NULL } },
  { &bell_person_shape, { "active", "roles", "email", NULL } },
};

static char *
detail_text (BellSession *session, const BellField *field, const BellRecord *record)
{
  gboolean on = field->kind == BELL_FIELD_BOOL && *(const gboolean *) SLOT (record, field);

  if (bell_field_is_string (field) && bell_field_get_string (field, record) == NULL)
    return NULL;
  if (field->kind != BELL_FIELD_BOOL)
    return bell_admin_value_text (session, field, record);
  if (g_str_equal (field->name, "active"))
    return on ? NULL : g_strdup (C_ ("record", "Inactive"));

  return on ? g_strdup (bell_admin_text_field (record->shape, field)) : NULL;
}

/**
 * bell_admin_value_subtitle:
 * @session: the desk, for names
 * @record: (type BellRecord): a record of the desk document
 *
 * Returns: (transfer full): what tells it apart from others; perhaps empty
 */
char *
bell_admin_value_subtitle (BellSession *session, gconstpointer record)
{
  const BellRecord *self = record;
  GString          *text = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (details); i++)
    for (guint f = 0; details[i].shape == self->shape && details[i].fields[f] != NULL; f++)
      {
        g_autofree char *part = detail_text (
            session, bell_shape_find_field (self->shape, details[i].fields[f]), self);

        append_detail (text, part);
      }

  return g_string_free (text, FALSE);
}
