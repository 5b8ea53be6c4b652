/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "bell-working-time.h"

/* Days are counted in blocks of whole weeks, so that what is far away need not be walked to. */
#define BELL_BLOCK_DAYS 364

/* 1900-01-01, a Monday, and how many blocks reach to the end of 2199. */
#define BELL_FIRST_DAY (-25567)
#define BELL_N_BLOCKS  302

/* Working time of a weekday, in minutes since midnight. */
typedef struct
{
  int      from;
  int      until;     /* at most 1440 */
  gboolean continued; /* it goes on from the evening before */
} BellDaySpan;

/* How many seconds of working time lie before each day of a block, and in all of it. */
typedef struct
{
  int before[BELL_BLOCK_DAYS + 1];
} BellBlock;

struct _BellWorkingTime
{
  const BellZone *zone;
  gboolean        always;
  GArray         *spans[BELL_N_WEEKDAYS]; /* BellDaySpan, in order, apart from each other */
  int             seconds[BELL_N_WEEKDAYS];
  GArray         *holidays;              /* BellDate, in order */
  guint32         yearly[13];            /* by month, a bit for each day */
  BellBlock      *blocks[BELL_N_BLOCKS]; /* made when they are needed first */
};

const BellBlock *bell_working_time_block (BellWorkingTime *self, guint block);
const GArray    *bell_working_time_day (const BellWorkingTime *self, BellDate date);
