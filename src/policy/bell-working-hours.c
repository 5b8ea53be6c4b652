/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-policy-private.h"

#include "bell-zone.h"

/**
 * bell_calendar_is_holiday:
 * @calendar: a calendar
 * @date: a day in its zone
 *
 * Returns: whether the day is one of its holidays; a yearly one is on the same day of every year
 */
gboolean
bell_calendar_is_holiday (const BellCalendar *calendar, BellDate date)
{
  GDate day;

  bell_date_to_gdate (date, &day);
  for (guint i = 0; i < calendar->holidays->len; i++)
    {
      const BellHoliday *holiday = calendar->holidays->pdata[i];
      GDate              other;

      if (holiday->date == date)
        return TRUE;
      if (!holiday->yearly)
        continue;
      bell_date_to_gdate (holiday->date, &other);
      if (g_date_get_month (&other) == g_date_get_month (&day)
          && g_date_get_day (&other) == g_date_get_day (&day))
        return TRUE;
    }

  return FALSE;
}

/* Whether a span that begins on @date is on at @now. */
static gboolean
is_on (const BellCalendar *calendar, GTimeZone *zone, BellDate date, BellInstant now)
{
  GArray *spans = calendar->hours[bell_date_weekday (date)];

  for (guint i = 0; spans != NULL && i < spans->len; i++)
    {
      const BellSpan *span = &g_array_index (spans, BellSpan, i);
      BellDate        last = span->until > span->from ? date : date + 1;

      if (bell_zone_instant (zone, date, span->from) <= now
          && now < bell_zone_instant (zone, last, span->until))
        return TRUE;
    }

  return FALSE;
}

/**
 * bell_calendar_is_open:
 * @calendar: a calendar
 * @zone: its zone
 * @now: a point in time
 *
 * Returns: whether @now is within its working hours: in a span of that day, or of the evening
 *   before, and not on a holiday (domain.md, "Clocks")
 */
gboolean
bell_calendar_is_open (const BellCalendar *calendar, GTimeZone *zone, BellInstant now)
{
  BellDate today = bell_zone_date (zone, now, NULL);

  if (bell_calendar_is_holiday (calendar, today))
    return FALSE;

  return is_on (calendar, zone, today, now) || is_on (calendar, zone, today - 1, now);
}
