/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-error.h"
#include "bell-ical.h"

#include <string.h>

#define FROM  "2026-01-01"
#define UNTIL "2028-12-31"

static BellDate
day (const char *text)
{
  BellDate date;

  g_assert_true (bell_date_parse (text, &date));

  return date;
}

static GPtrArray *
read_text (const char *text, const char *zone, GPtrArray *warnings, GError **error)
{
  return bell_ical_read_holidays (text, strlen (text), zone, day (FROM), day (UNTIL), warnings,
                                  error);
}

/* "2026-01-01 New Year, *12-25 Christmas": yearly ones have a star. */
static char *
describe (GPtrArray *holidays)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < holidays->len; i++)
    {
      const BellHoliday *holiday = holidays->pdata[i];
      g_autofree char   *date = bell_date_format (holiday->date);

      g_string_append_printf (text, "%s%s%s%s%s", i > 0 ? ", " : "", holiday->yearly ? "*" : "",
                              date, holiday->name[0] != '\0' ? " " : "", holiday->name);
    }

  return g_string_free (text, FALSE);
}

/* A calendar of what is written in short: "|" ends a line, "//" an event. */
static char *
expand (const char *events)
{
  GString *text = g_string_new ("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//x//y//EN\r\n");
  g_auto (GStrv) blocks = g_strsplit (events, "//", -1);

  for (guint i = 0; blocks[i] != NULL; i++)
    {
      g_auto (GStrv) lines = g_strsplit (blocks[i], "|", -1);
      g_autofree char *block = g_strjoinv ("\r\n", lines);

      g_string_append_printf (text, "BEGIN:VEVENT\r\n%s\r\nEND:VEVENT\r\n", block);
    }

  return g_string_free (g_string_append (text, "END:VCALENDAR\r\n"), FALSE);
}

typedef struct
{
  const char *name;
  const char *events; /* "|" ends a line, "//" an event */
  const char *expected;
  const char *warning; /* words of the one warning; NULL for none */
  const char *zone;    /* NULL: Europe/Prague */
} Case;

static const Case cases[] = {
  { "a-day", "SUMMARY:Fair|DTSTART;VALUE=DATE:20260504", "2026-05-04 Fair" },
  { "a-day-with-an-end", "SUMMARY:Fair|DTSTART;VALUE=DATE:20260504|DTEND;VALUE=DATE:20260505",
    "2026-05-04 Fair" },
  { "a-day-that-ends-where-it-starts",
    "SUMMARY:Fair|DTSTART;VALUE=DATE:20260504|DTEND;VALUE=DATE:20260504", "2026-05-04 Fair" },
  { "without-a-name", "DTSTART;VALUE=DATE:20260504", "2026-05-04" },
  { "many-days", "SUMMARY:X|DTSTART;VALUE=DATE:20261224|DTEND;VALUE=DATE:20261227",
    "2026-12-24 X, 2026-12-25 X, 2026-12-26 X" },
  { "duration", "SUMMARY:X|DTSTART;VALUE=DATE:20261224|DURATION:P2D",
    "2026-12-24 X, 2026-12-25 X" },
  { "weeks", "SUMMARY:X|DTSTART;VALUE=DATE:20251227|DURATION:P1W", "2026-01-01 X, 2026-01-02 X" },
  { "no-value-type", "SUMMARY:X|DTSTART:20260504", "2026-05-04 X" },
  { "outside-the-span", "SUMMARY:X|DTSTART:20251231//SUMMARY:Y|DTSTART:20290101", "" },
  { "at-the-ends-of-the-span", "SUMMARY:X|DTSTART:20260101//SUMMARY:Y|DTSTART:20281231",
    "2026-01-01 X, 2028-12-31 Y" },
  { "before-the-epoch", "SUMMARY:X|DTSTART:19500508|RRULE:FREQ=YEARLY", "*1950-05-08 X" },
  { "name-in-parts", "SUMMARY:Labour\\, day\\nof\\; all|DTSTART:20260501",
    "2026-05-01 Labour, day of; all" },
  { "language", "SUMMARY;LANGUAGE=cs:Svátek práce|DTSTART:20260501", "2026-05-01 Svátek práce" },
  { "alarm",
    "SUMMARY:X|DTSTART:20260501|BEGIN:VALARM|TRIGGER:-PT5M|SUMMARY:Y|DURATION:bad|END:VALARM",
    "2026-05-01 X" },
  { "what-does-not-matter",
    "SUMMARY:X|DTSTART:20260501|CREATED:never|GEO:x|X-A;B=\"c:d\":e|CLASS:", "2026-05-01 X" },
  { "small-letters", "summary:X|dtstart;value=date:20260501|rrule:freq=yearly", "*2026-05-01 X" },

  { "yearly", "SUMMARY:X|DTSTART:20240101|RRULE:FREQ=YEARLY", "*2024-01-01 X" },
  { "yearly-with-its-own-day",
    "SUMMARY:X|DTSTART:20241225|RRULE:FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=25;INTERVAL=1",
    "*2024-12-25 X" },
  { "yearly-with-its-own-month", "SUMMARY:X|DTSTART:20241225|RRULE:FREQ=YEARLY;BYMONTH=12",
    "*2024-12-25 X" },
  { "yearly-on-a-leap-day", "SUMMARY:X|DTSTART:20240229|RRULE:FREQ=YEARLY", "*2024-02-29 X" },
  { "yearly-after-the-span", "SUMMARY:X|DTSTART:20300101|RRULE:FREQ=YEARLY", "" },
  { "yearly-of-two-days", "SUMMARY:X|DTSTART:20251225|DTEND:20251227|RRULE:FREQ=YEARLY",
    "2026-12-25 X, 2026-12-26 X, 2027-12-25 X, 2027-12-26 X, 2028-12-25 X, 2028-12-26 X" },
  { "yearly-until", "SUMMARY:X|DTSTART:20240101|RRULE:FREQ=YEARLY;UNTIL=20270101",
    "2026-01-01 X, 2027-01-01 X" },
  { "yearly-count", "SUMMARY:X|DTSTART:20240101|RRULE:FREQ=YEARLY;COUNT=3", "2026-01-01 X" },
  { "every-other-year", "SUMMARY:X|DTSTART:20240101|RRULE:FREQ=YEARLY;INTERVAL=2",
    "2026-01-01 X, 2028-01-01 X" },
  { "leap-day-by-interval", "SUMMARY:X|DTSTART:20240229|RRULE:FREQ=YEARLY;INTERVAL=4",
    "2028-02-29 X" },
  { "yearly-but-for-one", "SUMMARY:X|DTSTART:20240101|RRULE:FREQ=YEARLY|EXDATE;VALUE=DATE:20270101",
    "2026-01-01 X, 2028-01-01 X" },
  { "yearly-and-once-more",
    "SUMMARY:X|DTSTART:20270101|RRULE:FREQ=YEARLY|RDATE;VALUE=DATE:20260704",
    "2026-07-04 X, 2027-01-01 X, 2028-01-01 X" },
  { "day-of-every-month", "SUMMARY:X|DTSTART:20281031|RRULE:FREQ=YEARLY;BYMONTHDAY=31",
    "2028-10-31 X, 2028-12-31 X" },

  { "last-monday-of-may", "SUMMARY:X|DTSTART:20230529|RRULE:FREQ=YEARLY;BYMONTH=5;BYDAY=-1MO",
    "2026-05-25 X, 2027-05-31 X, 2028-05-29 X" },
  { "fourth-thursday", "SUMMARY:X|DTSTART:20231123|RRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=4TH;COUNT=5",
    "2026-11-26 X, 2027-11-25 X" },
  { "friday-after", "SUMMARY:X|DTSTART:20251114|RRULE:FREQ=MONTHLY;BYDAY=FR;BYSETPOS=2;COUNT=4",
    "2026-01-09 X, 2026-02-13 X" },
  { "easter-monday-by-dates",
    "SUMMARY:Easter|DTSTART;VALUE=DATE:20240401|RDATE;VALUE=DATE:20250421,20260406,20270329|RDATE;VALUE=DATE:20280417",
    "2026-04-06 Easter, 2027-03-29 Easter, 2028-04-17 Easter" },
  { "weekly", "SUMMARY:X|DTSTART:20260105|RRULE:FREQ=WEEKLY;COUNT=3",
    "2026-01-05 X, 2026-01-12 X, 2026-01-19 X" },
  { "daily-until-a-time", "SUMMARY:X|DTSTART:20260105|RRULE:FREQ=DAILY;UNTIL=20260107T000000Z",
    "2026-01-05 X, 2026-01-06 X, 2026-01-07 X" },
  { "never", "SUMMARY:X|DTSTART:20260105|RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30",
    "2026-01-05 X" },
  { "twice-by-two-rules", "SUMMARY:X|DTSTART:20281230|RRULE:FREQ=DAILY|RRULE:FREQ=WEEKLY",
    "2028-12-30 X, 2028-12-31 X" },

  { "moved",
    "UID:a|SUMMARY:X|DTSTART:20240101|RRULE:FREQ=YEARLY//UID:a|RECURRENCE-ID;VALUE=DATE:20270101|SUMMARY:Moved|DTSTART:20270104",
    "2026-01-01 X, 2027-01-04 Moved, 2028-01-01 X" },
  { "moved-before-its-event",
    "UID:a|RECURRENCE-ID:20270101|SUMMARY:Moved|DTSTART:20270104//UID:a|SUMMARY:X|DTSTART:20240101|RRULE:FREQ=YEARLY",
    "2026-01-01 X, 2027-01-04 Moved, 2028-01-01 X" },
  { "one-cancelled",
    "UID:a|SUMMARY:X|DTSTART:20240101|RRULE:FREQ=YEARLY//UID:a|RECURRENCE-ID:20270101|STATUS:CANCELLED|DTSTART:20270101",
    "2026-01-01 X, 2028-01-01 X" },
  { "moved-of-another-event",
    "UID:a|SUMMARY:X|DTSTART:20240101|RRULE:FREQ=YEARLY//UID:b|RECURRENCE-ID:20270101|SUMMARY:Y|DTSTART:20270104",
    "*2024-01-01 X, 2027-01-04 Y" },
  { "cancelled", "SUMMARY:X|STATUS:CANCELLED|DTSTART:20260501", "" },
  { "confirmed", "SUMMARY:X|STATUS:CONFIRMED|DTSTART:20260501", "2026-05-01 X" },

  { "same-twice", "SUMMARY:X|DTSTART:20260501//SUMMARY:X|DTSTART:20260501", "2026-05-01 X" },
  { "two-names", "SUMMARY:X|DTSTART:20260501//SUMMARY:Y|DTSTART:20260501",
    "2026-05-01 X, 2026-05-01 Y" },
  { "on-a-yearly-one", "SUMMARY:X|DTSTART:20270501//SUMMARY:Y|DTSTART:20260501|RRULE:FREQ=YEARLY",
    "*2026-05-01 Y" },
  { "yearly-twice",
    "SUMMARY:X|DTSTART:20240501|RRULE:FREQ=YEARLY//SUMMARY:X|DTSTART:20260501|RRULE:FREQ=YEARLY",
    "*2024-05-01 X" },

  { "local-times", "SUMMARY:X|DTSTART:20260504T000000|DTEND:20260505T000000", "2026-05-04 X" },
  { "times-of-the-zone",
    "SUMMARY:X|DTSTART;TZID=Europe/Prague:20260504T000000|DTEND;TZID=Europe/Prague:20260506T000000",
    "2026-05-04 X, 2026-05-05 X" },
  { "times-in-utc", "SUMMARY:X|DTSTART:20260503T220000Z|DTEND:20260504T220000Z", "2026-05-04 X" },
  { "times-of-another-zone",
    "SUMMARY:X|DTSTART;TZID=America/New_York:20260503T180000|DTEND;TZID=America/New_York:20260505T170000",
    "2026-05-04 X" },
  { "zone-with-a-path",
    "SUMMARY:X|DTSTART;TZID=/citadel.org/20210210_1/Europe/Prague:20260504T000000|DURATION:P1D",
    "2026-05-04 X" },
  { "a-working-day", "SUMMARY:X|DTSTART:20260504T090000|DTEND:20260504T170000", "",
    "\"X\" is left out: it covers no day of Europe/Prague from 00:00 to 24:00" },
  { "a-minute-short", "SUMMARY:X|DTSTART:20260504T000100|DTEND:20260505T000000", "",
    "covers no day" },
  { "a-day-elsewhere", "SUMMARY:X|DTSTART;TZID=Asia/Tokyo:20260504T000000|DURATION:P1D", "",
    "covers no day" },
  { "no-length", "SUMMARY:X|DTSTART:20260504T000000", "", "covers no day" },
  { "ends-before", "SUMMARY:X|DTSTART:20260504T000000|DTEND:20260501T000000", "", "covers no day" },
  { "short-day", "SUMMARY:X|DTSTART:20260329T000000|DURATION:PT23H", "2026-03-29 X" },
  { "long-day", "SUMMARY:X|DTSTART:20261025T000000|DURATION:PT24H", "", "covers no day" },
  { "long-day-by-the-calendar", "SUMMARY:X|DTSTART:20261025T000000|DURATION:P1D", "2026-10-25 X" },
  { "day-that-a-zone-left-out", "SUMMARY:X|DTSTART:20261231T000000|DURATION:P1D", "2026-12-31 X",
    NULL, "Pacific/Apia" },
  { "yearly-with-times",
    "SUMMARY:X|DTSTART;TZID=Europe/Prague:20250704T000000|DTEND;TZID=Europe/Prague:20250705T000000|"
    "RRULE:FREQ=YEARLY|EXDATE;TZID=Europe/Prague:20270704T000000",
    "2026-07-04 X, 2028-07-04 X" },
  { "exception-by-its-day",
    "SUMMARY:X|DTSTART:20250704T000000|DURATION:P1D|RRULE:FREQ=YEARLY|EXDATE;VALUE=DATE:20270704",
    "2026-07-04 X, 2028-07-04 X" },
  { "exception-in-utc",
    "SUMMARY:X|DTSTART;TZID=Europe/Prague:20250704T000000|DURATION:P1D|RRULE:FREQ=YEARLY|EXDATE:20270703T220000Z",
    "2026-07-04 X, 2028-07-04 X" },
  { "until-in-utc",
    "SUMMARY:X|DTSTART;TZID=Europe/Prague:20260704T000000|DURATION:P1D|RRULE:FREQ=DAILY;UNTIL=20260705T220000Z",
    "2026-07-04 X, 2026-07-05 X, 2026-07-06 X" },

  { "unknown-zone", "SUMMARY:X|DTSTART;TZID=Central Time:20260504T000000|DURATION:P1D", "",
    "time zone \"Central Time\" is not known" },
  { "hourly", "SUMMARY:X|DTSTART:20260504|RRULE:FREQ=HOURLY", "", "by the time of day" },
  { "secondly", "SUMMARY:X|DTSTART:20260504T000000|RRULE:FREQ=SECONDLY", "", "by the time of day" },
  { "by-hour", "SUMMARY:X|DTSTART:20260504|RRULE:FREQ=DAILY;BYHOUR=1,2", "", "by the time of day" },
  { "another-calendar", "SUMMARY:X|DTSTART:20260504|RRULE:RSCALE=CHINESE;FREQ=YEARLY", "",
    "RSCALE" },
  { "exception-rule", "SUMMARY:X|DTSTART:20260504|RRULE:FREQ=DAILY|EXRULE:FREQ=WEEKLY", "",
    "EXRULE" },
  { "periods", "SUMMARY:X|DTSTART:20260504T000000|RDATE;VALUE=PERIOD:20260601T000000Z/P1D", "",
    "periods" },
  { "and-all-after-it",
    "UID:a|SUMMARY:X|RECURRENCE-ID;RANGE=THISANDFUTURE:20260504|DTSTART:20260504", "",
    "all after it" },
};

static void
test_case (gconstpointer data)
{
  const Case      *test = data;
  g_autofree char *text = expand (test->events);
  g_autoptr (GPtrArray) warnings = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) holidays = NULL;
  g_autofree char *found = NULL;

  holidays = read_text (text, test->zone != NULL ? test->zone : "Europe/Prague", warnings, &error);
  g_assert_no_error (error);
  found = describe (holidays);
  g_assert_cmpstr (found, ==, test->expected);

  if (test->warning == NULL)
    g_assert_cmpuint (warnings->len, ==, 0);
  else
    {
      g_assert_cmpuint (warnings->len, ==, 1);
      if (strstr (warnings->pdata[0], test->warning) == NULL)
        g_error ("\"%s\" does not say \"%s\"", (char *) warnings->pdata[0], test->warning);
    }
}

#define HEAD  "BEGIN:VCALENDAR\r\nVERSION:2.0\r\n"
#define EVENT "BEGIN:VEVENT\r\n"
#define TAIL  "END:VEVENT\r\nEND:VCALENDAR\r\n"

static const struct
{
  const char *text;
  const char *message;
} wrong[] = {
  { "", "line 1: expected BEGIN:VCALENDAR" },
  { "\xef\xbb\xbf", "line 1: expected BEGIN:VCALENDAR" },
  { "hello", "line 1: expected BEGIN:VCALENDAR" },
  { "{\"format\": \"deskbell/1\"}", "line 1: expected BEGIN:VCALENDAR" },
  { "VERSION:2.0\n", "line 1: expected BEGIN:VCALENDAR" },
  { "\n\nBEGIN:VEVENT\nEND:VEVENT\n", "line 3: expected BEGIN:VCALENDAR" },
  { "END:VCALENDAR\n", "line 1: expected BEGIN:VCALENDAR" },
  { HEAD, "line 3: expected END:VCALENDAR" },
  { HEAD "BEGIN:X\x1b\r\nEND:X\x1b\r\n", "line 3: expected BEGIN: and the name" },
  { HEAD EVENT "DTSTART:20260501\r\nEND:VCALENDAR\r\n", "line 5: expected END:VEVENT" },
  { HEAD EVENT "DTSTART:20260501\r\nwords\r\n" TAIL, "line 5: expected a line of the form" },
  { HEAD EVENT "SUMMARY:X\r\n" TAIL, "line 3: in the event expected a DTSTART" },
  { HEAD EVENT "DTSTART:tomorrow\r\n" TAIL, "line 4: DTSTART: expected a date (20260501)" },
  { HEAD EVENT "DTSTART:20260230\r\n" TAIL, "line 4: DTSTART: expected a date" },
  { HEAD EVENT "DTSTART;VALUE=TEXT:20260501\r\n" TAIL, "line 4: DTSTART: expected a date" },
  { HEAD EVENT "DTSTART:\r\n" TAIL, "line 4: DTSTART: expected a date" },
  { HEAD EVENT "DTSTART:20260501\r\nDTSTART:20260502\r\n" TAIL, "line 5: DTSTART: expected" },
  { HEAD EVENT "DTSTART:20260501\r\nRRULE:FREQ=OFTEN\r\n" TAIL, "line 5: RRULE: expected a rule" },
  { HEAD EVENT "DTSTART:20260501\r\nRRULE;VALUE=TEXT:x\r\n" TAIL, "line 5: RRULE: expected" },
  { HEAD EVENT "DTSTART:20260501\r\nDURATION:long\r\n" TAIL, "line 5: DURATION: expected" },
  { HEAD EVENT "DTSTART:20260501\r\nDURATION:-P1D\r\n" TAIL, "line 5: DURATION: expected" },
  { HEAD EVENT "DTSTART:20260501\r\nDURATION:PT5H\r\n" TAIL,
    "line 3: in the event expected a DUR" },
  { HEAD EVENT "DTSTART:20260501\r\nDTEND:20260502T000000\r\n" TAIL,
    "line 3: in the event expected" },
  { HEAD EVENT "DTSTART:20260501\r\nDTEND:20260430\r\n" TAIL,
    "line 3: in the event expected a DTEND" },
  { HEAD EVENT "DTSTART:20260501\r\nDTEND:20260502\r\nDURATION:P1D\r\n" TAIL,
    "line 3: in the event expected either" },
  { HEAD EVENT "DTSTART:20260501\r\nEXDATE:20260501,x\r\n" TAIL, "line 5: EXDATE: expected" },
  { HEAD EVENT "DTSTART:2026\r\n 0501\r\nRDATE:x\r\n" TAIL, "line 6: RDATE: expected" },
  { HEAD "SUMMARY:\xe1\r\n" TAIL, "line 3: expected text in UTF-8" },
};

static void
test_wrong (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr (GPtrArray) warnings = g_ptr_array_new_with_free_func (g_free);
      g_autoptr (GError) error = NULL;

      g_assert_null (read_text (wrong[i].text, "UTC", warnings, &error));
      g_assert_error (error, BELL_ERROR, BELL_ERROR_INVALID);
      if (!g_str_has_prefix (error->message, wrong[i].message))
        g_error ("expected \"%s\", got \"%s\"", wrong[i].message, error->message);
    }
}

/* Lines may be cut anywhere, also within a character, and end with a line feed alone. */
static void
test_folding (void)
{
  static const char *const texts[] = {
    "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nSUMM\r\n ARY:Sv\xc3\r\n \xa1tek pr\r\n\t\xc3\xa1"
    "ce\r\nDTSTART;VAL\r\n"
    " UE=DA\r\n TE:2026\r\n 0501\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n",
    "\xef\xbb\xbf"
    "BEGIN:VCALENDAR\nBEGIN:VEVENT\n\nSUMMARY:Sv\xc3\xa1tek\n  pr\xc3\xa1"
    "ce\nDTSTART:20260501\n"
    "END:VEVENT\nEND:VCALENDAR",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GPtrArray) warnings = g_ptr_array_new_with_free_func (g_free);
      g_autoptr (GError) error = NULL;
      g_autoptr (GPtrArray) holidays = NULL;
      g_autofree char *found = NULL;

      holidays = read_text (texts[i], "UTC", warnings, &error);
      g_assert_no_error (error);
      found = describe (holidays);
      g_assert_cmpstr (found, ==,
                       "2026-05-01 Sv\xc3\xa1tek pr\xc3\xa1"
                       "ce");
    }
}

/* The name of a holiday has bounds, and what is in the file has none. */
static void
test_long_name (void)
{
  g_autoptr (GString) events = g_string_new ("DTSTART:20260501|SUMMARY:");
  g_autoptr (GPtrArray) warnings = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) holidays = NULL;
  g_autofree char *text = NULL;

  for (guint i = 0; i < 5000; i++)
    g_string_append (events, "\xc3\xa1");
  text = expand (events->str);
  holidays = read_text (text, "UTC", warnings, NULL);
  g_assert_cmpint (g_utf8_strlen (((BellHoliday *) holidays->pdata[0])->name, -1), ==, 200);
}

static void
assert_too_large (const char *text, gsize length)
{
  g_autoptr (GPtrArray) warnings = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) error = NULL;
  gint64 before = g_get_monotonic_time ();

  g_assert_null (bell_ical_read_holidays (text, length, "Europe/Prague", day ("0001-01-01"),
                                          day ("9999-12-31"), warnings, &error));
  g_assert_error (error, BELL_ERROR, BELL_ERROR_TOO_LARGE);
  g_test_message ("%" G_GINT64_FORMAT " ms", (g_get_monotonic_time () - before) / 1000);
  g_assert_cmpint (g_get_monotonic_time () - before, <, 30 * G_USEC_PER_SEC);
}

/* What would take a long time or much room is refused. */
static void
test_bounds (void)
{
  static const char *const greedy[] = {
    "DTSTART:00010101|RRULE:FREQ=DAILY",
    "DTSTART:00010101|DTEND:99991231",
    "DTSTART:20260101T000000|DURATION:P3000000D",
    "DTSTART:00010101|DTEND:00020101|RRULE:FREQ=DAILY;COUNT=2000000000",
  };
  g_autofree char *large = g_strnfill (BELL_ICAL_MAX_BYTES + 1, '\n');
  g_autoptr (GString) slow = g_string_new ("BEGIN:VCALENDAR\r\n");

  assert_too_large (large, BELL_ICAL_MAX_BYTES + 1);
  for (guint i = 0; i < G_N_ELEMENTS (greedy); i++)
    {
      g_autofree char *text = expand (greedy[i]);

      assert_too_large (text, strlen (text));
    }

  for (guint i = 0; i < 15000; i++)
    g_string_append (slow, "BEGIN:VEVENT\r\nDTSTART:20260101\r\nRRULE:FREQ=MONTHLY;BYMONTH=2;"
                           "BYMONTHDAY=30;BYDAY=MO,TU\r\nEND:VEVENT\r\n");
  g_string_append (slow, "END:VCALENDAR\r\n");
  assert_too_large (slow->str, slow->len);
}

/* Whoever gets the warnings gets them all, but not more than anybody reads. */
static void
test_many_warnings (void)
{
  g_autoptr (GString) text = g_string_new ("BEGIN:VCALENDAR\r\n");
  g_autoptr (GPtrArray) warnings = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) holidays = NULL;

  for (guint i = 0; i < 1000; i++)
    g_string_append (text, "BEGIN:VEVENT\r\nDTSTART:20260101T100000Z\r\nEND:VEVENT\r\n");
  g_string_append (text, "END:VCALENDAR\r\n");
  holidays = read_text (text->str, "UTC", warnings, NULL);
  g_assert_cmpuint (holidays->len, ==, 0);
  g_assert_cmpuint (warnings->len, ==, 201);
  g_assert_cmpstr (warnings->pdata[200], ==, "800 events more are left out");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/ical/%s", cases[i].name);

      g_test_add_data_func (path, &cases[i], test_case);
    }
  g_test_add_func ("/ical/wrong", test_wrong);
  g_test_add_func ("/ical/folding", test_folding);
  g_test_add_func ("/ical/long-name", test_long_name);
  g_test_add_func ("/ical/bounds", test_bounds);
  g_test_add_func ("/ical/many-warnings", test_many_warnings);

  return g_test_run ();
}
