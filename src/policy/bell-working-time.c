/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-working-time-private.h"

static int
compare_spans (gconstpointer a, gconstpointer b)
{
  const BellDaySpan *left = a;
  const BellDaySpan *right = b;

  return left->from != right->from ? left->from - right->from : left->until - right->until;
}

static void
add_span (BellWorkingTime *self, guint weekday, int from, int until, gboolean continued)
{
  BellDaySpan span = { from, until, continued };

  if (from < until)
    g_array_append_val (self->spans[weekday % BELL_N_WEEKDAYS], span);
}

/* A span across midnight is a part of two days. */
static void
add_weekday (BellWorkingTime *self, guint weekday, const GArray *spans)
{
  for (guint i = 0; spans != NULL && i < spans->len; i++)
    {
      const BellSpan *span = &g_array_index (spans, BellSpan, i);

      if (span->until > span->from)
        {
          add_span (self, weekday, span->from, span->until, FALSE);
          continue;
        }

      add_span (self, weekday, span->from, BELL_MINUTES_PER_DAY, FALSE);
      add_span (self, weekday + 1, 0, span->until, span->from < BELL_MINUTES_PER_DAY);
    }
}

/* Overlapping spans count once. */
static void
join_spans (BellWorkingTime *self, guint weekday)
{
  GArray *spans = self->spans[weekday];
  guint   kept = 0;

  g_array_sort (spans, compare_spans);
  for (guint i = 0; i < spans->len; i++)
    {
      BellDaySpan *span = &g_array_index (spans, BellDaySpan, i);
      BellDaySpan *last = kept > 0 ? &g_array_index (spans, BellDaySpan, kept - 1) : NULL;

      if (last != NULL && span->from < last->until)
        {
          last->until = MAX (last->until, span->until);
          last->continued = last->continued || (span->continued && last->from == 0);
        }
      else
        g_array_index (spans, BellDaySpan, kept++) = *span;
    }
  g_array_set_size (spans, kept);

  for (guint i = 0; i < kept; i++)
    {
      const BellDaySpan *span = &g_array_index (spans, BellDaySpan, i);

      self->seconds[weekday] += (span->until - span->from) * 60;
    }
}

static int
compare_dates (gconstpointer a, gconstpointer b)
{
  return *(const BellDate *) a - *(const BellDate *) b;
}

static void
add_holidays (BellWorkingTime *self, const GPtrArray *holidays)
{
  for (guint i = 0; i < holidays->len; i++)
    {
      const BellHoliday *holiday = holidays->pdata[i];
      GDate              day;

      if (!holiday->yearly)
        {
          g_array_append_val (self->holidays, holiday->date);
          continue;
        }

      bell_date_to_gdate (holiday->date, &day);
      self->yearly[g_date_get_month (&day)] |= 1u << g_date_get_day (&day);
    }
  g_array_sort (self->holidays, compare_dates);
}

/**
 * bell_working_time_new:
 * @calendar: a calendar
 *
 * Returns: (transfer full): its working time
 */
BellWorkingTime *
bell_working_time_new (const BellCalendar *calendar)
{
  BellWorkingTime *self = bell_working_time_new_always (bell_zone_get (calendar->timezone));

  self->always = FALSE;
  for (guint i = 0; i < BELL_N_WEEKDAYS; i++)
    add_weekday (self, i, calendar->hours[i]);
  for (guint i = 0; i < BELL_N_WEEKDAYS; i++)
    join_spans (self, i);
  add_holidays (self, calendar->holidays);

  return self;
}

/**
 * bell_working_time_new_always:
 * @zone: the zone whose days are days
 *
 * Returns: (transfer full): the working time of an agreement without a calendar: all the time
 */
BellWorkingTime *
bell_working_time_new_always (const BellZone *zone)
{
  BellWorkingTime *self = g_atomic_rc_box_new0 (BellWorkingTime);

  self->zone = zone;
  self->always = TRUE;
  for (guint i = 0; i < BELL_N_WEEKDAYS; i++)
    self->spans[i] = g_array_new (FALSE, FALSE, sizeof (BellDaySpan));
  self->holidays = g_array_new (FALSE, FALSE, sizeof (BellDate));

  return self;
}

/**
 * bell_working_time_ref:
 * @self: a working time
 *
 * Returns: (transfer full): @self
 */
BellWorkingTime *
bell_working_time_ref (BellWorkingTime *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
working_time_clear (gpointer data)
{
  BellWorkingTime *self = data;

  for (guint i = 0; i < BELL_N_WEEKDAYS; i++)
    g_array_unref (self->spans[i]);
  for (guint i = 0; i < BELL_N_BLOCKS; i++)
    g_free (self->blocks[i]);
  g_array_unref (self->holidays);
}

/**
 * bell_working_time_unref:
 * @self: (transfer full): a working time
 *
 * Gives a reference back.
 */
void
bell_working_time_unref (BellWorkingTime *self)
{
  g_atomic_rc_box_release_full (self, working_time_clear);
}

/**
 * bell_working_time_get_zone:
 * @self: a working time
 *
 * Returns: (transfer none): the zone in which its days are days
 */
const BellZone *
bell_working_time_get_zone (const BellWorkingTime *self)
{
  return self->zone;
}

/**
 * bell_working_time_is_holiday:
 * @self: a working time
 * @date: a day in its zone
 *
 * Returns: whether the day is one of its holidays; a yearly one is on the same day of every year
 */
gboolean
bell_working_time_is_holiday (const BellWorkingTime *self, BellDate date)
{
  GDate day;

  if (self->holidays->len > 0 && g_array_binary_search (self->holidays, &date, compare_dates, NULL))
    return TRUE;

  bell_date_to_gdate (date, &day);

  return (self->yearly[g_date_get_month (&day)] & (1u << g_date_get_day (&day))) != 0;
}

/**
 * bell_working_time_day:
 * @self: a working time
 * @date: a day in its zone
 *
 * Returns: (transfer none) (nullable) (element-type BellDaySpan): the spans of that day, %NULL on a
 *   holiday
 */
const GArray *
bell_working_time_day (const BellWorkingTime *self, BellDate date)
{
  return bell_working_time_is_holiday (self, date) ? NULL : self->spans[bell_date_weekday (date)];
}

/* A day on which clocks change: what counts is real time. */
static int
count_day (const BellWorkingTime *self, BellDate date)
{
  const GArray *spans = self->spans[bell_date_weekday (date)];
  gint64        sum = 0;

  for (guint i = 0; i < spans->len; i++)
    {
      const BellDaySpan *span = &g_array_index (spans, BellDaySpan, i);

      sum += bell_zone_instant (self->zone, date, span->until)
             - bell_zone_instant (self->zone, date, span->from);
    }

  return (int) (sum / G_TIME_SPAN_SECOND);
}

/* Looks for changes of clocks once for all days. */
static void
fill_block (const BellWorkingTime *self, BellDate first, BellBlock *block)
{
  BellInstant begin = bell_zone_instant (self->zone, first, 0);
  BellInstant change = bell_zone_next_change (self->zone, begin - 1);

  for (int i = 0; i < BELL_BLOCK_DAYS; i++)
    {
      BellInstant end = bell_zone_instant (self->zone, first + i + 1, 0);
      int         seconds = self->seconds[bell_date_weekday (first + i)];

      if (seconds > 0 && bell_working_time_is_holiday (self, first + i))
        seconds = 0;
      /* Also a change at the very end: a day that was skipped begins and ends with it. */
      if (change != BELL_INSTANT_NONE && change <= end)
        {
          seconds = seconds > 0 ? count_day (self, first + i) : 0;
          change = bell_zone_next_change (self->zone, end - 1);
        }
      block->before[i + 1] = block->before[i] + seconds;
    }
}

/**
 * bell_working_time_block:
 * @self: a working time
 * @block: which block of days
 *
 * Returns: (transfer none): the block, made now if nobody needed it before
 */
const BellBlock *
bell_working_time_block (BellWorkingTime *self, guint block)
{
  BellBlock *found = g_atomic_pointer_get (&self->blocks[block]);

  if (found != NULL)
    return found;

  found = g_new0 (BellBlock, 1);
  fill_block (self, BELL_FIRST_DAY + (int) block * BELL_BLOCK_DAYS, found);
  if (g_atomic_pointer_compare_and_exchange (&self->blocks[block], NULL, found))
    return found;

  /* Another thread was faster. */
  g_free (found);

  return g_atomic_pointer_get (&self->blocks[block]);
}
