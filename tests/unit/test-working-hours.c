/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-policy-private.h"
#include "bell-zone.h"
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
  g_autoptr (GTimeZone) zone = bell_zone_new (calendar->timezone);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("%s", cases[i].now);
      g_assert_cmpint (bell_calendar_is_open (calendar, zone, desk_data_instant (cases[i].now)), ==,
                       cases[i].open);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/working-hours/open", test_open);

  return g_test_run ();
}
