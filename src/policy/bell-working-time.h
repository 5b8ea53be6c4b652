/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "bell-records.h"
#include "bell-zone.h"

/**
 * BellWorkingTime:
 *
 * A calendar's working time, made ready to be counted: domain.md, "Clocks". It does not change, and
 * any thread may use it. Durations are microseconds, as the differences of instants are.
 *
 * It is known from 1900 to 2199; outside there is none.
 */
typedef struct _BellWorkingTime BellWorkingTime;

/* Working time without a break, as one span of the calendar gives it. */
typedef struct
{
  BellInstant from;
  BellInstant until; /* not included */
} BellStretch;

#define BELL_MINUTE (60 * G_TIME_SPAN_SECOND)

/* A calendar without an opening for so long is one that never opens. */
#define BELL_NEVER_YEARS 20

BellWorkingTime *bell_working_time_new (const BellCalendar *calendar);
BellWorkingTime *bell_working_time_new_always (const BellZone *zone);
BellWorkingTime *bell_working_time_ref (BellWorkingTime *self);
void             bell_working_time_unref (BellWorkingTime *self);
const BellZone  *bell_working_time_get_zone (const BellWorkingTime *self);

gboolean    bell_working_time_knows (BellInstant instant);
gboolean    bell_working_time_is_holiday (const BellWorkingTime *self, BellDate date);
gboolean    bell_working_time_is_open (BellWorkingTime *self, BellInstant now);
BellInstant bell_working_time_next_opening (BellWorkingTime *self, BellInstant now);
BellInstant bell_working_time_next_closing (BellWorkingTime *self, BellInstant now);
BellInstant bell_working_time_after (BellWorkingTime *self, BellInstant start, gint64 duration);
BellInstant bell_working_time_before (BellWorkingTime *self, BellInstant end, gint64 duration);
gint64      bell_working_time_between (BellWorkingTime *self, BellInstant start, BellInstant end);
GArray     *bell_working_time_stretches (BellWorkingTime *self, BellInstant start, BellInstant end);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BellWorkingTime, bell_working_time_unref)
