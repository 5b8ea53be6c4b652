/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "bell-calls.h"

/* How a desk has done over some days: how soon chats were answered, and service level targets met.
 */

/* The most days that one answer is about. */
#define BELL_OVERVIEW_DAYS_MAX 92

/* Gives the #BellOverview of the days from @from until @until, both included. A request counts for
 * the group that it is assigned to now. */
typedef struct
{
  BellRecord record;
  BellDate   from;
  BellDate   until;
  char      *zone;  /* whose days; null: the desk's */
  char      *group; /* null: all, and the requests without one */
} BellDeskOverview;

/* What is counted of a day, or of a group over all the days. Chats count on the day on which they
 * were asked for, whatever became of them later; targets on the day on which they were met or
 * missed. */
typedef struct
{
  BellRecord record;
  BellDate   day;            /* null: of a group */
  char      *group;          /* null: of a day, or of the requests without a group */
  gint64     asked;          /* chats that were asked for */
  gint64     answered;       /* of these: those that an agent has answered by now */
  gint64     left;           /* of these: those that were over before anybody answered */
  gint64     median_seconds; /* from asking to the answer, of those answered; nearest rank,
                              * rounded down; 0 if none was */
  gint64 p95_seconds;        /* likewise the 95th percentile */
  gint64 met;                /* service level targets that were achieved in time, and not missed
                              * later, as those of requests that are opened again may be */
  gint64 missed;             /* those that were breached */
} BellOverviewRow;

/* How many targets of a kind were met and missed over all the days. */
typedef struct
{
  BellRecord record;
  int        target; /* BellTargetKind */
  gint64     met;
  gint64     missed;
} BellOverviewTarget;

typedef struct
{
  BellRecord  record;
  char       *zone;           /* whose days these are */
  gint64      waiting;        /* chats that are pending now, whenever they were asked for */
  BellInstant oldest_at;      /* when the first of these was; null: there is none */
  gint64      median_seconds; /* of all days together, as in their rows */
  gint64      p95_seconds;
  GPtrArray  *days;   /* BellOverviewRow: every day, in order */
  GPtrArray  *groups; /* BellOverviewRow: every group with something to count, by id; then the
                       * requests without one */
  GPtrArray *targets; /* BellOverviewTarget: every kind */
} BellOverview;

extern const BellShape bell_overview_row_shape;
extern const BellShape bell_overview_target_shape;
extern const BellShape bell_overview_shape;

extern const BellCallType bell_call_desk_overview;
