/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-admin-time.h"

#include <glib/gi18n.h>

/* @first: the format for the first day of a month. */
static char *
format_day (BellDate date, const char *format, const char *first)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc ((gint64) date * 24 * 60 * 60);

  return g_date_time_format (time, g_date_time_get_day_of_month (time) == 1 ? first : format);
}

/**
 * bell_admin_time_day:
 * @date: a day
 *
 * Returns: (transfer full): the day: "Mon 30 Nov"
 */
char *
bell_admin_time_day (BellDate date)
{
  return format_day (date,
                     /* Translators: a weekday and a day, for strftime(): "Mon 30 Nov".
                      * xgettext:no-c-format */
                     _ ("%a %-e %b"),
                     /* xgettext:no-c-format */
                     C_ ("first of a month", "%a %-e %b"));
}

/**
 * bell_admin_time_day_of_year:
 * @date: a day
 *
 * Returns: (transfer full): the day: "Mon 30 Nov 2026"
 */
char *
bell_admin_time_day_of_year (BellDate date)
{
  return format_day (date,
                     /* Translators: a weekday and a day, for strftime(): "Mon 30 Nov 2026" */
                     _ ("%a %-e %b %Y"), C_ ("first of a month", "%a %-e %b %Y"));
}

/**
 * bell_admin_time_date:
 * @date: a day
 *
 * Returns: (transfer full): the day: "30 November 2026"
 */
char *
bell_admin_time_date (BellDate date)
{
  return format_day (date, _ ("%-e %B %Y"), C_ ("first of a month", "%-e %B %Y"));
}

/**
 * bell_admin_time_days:
 * @days: a number of days
 *
 * Returns: (transfer full): how long that is: "7 days"
 */
char *
bell_admin_time_days (int days)
{
  return g_strdup_printf (ngettext ("%d day", "%d days", (gulong) days), days);
}

/**
 * bell_admin_time_of_day:
 * @zone: a zone
 * @instant: a point in time
 *
 * Returns: (transfer full): its time of day there: "08:00"
 */
char *
bell_admin_time_of_day (const BellZone *zone, BellInstant instant)
{
  int minutes;

  bell_zone_date (zone, instant, &minutes);

  return bell_time_of_day_format (minutes);
}

/**
 * bell_admin_time_moment:
 * @zone: a zone
 * @instant: a point in time
 *
 * Returns: (transfer full): its day and its time there: "Mon 30 Nov 08:00"
 */
char *
bell_admin_time_moment (const BellZone *zone, BellInstant instant)
{
  g_autofree char *day = bell_admin_time_day (bell_zone_day (zone, instant));
  g_autofree char *time = bell_admin_time_of_day (zone, instant);

  /* Translators: a day, and a time: "Mon 30 Nov 08:00" */
  return g_strdup_printf (C_ ("moment", "%s %s"), day, time);
}

/**
 * bell_admin_time_length:
 * @minutes: how long something lasts
 *
 * Returns: (transfer full): that in hours and minutes
 */
char *
bell_admin_time_length (gint64 minutes)
{
  int hours = (int) (minutes / 60), rest = (int) (minutes % 60);

  if (hours == 0)
    /* Translators: a number of minutes, short */
    return g_strdup_printf (_ ("%d min"), rest);
  if (rest == 0)
    /* Translators: a number of hours, short */
    return g_strdup_printf (_ ("%d h"), hours);

  /* Translators: hours and minutes, short */
  return g_strdup_printf (_ ("%d h %d min"), hours, rest);
}
