/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-ical-private.h"
#include "bell-zone.h"

/* When an event happens. Times are seconds since 1970-01-01T00:00 on the clock on the wall in the
 * event's own zone, "walls"; a day's is its midnight. */

#define DAY ((gint64) BELL_SECONDS_PER_DAY)

static BellDate
date_of (gint64 wall)
{
  return (BellDate) ((wall - ((wall % DAY) + DAY) % DAY) / DAY);
}

/**
 * bell_ical_budget_spend:
 * @self: what may still be done
 *
 * Returns: whether one step more may be done
 */
gboolean
bell_ical_budget_spend (BellIcalBudget *self)
{
  if (self->steps == 0)
    return FALSE;

  self->steps--;
  if (g_get_monotonic_time () > self->deadline)
    self->steps = 0;

  return self->steps > 0;
}

/**
 * bell_ical_wall_instant:
 * @wall: a time on a clock
 * @zone: where the clock is
 *
 * Returns: when that is
 */
BellInstant
bell_ical_wall_instant (gint64 wall, const BellZone *zone)
{
  BellDate date = date_of (wall);
  gint64   seconds = wall - date * DAY;

  return bell_zone_instant (zone, date, (int) (seconds / 60)) + seconds % 60 * G_USEC_PER_SEC;
}

/**
 * bell_ical_event_wall:
 * @self: an event
 * @moment: a time that it speaks of
 * @zone: the zone of clocks of which nothing is said
 *
 * Returns: what the clock at the event's start shows at @moment
 */
gint64
bell_ical_event_wall (BellIcalEvent *self, const BellIcalMoment *moment, const BellZone *zone)
{
  gint64          wall = moment->date * DAY + moment->seconds;
  const BellZone *from = moment->zone != NULL ? moment->zone : zone;
  const BellZone *to = self->start.zone != NULL ? self->start.zone : zone;
  BellInstant     instant;
  BellDate        date;
  int             minutes;

  if (self->start.is_date)
    return moment->date * DAY;
  if (moment->is_date)
    return wall + self->start.seconds;
  if (from == to)
    return wall;

  instant = bell_ical_wall_instant (wall, from);
  date = bell_zone_date (to, instant, &minutes);

  return date * DAY + minutes * 60 + moment->seconds % 60;
}

static gboolean
fail (BellIcalEvent *self, GError **error, const char *expected)
{
  g_set_error (error, BELL_ERROR, BELL_ERROR_INVALID, "line %u: in the event expected %s",
               self->line, expected);

  return FALSE;
}

/**
 * bell_ical_event_finish:
 * @self: an event of which everything was read
 * @error: return location for %BELL_ERROR_INVALID, which names the line and what was expected
 *
 * Returns: whether what is said of it goes together
 */
gboolean
bell_ical_event_finish (BellIcalEvent *self, GError **error)
{
  gboolean has_end = self->end.date != BELL_DATE_NONE;

  if (self->start.date == BELL_DATE_NONE)
    return fail (self, error, "a DTSTART");

  if (has_end && self->duration != NULL)
    return fail (self, error, "either DTEND or DURATION");

  if (has_end && self->end.is_date != self->start.is_date)
    return fail (self, error, "a DTEND of the form that DTSTART has, a date or a date and time");

  if (has_end && self->start.is_date && self->end.date < self->start.date)
    return fail (self, error, "a DTEND that is not before DTSTART");

  if (self->start.is_date && self->duration != NULL
      && (i_cal_duration_get_hours (self->duration) != 0
          || i_cal_duration_get_minutes (self->duration) != 0
          || i_cal_duration_get_seconds (self->duration) != 0))
    return fail (self, error, "a DURATION of days, as DTSTART is a day");

  return TRUE;
}

static gboolean
is_empty_or (gshort first, gshort second, int value)
{
  return first == I_CAL_RECURRENCE_ARRAY_MAX
         || (first == value && second == I_CAL_RECURRENCE_ARRAY_MAX);
}

/* Whether the rule says no more than "on this day of every year". */
static gboolean
is_plain_yearly (ICalRecurrence *rule, BellDate date)
{
  g_autoptr (ICalTime) until = i_cal_recurrence_get_until (rule);
  gshort month = i_cal_recurrence_get_by_month (rule, 0);
  gshort month_day = i_cal_recurrence_get_by_month_day (rule, 0);
  GDate  day;

  bell_date_to_gdate (date, &day);

  return i_cal_recurrence_get_freq (rule) == I_CAL_YEARLY_RECURRENCE
         && i_cal_recurrence_get_interval (rule) == 1 && i_cal_recurrence_get_count (rule) == 0
         && i_cal_time_is_null_time (until)
         && i_cal_recurrence_get_by_day (rule, 0) == I_CAL_RECURRENCE_ARRAY_MAX
         && i_cal_recurrence_get_by_year_day (rule, 0) == I_CAL_RECURRENCE_ARRAY_MAX
         && i_cal_recurrence_get_by_week_no (rule, 0) == I_CAL_RECURRENCE_ARRAY_MAX
         && i_cal_recurrence_get_by_set_pos (rule, 0) == I_CAL_RECURRENCE_ARRAY_MAX
         && is_empty_or (month, i_cal_recurrence_get_by_month (rule, 1), g_date_get_month (&day))
         && is_empty_or (month_day, i_cal_recurrence_get_by_month_day (rule, 1),
                         g_date_get_day (&day))
         /* Without a month this would be the day of every month. */
         && (month != I_CAL_RECURRENCE_ARRAY_MAX || month_day == I_CAL_RECURRENCE_ARRAY_MAX);
}

/**
 * bell_ical_event_is_yearly:
 * @self: an event, of one day
 *
 * Returns: whether it is on the same day of every year, without exception
 */
gboolean
bell_ical_event_is_yearly (BellIcalEvent *self)
{
  return self->start.is_date && self->rules->len == 1 && self->more->len == 0
         && self->except->len == 0 && is_plain_yearly (self->rules->pdata[0], self->start.date);
}

static ICalTime *
to_ical (gint64 wall, gboolean is_date)
{
  ICalTime *time = i_cal_time_new_null_time ();
  int       seconds = (int) (wall - date_of (wall) * DAY);
  GDate     day;

  bell_date_to_gdate (date_of (wall), &day);
  i_cal_time_set_date (time, g_date_get_year (&day), (int) g_date_get_month (&day),
                       g_date_get_day (&day));
  i_cal_time_set_time (time, seconds / 3600, seconds / 60 % 60, seconds % 60);
  i_cal_time_set_is_date (time, is_date);

  return time;
}

/* What the library counted to; FALSE for what is no day of the calendar. */
static gboolean
from_ical (ICalTime *time, gint64 *wall)
{
  int   year = i_cal_time_get_year (time);
  int   month = i_cal_time_get_month (time);
  int   number = i_cal_time_get_day (time);
  GDate day, epoch;

  if (year < 1 || year > 9999 || month < 1 || number < 1 || number > 31
      || !g_date_valid_dmy ((GDateDay) number, month, (GDateYear) year))
    return FALSE;

  g_date_clear (&day, 1);
  g_date_set_dmy (&day, (GDateDay) number, month, (GDateYear) year);
  bell_date_to_gdate (0, &epoch);
  *wall = g_date_days_between (&epoch, &day) * DAY;
  if (!i_cal_time_is_date (time))
    *wall += i_cal_time_get_hour (time) * 3600 + i_cal_time_get_minute (time) * 60
             + i_cal_time_get_second (time);

  return TRUE;
}

/* The last wall that the rule may give: its own, or the one that is asked for. */
static gint64
last_of (BellIcalEvent *self, ICalRecurrence *rule, const BellZone *zone, gint64 last)
{
  g_autoptr (ICalTime) until = i_cal_recurrence_get_until (rule);
  BellIcalMoment moment = { 0 };
  gint64         wall;

  if (i_cal_time_is_null_time (until) || !from_ical (until, &wall))
    return last;

  moment.date = date_of (wall);
  moment.seconds = (int) (wall - moment.date * DAY);
  moment.zone = i_cal_time_is_utc (until) ? bell_zone_get (NULL) : NULL;
  if (i_cal_time_is_date (until))
    wall = moment.date * DAY + DAY - 1;
  else if (moment.zone != NULL)
    wall = bell_ical_event_wall (self, &moment, zone);

  return MIN (wall, last);
}

/* A day of the month in a rule of years is that day of each month; the library takes it for one in
 * the month of the start. */
static void
name_months (ICalRecurrence *rule)
{
  if (i_cal_recurrence_get_freq (rule) != I_CAL_YEARLY_RECURRENCE
      || i_cal_recurrence_get_by_month_day (rule, 0) == I_CAL_RECURRENCE_ARRAY_MAX
      || i_cal_recurrence_get_by_month (rule, 0) != I_CAL_RECURRENCE_ARRAY_MAX
      || i_cal_recurrence_get_by_week_no (rule, 0) != I_CAL_RECURRENCE_ARRAY_MAX
      || i_cal_recurrence_get_by_year_day (rule, 0) != I_CAL_RECURRENCE_ARRAY_MAX)
    return;

  for (gshort month = 1; month <= 12; month++)
    i_cal_recurrence_set_by_month (rule, (guint) month - 1, month);
}

static gboolean
expand (BellIcalEvent  *self,
        ICalRecurrence *rule,
        const BellZone *zone,
        gint64          last,
        GArray         *walls,
        BellIcalBudget *budget)
{
  gint64 begin = self->start.date * DAY + self->start.seconds;
  g_autoptr (ICalTime) start = to_ical (begin, self->start.is_date);
  g_autoptr (ICalTime) stop = NULL;
  g_autoptr (ICalRecurIterator) iterator = NULL;

  last = last_of (self, rule, zone, last);
  if (last < begin)
    return TRUE;

  /* So that the library does not go on looking for what nobody asks for. */
  name_months (rule);
  stop = to_ical (last, self->start.is_date);
  i_cal_recurrence_set_until (rule, stop);
  iterator = i_cal_recur_iterator_new (rule, start);

  while (iterator != NULL)
    {
      g_autoptr (ICalTime) time = i_cal_recur_iterator_next (iterator);
      gint64 wall;

      if (!bell_ical_budget_spend (budget))
        return FALSE;
      if (time == NULL || i_cal_time_is_null_time (time) || !from_ical (time, &wall) || wall > last)
        break;
      g_array_append_val (walls, wall);
    }

  return TRUE;
}

/* Exact times are even keys, whole days odd ones. */
static gint64 *
key_new (gint64 wall, gboolean is_day)
{
  gint64 key = is_day ? date_of (wall) * DAY * 2 + 1 : wall * 2;

  return g_memdup2 (&key, sizeof key);
}

static void
add_keys (BellIcalEvent *self, GArray *moments, const BellZone *zone, GHashTable *keys)
{
  for (guint i = 0; moments != NULL && i < moments->len; i++)
    {
      const BellIcalMoment *moment = &g_array_index (moments, BellIcalMoment, i);

      g_hash_table_add (keys, key_new (bell_ical_event_wall (self, moment, zone), moment->is_date));
    }
}

static gboolean
has_key (GHashTable *keys, gint64 wall, gboolean is_day)
{
  g_autofree gint64 *key = key_new (wall, is_day);

  return g_hash_table_contains (keys, key);
}

/* The walls within the bounds, each once, but for the exceptions. */
static GArray *
choose (GArray *walls, GHashTable *except, gint64 last)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  GArray *chosen = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; i < walls->len; i++)
    {
      gint64 wall = g_array_index (walls, gint64, i);

      if (wall <= last && !has_key (except, wall, FALSE) && !has_key (except, wall, TRUE)
          && g_hash_table_add (seen, key_new (wall, FALSE)))
        g_array_append_val (chosen, wall);
    }

  return chosen;
}

/**
 * bell_ical_event_occurrences:
 * @self: an event
 * @replaced: (nullable) (element-type BellIcalMoment): occurrences for which other events stand
 * @zone: the zone of clocks of which nothing is said
 * @until: the last day that matters
 * @budget: how much may be done
 *
 * Returns: (transfer full) (nullable) (element-type gint64): the walls at which it begins, up to
 *   @until or a little later; %NULL if there is more to do than may be done
 */
GArray *
bell_ical_event_occurrences (BellIcalEvent  *self,
                             GArray         *replaced,
                             const BellZone *zone,
                             BellDate        until,
                             BellIcalBudget *budget)
{
  g_autoptr (GArray) walls = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GHashTable) except = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  gint64 begin = self->start.date * DAY + self->start.seconds;
  gint64 last = (until + (gint64) 2) * DAY;

  /* A start that no rule gives counts all the same. */
  g_array_append_val (walls, begin);
  for (guint i = 0; i < self->more->len; i++)
    {
      gint64 wall
          = bell_ical_event_wall (self, &g_array_index (self->more, BellIcalMoment, i), zone);

      g_array_append_val (walls, wall);
    }
  for (guint i = 0; i < self->rules->len; i++)
    if (!expand (self, self->rules->pdata[i], zone, last, walls, budget))
      return NULL;

  add_keys (self, self->except, zone, except);
  add_keys (self, replaced, zone, except);

  return choose (walls, except, last);
}
