/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-ical.h"
#include "bell-json.h"
#include "fuzz.h"

/* From 2026 to 2031, as the command line has it. */
#define FROM  20454
#define UNTIL 22644

/* A day that is found is within the span, and a desk document takes the holiday. */
static void
check_holiday (const BellHoliday *holiday)
{
  g_autoptr (GString) path = g_string_new ("$");
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = bell_record_to_json (holiday, BELL_RECORD_FORM_DOCUMENT);
  g_autoptr (BellRecord) again
      = bell_record_from_json (&bell_holiday_shape, node, BELL_RECORD_FORM_DOCUMENT, path, &error);

  g_assert_no_error (error);
  g_assert_true (bell_record_equal (holiday, again));
  g_assert_cmpint (holiday->date, <=, UNTIL);
  g_assert_true (holiday->yearly || holiday->date >= FROM);
}

static void
check_warning (const char *warning)
{
  g_assert_true (g_utf8_validate (warning, -1, NULL));
  g_assert_null (strpbrk (warning, "\n\r\x1b"));
}

/* Once more gives nothing new. */
static void
check_merge (GPtrArray *holidays)
{
  g_autoptr (GPtrArray) added = bell_record_list_new ();
  g_autoptr (GPtrArray) merged = bell_holidays_merge (holidays, holidays, added);

  g_assert_cmpuint (added->len, ==, 0);
  g_assert_cmpuint (merged->len, ==, holidays->len);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (GPtrArray) warnings = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) holidays = NULL;

  holidays = bell_ical_read_holidays ((const char *) data, size, "Europe/Prague", FROM, UNTIL,
                                      warnings, &error);
  g_assert_true ((holidays != NULL) == (error == NULL));
  fuzz_check_error (error);
  for (guint i = 0; i < warnings->len; i++)
    check_warning (warnings->pdata[i]);
  if (holidays == NULL)
    return 0;

  g_assert_cmpuint (holidays->len, <=, BELL_ICAL_MAX_HOLIDAYS);
  for (guint i = 0; i < holidays->len && i < 20; i++)
    check_holiday (holidays->pdata[i]);
  check_merge (holidays);

  return 0;
}
