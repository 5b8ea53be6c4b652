/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-time.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

/* GDate's Julian day of 1970-01-01 (it counts from 0001-01-01, which is day 1). */
#define EPOCH_JULIAN 719163

static gboolean
all_digits (const char *text, gsize length)
{
  for (gsize i = 0; i < length; i++)
    if (!g_ascii_isdigit (text[i]))
      return FALSE;

  return TRUE;
}

/**
 * bell_date_parse:
 * @text: text from outside
 * @date: (out): the day
 *
 * Reads a date of RFC 3339, `YYYY-MM-DD`, of the years 0001 to 9999.
 *
 * Returns: whether @text is one
 */
gboolean
bell_date_parse (const char *text, BellDate *date)
{
  GDate day;
  int   year, month, number;

  if (strlen (text) != 10 || text[4] != '-' || text[7] != '-' || !all_digits (text, 4)
      || !all_digits (text + 5, 2) || !all_digits (text + 8, 2))
    return FALSE;

  sscanf (text, "%d-%d-%d", &year, &month, &number);
  if (!g_date_valid_dmy (number, month, year))
    return FALSE;

  g_date_clear (&day, 1);
  g_date_set_dmy (&day, number, month, year);
  *date = (int) g_date_get_julian (&day) - EPOCH_JULIAN;

  return TRUE;
}

/**
 * bell_date_to_gdate:
 * @date: a day
 * @day: (out caller-allocates): the same day for GLib
 */
void
bell_date_to_gdate (BellDate date, GDate *day)
{
  g_date_clear (day, 1);
  g_date_set_julian (day, (guint32) (date + EPOCH_JULIAN));
}

/**
 * bell_date_format:
 * @date: a day
 *
 * Returns: (transfer full): @date as `YYYY-MM-DD`
 */
char *
bell_date_format (BellDate date)
{
  GDate day;

  bell_date_to_gdate (date, &day);

  return g_strdup_printf ("%04d-%02d-%02d", g_date_get_year (&day), (int) g_date_get_month (&day),
                          g_date_get_day (&day));
}

/**
 * bell_date_add_years:
 * @date: a day
 * @years: how many years to add
 *
 * Returns: the same day so many years later; for 29 February, the 28th where there is none
 */
BellDate
bell_date_add_years (BellDate date, guint years)
{
  GDate day;

  bell_date_to_gdate (date, &day);
  g_date_add_years (&day, years);

  return (BellDate) g_date_get_julian (&day) - EPOCH_JULIAN;
}

/**
 * bell_date_weekday:
 * @date: a day
 *
 * Returns: its weekday, 0 for Monday to 6 for Sunday
 */
int
bell_date_weekday (BellDate date)
{
  /* 1970-01-01 was a Thursday. */
  int weekday = (date + 3) % 7;

  return weekday < 0 ? weekday + 7 : weekday;
}

/**
 * bell_time_of_day_parse:
 * @text: text from outside
 * @minutes: (out): minutes since midnight
 *
 * Returns: whether @text is a time `HH:MM` from `00:00` to `24:00`
 */
gboolean
bell_time_of_day_parse (const char *text, int *minutes)
{
  int hour, minute;

  if (strlen (text) != 5 || text[2] != ':' || !all_digits (text, 2) || !all_digits (text + 3, 2))
    return FALSE;

  sscanf (text, "%d:%d", &hour, &minute);
  if (minute > 59 || hour * 60 + minute > BELL_MINUTES_PER_DAY)
    return FALSE;

  *minutes = hour * 60 + minute;

  return TRUE;
}

/**
 * bell_time_of_day_format:
 * @minutes: minutes since midnight, at most 1440
 *
 * Returns: (transfer full): the time as `HH:MM`
 */
char *
bell_time_of_day_format (int minutes)
{
  return g_strdup_printf ("%02d:%02d", minutes / 60, minutes % 60);
}

/**
 * bell_duration_parse:
 * @text: text from outside
 * @days: (out): how many days it lasts
 *
 * Reads the ISO 8601 durations that a rotation can have: whole days or whole weeks, `P1D`, `P2W`,
 * up to 3660 days.
 *
 * Returns: whether @text is one
 */
gboolean
bell_duration_parse (const char *text, int *days)
{
  gsize  length = strlen (text);
  gint64 number;

  if (length < 3 || length > 6 || text[0] != 'P' || !all_digits (text + 1, length - 2))
    return FALSE;

  if (text[length - 1] != 'D' && text[length - 1] != 'W')
    return FALSE;

  number = g_ascii_strtoll (text + 1, NULL, 10) * (text[length - 1] == 'W' ? 7 : 1);
  if (number < 1 || number > 3660)
    return FALSE;

  *days = (int) number;

  return TRUE;
}

/* The offset from UTC that RFC 3339 demands at the end: "Z" or "+HH:MM". */
static gboolean
has_offset (const char *text, gsize length)
{
  const char *tail;

  if (text[length - 1] == 'Z' || text[length - 1] == 'z')
    return TRUE;

  tail = text + length - 6;

  return (tail[0] == '+' || tail[0] == '-') && tail[3] == ':' && all_digits (tail + 1, 2)
         && all_digits (tail + 4, 2);
}

/**
 * bell_instant_parse:
 * @text: text from outside
 * @instant: (out): the point in time
 *
 * Reads a date-time of RFC 3339, with its offset: `2026-03-29T09:00:00+02:00`.
 *
 * Returns: whether @text is one
 */
gboolean
bell_instant_parse (const char *text, BellInstant *instant)
{
  g_autoptr (GDateTime) moment = NULL;
  g_autofree char *upper = NULL;
  gsize            length = strlen (text);

  if (length < 20 || length > 40 || text[4] != '-' || text[7] != '-' || text[13] != ':'
      || !has_offset (text, length))
    return FALSE;

  /* RFC 3339 allows small letters, GLib does not. */
  upper = g_ascii_strup (text, -1);
  moment = g_date_time_new_from_iso8601 (upper, NULL);
  if (moment == NULL)
    return FALSE;

  *instant = g_date_time_to_unix_usec (moment);

  return TRUE;
}

/* What is written most often, without asking for zones. */
static char *
format_utc (BellInstant instant)
{
  gint64    fraction = instant % G_USEC_PER_SEC;
  time_t    seconds;
  struct tm parts;

  if (fraction < 0)
    fraction += G_USEC_PER_SEC;
  seconds = (time_t) ((instant - fraction) / G_USEC_PER_SEC);
  if (gmtime_r (&seconds, &parts) == NULL || parts.tm_year < 1 - 1900
      || parts.tm_year > 9999 - 1900)
    g_return_val_if_reached (NULL);

  if (fraction == 0)
    return g_strdup_printf ("%04d-%02d-%02dT%02d:%02d:%02dZ", parts.tm_year + 1900,
                            parts.tm_mon + 1, parts.tm_mday, parts.tm_hour, parts.tm_min,
                            parts.tm_sec);

  return g_strdup_printf ("%04d-%02d-%02dT%02d:%02d:%02d.%06dZ", parts.tm_year + 1900,
                          parts.tm_mon + 1, parts.tm_mday, parts.tm_hour, parts.tm_min,
                          parts.tm_sec, (int) fraction);
}

/**
 * bell_instant_format:
 * @instant: a point in time
 * @zone: (nullable): the zone to show it in, or %NULL for UTC
 *
 * Returns: (transfer full): @instant as RFC 3339 writes it, in @zone and with its offset; fractions
 *   of a second only where there are any
 */
char *
bell_instant_format (BellInstant instant, GTimeZone *zone)
{
  g_autoptr (GDateTime) utc = NULL;
  g_autoptr (GDateTime) local = NULL;

  if (zone == NULL)
    return format_utc (instant);

  utc = g_date_time_new_from_unix_utc_usec (instant);
  g_return_val_if_fail (utc != NULL, NULL);
  local = g_date_time_to_timezone (utc, zone);

  return g_date_time_format (local, instant % G_USEC_PER_SEC != 0 ? "%Y-%m-%dT%H:%M:%S.%f%:z"
                                                                  : "%Y-%m-%dT%H:%M:%S%:z");
}
