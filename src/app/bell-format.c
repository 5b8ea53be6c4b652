/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-format.h"

#include "bell-error.h"
#include "bell-said.h"

#include <glib/gi18n.h>
#include <langinfo.h>
#include <string.h>

static GDateTime *
local_time (BellInstant instant)
{
  return g_date_time_new_from_unix_local_usec (instant);
}

/* Whether this computer's people write 2:05 PM. */
static gboolean
has_twelve_hours (void)
{
  const char *format = nl_langinfo (T_FMT);

  return strstr (format, "%r") != NULL || strstr (format, "%I") != NULL
         || strstr (format, "%l") != NULL;
}

/**
 * bell_format_time:
 * @instant: a point in time
 *
 * Returns: (transfer full): its time of day
 */
char *
bell_format_time (BellInstant instant)
{
  g_autoptr (GDateTime) time = local_time (instant);

  return g_date_time_format (time, has_twelve_hours () ? "%-I:%M %p" : "%H:%M");
}

static int
days_between (BellInstant instant, BellInstant now)
{
  g_autoptr (GDateTime) then = local_time (instant);
  g_autoptr (GDateTime) today = local_time (now);
  GDate then_date, today_date;

  g_date_clear (&then_date, 1);
  g_date_clear (&today_date, 1);
  g_date_set_dmy (&then_date, g_date_time_get_day_of_month (then), g_date_time_get_month (then),
                  g_date_time_get_year (then));
  g_date_set_dmy (&today_date, g_date_time_get_day_of_month (today), g_date_time_get_month (today),
                  g_date_time_get_year (today));

  return g_date_days_between (&then_date, &today_date);
}

/**
 * bell_format_day:
 * @instant: a point in time
 * @now: the present
 *
 * Returns: (transfer full): its day, as one would say it now
 */
char *
bell_format_day (BellInstant instant, BellInstant now)
{
  g_autoptr (GDateTime) time = local_time (instant);
  g_autoptr (GDateTime) today = local_time (now);
  int days = days_between (instant, now);

  if (days == 0)
    return g_strdup (_ ("Today"));
  if (days == 1)
    return g_strdup (_ ("Yesterday"));
  if (days == -1)
    return g_strdup (_ ("Tomorrow"));
  if (days > 1 && days < 7)
    return g_date_time_format (time, "%A");

  if (g_date_time_get_year (time) == g_date_time_get_year (today))
    return g_date_time_format (time, g_date_time_get_day_of_month (time) == 1
                                         ? C_ ("first of a month", "%-e %B")
                                         /* Translators: a day of this year, for strftime(): "22
                                          * November" */
                                         : _ ("%-e %B"));

  return g_date_time_format (time, g_date_time_get_day_of_month (time) == 1
                                       ? C_ ("first of a month", "%-e %B %Y")
                                       /* Translators: a day of another year, for strftime(): "22
                                        * November 2026" */
                                       : _ ("%-e %B %Y"));
}

/**
 * bell_format_moment:
 * @instant: a point in time
 * @now: the present
 *
 * Returns: (transfer full): its day and its time of day; only the time for today
 */
char *
bell_format_moment (BellInstant instant, BellInstant now)
{
  g_autofree char *time = bell_format_time (instant);
  g_autofree char *day = NULL;

  if (days_between (instant, now) == 0)
    return g_steal_pointer (&time);

  day = bell_format_day (instant, now);

  /* Translators: a day and a time: "Yesterday, 14:05" */
  return g_strdup_printf (C_ ("moment", "%s, %s"), day, time);
}

/**
 * bell_format_is_today:
 * @instant: a point in time
 * @now: the present
 *
 * Returns: whether bell_format_moment() gives a time alone, and no day
 */
gboolean
bell_format_is_today (BellInstant instant, BellInstant now)
{
  return days_between (instant, now) == 0;
}

/**
 * bell_format_wait:
 * @since: when somebody began to wait
 * @now: the present
 *
 * Returns: (transfer full): how long they have been waiting
 */
char *
bell_format_wait (BellInstant since, BellInstant now)
{
  gint64 minutes = MAX (now - since, 0) / G_USEC_PER_SEC / 60;
  gint64 hours = minutes / 60;

  if (minutes < 1)
    return g_strdup (_ ("Asked just now"));
  if (hours < 1)
    return g_strdup_printf (
        ngettext ("Waiting for %d minute", "Waiting for %d minutes", (gulong) minutes),
        (int) minutes);
  if (hours < 24)
    return g_strdup_printf (
        ngettext ("Waiting for %d hour", "Waiting for %d hours", (gulong) hours), (int) hours);

  return g_strdup_printf (
      ngettext ("Waiting for %d day", "Waiting for %d days", (gulong) (hours / 24)),
      (int) (hours / 24));
}

/**
 * bell_format_ago:
 * @since: when something happened
 * @now: the present
 *
 * Returns: (transfer full): how long ago that was
 */
char *
bell_format_ago (BellInstant since, BellInstant now)
{
  gint64 seconds = MAX (now - since, 0) / G_USEC_PER_SEC;
  gint64 minutes = seconds / 60;

  if (seconds < 2)
    return g_strdup (_ ("just now"));
  if (minutes < 1)
    return g_strdup_printf (ngettext ("%d second ago", "%d seconds ago", (gulong) seconds),
                            (int) seconds);
  if (minutes < 60)
    return g_strdup_printf (ngettext ("%d minute ago", "%d minutes ago", (gulong) minutes),
                            (int) minutes);

  return bell_format_moment (since, now);
}

/**
 * bell_format_names:
 * @names: names, at least one
 *
 * Returns: (transfer full): the names as a sentence names them
 */
char *
bell_format_names (const char *const *names)
{
  guint n = g_strv_length ((char **) names);

  if (n == 1)
    return g_strdup (names[0]);
  if (n == 2)
    /* Translators: two names */
    return g_strdup_printf (_ ("%s and %s"), names[0], names[1]);

  /* Translators: a name, and how many others there are */
  return g_strdup_printf (ngettext ("%s and %u other", "%s and %u others", n - 1), names[0], n - 1);
}

/**
 * bell_format_priority:
 * @priority: a #BellPriority
 *
 * Returns: what it is called
 */
const char *
bell_format_priority (int priority)
{
  static const char *const names[] = { [BELL_PRIORITY_CRITICAL] = NC_ ("priority", "Critical"),
                                       [BELL_PRIORITY_HIGH] = NC_ ("priority", "High"),
                                       [BELL_PRIORITY_MEDIUM] = NC_ ("priority", "Medium"),
                                       [BELL_PRIORITY_LOW] = NC_ ("priority", "Low") };

  return priority >= 0 && priority < (int) G_N_ELEMENTS (names)
             ? g_dpgettext2 (NULL, "priority", names[priority])
             : "";
}

/**
 * bell_format_phase:
 * @phase: a #BellPhase
 *
 * Returns: what it is called
 */
const char *
bell_format_phase (int phase)
{
  static const char *const names[] = { [BELL_PHASE_OPEN] = NC_ ("phase", "Open"),
                                       [BELL_PHASE_SUSPENDED] = NC_ ("phase", "Suspended"),
                                       [BELL_PHASE_RESOLVED] = NC_ ("phase", "Resolved"),
                                       [BELL_PHASE_CLOSED] = NC_ ("phase", "Closed") };

  return phase >= 0 && phase < (int) G_N_ELEMENTS (names)
             ? g_dpgettext2 (NULL, "phase", names[phase])
             : "";
}

/**
 * bell_format_part:
 * @part: a #BellPart
 *
 * Returns: as what somebody is told of a chat request
 */
const char *
bell_format_part (int part)
{
  static const char *const names[]
      = { [BELL_PART_OWNER] = N_ ("Owner"),
          [BELL_PART_EXPERT_ASSIGNEE] = N_ ("Expert assignee"),
          [BELL_PART_GROUP_OWNER] = N_ ("Owner of the group"),
          [BELL_PART_GROUP_DISPATCHER] = N_ ("Dispatcher of the group"),
          [BELL_PART_ON_CALL_PRIMARY] = N_ ("On call"),
          [BELL_PART_ON_CALL_BACKUP_1] = N_ ("On call, first backup"),
          [BELL_PART_ON_CALL_BACKUP_2] = N_ ("On call, second backup") };

  return part >= 0 && part < (int) G_N_ELEMENTS (names) ? _ (names[part])
                                                        : _ ("Member of the group");
}

/**
 * bell_format_chat_status:
 * @status: a #BellChatStatus
 *
 * Returns: what it is called
 */
const char *
bell_format_chat_status (int status)
{
  static const char *const names[] = { [BELL_CHAT_PENDING] = N_ ("Waiting"),
                                       [BELL_CHAT_ACTIVE] = N_ ("Going on"),
                                       [BELL_CHAT_ENDED] = N_ ("Ended"),
                                       [BELL_CHAT_ABANDONED] = N_ ("Left by the person") };

  return status >= 0 && status < (int) G_N_ELEMENTS (names) ? _ (names[status]) : "";
}

/**
 * bell_format_error:
 * @error: what went wrong below
 *
 * Returns: (transfer full): what happened, what was kept, and what to do
 */
char *
bell_format_error (const GError *error)
{
  g_autofree char *why = NULL;

  if (error->domain != BELL_ERROR)
    return g_strdup (error->message);

  switch ((BellError) error->code)
    {
    case BELL_ERROR_OFFLINE:
      return g_strdup (
          _ ("The desk cannot be reached now. What you wrote is kept; try again later."));
    case BELL_ERROR_DENIED:
      return g_strdup (_ ("You may not do this on this desk."));
    case BELL_ERROR_CONFLICT:
      return g_strdup (_ ("The chat has changed meanwhile, so this was not done."));
    case BELL_ERROR_NOT_FOUND:
      return g_strdup (_ ("This is not on the desk any more."));
    case BELL_ERROR_NO_CHAT:
      return g_strdup (_ ("Chat is not available on this request any more."));
    case BELL_ERROR_TOO_LARGE:
      return g_strdup (_ ("This is too long. Make it shorter and try again."));
    case BELL_ERROR_TOO_MANY:
      return g_strdup (_ ("This was tried too often. Wait a little and try again."));
    case BELL_ERROR_INVALID:
    case BELL_ERROR_STORE:
    default:
      why = bell_said (error->message);
      /* Translators: what follows is a technical reason in English */
      return g_strdup_printf (_ ("This could not be done, and nothing was changed: %s"), why);
    }
}

/**
 * bell_format_error_markup:
 * @error: what went wrong
 *
 * Returns: (transfer full): as bell_format_error(), for where markup is taken
 */
char *
bell_format_error_markup (const GError *error)
{
  g_autofree char *text = bell_format_error (error);

  return g_markup_escape_text (text, -1);
}
