/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "bell-records.h"

/* Answers to questions about working time, and the clocks of service level targets. */

/* A part of the way to a deadline: working time without a break. */
typedef struct
{
  BellRecord  record;
  BellInstant from;
  BellInstant until;
  gint64      minutes; /* whole ones; those of all parts together are the deadline's */
} BellWorkSpan;

/* A deadline in a calendar. */
typedef struct
{
  BellRecord  record;
  char       *timezone; /* the calendar's */
  BellInstant due;      /* null: the calendar never opens for so long */
  BellInstant never_before;
  GPtrArray  *spans; /* BellWorkSpan */
} BellDue;

/* How much working time lies between two times. */
typedef struct
{
  BellRecord record;
  gint64     minutes; /* rounded down */
} BellElapsed;

/* A service level target of a request while time runs: domain.md, "Clocks". */
typedef struct
{
  BellRecord  record;
  char       *request;
  int         target; /* BellTargetKind */
  char       *chat;   /* of a chat response: the chat that it is for */
  int         state;  /* BellClockState */
  char       *agreement;
  int         path; /* BellPath: how the agreement was found */
  int         priority;
  gint64      minutes; /* of working time that there are */
  gint64      warn_percent;
  BellInstant started_at;
  BellInstant warn_at;         /* null while it is suspended and once it is over */
  BellInstant due_at;          /* likewise */
  gint64      elapsed_seconds; /* of working time */
  gint64      left_seconds;    /* negative: so much too late */
  BellInstant warned_at;
  BellInstant breached_at;
  BellInstant ended_at; /* when it was achieved or cancelled */
} BellClock;

/* How one target of a request would have gone under another configuration. */
typedef struct
{
  BellRecord record;
  char      *request;
  int        target;
  char      *chat;
  gboolean   was_met;          /* as it is */
  gboolean   met;              /* as it would have been */
  gint64     was_left_seconds; /* of working time when it ended, or now; negative: too late */
  gint64     left_seconds;
} BellBacktestChange;

/* How many targets of one kind were met and missed, and would have been. */
typedef struct
{
  BellRecord record;
  int        target;
  gint64     was_met;
  gint64     was_missed;
  gint64     met;
  gint64     missed;
} BellBacktestCount;

/* What another configuration would have meant for past requests. */
typedef struct
{
  BellRecord record;
  gint64     requests; /* how many were replayed */
  GPtrArray *targets;  /* BellBacktestCount */
  GPtrArray *changes;  /* BellBacktestChange: the ten that change most */
} BellBacktest;

/* When a desk has something to do by itself. */
typedef struct
{
  BellRecord  record;
  BellInstant at; /* null: nothing that is known of */
} BellWakeup;

extern const BellShape bell_work_span_shape;
extern const BellShape bell_due_shape;
extern const BellShape bell_elapsed_shape;
extern const BellShape bell_clock_shape;
extern const BellShape bell_wakeup_shape;
extern const BellShape bell_backtest_count_shape;
extern const BellShape bell_backtest_change_shape;
extern const BellShape bell_backtest_shape;
