/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "bell-records.h"

/**
 * SlowTime:
 *
 * Working time counted minute by minute, as one would with a watch and a calendar on the wall:
 * slow, and with nothing in common with src/policy. Minutes are counted from the window's
 * beginning.
 */
typedef struct
{
  GTimeZone *zone;
  gint64     begin; /* seconds since 1970, a whole minute */
  int        n_minutes;
  gint64    *shown;     /* what the clock on the wall shows, in minutes since 1970 there */
  BellDate   first_day; /* days that lie in the window as a whole, with a margin */
  BellDate   last_day;
  gboolean  *open;
} SlowTime;

SlowTime *slow_time_new (const char *zone, gint64 begin, int n_minutes);
void      slow_time_free (SlowTime *self);
gboolean  slow_time_is_holiday (const BellCalendar *calendar, BellDate day);
void      slow_time_set_calendar (SlowTime *self, const BellCalendar *calendar);
int       slow_time_first (const SlowTime *self, BellDate day, int minutes);
int       slow_time_between (const SlowTime *self, int start, int end);
int       slow_time_after (const SlowTime *self, int start, int duration);
int       slow_time_before (const SlowTime *self, int end, int duration);
int       slow_time_next_opening (const SlowTime *self, int start);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SlowTime, slow_time_free)
