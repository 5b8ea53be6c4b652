/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-clock-records.h"
#include "bell-json.h"
#include "bell-zone.h"
#include "ctl-calls.h"

static char *calendar;
static char *start;
static char *end;
static char *minutes;

#define CALENDAR                                                                                   \
  { "calendar", 0,                                                                                 \
    0,          G_OPTION_ARG_STRING,                                                               \
    &calendar,  N_ ("The calendar that says when work is done"),                                   \
    "ID" }
#define START { "start", 0, 0, G_OPTION_ARG_STRING, &start, N_ ("From when (RFC 3339)"), "TIME" }

static const GOptionEntry due_options[] = {
  CALENDAR,
  START,
  { "minutes", 0, 0, G_OPTION_ARG_STRING, &minutes, N_ ("How many minutes of working time"), "N" },
  { NULL },
};

static gboolean
require (Ctl *ctl, const char *name, const char *value, CtlStatus *status)
{
  if (value != NULL)
    return TRUE;

  *status = ctl_usage (_ ("%s: --%s is needed"), ctl->command, name);

  return FALSE;
}

static void
set_time (JsonObject *object, const char *name, BellInstant instant, const BellZone *zone)
{
  g_autofree char *text = NULL;

  if (instant == BELL_INSTANT_NONE)
    {
      json_object_set_null_member (object, name);
      return;
    }

  text = bell_instant_format (instant, bell_zone_get_time_zone (zone));
  json_object_set_string_member (object, name, text);
}

/* The times are the calendar's, not those of this computer. */
static void
print_due_json (const BellDue *due, const BellZone *zone)
{
  JsonObject *object = json_object_new ();
  JsonArray  *spans = json_array_new ();
  g_autoptr (JsonNode) node = bell_json_object_node (object);

  set_time (object, "due", due->due, zone);
  if (due->never_before != BELL_INSTANT_NONE)
    set_time (object, "never_before", due->never_before, zone);
  for (guint i = 0; i < due->spans->len; i++)
    {
      const BellWorkSpan *span = due->spans->pdata[i];
      JsonObject         *item = json_object_new ();

      set_time (item, "from", span->from, zone);
      set_time (item, "until", span->until, zone);
      json_object_set_int_member (item, "minutes", span->minutes);
      json_array_add_object_element (spans, item);
    }
  json_object_set_array_member (object, "spans", spans);
  ctl_print_json (node);
}

static char *
format (BellInstant instant, const BellZone *zone, const char *form)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc_usec (instant);
  g_autoptr (GDateTime) local = g_date_time_to_timezone (utc, bell_zone_get_time_zone (zone));

  return g_date_time_format (local, form);
}

static void
print_due (const BellDue *due, const BellZone *zone)
{
  g_autofree char *last = NULL;

  if (due->due == BELL_INSTANT_NONE)
    {
      /* Translators: a day, as g_date_time_format() takes it */
      /* xgettext: no-c-format */
      last = format (due->never_before, zone, _ ("%F"));
      g_print (_ ("The calendar never opens before %s.\n"), last);
      return;
    }

  /* Translators: a day of the week, a day, a time and a zone, as g_date_time_format() takes it */
  last = format (due->due, zone, _ ("%a %F %H:%M:%S %Z"));
  /* Translators: a time, and the name of a time zone */
  g_print (_ ("Due %s (%s)\n"), last, due->timezone);
  for (guint i = 0; i < due->spans->len; i++)
    {
      const BellWorkSpan *span = due->spans->pdata[i];
      g_autofree char    *from = format (span->from, zone, _ ("%a %F %H:%M"));
      g_autofree char    *until = format (span->until, zone, _ ("%a %F %H:%M"));

      g_print (_ ("  %s to %s  %5lld min\n"), from, until, (long long) span->minutes);
    }
}

static CtlStatus
show_due (Ctl *ctl, GPtrArray *records)
{
  const BellDue  *due = records->pdata[0];
  const BellZone *zone = bell_zone_get (due->timezone);

  if (ctl->json)
    print_due_json (due, zone);
  else
    print_due (due, zone);

  return due->due != BELL_INSTANT_NONE ? CTL_DONE : CTL_NO;
}

static CtlStatus
run_due (Ctl *ctl, char **arguments)
{
  BellCalendarDue *call = bell_call_new (&bell_call_calendar_due);
  g_autoptr (BellRecord) record = &call->record;
  CtlStatus status;

  if (!require (ctl, "calendar", calendar, &status) || !require (ctl, "start", start, &status)
      || !require (ctl, "minutes", minutes, &status)
      || !ctl_set_text (call, "calendar", calendar, &status)
      || !ctl_set_text (call, "start", start, &status)
      || !ctl_set_text (call, "minutes", minutes, &status))
    return status;

  return ctl_run (ctl, 0, g_steal_pointer (&record), show_due);
}

const CtlCommand ctl_command_due = {
  .name = "due",
  .arguments = "--calendar ID --start TIME --minutes N",
  .summary = N_ ("Say when so much working time is over, and through which spans"),
  .description
  = N_ ("Counts only the hours in which the calendar is open. All options are needed. The "
        "times of the answer are in the calendar's zone.\n\n"
        "With --json the answer is {\"due\": TIME, \"spans\": [{\"from\": TIME, "
        "\"until\": TIME, \"minutes\": 60}, ...]}. If the calendar is not open for so "
        "long, due is null, never_before says how far was looked, and the exit status "
        "is 1."),
  .run = run_due,
  .options = due_options,
};

static void
print_clock (const BellClock *clock)
{
  g_autofree char *due = ctl_format_time (clock->due_at);
  const char      *target = bell_enum_nick (&bell_target_kind_type, clock->target);
  /* Translators: a kind of target, and the id of a chat */
  g_autofree char *subject = clock->chat != NULL
                                 ? g_strdup_printf (_ ("%s of %s"), target, clock->chat)
                                 : g_strdup (target);

  /* Translators: a target, its state, minutes, a time, an agreement and its path */
  g_print (_ ("%s: %s, %lld of %lld min, due %s (%s, by %s)\n"), subject,
           bell_enum_nick (&bell_clock_state_type, clock->state),
           (long long) clock->elapsed_seconds / 60, (long long) clock->minutes, due,
           clock->agreement, bell_enum_nick (&bell_path_type, clock->path));
}

static CtlStatus
show_clocks (Ctl *ctl, GPtrArray *records)
{
  const BellWakeup *next = bell_records_find (records, &bell_wakeup_shape, NULL);
  guint             n_clocks = ctl_count (records, &bell_clock_shape);
  g_autofree char  *time = ctl_format_time (next->at);

  if (ctl->json)
    {
      ctl_print_list_json (records, &bell_clock_shape);
    }
  else if (n_clocks == 0)
    {
      g_print (_ ("The request has no targets.\n"));
    }
  else
    {
      for (guint i = 0; i < n_clocks; i++)
        print_clock (records->pdata[i]);
      g_print (_ ("Next target time: %s\n"), time);
    }

  return n_clocks > 0 ? CTL_DONE : CTL_NO;
}

static CtlStatus
run_clocks (Ctl *ctl, char **arguments)
{
  BellClockList *call = bell_call_new (&bell_call_clock_list);
  g_autoptr (BellRecord) record = &call->record;
  CtlStatus status;

  call->at = ctl->now;
  if (!ctl_set_text (call, "request", arguments[0], &status))
    return status;

  return ctl_run (ctl, 0, g_steal_pointer (&record), show_clocks);
}

const CtlCommand ctl_command_clocks = {
  .name = "clocks",
  .arguments = "REQUEST",
  .summary = N_ ("Say how it stands with the service level targets of a request"),
  .description
  = N_ ("The review and the resolution of the request, and the response to each chat on "
        "it, as far as its agreement has targets for them: running, suspended, achieved, "
        "breached or cancelled, how much working time has elapsed, and when the rest of "
        "it is over. Everything is worked out from what has happened to the request.\n\n"
        "With --json the answer is a list of objects with target, state, agreement, "
        "minutes, elapsed_seconds, left_seconds, warn_at, due_at and others.\n\n"
        "The exit status is 1 if the request has no targets."),
  .n_min = 1,
  .n_max = 1,
  .run = run_clocks,
};

static const GOptionEntry elapsed_options[] = {
  CALENDAR,
  START,
  { "end", 0, 0, G_OPTION_ARG_STRING, &end, N_ ("Until when (RFC 3339)"), "TIME" },
  { NULL },
};

static CtlStatus
show_elapsed (Ctl *ctl, GPtrArray *records)
{
  const BellElapsed *elapsed = records->pdata[0];

  if (ctl->json)
    ctl_print_record_json (elapsed);
  else
    g_print (ngettext ("%lld minutes of working time\n", "%lld minutes of working time\n",
                       (gulong) elapsed->minutes),
             (long long) elapsed->minutes);

  return CTL_DONE;
}

static CtlStatus
run_elapsed (Ctl *ctl, char **arguments)
{
  BellCalendarElapsed *call = bell_call_new (&bell_call_calendar_elapsed);
  g_autoptr (BellRecord) record = &call->record;
  CtlStatus status;

  if (!require (ctl, "calendar", calendar, &status) || !require (ctl, "start", start, &status)
      || !require (ctl, "end", end, &status) || !ctl_set_text (call, "calendar", calendar, &status)
      || !ctl_set_text (call, "start", start, &status) || !ctl_set_text (call, "end", end, &status))
    return status;

  return ctl_run (ctl, 0, g_steal_pointer (&record), show_elapsed);
}

const CtlCommand ctl_command_elapsed = {
  .name = "elapsed",
  .arguments = "--calendar ID --start TIME --end TIME",
  .summary = N_ ("Say how much working time lies between two times"),
  .description
  = N_ ("Counts only the hours in which the calendar is open, in whole minutes, rounded "
        "down. All options are needed. With --json the answer is {\"minutes\": N}."),
  .run = run_elapsed,
  .options = elapsed_options,
};
