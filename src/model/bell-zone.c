/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-zone.h"

#include <string.h>

/**
 * bell_zone_is_valid:
 * @name: text from outside
 *
 * Only names of the IANA database are zones here, never offsets: an offset does not know when
 * clocks change.
 *
 * Returns: whether @name is a zone that this computer knows
 */
gboolean
bell_zone_is_valid (const char *name)
{
  g_autoptr (GTimeZone) zone = NULL;

  if (!g_ascii_isalpha (name[0]) || strstr (name, "..") != NULL || strlen (name) > 64)
    return FALSE;

  /* GLib would take these for military letters and POSIX rules. */
  if (strlen (name) < 3 || strpbrk (name, ",") != NULL)
    return FALSE;

  zone = g_time_zone_new_identifier (name);

  return zone != NULL;
}

/**
 * bell_zone_new:
 * @name: (nullable): a valid zone's name
 *
 * Returns: (transfer full): the zone; UTC for %NULL or a name that is not known
 */
GTimeZone *
bell_zone_new (const char *name)
{
  GTimeZone *zone = name != NULL ? g_time_zone_new_identifier (name) : NULL;

  return zone != NULL ? zone : g_time_zone_new_utc ();
}

/* How far the zone's clocks are ahead of UTC at a moment; both in seconds. */
static gint64
offset_at (GTimeZone *zone, gint64 unix_time)
{
  int interval = g_time_zone_find_interval (zone, G_TIME_TYPE_UNIVERSAL, unix_time);

  return g_time_zone_get_offset (zone, interval);
}

/* The moment in (before, after] at which the offset stops being what it is at @before. */
static gint64
find_change (GTimeZone *zone, gint64 before, gint64 after)
{
  gint64 offset = offset_at (zone, before);

  while (after - before > 1)
    {
      gint64 middle = before + (after - before) / 2;

      if (offset_at (zone, middle) == offset)
        before = middle;
      else
        after = middle;
    }

  return after;
}

/**
 * bell_zone_instant:
 * @zone: a zone
 * @date: a day
 * @minutes: minutes after that day's midnight on the clock on the wall; 1440 is the next midnight
 *
 * When a clock in @zone shows this date and time. A time that a change of clocks skips means the
 * instant of the change; one that happens twice means the first (domain.md, "Clocks").
 *
 * Returns: the instant
 */
BellInstant
bell_zone_instant (GTimeZone *zone, BellDate date, int minutes)
{
  const gint64 day = 24 * 60 * 60;
  gint64       local = (gint64) date * day + (gint64) minutes * 60;
  gint64       offset_before = offset_at (zone, local - day);
  gint64       offset_after = offset_at (zone, local + day);
  gint64       first = local - offset_before;
  gint64       second = local - offset_after;
  gint64       found;

  if (offset_at (zone, first) == offset_before)
    found = first;
  else if (offset_at (zone, second) == offset_after)
    found = second;
  else
    found = find_change (zone, second, first);

  return found * G_USEC_PER_SEC;
}

/**
 * bell_zone_date:
 * @zone: a zone
 * @instant: a point in time
 * @minutes: (out) (optional): whole minutes since midnight on the clock there
 *
 * Returns: the day that the calendar in @zone shows at @instant
 */
BellDate
bell_zone_date (GTimeZone *zone, BellInstant instant, int *minutes)
{
  const gint64 day = 24 * 60 * 60;
  gint64       seconds = instant / G_USEC_PER_SEC - (instant % G_USEC_PER_SEC < 0 ? 1 : 0);
  gint64       local = seconds + offset_at (zone, seconds);
  gint64       date = local / day - (local % day < 0 ? 1 : 0);

  if (minutes != NULL)
    *minutes = (int) ((local - date * day) / 60);

  return (BellDate) date;
}
