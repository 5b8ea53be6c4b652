/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "bell-record.h"

/* Calls about who is on call when, and about working time. See bell-calls.h. */

/* Gives a #BellOnCall. */
typedef struct
{
  BellRecord  record;
  char       *group;
  BellInstant at;
} BellOnCallGet;

/* The longest span of time whose turns can be asked for: eight weeks, and a day for its ends. */
#define BELL_TURNS_MAX (57 * G_TIME_SPAN_DAY)

/* Gives the #BellTurn of each part of a span of time, one after the other, without holes. */
typedef struct
{
  BellRecord  record;
  char       *group;
  BellInstant from;
  BellInstant until;
} BellOnCallTurns;

/* The most minutes of working time that a deadline may be away: a hundred years of them. */
#define BELL_MINUTES_MAX (100 * 366 * 24 * 60)

/* Gives a #BellDue. */
typedef struct
{
  BellRecord  record;
  char       *calendar;
  BellInstant start;
  gint64      minutes;
} BellCalendarDue;

/* Gives a #BellElapsed. */
typedef struct
{
  BellRecord  record;
  char       *calendar;
  BellInstant start;
  BellInstant end;
} BellCalendarElapsed;
