/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-coverage.h"
#include "bell-effect.h"
#include "desk-data.h"
#include "generated-desk.h"
#include "measure.h"

#include <stdlib.h>

/* What all offerings are answered and what an edit does to that, and how long deadlines take.
 *
 * Without arguments it only sees to it that this is right: a test. With "--coverage OFFERINGS
 * AGREEMENTS RULES" or "--deadlines" it measures and prints rows of a table. */

#define ROUNDS 9

/* A record of the desk with one thing changed. */
static gpointer
edit_of (const BellDocument *desk, const BellShape *shape, guint which)
{
  GPtrArray  *records = bell_document_list (desk, shape);
  BellRecord *edit = bell_record_copy (records->pdata[which % records->len]);

  if (shape == &bell_agreement_shape)
    ((BellAgreement *) edit)->chat = !((BellAgreement *) edit)->chat;
  else if (shape == &bell_offering_shape)
    g_clear_pointer (&((BellOffering *) edit)->agreement, g_free);
  else if (shape == &bell_service_shape)
    ((BellService *) edit)->active = !((BellService *) edit)->active;
  else if (shape == &bell_rule_shape)
    ((BellRule *) edit)->active = !((BellRule *) edit)->active;

  return edit;
}

static const BellShape *const edited[]
    = { &bell_agreement_shape, &bell_offering_shape, &bell_service_shape, &bell_calendar_shape,
        &bell_rule_shape };

static double
time_edit (BellCoverage *coverage, const BellDocument *desk, const BellShape *shape)
{
  double times[ROUNDS];

  for (guint i = 0; i < ROUNDS; i++)
    {
      g_autoptr (BellRecord) edit = edit_of (desk, shape, i * 7);
      double        begin = measure_seconds ();
      BellCoverage *next = bell_coverage_with (coverage, edit);

      times[i] = measure_seconds () - begin;
      bell_coverage_unref (next);
    }

  return measure_median (times, ROUNDS) * 1e3;
}

static double
time_effect (BellPolicy *policy, const BellDocument *desk, GPtrArray *requests, BellInstant now)
{
  double times[ROUNDS];

  for (guint i = 0; i < ROUNDS; i++)
    {
      g_autoptr (GPtrArray) edits = bell_record_list_new ();
      double      begin;
      BellEffect *effect;

      g_ptr_array_add (edits, edit_of (desk, &bell_agreement_shape, i * 7));
      begin = measure_seconds ();
      effect = bell_policy_effect (policy, edits, requests, now);
      times[i] = measure_seconds () - begin;
      bell_record_unref (effect);
    }

  return measure_median (times, ROUNDS) * 1e3;
}

static int
measure_coverage (char **arguments)
{
  GeneratedSize    size = { atoi (arguments[0]), atoi (arguments[1]), atoi (arguments[2]) };
  g_autofree char *json = generated_desk_new (&size);
  g_autoptr (BellDocument) desk = desk_data_load (json);
  g_autoptr (BellPolicy) policy = bell_policy_new (desk);
  g_autoptr (GPtrArray) none = bell_record_list_new ();
  BellInstant   now = generated_desk_now (0);
  double        times[ROUNDS];
  BellCoverage *coverage = NULL;

  for (guint i = 0; i < ROUNDS; i++)
    {
      double begin = measure_seconds ();

      g_clear_pointer (&coverage, bell_coverage_unref);
      coverage = bell_coverage_new (policy, now);
      times[i] = measure_seconds () - begin;
    }
  g_print ("| %d / %d / %d | %.1f |", size.offerings, size.agreements, size.rules,
           measure_median (times, ROUNDS) * 1e3);
  for (guint i = 0; i < G_N_ELEMENTS (edited); i++)
    g_print (" %.1f |", time_edit (coverage, desk, edited[i]));
  g_print (" %.1f | %.1f |\n", time_effect (policy, desk, none, now),
           time_effect (policy, desk, bell_document_list (desk, &bell_request_shape), now));
  bell_coverage_unref (coverage);

  return 0;
}

static const char calendar_json[]
    = "{\"format\": \"deskbell/1\", \"calendars\": [{\"id\": \"c\", \"name\": \"C\","
      "\"timezone\": \"Europe/Prague\", \"hours\": {"
      "\"mon\": [[\"09:00\", \"12:00\"], [\"13:00\", \"17:00\"]],"
      "\"tue\": [[\"09:00\", \"12:00\"], [\"13:00\", \"17:00\"]],"
      "\"wed\": [[\"09:00\", \"12:00\"], [\"13:00\", \"17:00\"]],"
      "\"thu\": [[\"09:00\", \"12:00\"], [\"13:00\", \"17:00\"]],"
      "\"fri\": [[\"09:00\", \"12:00\"], [\"13:00\", \"15:00\"]]},"
      "\"holidays\": [{\"name\": \"X\", \"date\": \"2020-12-25\", \"yearly\": true},"
      "{\"name\": \"Y\", \"date\": \"2020-01-01\", \"yearly\": true},"
      "{\"name\": \"Z\", \"date\": \"2026-04-06\"}, {\"name\": \"W\", \"date\": \"2027-03-29\"}]}]}";

/* Deadlines a second, over about so many days. */
static double
deadline_rate (BellWorkingTime *time, int days)
{
  BellInstant begin = desk_data_instant ("2026-01-05T08:00:00Z");
  gint64      minutes = (gint64) days * 5 * 400 / 7 + 17;
  double      times[ROUNDS];
  gint64      sum = 0;
  const int   n = 100000;

  for (guint round = 0; round < ROUNDS; round++)
    {
      double start = measure_seconds ();

      for (int i = 0; i < n; i++)
        sum += bell_working_time_after (time, begin + i * 97 * G_TIME_SPAN_SECOND,
                                        minutes * BELL_MINUTE);
      times[round] = measure_seconds () - start;
    }
  g_assert_cmpint (sum, !=, 0);

  return n / measure_median (times, ROUNDS);
}

static int
measure_deadlines (void)
{
  static const struct
  {
    const char *name;
    int         days;
  } distances[] = { { "an hour", 0 },  { "a day", 1 },    { "a week", 7 },
                    { "a month", 30 }, { "a year", 365 }, { "ten years", 3650 } };
  g_autoptr (BellDocument) document = desk_data_load (calendar_json);
  g_autoptr (BellWorkingTime) time = bell_working_time_new (bell_document_calendar (document, "c"));

  for (guint i = 0; i < G_N_ELEMENTS (distances); i++)
    g_print ("| %s | %.0f |\n", distances[i].name, deadline_rate (time, distances[i].days));

  return 0;
}

/* After any edit the same is found as by deciding for everything again. */
static void
test_edits (void)
{
  const GeneratedSize size = { 200, 60, 60 };
  g_autofree char    *json = generated_desk_new (&size);
  g_autoptr (BellDocument) desk = desk_data_load (json);
  g_autoptr (BellPolicy) policy = bell_policy_new (desk);
  BellInstant now = generated_desk_now (0);
  g_autoptr (BellCoverage) coverage = bell_coverage_new (policy, now);

  for (guint i = 0; i < 50; i++)
    {
      g_autoptr (BellRecord) edit = edit_of (desk, edited[i % G_N_ELEMENTS (edited)], i);
      g_autoptr (BellCoverage) quick = bell_coverage_with (coverage, edit);
      g_autoptr (BellCoverage) slow = bell_coverage_new (bell_coverage_get_policy (quick), now);
      g_autoptr (GPtrArray) found = bell_coverage_dup_rows (quick);
      g_autoptr (GPtrArray) expected = bell_coverage_dup_rows (slow);

      g_assert_cmpuint (found->len, ==, expected->len);
      for (guint r = 0; r < found->len; r++)
        g_assert_true (bell_record_equal (found->pdata[r], expected->pdata[r]));
    }
}

int
main (int argc, char **argv)
{
  if (argc == 5 && g_str_equal (argv[1], "--coverage"))
    return measure_coverage (argv + 2);
  if (argc == 2 && g_str_equal (argv[1], "--deadlines"))
    return measure_deadlines ();

  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/bench-policy/edits", test_edits);

  return g_test_run ();
}
