/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-time.h"

static void
test_dates (void)
{
  static const struct
  {
    const char *text;
    int         days; /* since 1970-01-01, by `date -u -d TEXT +%s` */
    int         weekday;
  } dates[] = {
    { "1970-01-01", 0, 3 },     { "1969-12-31", -1, 2 },      { "2026-11-22", 20779, 6 },
    { "2024-02-29", 19782, 3 }, { "0001-01-01", -719162, 0 }, { "9999-12-31", 2932896, 4 },
    { "2000-03-01", 11017, 2 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (dates); i++)
    {
      g_autofree char *again = NULL;
      BellDate         date;

      g_assert_true (bell_date_parse (dates[i].text, &date));
      g_assert_cmpint (date, ==, dates[i].days);
      g_assert_cmpint (bell_date_weekday (date), ==, dates[i].weekday);
      again = bell_date_format (date);
      g_assert_cmpstr (again, ==, dates[i].text);
    }
}

static void
test_no_dates (void)
{
  static const char *const texts[]
      = { "",           "2026-1-1",    "2026-02-30", "2025-02-29", "2026-13-01", "26-01-01",
          "2026/01/01", "2026-01-01 ", "0000-01-01", "-001-01-01", "2026-00-10", "+026-01-01" };
  BellDate date;

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    g_assert_false (bell_date_parse (texts[i], &date));
}

static void
test_times_of_day (void)
{
  static const char *const wrong[]
      = { "", "9:00", "24:01", "23:60", "25:00", "09:00:00", "0900", "-1:00" };
  int minutes;

  g_assert_true (bell_time_of_day_parse ("00:00", &minutes) && minutes == 0);
  g_assert_true (bell_time_of_day_parse ("09:05", &minutes) && minutes == 545);
  g_assert_true (bell_time_of_day_parse ("24:00", &minutes) && minutes == 1440);

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    g_assert_false (bell_time_of_day_parse (wrong[i], &minutes));
}

static void
test_durations (void)
{
  static const char *const wrong[]
      = { "", "P", "PD", "P0D", "P1M", "P1Y", "PT1H", "P1D1", "P-1D", "7D", "P1.5D", "P99999D" };
  int days;

  g_assert_true (bell_duration_parse ("P1D", &days) && days == 1);
  g_assert_true (bell_duration_parse ("P14D", &days) && days == 14);
  g_assert_true (bell_duration_parse ("P2W", &days) && days == 14);

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    g_assert_false (bell_duration_parse (wrong[i], &days));
}

static void
test_instants (void)
{
  static const struct
  {
    const char *text;
    const char *utc;
  } instants[] = {
    { "2026-03-29T09:00:00+02:00", "2026-03-29T07:00:00Z" },
    { "2026-03-29T09:00:00Z", "2026-03-29T09:00:00Z" },
    { "2026-03-29T09:00:00.250Z", "2026-03-29T09:00:00.250000Z" },
    { "2026-12-31T23:30:00-03:30", "2027-01-01T03:00:00Z" },
  };
  static const char *const wrong[] = { "",
                                       "2026-03-29",
                                       "2026-03-29T09:00:00",
                                       "20260329T090000Z",
                                       "2026-03-29T25:00:00Z",
                                       "2026-W13-7T09:00:00Z" };
  g_autoptr (GTimeZone) prague = g_time_zone_new_identifier ("Europe/Prague");
  g_autofree char *local = NULL;
  BellInstant      instant;

  for (guint i = 0; i < G_N_ELEMENTS (instants); i++)
    {
      g_autofree char *utc = NULL;

      g_assert_true (bell_instant_parse (instants[i].text, &instant));
      utc = bell_instant_format (instant, NULL);
      g_assert_cmpstr (utc, ==, instants[i].utc);
    }

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    g_assert_false (bell_instant_parse (wrong[i], &instant));

  bell_instant_parse ("2026-07-01T10:00:00Z", &instant);
  local = bell_instant_format (instant, prague);
  g_assert_cmpstr (local, ==, "2026-07-01T12:00:00+02:00");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/time/dates", test_dates);
  g_test_add_func ("/time/no-dates", test_no_dates);
  g_test_add_func ("/time/times-of-day", test_times_of_day);
  g_test_add_func ("/time/durations", test_durations);
  g_test_add_func ("/time/instants", test_instants);

  return g_test_run ();
}
