/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-working-time.h"
#include "desk-data.h"

static const char desk[]
    = "{\"format\": \"deskbell/1\", \"calendars\": [{\"id\": \"c\", \"name\": \"C\","
      "\"timezone\": \"Europe/Prague\", \"hours\": {"
      "\"mon\": [[\"09:00\", \"12:00\"], [\"13:00\", \"17:00\"]], \"tue\": [[\"00:00\", \"24:00\"]],"
      "\"fri\": [[\"22:00\", \"06:00\"]], \"sat\": [[\"22:00\", \"06:00\"]], \"sun\": []},"
      "\"holidays\": [{\"name\": \"X\", \"date\": \"2025-12-25\", \"yearly\": true},"
      "{\"name\": \"Y\", \"date\": \"2026-06-09\", \"yearly\": false},"
      "{\"name\": \"Z\", \"date\": \"2026-06-20\"}]}]}";

static void
test_open (void)
{
  static const struct
  {
    const char *now;
    gboolean    open;
  } cases[] = {
    { "2026-06-08T08:59:59+02:00", FALSE }, /* Monday */
    { "2026-06-08T09:00:00+02:00", TRUE },
    { "2026-06-08T12:00:00+02:00", FALSE },
    { "2026-06-08T16:59:59+02:00", TRUE },
    { "2026-06-16T00:00:00+02:00", TRUE }, /* all of Tuesday */
    { "2026-06-16T23:59:59+02:00", TRUE },
    { "2026-06-17T00:00:00+02:00", FALSE },
    { "2026-06-12T23:00:00+02:00", TRUE }, /* across midnight */
    { "2026-06-13T05:59:59+02:00", TRUE },
    { "2026-06-13T06:00:00+02:00", FALSE },
    { "2026-06-09T12:00:00+02:00", FALSE }, /* a holiday on a Tuesday */
    { "2026-12-25T23:00:00+01:00", FALSE }, /* a yearly one, on a Friday */
    { "2026-12-26T01:00:00+01:00", TRUE },  /* the rest of its evening is another day */
    { "2026-06-19T23:00:00+02:00", TRUE },  /* the evening before a holiday */
    { "2026-06-20T01:00:00+02:00", FALSE },
    { "2026-06-20T23:00:00+02:00", FALSE },
    { "2026-06-21T01:00:00+02:00", TRUE },
    { "2026-03-29T05:30:00+02:00", TRUE }, /* the night the clocks change */
    { "2026-03-29T06:00:00+02:00", FALSE },
  };
  g_autoptr (BellDocument) document = desk_data_load (desk);
  const BellCalendar *calendar = bell_document_calendar (document, "c");
  g_autoptr (BellWorkingTime) time = bell_working_time_new (calendar);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("%s", cases[i].now);
      g_assert_cmpint (bell_working_time_is_open (time, desk_data_instant (cases[i].now)), ==,
                       cases[i].open);
    }
}

/* Deadlines, their way, and back again: domain.md, "Clocks". */
static void
test_deadlines (void)
{
  static const struct
  {
    const char *start;
    int         minutes;
    const char *due;
    const char *back; /* where going back from the deadline ends */
  } cases[] = {
    /* Monday has two spans, Tuesday is whole. */
    { "2026-06-08T09:00:00+02:00", 60, "2026-06-08T10:00:00+02:00", "2026-06-08T09:00:00+02:00" },
    { "2026-06-08T09:00:00+02:00", 180, "2026-06-08T12:00:00+02:00", "2026-06-08T09:00:00+02:00" },
    { "2026-06-08T09:00:00+02:00", 181, "2026-06-08T13:01:00+02:00", "2026-06-08T09:00:00+02:00" },
    { "2026-06-08T07:00:00+02:00", 60, "2026-06-08T10:00:00+02:00", "2026-06-08T09:00:00+02:00" },
    { "2026-06-08T12:00:00+02:00", 1, "2026-06-08T13:01:00+02:00", "2026-06-08T13:00:00+02:00" },
    { "2026-06-08T11:30:30+02:00", 30, "2026-06-08T13:00:30+02:00", "2026-06-08T11:30:30+02:00" },
    { "2026-06-15T16:00:00+02:00", 61, "2026-06-16T00:01:00+02:00", "2026-06-15T16:00:00+02:00" },
    /* The ninth is a holiday, the evening of the nineteenth before another one counts. */
    { "2026-06-08T16:59:00+02:00", 2, "2026-06-12T22:01:00+02:00", "2026-06-08T16:59:00+02:00" },
    { "2026-06-19T23:00:00+02:00", 61, "2026-06-21T00:01:00+02:00", "2026-06-19T23:00:00+02:00" },
    /* The nights in which clocks change have seven and nine hours. */
    { "2026-03-28T22:00:00+01:00", 420, "2026-03-29T06:00:00+02:00", "2026-03-28T22:00:00+01:00" },
    { "2026-10-24T22:00:00+02:00", 540, "2026-10-25T06:00:00+01:00", "2026-10-24T22:00:00+02:00" },
    { "2026-10-24T22:00:00+02:00", 0, "2026-10-24T22:00:00+02:00", "2026-10-24T22:00:00+02:00" },
    { "2026-10-24T12:00:00+02:00", 0, "2026-10-24T22:00:00+02:00", "2026-10-24T22:00:00+02:00" },
  };
  g_autoptr (BellDocument) document = desk_data_load (desk);
  g_autoptr (BellWorkingTime) time = bell_working_time_new (bell_document_calendar (document, "c"));

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      gint64      duration = cases[i].minutes * BELL_MINUTE;
      BellInstant due = desk_data_instant (cases[i].due);

      g_test_message ("%s and %d minutes", cases[i].start, cases[i].minutes);
      g_assert_cmpint (bell_working_time_after (time, desk_data_instant (cases[i].start), duration),
                       ==, due);
      g_assert_cmpint (bell_working_time_before (time, due, duration), ==,
                       desk_data_instant (cases[i].back));
    }
}

/* What a deadline is made of: one span across midnight is one, whole days are one each. */
static void
test_stretches (void)
{
  static const char *const expected[]
      = { "2026-06-12T23:00:00+02:00", "2026-06-13T06:00:00+02:00", "2026-06-13T22:00:00+02:00",
          "2026-06-14T06:00:00+02:00", "2026-06-15T09:00:00+02:00", "2026-06-15T12:00:00+02:00",
          "2026-06-15T13:00:00+02:00", "2026-06-15T17:00:00+02:00", "2026-06-16T00:00:00+02:00",
          "2026-06-16T08:00:00+02:00" };
  g_autoptr (BellDocument) document = desk_data_load (desk);
  g_autoptr (BellWorkingTime) time = bell_working_time_new (bell_document_calendar (document, "c"));
  g_autoptr (GArray) found
      = bell_working_time_stretches (time, desk_data_instant ("2026-06-12T23:00:00+02:00"),
                                     desk_data_instant ("2026-06-16T08:00:00+02:00"));

  g_assert_cmpuint (found->len * 2, ==, G_N_ELEMENTS (expected));
  for (guint i = 0; i < found->len; i++)
    {
      const BellStretch *stretch = &g_array_index (found, BellStretch, i);

      g_assert_cmpint (stretch->from, ==, desk_data_instant (expected[2 * i]));
      g_assert_cmpint (stretch->until, ==, desk_data_instant (expected[2 * i + 1]));
    }
}

/* A calendar without an opening, with one that holidays take away, and one that is open for good.
 */
static void
test_never_and_always (void)
{
  static const char data[]
      = "{\"format\": \"deskbell/1\", \"calendars\": ["
        "{\"id\": \"none\", \"name\": \"N\", \"timezone\": \"UTC\", \"hours\": {}},"
        "{\"id\": \"rare\", \"name\": \"R\", \"timezone\": \"UTC\","
        " \"hours\": {\"mon\": [[\"02:30\", \"02:31\"]]}},"
        "{\"id\": \"all\", \"name\": \"A\", \"timezone\": \"UTC\", \"hours\": {"
        "\"mon\": [[\"00:00\", \"24:00\"]], \"tue\": [[\"00:00\", \"24:00\"]],"
        "\"wed\": [[\"00:00\", \"24:00\"]], \"thu\": [[\"00:00\", \"24:00\"]],"
        "\"fri\": [[\"00:00\", \"24:00\"]], \"sat\": [[\"00:00\", \"24:00\"]],"
        "\"sun\": [[\"00:00\", \"24:00\"]]}}]}";
  g_autoptr (BellDocument) document = desk_data_load (data);
  g_autoptr (BellWorkingTime) none
      = bell_working_time_new (bell_document_calendar (document, "none"));
  g_autoptr (BellWorkingTime) rare
      = bell_working_time_new (bell_document_calendar (document, "rare"));
  g_autoptr (BellWorkingTime) all
      = bell_working_time_new (bell_document_calendar (document, "all"));
  g_autoptr (BellWorkingTime) always = bell_working_time_new_always (bell_zone_get ("UTC"));
  BellInstant start = desk_data_instant ("2026-11-25T12:00:00Z");

  g_assert_cmpint (bell_working_time_after (none, start, BELL_MINUTE), ==, BELL_INSTANT_NONE);
  g_assert_cmpint (bell_working_time_before (none, start, BELL_MINUTE), ==, BELL_INSTANT_NONE);
  g_assert_cmpint (bell_working_time_next_opening (none, start), ==, BELL_INSTANT_NONE);
  g_assert_cmpint (bell_working_time_between (none, start, start + G_TIME_SPAN_DAY), ==, 0);
  /* A minute a week for a hundred years is long, but it is not never. */
  g_assert_cmpint (bell_working_time_after (rare, start, 5218 * BELL_MINUTE), ==,
                   desk_data_instant ("2126-11-25T02:31:00Z"));
  g_assert_cmpint (bell_working_time_after (all, start, 60 * BELL_MINUTE), ==,
                   start + G_TIME_SPAN_HOUR);
  g_assert_cmpint (bell_working_time_next_closing (all, start), ==, BELL_INSTANT_NONE);
  g_assert_cmpint (bell_working_time_next_closing (always, start), ==, BELL_INSTANT_NONE);
  g_assert_cmpint (bell_working_time_after (always, start, 7), ==, start + 7);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/working-time/open", test_open);
  g_test_add_func ("/working-time/deadlines", test_deadlines);
  g_test_add_func ("/working-time/stretches", test_stretches);
  g_test_add_func ("/working-time/never-and-always", test_never_and_always);

  return g_test_run ();
}
