/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "bell-error.h"
#include "bell-ical.h"
#include "bell-zone.h"

#define LIBICAL_GLIB_UNSTABLE_API 1
#include <libical-glib/libical-glib.h>

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ICalComponent, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ICalDuration, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ICalParameter, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ICalProperty, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ICalRecurIterator, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ICalRecurrence, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ICalTime, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ICalValue, g_object_unref)

#define BELL_SECONDS_PER_DAY 86400

/**
 * BellIcalMoment:
 * @date: the day
 * @seconds: how long it is since midnight, on the clock on the wall
 * @is_date: it is the whole day
 * @zone: (nullable): where the clock is; %NULL for wherever one is
 */
typedef struct
{
  BellDate        date;
  int             seconds;
  gboolean        is_date;
  const BellZone *zone;
} BellIcalMoment;

/**
 * BellIcalEvent:
 * @line: where in the file it begins
 * @uid: (nullable): what it has in common with those that stand for one occurrence of it
 * @name: (nullable): its summary, as the name of a holiday
 * @start: when it begins; a date of %BELL_DATE_NONE if nothing is said of that
 * @end: when it is over; likewise
 * @duration: (nullable): how long it lasts
 * @occurrence: which occurrence of another event it stands for; likewise
 * @rules: (element-type ICalRecurrence): how it is repeated
 * @more: (element-type BellIcalMoment): when it happens besides
 * @except: (element-type BellIcalMoment): when it does not
 * @is_cancelled: whether it does not happen at all
 * @problem: (nullable): why it has to be left out
 *
 * An event as the file has it.
 */
typedef struct
{
  guint          line;
  char          *uid;
  char          *name;
  BellIcalMoment start;
  BellIcalMoment end;
  ICalDuration  *duration;
  BellIcalMoment occurrence;
  GPtrArray     *rules;
  GArray        *more;
  GArray        *except;
  gboolean       is_cancelled;
  char          *problem;
} BellIcalEvent;

/* How much may still be done for a file; what is out of bounds is not finished. */
typedef struct
{
  guint  steps;
  gint64 deadline;
} BellIcalBudget;

gboolean bell_ical_budget_spend (BellIcalBudget *self);

GPtrArray     *bell_ical_scan (const char *data, gsize length, GError **error);
BellIcalEvent *bell_ical_event_new (guint line);
void           bell_ical_event_free (BellIcalEvent *self);
gboolean       bell_ical_event_knows (const char *name);
gboolean       bell_ical_event_take (BellIcalEvent *self,
                                     const char    *name,
                                     const char    *text,
                                     guint          line,
                                     GError       **error);
gboolean       bell_ical_event_finish (BellIcalEvent *self, GError **error);
gboolean       bell_ical_event_is_yearly (BellIcalEvent *self);
gint64
bell_ical_event_wall (BellIcalEvent *self, const BellIcalMoment *moment, const BellZone *zone);
BellInstant bell_ical_wall_instant (gint64 wall, const BellZone *zone);
GArray     *bell_ical_event_occurrences (BellIcalEvent  *self,
                                         GArray         *replaced,
                                         const BellZone *zone,
                                         BellDate        until,
                                         BellIcalBudget *budget);
