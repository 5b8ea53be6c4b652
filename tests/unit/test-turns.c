/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-policy.h"
#include "desk-data.h"
#include "random-desk.h"

static const char desk[]
    = "{\"format\": \"deskbell/1\", \"settings\": {\"timezone\": \"Europe/Prague\"}, \"people\": ["
      "{\"id\": \"ann\", \"name\": \"A\"}, {\"id\": \"bob\", \"name\": \"B\","
      " \"vacations\": [{\"from\": \"2026-10-27\", \"until\": \"2026-10-27\"}]}],"
      "\"groups\": [{\"id\": \"g\", \"name\": \"G\"}], \"shifts\": [%s]}";

#define SHIFT(days, from, until, more)                                                             \
  "{\"id\": \"s\", \"group\": \"g\", \"rotation\": [\"ann\", \"bob\"], "                           \
  "\"starts_on\": \"2026-10-19\", \"rotate_every\": \"P7D\", \"weekdays\": [" days                 \
  "], \"from\": \"" from "\", \"until\": \"" until "\"" more "}"
#define ALL "\"mon\", \"tue\", \"wed\", \"thu\", \"fri\", \"sat\", \"sun\""

/* From 2026-10-24 to 2026-10-29 in Prague, where clocks change on 2026-10-25. */
#define FROM  "2026-10-24T00:00:00+02:00"
#define UNTIL "2026-10-29T00:00:00+01:00"

static const struct
{
  const char *name;
  const char *shift;
  const char *expected; /* a line for each turn: until, primary backup, first to last day */
} cases[] = {
  { "none", "", "2026-10-28T23:00:00Z - - - -" },
  { "round-the-clock", SHIFT (ALL, "00:00", "24:00", ""),
    "2026-10-25T23:00:00Z ann bob 2026-10-24 2026-10-25\n"
    "2026-10-26T23:00:00Z bob ann 2026-10-26 2026-10-26\n"
    "2026-10-27T23:00:00Z ann - 2026-10-27 2026-10-27 bob\n"
    "2026-10-28T23:00:00Z bob ann 2026-10-28 2026-10-28" },
  { "gaps", SHIFT ("\"sun\", \"wed\"", "01:00", "04:00", ""),
    "2026-10-24T23:00:00Z - - - -\n"
    "2026-10-25T03:00:00Z ann bob 2026-10-25 2026-10-25\n"
    "2026-10-28T00:00:00Z - - - -\n"
    "2026-10-28T03:00:00Z bob ann 2026-10-28 2026-10-28\n"
    "2026-10-28T23:00:00Z - - - -" },
  { "swapped",
    SHIFT (ALL,
           "00:00",
           "24:00",
           ", \"swaps\": [{\"date\": \"2026-10-25\", \"person\": \"bob\", \"with\": \"ann\"}]"),
    "2026-10-24T22:00:00Z ann bob 2026-10-24 2026-10-24\n"
    "2026-10-25T23:00:00Z bob ann 2026-10-25 2026-10-25 swapped\n"
    "2026-10-26T23:00:00Z bob ann 2026-10-26 2026-10-26\n"
    "2026-10-27T23:00:00Z ann - 2026-10-27 2026-10-27 bob\n"
    "2026-10-28T23:00:00Z bob ann 2026-10-28 2026-10-28" },
};

static const char *
or_none (const char *text)
{
  return text != NULL ? text : "-";
}

static char *
describe (GPtrArray *turns)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < turns->len; i++)
    {
      const BellTurn  *turn = turns->pdata[i];
      g_autofree char *until = bell_instant_format (turn->until, NULL);
      g_autofree char *first = turn->shift != NULL ? bell_date_format (turn->first_day) : NULL;
      g_autofree char *last = turn->shift != NULL ? bell_date_format (turn->last_day) : NULL;
      g_autofree char *away = g_strjoinv (" ", turn->away);

      g_string_append_printf (text, "%s%s %s %s %s %s%s%s%s", i > 0 ? "\n" : "", until,
                              or_none (turn->primary), or_none (turn->backup_1), or_none (first),
                              or_none (last), away[0] != '\0' ? " " : "", away,
                              turn->swapped ? " swapped" : "");
    }

  return g_string_free (text, FALSE);
}

static void
test_case (gconstpointer data)
{
  guint            i = GPOINTER_TO_UINT (data);
  g_autofree char *json = desk_data_replace (desk, "%s", cases[i].shift);
  g_autoptr (BellDocument) document = desk_data_load (json);
  g_autoptr (BellPolicy) policy = bell_policy_new (document);
  g_autoptr (GPtrArray) turns
      = bell_policy_turns (policy, "g", desk_data_instant (FROM), desk_data_instant (UNTIL));
  g_autofree char *text = describe (turns);

  g_assert_cmpstr (text, ==, cases[i].expected);
}

/* Days on which the clocks of these zones change, and one on which none do. */
static const struct
{
  const char *zone;
  const char *day;
} days[] = {
  { "Europe/Prague", "2026-10-25" },     { "Europe/Prague", "2026-03-29" },
  { "America/New_York", "2026-11-01" },  { "Australia/Lord_Howe", "2026-04-05" },
  { "Africa/Casablanca", "2026-02-15" }, { "Pacific/Auckland", "2026-09-27" },
  { "Asia/Kathmandu", "2026-06-10" },
};

static BellDate
near (BellDate day)
{
  return day + g_test_rand_int_range (-6, 7);
}

/* A shift and its people, around a day. */
static BellShift *
random_shift (const char *id, const char *zone, BellDate day)
{
  BellShift *shift = random_record (&bell_shift_shape, 0);

  g_free (shift->record.id);
  shift->record.id = g_strdup (id);
  g_set_str (&shift->group, "g0");
  g_set_str (&shift->timezone, zone);
  shift->starts_on = near (day) - 4;
  for (guint i = 0; i < shift->swaps->len; i++)
    ((BellSwap *) shift->swaps->pdata[i])->date = near (day);

  return shift;
}

static void
add_vacations (const BellDocument *document, BellDate day, GPtrArray *records)
{
  GPtrArray *people = bell_document_list (document, &bell_person_shape);

  for (guint i = 0; i < people->len; i++)
    {
      BellPerson   *person = bell_record_copy (people->pdata[i]);
      BellVacation *vacation = bell_record_new (&bell_vacation_shape);

      vacation->from = near (day);
      vacation->until = vacation->from + g_test_rand_int_range (0, 3);
      g_ptr_array_add (person->vacations, vacation);
      g_ptr_array_add (records, person);
    }
}

static BellPolicy *
random_policy (guint which, BellDate day)
{
  g_autoptr (BellDocument) document = random_desk ();
  g_autoptr (BellPolicy) base = bell_policy_new (document);
  g_autoptr (GPtrArray) records = bell_record_list_new ();
  guint other = (guint) g_test_rand_int_range (0, G_N_ELEMENTS (days));

  g_ptr_array_add (records, random_shift ("h0", days[which].zone, day));
  g_ptr_array_add (records, random_shift ("h1", days[other].zone, day));
  add_vacations (document, day, records);

  return bell_policy_with_all (base, records);
}

static void
check_at (BellPolicy *policy, const BellTurn *turn, BellInstant at)
{
  g_autoptr (BellRecord) record = &bell_policy_on_call (policy, "g0", at)->record;
  const BellOnCall *on_call = (BellOnCall *) record;

  g_assert_cmpstr (on_call->primary, ==, turn->primary);
  g_assert_cmpstr (on_call->backup_1, ==, turn->backup_1);
  g_assert_cmpstr (on_call->backup_2, ==, turn->backup_2);
  g_assert_cmpint (on_call->until == BELL_INSTANT_NONE, ==, turn->shift == NULL);
}

static gboolean
differs (const BellTurn *a, const BellTurn *b)
{
  return g_strcmp0 (a->shift, b->shift) != 0 || g_strcmp0 (a->primary, b->primary) != 0
         || g_strcmp0 (a->backup_1, b->backup_1) != 0 || g_strcmp0 (a->backup_2, b->backup_2) != 0
         || a->swapped != b->swapped
         || !g_strv_equal ((const char *const *) a->away, (const char *const *) b->away);
}

/* At its ends and at some times between, a turn says what is said of that time alone. */
static void
check_turns (BellPolicy *policy, GPtrArray *turns, BellInstant from, BellInstant until)
{
  g_assert_cmpuint (turns->len, >, 0);
  for (guint i = 0; i < turns->len; i++)
    {
      const BellTurn *turn = turns->pdata[i];

      g_assert_cmpint (turn->from, ==, from);
      g_assert_cmpint (turn->until, >, from);
      g_assert_true (i == 0 || differs (turns->pdata[i - 1], turn));
      check_at (policy, turn, turn->from);
      check_at (policy, turn, turn->until - 1);
      for (int n = 0; n < 3; n++)
        check_at (policy, turn,
                  turn->from
                      + (gint64) (g_test_rand_double () * (double) (turn->until - turn->from)));
      from = turn->until;
    }
  g_assert_cmpint (from, ==, until);
}

static void
test_against_points (void)
{
  for (int i = random_cases (400); i > 0; i--)
    {
      guint    which = (guint) g_test_rand_int_range (0, G_N_ELEMENTS (days));
      BellDate day;
      g_autoptr (BellPolicy) policy = NULL;
      g_autoptr (GPtrArray) turns = NULL;
      BellInstant from, until;

      bell_date_parse (days[which].day, &day);
      policy = random_policy (which, day);
      from = ((gint64) day - g_test_rand_int_range (1, 9)) * G_TIME_SPAN_DAY
             + g_test_rand_int_range (0, 1440) * G_TIME_SPAN_MINUTE;
      until = from + g_test_rand_int_range (1, 16 * 1440) * G_TIME_SPAN_MINUTE;
      turns = bell_policy_turns (policy, "g0", from, until);
      check_turns (policy, turns, from, until);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/turns/%s", cases[i].name);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_case);
    }
  g_test_add_func ("/turns/against-points", test_against_points);

  return g_test_run ();
}
