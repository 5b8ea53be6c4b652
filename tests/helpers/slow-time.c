/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "slow-time.h"

/**
 * slow_time_new:
 * @zone: the name of a zone
 * @begin: when the window begins, in seconds since 1970
 * @n_minutes: how long it is
 *
 * Returns: (transfer full): what clocks show in each minute of the window
 */
SlowTime *
slow_time_new (const char *zone, gint64 begin, int n_minutes)
{
  SlowTime *self = g_new0 (SlowTime, 1);

  self->zone = g_time_zone_new_identifier (zone);
  g_assert_nonnull (self->zone);
  self->begin = begin;
  self->n_minutes = n_minutes;
  self->shown = g_new (gint64, n_minutes);
  self->open = g_new0 (gboolean, n_minutes);
  for (int i = 0; i < n_minutes; i++)
    {
      g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (begin + (gint64) i * 60);
      g_autoptr (GDateTime) local = g_date_time_to_timezone (utc, self->zone);

      self->shown[i] = begin / 60 + i + g_date_time_get_utc_offset (local) / G_TIME_SPAN_MINUTE;
    }
  self->first_day = (BellDate) (self->shown[0] / 1440) + 3;
  self->last_day = (BellDate) (self->shown[n_minutes - 1] / 1440) - 3;

  return self;
}

/**
 * slow_time_free:
 * @self: (transfer full): a slow time
 */
void
slow_time_free (SlowTime *self)
{
  g_time_zone_unref (self->zone);
  g_free (self->shown);
  g_free (self->open);
  g_free (self);
}

/**
 * slow_time_first:
 * @self: a slow time
 * @day: a day
 * @minutes: minutes after its midnight
 *
 * Returns: the first minute in which the clock shows this time or a later one
 */
int
slow_time_first (const SlowTime *self, BellDate day, int minutes)
{
  for (int i = 0; i < self->n_minutes; i++)
    if (self->shown[i] >= (gint64) day * 1440 + minutes)
      return i;

  return self->n_minutes;
}

static void
mark (SlowTime *self, int from, int until, gboolean open)
{
  for (int i = from; i < until; i++)
    self->open[i] = open;
}

/**
 * slow_time_is_holiday:
 * @calendar: a calendar
 * @day: a day in its zone
 *
 * Returns: whether it is one of its holidays, by what the date looks like
 */
gboolean
slow_time_is_holiday (const BellCalendar *calendar, BellDate day)
{
  g_autofree char *text = bell_date_format (day);

  for (guint i = 0; i < calendar->holidays->len; i++)
    {
      const BellHoliday *holiday = calendar->holidays->pdata[i];
      g_autofree char   *other = bell_date_format (holiday->date);

      if (g_str_equal (text, other) || (holiday->yearly && g_str_equal (text + 5, other + 5)))
        return TRUE;
    }

  return FALSE;
}

/**
 * slow_time_set_calendar:
 * @self: a slow time
 * @calendar: a calendar of its zone
 *
 * Marks every minute as working time or not: first the spans of every day, then the holidays take
 * out theirs.
 */
void
slow_time_set_calendar (SlowTime *self, const BellCalendar *calendar)
{
  mark (self, 0, self->n_minutes, FALSE);
  for (BellDate day = self->first_day - 2; day <= self->last_day + 2; day++)
    {
      GArray *spans = calendar->hours[bell_date_weekday (day)];

      for (guint i = 0; spans != NULL && i < spans->len; i++)
        {
          const BellSpan *span = &g_array_index (spans, BellSpan, i);
          BellDate        end = span->until > span->from ? day : day + 1;

          mark (self, slow_time_first (self, day, span->from),
                slow_time_first (self, end, span->until), TRUE);
        }
    }

  for (BellDate day = self->first_day - 2; day <= self->last_day + 2; day++)
    if (slow_time_is_holiday (calendar, day))
      mark (self, slow_time_first (self, day, 0), slow_time_first (self, day + 1, 0), FALSE);
}

/**
 * slow_time_between:
 * @self: a slow time
 * @start: a minute
 * @end: a later one
 *
 * Returns: how many of the minutes between are working time
 */
int
slow_time_between (const SlowTime *self, int start, int end)
{
  int count = 0;

  for (int i = start; i < end; i++)
    count += self->open[i] ? 1 : 0;

  return count;
}

/**
 * slow_time_after:
 * @self: a slow time
 * @start: a minute
 * @duration: minutes of working time, at least one
 *
 * Returns: the minute before which @duration has just been worked; -1 if that is after the window
 */
int
slow_time_after (const SlowTime *self, int start, int duration)
{
  for (int i = start; i < self->n_minutes; i++)
    {
      duration -= self->open[i] ? 1 : 0;
      if (duration == 0)
        return i + 1;
    }

  return -1;
}

/**
 * slow_time_before:
 * @self: a slow time
 * @end: a minute
 * @duration: minutes of working time, at least one
 *
 * Returns: the minute with which @duration begins that is over at @end; -1 if that is before the
 *   window
 */
int
slow_time_before (const SlowTime *self, int end, int duration)
{
  for (int i = end - 1; i >= 0; i--)
    {
      duration -= self->open[i] ? 1 : 0;
      if (duration == 0)
        return i;
    }

  return -1;
}

/**
 * slow_time_next_opening:
 * @self: a slow time
 * @start: a minute
 *
 * Returns: the first minute from @start on that is working time; -1 if that is after the window
 */
int
slow_time_next_opening (const SlowTime *self, int start)
{
  for (int i = start; i < self->n_minutes; i++)
    if (self->open[i])
      return i;

  return -1;
}
