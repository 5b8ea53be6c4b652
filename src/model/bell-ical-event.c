/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-ical-private.h"

#include <string.h>

#define EXPECTED_TIME "a date (20260501) or a date and time (20260501T000000)"

/* How long the name of a holiday may be, in characters. */
#define MAX_NAME 200

/**
 * bell_ical_event_new:
 * @line: where it begins
 *
 * Returns: (transfer full): an event of which nothing is known
 */
BellIcalEvent *
bell_ical_event_new (guint line)
{
  BellIcalEvent *self = g_new0 (BellIcalEvent, 1);

  self->line = line;
  self->start.date = self->end.date = self->occurrence.date = BELL_DATE_NONE;
  self->rules = g_ptr_array_new_with_free_func (g_object_unref);
  self->more = g_array_new (FALSE, FALSE, sizeof (BellIcalMoment));
  self->except = g_array_new (FALSE, FALSE, sizeof (BellIcalMoment));

  return self;
}

/**
 * bell_ical_event_free:
 * @self: (transfer full): an event
 *
 * Frees it.
 */
void
bell_ical_event_free (BellIcalEvent *self)
{
  g_free (self->uid);
  g_free (self->name);
  g_clear_object (&self->duration);
  g_ptr_array_unref (self->rules);
  g_array_unref (self->more);
  g_array_unref (self->except);
  g_free (self->problem);
  g_free (self);
}

static void
set_problem (BellIcalEvent *self, const char *problem)
{
  if (self->problem == NULL)
    self->problem = g_strdup (problem);
}

/* A text of the file as one line that may be the name of a holiday. */
static char *
make_name (const char *text)
{
  g_autoptr (GString) name = g_string_new (NULL);
  long n = 0;

  for (const char *p = text; *p != '\0' && n < MAX_NAME; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      g_string_append_unichar (name, g_unichar_iscntrl (c) ? ' ' : c);
      n++;
    }

  return g_strstrip (g_string_free (g_steal_pointer (&name), FALSE));
}

/* Programs put a path before the name that the IANA gave the zone. */
static const BellZone *
find_zone (const char *name)
{
  for (guint i = 0; name != NULL && i < 5; i++)
    {
      if (bell_zone_is_valid (name))
        return bell_zone_get (name);
      name = strchr (name, '/');
      if (name != NULL)
        name++;
    }

  return NULL;
}

static void
set_zone (BellIcalEvent *self, BellIcalMoment *moment, ICalProperty *property, ICalTime *time)
{
  g_autoptr (ICalParameter) parameter = NULL;
  const char *name;

  if (i_cal_time_is_utc (time))
    {
      moment->zone = bell_zone_get (NULL);
      return;
    }

  parameter = i_cal_property_get_first_parameter (property, I_CAL_TZID_PARAMETER);
  name = parameter != NULL ? i_cal_parameter_get_tzid (parameter) : NULL;
  if (name == NULL)
    return;

  moment->zone = find_zone (name);
  if (moment->zone == NULL)
    {
      g_autofree char *plain = make_name (name);
      g_autofree char *problem = g_strdup_printf (
          "its time zone \"%.80s\" is not known; names such as \"Europe/Prague\" are", plain);
      g_autofree char *valid = g_utf8_make_valid (problem, -1);

      set_problem (self, valid);
    }
}

static gboolean
read_moment (BellIcalEvent *self, ICalProperty *property, BellIcalMoment *moment)
{
  g_autoptr (ICalValue) value = i_cal_property_get_value (property);
  ICalValueKind kind = value != NULL ? i_cal_value_isa (value) : I_CAL_NO_VALUE;
  g_autoptr (ICalTime) time = NULL;
  g_autofree char *text = NULL;

  if (kind == I_CAL_DATE_VALUE)
    time = i_cal_value_get_date (value);
  else if (kind == I_CAL_DATETIME_VALUE)
    time = i_cal_value_get_datetime (value);
  if (time == NULL)
    return FALSE;

  /* What the library takes for a date may be the 30th of February. */
  text = g_strdup_printf ("%04d-%02d-%02d", i_cal_time_get_year (time), i_cal_time_get_month (time),
                          i_cal_time_get_day (time));
  if (!bell_date_parse (text, &moment->date))
    return FALSE;

  moment->is_date = i_cal_time_is_date (time);
  moment->zone = NULL;
  moment->seconds = moment->is_date
                        ? 0
                        : i_cal_time_get_hour (time) * 3600 + i_cal_time_get_minute (time) * 60
                              + i_cal_time_get_second (time);
  if (moment->seconds < 0 || moment->seconds > BELL_SECONDS_PER_DAY)
    return FALSE;
  if (!moment->is_date)
    set_zone (self, moment, property, time);

  return TRUE;
}

/* Once is enough: a second one would leave open which counts. */
static gboolean
take_moment (BellIcalEvent *self, ICalProperty *property, BellIcalMoment *moment)
{
  return moment->date == BELL_DATE_NONE && read_moment (self, property, moment);
}

static gboolean
take_start (BellIcalEvent *self, ICalProperty *property)
{
  return take_moment (self, property, &self->start);
}

static gboolean
take_end (BellIcalEvent *self, ICalProperty *property)
{
  return take_moment (self, property, &self->end);
}

static gboolean
take_occurrence (BellIcalEvent *self, ICalProperty *property)
{
  g_autoptr (ICalParameter) range
      = i_cal_property_get_first_parameter (property, I_CAL_RANGE_PARAMETER);

  if (range != NULL)
    set_problem (self, "it changes an occurrence and all after it, which is not understood");

  return take_moment (self, property, &self->occurrence);
}

static gboolean
take_moments (BellIcalEvent *self, ICalProperty *property, GArray *moments)
{
  g_autoptr (ICalValue) value = i_cal_property_get_value (property);
  BellIcalMoment moment;

  if (value != NULL && i_cal_value_isa (value) == I_CAL_PERIOD_VALUE)
    {
      set_problem (self, "it happens in periods, which are not understood");
      return TRUE;
    }

  if (!read_moment (self, property, &moment))
    return FALSE;
  g_array_append_val (moments, moment);

  return TRUE;
}

static gboolean
take_more (BellIcalEvent *self, ICalProperty *property)
{
  return take_moments (self, property, self->more);
}

static gboolean
take_except (BellIcalEvent *self, ICalProperty *property)
{
  return take_moments (self, property, self->except);
}

static gboolean
take_duration (BellIcalEvent *self, ICalProperty *property)
{
  g_autoptr (ICalValue) value = i_cal_property_get_value (property);

  if (self->duration != NULL || value == NULL || i_cal_value_isa (value) != I_CAL_DURATION_VALUE)
    return FALSE;

  self->duration = i_cal_value_get_duration (value);

  return self->duration != NULL && !i_cal_duration_is_bad_duration (self->duration)
         && !i_cal_duration_is_neg (self->duration);
}

static gboolean
is_empty (gshort value)
{
  return value == I_CAL_RECURRENCE_ARRAY_MAX;
}

static gboolean
take_rule (BellIcalEvent *self, ICalProperty *property)
{
  g_autoptr (ICalValue) value = i_cal_property_get_value (property);
  g_autoptr (ICalRecurrence) rule = NULL;

  if (value == NULL || i_cal_value_isa (value) != I_CAL_RECUR_VALUE)
    return FALSE;

  rule = i_cal_value_get_recur (value);
  if (rule == NULL || i_cal_recurrence_get_freq (rule) == I_CAL_NO_RECURRENCE
      || i_cal_recurrence_get_interval (rule) < 1)
    return FALSE;

  if (i_cal_recurrence_get_freq (rule) < I_CAL_DAILY_RECURRENCE
      || !is_empty (i_cal_recurrence_get_by_hour (rule, 0))
      || !is_empty (i_cal_recurrence_get_by_minute (rule, 0))
      || !is_empty (i_cal_recurrence_get_by_second (rule, 0)))
    set_problem (self, "it is repeated by the time of day; days, weeks, months and years are "
                       "understood");
  g_ptr_array_add (self->rules, g_steal_pointer (&rule));

  return TRUE;
}

static gboolean
take_exception_rule (BellIcalEvent *self, ICalProperty *property)
{
  set_problem (self, "it has a rule of exceptions (EXRULE), which is not understood");

  return TRUE;
}

static const char *
text_of (ICalProperty *property)
{
  g_autoptr (ICalValue) value = i_cal_property_get_value (property);

  return value != NULL && i_cal_value_isa (value) == I_CAL_TEXT_VALUE ? i_cal_value_get_text (value)
                                                                      : NULL;
}

static gboolean
take_name (BellIcalEvent *self, ICalProperty *property)
{
  const char *text = text_of (property);

  if (text != NULL && self->name == NULL)
    self->name = make_name (text);

  return TRUE;
}

static gboolean
take_uid (BellIcalEvent *self, ICalProperty *property)
{
  const char *text = text_of (property);

  if (text != NULL && self->uid == NULL)
    self->uid = g_strdup (text);

  return TRUE;
}

static gboolean
take_status (BellIcalEvent *self, ICalProperty *property)
{
  g_autoptr (ICalValue) value = i_cal_property_get_value (property);

  if (value != NULL && i_cal_value_isa (value) == I_CAL_STATUS_VALUE)
    self->is_cancelled = i_cal_value_get_status (value) == I_CAL_STATUS_CANCELLED;

  return TRUE;
}

/* What of an event decides something; without words for what was expected, anything will do. */
static const struct
{
  const char *name;
  gboolean (*take) (BellIcalEvent *self, ICalProperty *property);
  const char *expected;
} parts[] = {
  { "DTSTART", take_start, EXPECTED_TIME ", once" },
  { "DTEND", take_end, EXPECTED_TIME ", once" },
  { "DURATION", take_duration, "a duration (P1D), once" },
  { "RECURRENCE-ID", take_occurrence, EXPECTED_TIME ", once" },
  { "RRULE", take_rule, "a rule of recurrence (FREQ=YEARLY)" },
  { "EXRULE", take_exception_rule, NULL },
  { "RDATE", take_more, EXPECTED_TIME },
  { "EXDATE", take_except, EXPECTED_TIME },
  { "SUMMARY", take_name, NULL },
  { "UID", take_uid, NULL },
  { "STATUS", take_status, NULL },
};

static int
find_part (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    if (g_str_equal (parts[i].name, name))
      return (int) i;

  return -1;
}

/**
 * bell_ical_event_knows:
 * @name: the name of a property, in capital letters
 *
 * Returns: whether it decides something about an event
 */
gboolean
bell_ical_event_knows (const char *name)
{
  return find_part (name) >= 0;
}

/* Whatever the library was built for, bad input does not end this program. */
static void
make_errors_harmless (void)
{
  static gsize done = 0;

  if (!g_once_init_enter (&done))
    return;

  for (ICalErrorEnum e = I_CAL_BADARG_ERROR; e < I_CAL_UNKNOWN_ERROR; e++)
    i_cal_error_set_error_state (e, I_CAL_ERROR_NONFATAL);
  g_once_init_leave (&done, 1);
}

static gboolean
take_all (BellIcalEvent *self, guint part, ICalComponent *component)
{
  ICalProperty *property = i_cal_component_get_first_property (component, I_CAL_ANY_PROPERTY);
  gboolean      is_fine = property != NULL;

  while (property != NULL)
    {
      is_fine = is_fine && i_cal_property_isa (property) != I_CAL_XLICERROR_PROPERTY
                && parts[part].take (self, property);
      g_object_unref (property);
      property = i_cal_component_get_next_property (component, I_CAL_ANY_PROPERTY);
    }

  return is_fine;
}

/* The library reads an event of this one line. */
static gboolean
parse (BellIcalEvent *self, guint part, const char *text)
{
  g_autofree char *event = g_strconcat ("BEGIN:VEVENT\r\n", text, "\r\nEND:VEVENT\r\n", NULL);
  g_autoptr (ICalComponent) component = NULL;

  for (const char *c = text; *c != '\0'; c++)
    if (g_ascii_iscntrl (*c) && *c != '\t')
      return FALSE;

  make_errors_harmless ();
  component = i_cal_component_new_from_string (event);

  return component != NULL && i_cal_component_isa (component) == I_CAL_VEVENT_COMPONENT
         && take_all (self, part, component);
}

/**
 * bell_ical_event_take:
 * @self: an event
 * @name: the name of a property that bell_ical_event_knows()
 * @text: the line in which it stands, unfolded
 * @line: where that is
 * @error: return location for %BELL_ERROR_INVALID, which names the line and what was expected
 *
 * Returns: whether it is understood
 */
gboolean
bell_ical_event_take (BellIcalEvent *self,
                      const char    *name,
                      const char    *text,
                      guint          line,
                      GError       **error)
{
  guint part = (guint) find_part (name);

  /* Calendars that the library counts in otherwise are not those of a desk. */
  if (g_str_equal (name, "RRULE"))
    {
      g_autofree char *upper = g_ascii_strup (text, -1);

      if (strstr (upper, "RSCALE") != NULL || strstr (upper, "SKIP") != NULL)
        {
          set_problem (self,
                       "it is repeated by another calendar (RSCALE), which is not understood");
          return TRUE;
        }
    }

  if (parse (self, part, text) || parts[part].expected == NULL)
    return TRUE;

  g_set_error (error, BELL_ERROR, BELL_ERROR_INVALID, "line %u: %s: expected %s", line, name,
               parts[part].expected);

  return FALSE;
}
