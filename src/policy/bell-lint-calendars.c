/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-lint-private.h"

#include "bell-zone.h"

#define MINUTES_PER_WEEK (BELL_N_WEEKDAYS * BELL_MINUTES_PER_DAY)
#define LAST_MINUTE      (BELL_MINUTES_PER_DAY - 1)
#define SOON_DAYS        60

/* A span as minutes since the midnight that Monday begins with. */
typedef struct
{
  int from;
  int until;
} WeekSpan;

static int
compare_spans (gconstpointer a, gconstpointer b)
{
  const WeekSpan *left = a;
  const WeekSpan *right = b;

  return left->from != right->from ? left->from - right->from : left->until - right->until;
}

/* All spans of a calendar, in the order in which they begin. */
static GArray *
spans_of_week (const BellCalendar *calendar)
{
  GArray *week = g_array_new (FALSE, FALSE, sizeof (WeekSpan));

  for (int day = 0; day < BELL_N_WEEKDAYS; day++)
    for (guint i = 0; calendar->hours[day] != NULL && i < calendar->hours[day]->len; i++)
      {
        const BellSpan *span = &g_array_index (calendar->hours[day], BellSpan, i);
        WeekSpan        one
            = { day * BELL_MINUTES_PER_DAY + span->from, day * BELL_MINUTES_PER_DAY + span->until };

        if (span->until <= span->from)
          one.until += BELL_MINUTES_PER_DAY;
        g_array_append_val (week, one);
      }
  g_array_sort (week, compare_spans);

  return week;
}

/* "mon 09:00-12:00" */
static char *
format_span (const WeekSpan *span)
{
  int              day = span->from / BELL_MINUTES_PER_DAY;
  int              until = span->until - day * BELL_MINUTES_PER_DAY;
  g_autofree char *from_text = bell_time_of_day_format (span->from % BELL_MINUTES_PER_DAY);
  g_autofree char *until_text = bell_time_of_day_format (
      until > BELL_MINUTES_PER_DAY ? until - BELL_MINUTES_PER_DAY : until);

  return g_strdup_printf ("%s %s-%s", bell_enum_nick (&bell_weekday_type, day), from_text,
                          until_text);
}

/* How many spans begin in another one, and the first such pair. The week is a circle: Sunday's last
 * span may go on into Monday. */
static guint
count_overlaps (GArray *week, WeekSpan *first, WeekSpan *second)
{
  WeekSpan widest = { 0, 0 };
  guint    n = 0;

  for (guint i = 0; i < 2 * week->len; i++)
    {
      WeekSpan span = g_array_index (week, WeekSpan, i % week->len);
      int      from = i < week->len ? span.from : span.from + MINUTES_PER_WEEK;

      if (from < widest.until && n++ == 0)
        {
          *first = widest;
          *second = span;
        }
      if (i < week->len && span.until > widest.until)
        widest = span;
    }

  return n;
}

static void
check_overlaps (BellLint *self, const BellCalendar *calendar, GArray *week)
{
  WeekSpan         pair[2];
  guint            n = count_overlaps (week, &pair[0], &pair[1]);
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  g_autofree char *more = NULL;

  if (n == 0)
    return;

  first = format_span (&pair[0]);
  second = format_span (&pair[1]);
  more = n > 1 ? g_strdup_printf (" (%u overlaps in all)", n) : g_strdup ("");
  bell_lint_add (
      self, BELL_FINDING_CALENDAR_SPANS_OVERLAP, calendar, NULL,
      "in calendar \"%s\", %s and %s overlap%s; the time that they share counts once, so "
      "make them one span or correct one",
      calendar->record.id, first, second, more);
}

/* No span of Sunday can go on until the last minute of Monday. */
static gboolean
is_covered (GArray *week, int minute)
{
  for (guint i = 0; i < week->len; i++)
    {
      const WeekSpan *span = &g_array_index (week, WeekSpan, i);

      if (span->from <= minute && minute < span->until)
        return TRUE;
    }

  return FALSE;
}

static void
check_last_minutes (BellLint *self, const BellCalendar *calendar, GArray *week)
{
  for (guint i = 0; i < week->len; i++)
    {
      const WeekSpan  *span = &g_array_index (week, WeekSpan, i);
      g_autofree char *text = NULL;

      if (span->until % BELL_MINUTES_PER_DAY != LAST_MINUTE || is_covered (week, span->until))
        continue;

      text = format_span (span);
      bell_lint_add (self, BELL_FINDING_CALENDAR_ENDS_2359, calendar, NULL,
                     "in calendar \"%s\", %s leaves out the last minute of the day; write 24:00 "
                     "for its end",
                     calendar->record.id, text);
      return;
    }
}

static void
check_clocks (BellLint *self, const BellCalendar *calendar, BellWorkingTime *working, GArray *week)
{
  BellLintSkipped  first = { .date = G_MAXINT };
  g_autofree char *date = NULL;
  g_autofree char *time = NULL;
  g_autofree char *from = NULL;
  g_autofree char *until = NULL;

  for (guint i = 0; i < week->len; i++)
    {
      const WeekSpan *span = &g_array_index (week, WeekSpan, i);
      int             day = span->from / BELL_MINUTES_PER_DAY;
      BellLintTimes   times = { 1u << day, span->from % BELL_MINUTES_PER_DAY,
                                span->until - day * BELL_MINUTES_PER_DAY, G_MININT, working };
      BellLintSkipped found;

      if (times.until > BELL_MINUTES_PER_DAY)
        times.until -= BELL_MINUTES_PER_DAY;
      if (bell_lint_find_skipped (self, bell_working_time_get_zone (working), &times, &found)
          && found.date < first.date)
        first = found;
    }
  if (first.date == G_MAXINT)
    return;

  date = bell_date_format (first.date);
  time = bell_time_of_day_format (first.time);
  from = bell_time_of_day_format (first.from);
  until = bell_time_of_day_format (first.until);
  bell_lint_add (
      self, BELL_FINDING_SPAN_IN_SKIPPED_HOUR, calendar, NULL,
      "in calendar \"%s\", a span %s at %s, and on %s the clocks of %s go from %s to %s; "
      "choose a time outside that hour",
      calendar->record.id, first.is_start ? "begins" : "ends", time, date, calendar->timezone, from,
      until);
}

static void
check_open (BellLint *self, const BellCalendar *calendar, BellWorkingTime *time)
{
  if (bell_working_time_next_opening (time, self->now) != BELL_INSTANT_NONE)
    return;

  bell_lint_add (self, BELL_FINDING_CALENDAR_NEVER_OPEN, calendar, NULL,
                 "calendar \"%s\" has no working time in the next %d years; give it hours on days "
                 "that are no holidays",
                 calendar->record.id, BELL_NEVER_YEARS);
}

static void
check_holidays (BellLint *self, const BellCalendar *calendar, const BellZone *zone)
{
  BellDate         today = bell_zone_date (zone, self->now, NULL);
  BellDate         last = BELL_DATE_NONE;
  g_autofree char *date = NULL;

  for (guint i = 0; i < calendar->holidays->len; i++)
    {
      const BellHoliday *holiday = calendar->holidays->pdata[i];

      if (!holiday->yearly)
        last = MAX (last, holiday->date);
    }
  if (last == BELL_DATE_NONE || last - today >= SOON_DAYS)
    return;

  date = bell_date_format (last);
  bell_lint_add (self, BELL_FINDING_HOLIDAYS_END_SOON, calendar, NULL,
                 "the last dated holiday of calendar \"%s\" %s %s; add those of the next year",
                 calendar->record.id, last < today ? "was" : "is", date);
}

static GHashTable *
used_calendars (BellLint *self)
{
  GHashTable *used = g_hash_table_new (g_str_hash, g_str_equal);
  GPtrArray  *agreements = bell_document_list (self->document, &bell_agreement_shape);

  for (guint i = 0; i < agreements->len; i++)
    if (((BellAgreement *) agreements->pdata[i])->calendar != NULL)
      g_hash_table_add (used, ((BellAgreement *) agreements->pdata[i])->calendar);

  return used;
}

/**
 * bell_lint_calendars:
 * @self: a look through a desk
 *
 * Looks at its calendars: whether their hours are what they seem to be, and whether holidays go on.
 */
void
bell_lint_calendars (BellLint *self)
{
  GPtrArray *calendars = bell_document_list (self->document, &bell_calendar_shape);
  g_autoptr (GHashTable) used = used_calendars (self);

  for (guint i = 0; i < calendars->len; i++)
    {
      BellCalendar    *calendar = calendars->pdata[i];
      BellWorkingTime *time = bell_policy_working_time (self->policy, calendar->record.id);
      g_autoptr (GArray) week = spans_of_week (calendar);

      check_overlaps (self, calendar, week);
      check_last_minutes (self, calendar, week);
      check_open (self, calendar, time);
      check_clocks (self, calendar, time, week);
      check_holidays (self, calendar, bell_working_time_get_zone (time));
      if (!g_hash_table_contains (used, calendar->record.id))
        bell_lint_add (self, BELL_FINDING_CALENDAR_UNUSED, calendar, NULL,
                       "no agreement uses calendar \"%s\"; name it in one, or remove it",
                       calendar->record.id);
    }
}
