/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-ical-private.h"
#include "bell-zone.h"

#include <string.h>

/* What reading one file may take. */
#define MAX_STEPS    200000
#define MAX_TIME     (2 * G_USEC_PER_SEC)
#define MAX_WARNINGS 200

#define DAY ((gint64) BELL_SECONDS_PER_DAY)

typedef struct
{
  const BellZone *zone; /* the calendar's */
  const char     *zone_name;
  BellDate        from;
  BellDate        until;
  GPtrArray      *found; /* BellHoliday, perhaps some twice */
  GPtrArray      *warnings;
  guint           n_warnings;
  GHashTable     *replaced; /* uid, borrowed, to GArray of BellIcalMoment */
  BellIcalBudget  budget;
} Reader;

static void
warn (Reader *self, const BellIcalEvent *event, const char *why)
{
  self->n_warnings++;
  if (self->n_warnings > MAX_WARNINGS)
    return;

  g_ptr_array_add (self->warnings, g_strdup_printf ("line %u, \"%s\" is left out: %s", event->line,
                                                    event->name != NULL ? event->name : "", why));
}

/* Gives FALSE if there are too many. */
static gboolean
add_day (Reader *self, const BellIcalEvent *event, BellDate date, gboolean yearly)
{
  BellHoliday *holiday = bell_record_new (&bell_holiday_shape);

  g_set_str (&holiday->name, event->name != NULL ? event->name : "");
  holiday->date = date;
  holiday->yearly = yearly;
  g_ptr_array_add (self->found, holiday);

  return self->found->len <= 4 * BELL_ICAL_MAX_HOLIDAYS && bell_ical_budget_spend (&self->budget);
}

static gint64
days_of (ICalDuration *duration)
{
  return (gint64) i_cal_duration_get_weeks (duration) * 7 + i_cal_duration_get_days (duration);
}

/* How many days an event that has no times lasts. */
static gint64
n_days (const BellIcalEvent *event)
{
  gint64 days = 1;

  if (event->end.date != BELL_DATE_NONE)
    days = event->end.date - (gint64) event->start.date;
  else if (event->duration != NULL)
    days = days_of (event->duration);

  return MAX (days, 1);
}

/* The whole days of the calendar's zone from one point in time to another, added. */
static gboolean
add_covered (Reader              *self,
             const BellIcalEvent *event,
             BellInstant          begin,
             BellInstant          end,
             guint               *n_covered)
{
  BellDate date = bell_zone_date (self->zone, begin, NULL);

  if (bell_zone_instant (self->zone, date, 0) < begin)
    date++;
  if (bell_zone_instant (self->zone, date, BELL_MINUTES_PER_DAY) <= end)
    (*n_covered)++;

  for (date = MAX (date, self->from);
       date <= self->until && bell_zone_instant (self->zone, date, BELL_MINUTES_PER_DAY) <= end;
       date++)
    if (!add_day (self, event, date, FALSE))
      return FALSE;

  return TRUE;
}

/* When an event with times that begins at @wall is over: days go by the calendar, the rest by the
 * clock. */
static BellInstant
end_of (Reader *self, BellIcalEvent *event, gint64 wall)
{
  const BellZone *zone = event->start.zone != NULL ? event->start.zone : self->zone;
  gint64          begin = event->start.date * DAY + event->start.seconds;
  gint64          seconds = 0;

  if (event->end.date != BELL_DATE_NONE)
    wall += bell_ical_event_wall (event, &event->end, self->zone) - begin;
  if (event->duration != NULL)
    {
      wall += MIN (days_of (event->duration), 4000000) * DAY;
      seconds = (gint64) i_cal_duration_get_hours (event->duration) * 3600
                + (gint64) i_cal_duration_get_minutes (event->duration) * 60
                + i_cal_duration_get_seconds (event->duration);
    }

  return bell_ical_wall_instant (wall, zone) + MIN (seconds, 4000000 * DAY) * G_USEC_PER_SEC;
}

static gboolean
add_times (Reader *self, BellIcalEvent *event, GArray *walls)
{
  const BellZone *zone = event->start.zone != NULL ? event->start.zone : self->zone;
  guint           n_covered = 0;

  for (guint i = 0; i < walls->len; i++)
    {
      gint64      wall = g_array_index (walls, gint64, i);
      BellInstant begin = bell_ical_wall_instant (wall, zone);

      if (!add_covered (self, event, begin, end_of (self, event, wall), &n_covered))
        return FALSE;
    }

  if (n_covered == 0 && walls->len > 0)
    {
      g_autofree char *why
          = g_strdup_printf ("it covers no day of %s from 00:00 to 24:00", self->zone_name);

      warn (self, event, why);
    }

  return TRUE;
}

static gboolean
add_days (Reader *self, BellIcalEvent *event, GArray *walls)
{
  gint64 days = n_days (event);

  for (guint i = 0; i < walls->len; i++)
    {
      gint64 first = g_array_index (walls, gint64, i) / DAY;
      gint64 last = MIN (first + days - 1, self->until);

      for (gint64 date = MAX (first, self->from); date <= last; date++)
        if (!add_day (self, event, (BellDate) date, FALSE))
          return FALSE;
    }

  return TRUE;
}

static gboolean
read_event (Reader *self, BellIcalEvent *event)
{
  GArray *replaced = event->uid != NULL && event->occurrence.date == BELL_DATE_NONE
                         ? g_hash_table_lookup (self->replaced, event->uid)
                         : NULL;
  g_autoptr (GArray) walls = NULL;

  if (event->is_cancelled)
    return TRUE;

  if (event->problem != NULL)
    {
      warn (self, event, event->problem);
      return TRUE;
    }

  if (replaced == NULL && n_days (event) == 1 && event->occurrence.date == BELL_DATE_NONE
      && bell_ical_event_is_yearly (event))
    return event->start.date > self->until || add_day (self, event, event->start.date, TRUE);

  /* What stands for one occurrence is not repeated itself. */
  if (event->occurrence.date != BELL_DATE_NONE)
    g_ptr_array_set_size (event->rules, 0);
  walls = bell_ical_event_occurrences (event, replaced, self->zone, self->until, &self->budget);
  if (walls == NULL)
    return FALSE;

  return event->start.is_date ? add_days (self, event, walls) : add_times (self, event, walls);
}

/* Which occurrences of which events others stand for. */
static GHashTable *
find_replaced (GPtrArray *events)
{
  GHashTable *replaced
      = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) g_array_unref);

  for (guint i = 0; i < events->len; i++)
    {
      BellIcalEvent *event = events->pdata[i];
      GArray        *moments;

      if (event->uid == NULL || event->occurrence.date == BELL_DATE_NONE)
        continue;

      moments = g_hash_table_lookup (replaced, event->uid);
      if (moments == NULL)
        {
          moments = g_array_new (FALSE, FALSE, sizeof (BellIcalMoment));
          g_hash_table_insert (replaced, event->uid, moments);
        }
      g_array_append_val (moments, event->occurrence);
    }

  return replaced;
}

static GPtrArray *
too_many (const BellIcalEvent *event, GError **error)
{
  g_set_error (error, BELL_ERROR, BELL_ERROR_TOO_LARGE,
               "line %u: with this event there are more than %d holidays, or repetitions that take "
               "too long to follow",
               event->line, BELL_ICAL_MAX_HOLIDAYS);

  return NULL;
}

static GPtrArray *
read_events (Reader *self, GPtrArray *events, GError **error)
{
  g_autoptr (GPtrArray) none = bell_record_list_new ();
  g_autoptr (GPtrArray) holidays = NULL;

  for (guint i = 0; i < events->len; i++)
    if (!bell_ical_budget_spend (&self->budget) || !read_event (self, events->pdata[i]))
      return too_many (events->pdata[i], error);

  if (self->n_warnings > MAX_WARNINGS)
    g_ptr_array_add (self->warnings, g_strdup_printf ("%u events more are left out",
                                                      self->n_warnings - MAX_WARNINGS));

  holidays = bell_holidays_merge (none, self->found, NULL);
  if (holidays->len > BELL_ICAL_MAX_HOLIDAYS)
    return too_many (events->pdata[events->len - 1], error);

  return g_steal_pointer (&holidays);
}

/**
 * bell_ical_read_holidays:
 * @data: the bytes of an iCalendar file (RFC 5545), from outside
 * @length: how many
 * @zone: the name of the zone of the calendar that the holidays are for
 * @from: the first day that matters
 * @until: the last
 * @warnings: (element-type utf8): is given what was left out, and why; one line each
 * @error: return location for %BELL_ERROR_INVALID, which names the line and what was expected, or
 *   %BELL_ERROR_TOO_LARGE
 *
 * An event without times is on each of its days; one with times counts for the days in @zone that
 * it covers from 00:00 to 24:00. What is on one day, and the same day of every year, is one yearly
 * holiday; other repetitions are followed from @from to @until.
 *
 * Returns: (transfer full) (nullable) (element-type BellHoliday): the holidays in the file, by
 * date, each once
 */
GPtrArray *
bell_ical_read_holidays (const char *data,
                         gsize       length,
                         const char *zone,
                         BellDate    from,
                         BellDate    until,
                         GPtrArray  *warnings,
                         GError    **error)
{
  const BellZone *time_zone = bell_zone_get (zone);
  g_autoptr (GPtrArray) found = bell_record_list_new ();
  g_autoptr (GPtrArray) events = bell_ical_scan (data, length, error);
  g_autoptr (GHashTable) replaced = NULL;
  Reader self = { .zone = time_zone,
                  .zone_name = zone,
                  .from = from,
                  .until = until,
                  .found = found,
                  .warnings = warnings,
                  .budget = { MAX_STEPS, g_get_monotonic_time () + MAX_TIME } };

  if (events == NULL)
    return NULL;

  replaced = find_replaced (events);
  self.replaced = replaced;

  return read_events (&self, events, error);
}
