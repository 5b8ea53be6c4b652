/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-clock-records.h"
#include "bell-desk-private.h"

static gboolean
check_time (const char *name, BellInstant instant, GError **error)
{
  if (bell_working_time_knows (instant))
    return TRUE;

  g_set_error (error, BELL_ERROR, BELL_ERROR_INVALID,
               "%s: expected a time from 1900 to 2199, for which working time is known", name);

  return FALSE;
}

GPtrArray *
bell_desk_on_call_turns (BellDeskContext *context, gpointer call, GError **error)
{
  const BellOnCallTurns *wanted = call;

  if (!bell_check_known (context, &bell_group_shape, wanted->group, error)
      || !check_time ("from", wanted->from, error) || !check_time ("until", wanted->until, error))
    return NULL;

  if (wanted->until <= wanted->from || wanted->until - wanted->from > BELL_TURNS_MAX)
    {
      g_set_error (error, BELL_ERROR, BELL_ERROR_INVALID,
                   "until: expected a time after \"from\", at most %d days later",
                   (int) (BELL_TURNS_MAX / G_TIME_SPAN_DAY));
      return NULL;
    }

  return bell_policy_turns (context->policy, wanted->group, wanted->from, wanted->until);
}

/* The minutes of all spans are whole and add up: what one does not fill, the next does. */
static void
add_spans (BellDue *due, BellWorkingTime *time, BellInstant start)
{
  g_autoptr (GArray) stretches = bell_working_time_stretches (time, start, due->due);
  gint64 sum = 0;
  gint64 minutes = 0;

  for (guint i = 0; i < stretches->len; i++)
    {
      const BellStretch *stretch = &g_array_index (stretches, BellStretch, i);
      BellWorkSpan      *span = bell_record_new (&bell_work_span_shape);

      sum += stretch->until - stretch->from;
      span->from = stretch->from;
      span->until = stretch->until;
      span->minutes = sum / BELL_MINUTE - minutes;
      minutes = sum / BELL_MINUTE;
      g_ptr_array_add (due->spans, span);
    }
}

/* Until when it is sure that there is no opening. */
static BellInstant
never_before (BellWorkingTime *time, BellInstant start)
{
  const BellZone *zone = bell_working_time_get_zone (time);
  BellDate        day = bell_zone_date (zone, start, NULL);

  return bell_zone_instant (zone, bell_date_add_years (day, BELL_NEVER_YEARS), 0);
}

GPtrArray *
bell_desk_calendar_due (BellDeskContext *context, gpointer call, GError **error)
{
  const BellCalendarDue *wanted = call;
  BellWorkingTime       *time = bell_policy_working_time (context->policy, wanted->calendar);
  g_autoptr (BellRecord) record = bell_record_new (&bell_due_shape);
  BellDue *due = (BellDue *) record;

  if (!bell_check_known (context, &bell_calendar_shape, wanted->calendar, error)
      || !check_time ("start", wanted->start, error))
    return NULL;

  g_set_str (&due->timezone,
             bell_document_calendar (bell_policy_get_document (context->policy), wanted->calendar)
                 ->timezone);
  due->due = bell_working_time_after (time, wanted->start, wanted->minutes * BELL_MINUTE);
  if (due->due != BELL_INSTANT_NONE)
    add_spans (due, time, wanted->start);
  else if (bell_working_time_next_opening (time, wanted->start) == BELL_INSTANT_NONE)
    due->never_before = never_before (time, wanted->start);
  else
    {
      g_set_error_literal (error, BELL_ERROR, BELL_ERROR_INVALID,
                           "minutes: expected a deadline before 2200");
      return NULL;
    }

  return bell_answer (g_steal_pointer (&record));
}

GPtrArray *
bell_desk_calendar_elapsed (BellDeskContext *context, gpointer call, GError **error)
{
  const BellCalendarElapsed *wanted = call;
  BellWorkingTime           *time = bell_policy_working_time (context->policy, wanted->calendar);
  BellElapsed               *elapsed;

  if (!bell_check_known (context, &bell_calendar_shape, wanted->calendar, error)
      || !check_time ("start", wanted->start, error) || !check_time ("end", wanted->end, error))
    return NULL;

  if (wanted->end < wanted->start)
    {
      g_set_error_literal (error, BELL_ERROR, BELL_ERROR_INVALID,
                           "end: expected a time that is not before the start");
      return NULL;
    }

  elapsed = bell_record_new (&bell_elapsed_shape);
  elapsed->minutes = bell_working_time_between (time, wanted->start, wanted->end) / BELL_MINUTE;

  return bell_answer (elapsed);
}
