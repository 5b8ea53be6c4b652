/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/**
 * BellDate:
 *
 * A calendar day, as the number of days since 1970-01-01 in the proleptic Gregorian calendar.
 */
typedef int BellDate;
#define BELL_DATE_NONE G_MININT

/**
 * BellInstant:
 *
 * A point in time: microseconds since 1970-01-01T00:00:00Z, as g_get_real_time() gives it.
 */
typedef gint64 BellInstant;
#define BELL_INSTANT_NONE G_MININT64

/* A time of day is minutes since midnight; 24:00 is the end of the day. */
#define BELL_MINUTES_PER_DAY 1440
#define BELL_TIME_NONE       (-1)

gboolean bell_date_parse (const char *text, BellDate *date);
char    *bell_date_format (BellDate date);
BellDate bell_date_add_years (BellDate date, guint years);
int      bell_date_weekday (BellDate date);
void     bell_date_to_gdate (BellDate date, GDate *day);
gboolean bell_time_of_day_parse (const char *text, int *minutes);
char    *bell_time_of_day_format (int minutes);
gboolean bell_duration_parse (const char *text, int *days);
gboolean bell_instant_parse (const char *text, BellInstant *instant);
char    *bell_instant_format (BellInstant instant, GTimeZone *zone);
