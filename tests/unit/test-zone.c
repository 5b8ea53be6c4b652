/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-zone.h"

static void
test_names (void)
{
  static const char *const right[]
      = { "Europe/Prague", "UTC", "America/Argentina/Buenos_Aires", "Asia/Kathmandu", "Etc/GMT+5" };
  static const char *const wrong[] = { "",
                                       "+02:00",
                                       "Europe/Nowhere",
                                       "Z",
                                       "../../etc/passwd",
                                       "/etc/localtime",
                                       "EST5EDT,M3.2.0,M11.1.0",
                                       "europe prague" };

  for (guint i = 0; i < G_N_ELEMENTS (right); i++)
    g_assert_true (bell_zone_is_valid (right[i]));
  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_test_message ("%s", wrong[i]);
      g_assert_false (bell_zone_is_valid (wrong[i]));
    }
}

/* Local times, also those that a change of clocks skips or doubles, and the instants they mean. */
static void
test_instants (void)
{
  static const struct
  {
    const char *zone;
    const char *date;
    const char *time;
    const char *utc;
  } cases[] = {
    { "Europe/Prague", "2026-07-01", "09:00", "2026-07-01T07:00:00Z" },
    { "Europe/Prague", "2026-12-01", "24:00", "2026-12-01T23:00:00Z" },
    /* 02:00 to 03:00 is skipped: the instant of the change. */
    { "Europe/Prague", "2026-03-29", "01:59", "2026-03-29T00:59:00Z" },
    { "Europe/Prague", "2026-03-29", "02:00", "2026-03-29T01:00:00Z" },
    { "Europe/Prague", "2026-03-29", "02:30", "2026-03-29T01:00:00Z" },
    { "Europe/Prague", "2026-03-29", "03:00", "2026-03-29T01:00:00Z" },
    { "Europe/Prague", "2026-03-29", "03:01", "2026-03-29T01:01:00Z" },
    /* 02:00 to 03:00 happens twice: the first. */
    { "Europe/Prague", "2026-10-25", "01:59", "2026-10-24T23:59:00Z" },
    { "Europe/Prague", "2026-10-25", "02:30", "2026-10-25T00:30:00Z" },
    { "Europe/Prague", "2026-10-25", "03:00", "2026-10-25T02:00:00Z" },
    /* Half an hour. */
    { "Australia/Lord_Howe", "2026-10-04", "02:15", "2026-10-03T15:30:00Z" },
    { "Australia/Lord_Howe", "2026-04-05", "01:45", "2026-04-04T14:45:00Z" },
    /* Samoa had no 2011-12-30 at all. */
    { "Pacific/Apia", "2011-12-29", "23:59", "2011-12-30T09:59:00Z" },
    { "Pacific/Apia", "2011-12-30", "00:00", "2011-12-30T10:00:00Z" },
    { "Pacific/Apia", "2011-12-30", "12:00", "2011-12-30T10:00:00Z" },
    { "Pacific/Apia", "2011-12-31", "00:00", "2011-12-30T10:00:00Z" },
    /* Midnight itself is skipped. */
    { "America/Sao_Paulo", "2018-11-04", "00:00", "2018-11-04T03:00:00Z" },
    { "Africa/Cairo", "2026-04-24", "00:30", "2026-04-23T22:00:00Z" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const BellZone  *zone = bell_zone_get (cases[i].zone);
      g_autofree char *utc = NULL;
      BellDate         date;
      int              minutes;

      g_assert_true (bell_date_parse (cases[i].date, &date));
      g_assert_true (bell_time_of_day_parse (cases[i].time, &minutes));
      utc = bell_instant_format (bell_zone_instant (zone, date, minutes), NULL);
      g_test_message ("%s %s %s", cases[i].zone, cases[i].date, cases[i].time);
      g_assert_cmpstr (utc, ==, cases[i].utc);
    }
}

/* Every quarter of an hour of two years, there and back, where the local time is not doubled. */
static void
test_there_and_back (void)
{
  static const char *const zones[] = { "Europe/Prague",       "America/St_Johns",  "Asia/Kathmandu",
                                       "Australia/Lord_Howe", "Africa/Casablanca", "UTC" };
  const gint64             quarter = 15 * 60 * G_USEC_PER_SEC;
  BellInstant              start;

  g_assert_true (bell_instant_parse ("2025-12-31T00:00:00Z", &start));
  for (guint z = 0; z < G_N_ELEMENTS (zones); z++)
    {
      const BellZone *zone = bell_zone_get (zones[z]);
      guint           doubled = 0;

      for (int i = 0; i < 2 * 366 * 96; i++)
        {
          BellInstant instant = start + i * quarter;
          int         minutes;
          BellDate    date = bell_zone_date (zone, instant, &minutes);
          BellInstant back = bell_zone_instant (zone, date, minutes);

          if (back == instant)
            continue;
          /* The second of two: the first is an hour or half of one before. */
          g_assert_cmpint (back, <, instant);
          g_assert_cmpint (instant - back, <=, 4 * quarter);
          doubled++;
        }
      g_assert_cmpuint (doubled, <=, 8);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/zone/names", test_names);
  g_test_add_func ("/zone/instants", test_instants);
  g_test_add_func ("/zone/there-and-back", test_there_and_back);

  return g_test_run ();
}
