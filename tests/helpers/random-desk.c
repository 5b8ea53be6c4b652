/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "random-desk.h"

/* Times of day at which something may go wrong come more often than others. */
static int
random_time (void)
{
  static const int special[] = { 0, 1, 30, 60, 90, 120, 121, 150, 180, 1380, 1410, 1439, 1440 };

  if (g_test_rand_int_range (0, 3) == 0)
    return special[g_test_rand_int_range (0, G_N_ELEMENTS (special))];

  return g_test_rand_int_range (0, 1441);
}

static GArray *
random_spans (void)
{
  GArray *spans = g_array_new (FALSE, FALSE, sizeof (BellSpan));
  int     n_spans = g_test_rand_int_range (0, 4);

  for (int i = 0; i < n_spans; i++)
    {
      BellSpan span = { random_time (), random_time () };

      if (span.from != span.until)
        g_array_append_val (spans, span);
    }

  return spans;
}

/**
 * random_calendar:
 * @zone: the name of a zone
 * @first: a day
 * @last: a later one
 *
 * Returns: (transfer full): a calendar with any spans, also overlapping ones and such across
 *   midnight, and some holidays between the days
 */
BellCalendar *
random_calendar (const char *zone, BellDate first, BellDate last)
{
  BellCalendar *self = bell_record_new (&bell_calendar_shape);
  int           n_holidays = g_test_rand_int_range (0, 8);

  self->record.id = g_strdup ("random");
  g_set_str (&self->name, "Random");
  g_set_str (&self->timezone, zone);
  for (int i = 0; i < BELL_N_WEEKDAYS; i++)
    if (g_test_rand_int_range (0, 4) != 0)
      self->hours[i] = random_spans ();

  for (int i = 0; i < n_holidays; i++)
    {
      BellHoliday *holiday = bell_record_new (&bell_holiday_shape);

      g_set_str (&holiday->name, "Off");
      holiday->date = g_test_rand_int_range (first - 1, last + 2);
      holiday->yearly = g_test_rand_bit ();
      g_ptr_array_add (self->holidays, holiday);
    }

  return self;
}
