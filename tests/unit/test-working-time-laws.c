/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-working-time.h"
#include "random-desk.h"
#include "slow-time.h"

#define WINDOW   (35 * 1440)
#define QUERIES  100
#define CALENDAR 20
#define EDGE     (5 * 1440)

/* Where clocks do something, by day; the windows begin two weeks before. */
static const struct
{
  const char *zone;
  const char *around;
} places[] = {
  { "Europe/Prague", "2026-03-29T00:00:00Z" },       /* forward */
  { "Europe/Prague", "2026-10-25T00:00:00Z" },       /* back */
  { "America/New_York", "2026-11-01T00:00:00Z" },    /* back */
  { "America/New_York", "2028-03-12T00:00:00Z" },    /* forward, after a leap day */
  { "Australia/Lord_Howe", "2026-10-04T00:00:00Z" }, /* half an hour forward */
  { "Australia/Lord_Howe", "2026-04-05T00:00:00Z" }, /* half an hour back */
  { "America/St_Johns", "2010-11-07T00:00:00Z" },    /* a minute after midnight, back over it */
  { "America/St_Johns", "2010-03-14T00:00:00Z" },    /* a minute after midnight, forward */
  { "America/Sao_Paulo", "2018-02-18T00:00:00Z" },   /* at midnight, back over it */
  { "America/Sao_Paulo", "2018-11-04T00:00:00Z" },   /* midnight itself is skipped */
  { "Africa/Cairo", "2026-10-29T00:00:00Z" },        /* at midnight, back over it */
  { "America/Havana", "2026-11-01T00:00:00Z" },      /* midnight happens twice */
  { "Pacific/Apia", "2011-12-30T00:00:00Z" },        /* a day that there was not */
  { "Pacific/Kwajalein", "1993-08-21T00:00:00Z" },   /* another one */
  { "Antarctica/Troll", "2026-03-29T00:00:00Z" },    /* two hours */
  { "Africa/Casablanca", "2026-03-01T00:00:00Z" },   /* twice in a month */
  { "Asia/Kathmandu", "2026-01-01T00:00:00Z" },      /* never */
  { "Pacific/Chatham", "2026-04-05T00:00:00Z" },     /* a quarter of an hour more */
  { "Asia/Pyongyang", "2018-05-05T00:00:00Z" },      /* half an hour, for good */
  { "Europe/Lisbon", "2040-02-29T00:00:00Z" },       /* after the last year that is written down */
};

/* DESKBELL_CASES: how many, instead of a hundred thousand. */
static gint64
wanted_cases (void)
{
  const char *text = g_getenv ("DESKBELL_CASES");

  return text != NULL ? g_ascii_strtoll (text, NULL, 10) : 100000;
}

static BellInstant
instant_of (const SlowTime *slow, int minute)
{
  return (slow->begin + (gint64) minute * 60) * G_USEC_PER_SEC;
}

/* The same instant for a minute of the window; at its edges, where not every span was marked, one
 * that is not within either. */
static void
check_minute (const SlowTime *slow, int minute, BellInstant found)
{
  int low = EDGE, high = slow->n_minutes - EDGE;

  if (minute >= low && minute < high)
    g_assert_cmpint (found, ==, instant_of (slow, minute));
  else
    g_assert_true (found == BELL_INSTANT_NONE || found < instant_of (slow, low)
                   || found >= instant_of (slow, high));
}

static void
check_forward (BellWorkingTime *time, const SlowTime *slow, int start, int duration)
{
  BellInstant from = instant_of (slow, start);
  BellInstant due = bell_working_time_after (time, from, duration * BELL_MINUTE);

  check_minute (slow, slow_time_after (slow, start, duration), due);
  if (due == BELL_INSTANT_NONE)
    return;

  /* Forward, then back, returns to where work began. */
  g_assert_cmpint (bell_working_time_before (time, due, duration * BELL_MINUTE), ==,
                   bell_working_time_next_opening (time, from));
  g_assert_cmpint (bell_working_time_between (time, from, due), ==, duration * BELL_MINUTE);
}

/* What is between splits and joins, and is the sum of its stretches. */
static void
check_between (BellWorkingTime *time, const SlowTime *slow, int start, int end, int middle)
{
  BellInstant from = instant_of (slow, start), until = instant_of (slow, end);
  BellInstant split = from + (until - from) / 1000 * middle;
  gint64      between = bell_working_time_between (time, from, until);
  g_autoptr (GArray) stretches = bell_working_time_stretches (time, from, until);
  BellInstant last = from;
  gint64      sum = 0;

  g_assert_cmpint (between, ==, slow_time_between (slow, start, end) * BELL_MINUTE);
  g_assert_cmpint (between, ==,
                   bell_working_time_between (time, from, split)
                       + bell_working_time_between (time, split, until));
  for (guint i = 0; i < stretches->len; i++)
    {
      const BellStretch *stretch = &g_array_index (stretches, BellStretch, i);

      g_assert_cmpint (last, <=, stretch->from);
      g_assert_cmpint (stretch->from, <, stretch->until);
      sum += stretch->until - stretch->from;
      last = stretch->until;
    }
  g_assert_cmpint (last, <=, until);
  g_assert_cmpint (sum, ==, between);
}

static void
check_once (BellWorkingTime *time, const SlowTime *slow)
{
  int low = EDGE, high = slow->n_minutes - EDGE;
  int start = g_test_rand_int_range (low, high);
  int end = g_test_rand_int_range (low, high);

  switch (g_test_rand_int_range (0, 5))
    {
    case 0:
      check_forward (time, slow, start, g_test_rand_int_range (1, 4000));
      break;
    case 1:
      {
        int duration = g_test_rand_int_range (1, 4000);

        check_minute (
            slow, slow_time_before (slow, start, duration),
            bell_working_time_before (time, instant_of (slow, start), duration * BELL_MINUTE));
        break;
      }
    case 2:
      check_between (time, slow, MIN (start, end), MAX (start, end),
                     g_test_rand_int_range (0, 1001));
      break;
    case 3:
      g_assert_cmpint (bell_working_time_is_open (time, instant_of (slow, start)), ==,
                       slow->open[start]);
      break;
    default:
      check_minute (slow, slow_time_next_opening (slow, start),
                    bell_working_time_next_opening (time, instant_of (slow, start)));
      break;
    }
}

static void
test_against_minutes (void)
{
  gint64 left = wanted_cases ();

  for (guint i = 0; left > 0; i++)
    {
      const guint p = i % G_N_ELEMENTS (places);
      BellInstant around = 0;
      g_autoptr (SlowTime) slow = NULL;

      g_assert_true (bell_instant_parse (places[p].around, &around));
      slow = slow_time_new (places[p].zone, around / G_USEC_PER_SEC - WINDOW / 2 * 60, WINDOW);
      for (int c = 0; c < CALENDAR && left > 0; c++)
        {
          BellCalendar *calendar
              = random_calendar (places[p].zone, slow->first_day, slow->last_day);
          g_autoptr (BellRecord) record = &calendar->record;
          g_autoptr (BellWorkingTime) time = bell_working_time_new (calendar);

          slow_time_set_calendar (slow, calendar);
          for (int q = 0; q < QUERIES && left > 0; q++, left--)
            check_once (time, slow);
        }
    }
}

/* Over years, where counting minutes would take too long: the same laws. */
static void
test_far (void)
{
  for (int i = 0; i < 2000; i++)
    {
      const char   *zone = places[i % G_N_ELEMENTS (places)].zone;
      BellDate      first = g_test_rand_int_range (0, 30000);
      BellCalendar *calendar = random_calendar (zone, first, first + 3000);
      g_autoptr (BellRecord) record = &calendar->record;
      g_autoptr (BellWorkingTime) time = bell_working_time_new (calendar);
      BellInstant start = first * G_TIME_SPAN_DAY + g_test_rand_int_range (0, 86400) * 1000001LL;
      gint64      duration = g_test_rand_int_range (1, 4000000) * BELL_MINUTE / 3;
      BellInstant due = bell_working_time_after (time, start, duration);
      BellInstant middle;

      if (due == BELL_INSTANT_NONE)
        continue;
      middle = start + (due - start) / 7;
      g_assert_cmpint (bell_working_time_between (time, start, due), ==, duration);
      g_assert_cmpint (bell_working_time_between (time, start, due - 1), <, duration);
      g_assert_cmpint (bell_working_time_before (time, due, duration), ==,
                       bell_working_time_next_opening (time, start));
      g_assert_cmpint (bell_working_time_between (time, start, middle)
                           + bell_working_time_between (time, middle, due),
                       ==, duration);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/working-time/against-minutes", test_against_minutes);
  g_test_add_func ("/working-time/far", test_far);

  return g_test_run ();
}
