/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-lint-private.h"

#define DAYS_TO_COME 366

/* A time on the clock on the wall is minutes since 1970-01-01 00:00 there. */
typedef struct
{
  gint64 from;
  gint64 until; /* the first that is not skipped */
} Gap;

/* What a clock shows, in minutes. */
static gint64
shown_at (const BellZone *zone, BellInstant instant)
{
  int      minutes;
  BellDate day = bell_zone_date (zone, instant, &minutes);

  return (gint64) day * BELL_MINUTES_PER_DAY + minutes;
}

static GArray *
find_gaps (const BellZone *zone, BellInstant now)
{
  GArray     *gaps = g_array_new (FALSE, FALSE, sizeof (Gap));
  BellInstant end = now + DAYS_TO_COME * G_TIME_SPAN_DAY;
  BellInstant change = bell_zone_next_change (zone, now);

  while (change != BELL_INSTANT_NONE && change <= end)
    {
      Gap gap = { shown_at (zone, change - G_TIME_SPAN_MINUTE) + 1, shown_at (zone, change) };

      if (gap.from < gap.until)
        g_array_append_val (gaps, gap);
      change = bell_zone_next_change (zone, change);
    }

  return gaps;
}

static GArray *
gaps_of (BellLint *self, const BellZone *zone)
{
  GArray *gaps = g_hash_table_lookup (self->skipped, zone);

  if (gaps == NULL)
    {
      gaps = find_gaps (zone, self->now);
      g_hash_table_insert (self->skipped, (gpointer) zone, gaps);
    }

  return gaps;
}

/* Whether an end of hours is skipped. Hours that last until the first moment of the gap have their
 * full length. */
static gboolean
end_is_skipped (const Gap           *gap,
                const BellLintTimes *times,
                BellDate             date,
                gboolean             is_start,
                BellLintSkipped     *found)
{
  int    time = is_start ? times->from : times->until;
  gint64 midnight = (gint64) date * BELL_MINUTES_PER_DAY;
  gint64 local = midnight + time;

  if (local < gap->from || local >= gap->until || (!is_start && local == gap->from))
    return FALSE;

  if (times->time != NULL && bell_working_time_is_holiday (times->time, date))
    return FALSE;

  found->date = date;
  found->is_start = is_start;
  found->time = time;
  found->from = (int) MAX (gap->from - midnight, 0);
  found->until = (int) MIN (gap->until - midnight, BELL_MINUTES_PER_DAY);

  return TRUE;
}

/**
 * bell_lint_find_skipped:
 * @self: a look through a desk
 * @zone: where the clocks are
 * @times: hours that are on every week
 * @found: (out caller-allocates): the first end of them that is skipped
 *
 * Returns: whether an end of @times is, within a year, a time that the clocks skip
 */
gboolean
bell_lint_find_skipped (BellLint            *self,
                        const BellZone      *zone,
                        const BellLintTimes *times,
                        BellLintSkipped     *found)
{
  GArray  *gaps = gaps_of (self, zone);
  BellDate later = times->until > times->from ? 0 : 1;

  for (guint i = 0; i < gaps->len; i++)
    {
      const Gap *gap = &g_array_index (gaps, Gap, i);
      BellDate   last = (BellDate) (gap->until / BELL_MINUTES_PER_DAY);

      for (BellDate date = (BellDate) (gap->from / BELL_MINUTES_PER_DAY) - 1; date <= last; date++)
        if (date >= times->starts_on && (times->weekdays & (1u << bell_date_weekday (date))) != 0
            && (end_is_skipped (gap, times, date, TRUE, found)
                || end_is_skipped (gap, times, date + later, FALSE, found)))
          return TRUE;
    }

  return FALSE;
}
