/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-lint.h"
#include "bell-said.h"
#include "desk-data.h"
#include "lint-cases.h"

#include <string.h>

/* A Wednesday noon; the clocks of Prague go forward next on 2027-03-28, a Sunday, at 02:00. */
#define NOW "2026-06-10T12:00:00+02:00"

/* A day in the life of the example desks. */
#define TUESDAY "2026-11-24T10:00:00+01:00"

#define EMPTY_CALENDAR(id)        "{\"id\": \"" id "\", \"name\": \"E\", \"timezone\": \"Europe/Prague\"},"
#define TWO_CALENDARS(one, other) CALENDARS EMPTY_CALENDAR (one) EMPTY_CALENDAR (other)

/* A desk about which there is nothing to say. One line a record, so that changes are easy. */
static const char base[]
    = "{\"format\": \"deskbell/1\", \"settings\": {\"timezone\": \"Europe/Prague\"},"
      "\"people\": [{\"id\": \"ann\", \"name\": \"A\"}, {\"id\": \"bob\", \"name\": \"B\"},"
      " {\"id\": \"cyd\", \"name\": \"C\"}, {\"id\": \"gone\", \"name\": \"G\", \"active\": false}],"
      "\"groups\": [{\"id\": \"g\", \"name\": \"G\", \"owner\": \"ann\", \"dispatcher\": \"bob\","
      " \"members\": [\"ann\", \"bob\", \"cyd\"]}],"
      "\"shifts\": [{\"id\": \"all\", \"group\": \"g\", \"rotation\": [\"ann\", \"bob\"],"
      " \"starts_on\": \"2026-01-05\", \"rotate_every\": \"P7D\", \"weekdays\": [\"mon\", \"tue\","
      " \"wed\", \"thu\", \"fri\", \"sat\", \"sun\"], \"from\": \"00:00\", \"until\": \"24:00\"}],"
      "\"services\": [{\"id\": \"email\", \"name\": \"E\", \"active\": true},"
      " {\"id\": \"phone\", \"name\": \"P\"}, {\"id\": \"idle\", \"name\": \"I\"}],"
      "\"calendars\": [{\"id\": \"day\", \"name\": \"D\", \"timezone\": \"Europe/Prague\", \"hours\": {"
      " \"mon\": [[\"09:00\", \"17:00\"]]}, \"holidays\": []}],"
      "\"agreements\": [{\"id\": \"gold\", \"title\": \"G\", \"kind\": \"support\", \"chat\": true,"
      " \"status\": \"active\", \"valid_until\": null, \"owner\": \"ann\", \"calendar\": \"day\","
      " \"services\": [\"email\", \"phone\"],"
      " \"targets\": [{\"kind\": \"resolution\", \"minutes\": {\"low\": 60}}]}],"
      "\"offerings\": [{\"id\": \"mail\", \"name\": \"M\", \"kind\": \"support\", \"status\": \"active\","
      " \"default_service\": \"email\", \"agreement\": null, \"owner\": \"ann\","
      " \"expert_assignee\": \"bob\", \"assigned_group\": \"g\"},"
      " {\"id\": \"tel\", \"name\": \"T\", \"kind\": \"support\", \"status\": \"active\","
      " \"default_service\": \"phone\", \"owner\": \"cyd\"}],"
      "\"rules\": [{\"id\": \"r1\", \"scope\": \"record\", \"order\": 1, \"active\": true,"
      " \"when\": {\"field\": \"priority\", \"is\": \"high\"}, \"relate_agreement\": \"gold\"}]}";

static const LintCase *const tables[]
    = { lint_cases_of_records, lint_cases_of_rules, lint_cases_of_people };

static GPtrArray *
findings_of (const char *json, const char *now)
{
  g_autoptr (BellDocument) document = desk_data_load (json);
  g_autoptr (BellPolicy) policy = bell_policy_new (document);

  return bell_policy_lint (policy, desk_data_instant (now));
}

static char *
describe (const BellFinding *finding)
{
  return g_strjoin (" ", bell_enum_nick (&bell_severity_type, finding->severity),
                    bell_enum_nick (&bell_finding_code_type, finding->code), finding->type,
                    finding->subject, finding->other != NULL ? finding->other : "-", NULL);
}

/* A sentence about the record that says what to do, and fits where it is stored and sent. */
static void
check_message (const BellFinding *finding)
{
  g_autofree char *id = g_strconcat ("\"", finding->subject, "\"", NULL);
  g_autofree char *other = g_strconcat ("\"", finding->other, "\"", NULL);
  g_autoptr (JsonNode) node = bell_record_to_wire (finding);
  g_autoptr (GString) path = g_string_new (NULL);
  g_autoptr (BellRecord) read = bell_record_from_wire (node, path, NULL);

  g_assert_nonnull (read);
  g_assert_true (bell_record_equal (read, finding));
  g_assert_nonnull (strstr (finding->message, id));
  if (finding->other != NULL)
    g_assert_nonnull (strstr (finding->message, other));
  g_assert_false (g_str_has_suffix (finding->message, "."));
  if (!bell_said_is_known (finding->message))
    g_error ("No other language can say: %s", finding->message);
}

static char *
describe_all (GPtrArray *findings)
{
  g_autoptr (GStrvBuilder) lines = g_strv_builder_new ();
  g_auto (GStrv) all = NULL;

  for (guint i = 0; i < findings->len; i++)
    {
      check_message (findings->pdata[i]);
      g_strv_builder_take (lines, describe (findings->pdata[i]));
    }
  all = g_strv_builder_end (lines);

  return g_strjoinv ("\n", all);
}

static void
test_case (gconstpointer data)
{
  const LintCase  *wanted = data;
  g_autofree char *json = desk_data_change (base, wanted->changes);
  g_autoptr (GPtrArray) findings = findings_of (json, NOW);
  g_autofree char *found = describe_all (findings);

  for (guint f = 0; f < findings->len; f++)
    g_test_message ("%s", ((BellFinding *) findings->pdata[f])->message);
  g_assert_cmpstr (found, ==, wanted->findings);
}

/* A calendar that has hours on Mondays, and holidays on all of them for twenty years, or on all but
 * the last. */
static void
test_holidays_for_ever (void)
{
  for (guint left_out = 0; left_out < 2; left_out++)
    {
      g_autoptr (GString) holidays = g_string_new (HOLIDAYS_BEGIN);
      g_autofree char *json = NULL;
      g_autofree char *found = NULL;
      g_autoptr (GPtrArray) findings = NULL;
      BellDate monday;

      g_assert_true (bell_date_parse ("2026-06-15", &monday));
      for (guint i = 0; i < 1046 - 2 * left_out; i++)
        {
          g_autofree char *date = bell_date_format (monday + 7 * (int) i);

          g_string_append_printf (holidays, "%s{\"date\": \"%s\"}", i > 0 ? "," : "", date);
        }
      g_string_append (holidays, "]");
      json = desk_data_change (base, holidays->str);
      findings = findings_of (json, NOW);
      found = describe_all (findings);
      g_assert_cmpstr (found, ==, left_out == 0 ? "error calendar_never_open calendar day -" : "");
    }
}

/* What is to say about the example desks: about the demo only that a rule is switched off. */
static void
test_examples (void)
{
  g_autofree char *demo_path
      = g_test_build_filename (G_TEST_DIST, "..", "data", "demo", "desk.json", NULL);
  g_autofree char *demo = NULL;
  g_autofree char *small = desk_data_read ("desk.json");
  g_autoptr (GPtrArray) demo_findings = NULL;
  g_autoptr (GPtrArray) small_findings = findings_of (small, TUESDAY);
  g_autofree char *found_in_demo = NULL;
  g_autofree char *found_in_small = describe_all (small_findings);

  g_assert_true (g_file_get_contents (demo_path, &demo, NULL, NULL));
  demo_findings = findings_of (demo, TUESDAY);
  found_in_demo = describe_all (demo_findings);
  g_assert_cmpstr (found_in_demo, ==, "notice rule_inactive rule printing-chat-pilot -");
  g_assert_cmpstr (found_in_small, ==,
                   "notice on_call_gap group messaging -\n"
                   "warning default_service_unlisted offering laptop hardware\n"
                   "error nobody_told offering laptop -");
}

/* What is said in words besides what the other cases see: how much, when first, and where. */
static void
test_messages (void)
{
  static const struct
  {
    const char *changes;
    const char *message;
  } messages[] = {
    { HOURS ("\"mon\": [[\"08:00\", \"18:00\"], [\"09:00\", \"10:00\"], [\"17:00\", \"19:00\"]]"),
      "in calendar \"day\", mon 08:00-18:00 and mon 09:00-10:00 overlap (2 overlaps in all); the time "
      "that they share counts once, so make them one span or correct one" },
    { HOURS ("\"mon\": [[\"05:00\", \"09:00\"]], \"sun\": [[\"22:00\", \"06:00\"]]"),
      "in calendar \"day\", sun 22:00-06:00 and mon 05:00-09:00 overlap; the time that they share "
      "counts once, so make them one span or correct one" },
    { HOURS ("\"sat\": [[\"22:00\", \"02:59\"]]"),
      "in calendar \"day\", a span ends at 02:59, and on 2027-03-28 the clocks of Europe/Prague go "
      "from 02:00 to 03:00; choose a time outside that hour" },
    { SHIFT ("x", "\"cyd\", \"bob\"", ALL, "09:00", "10:00") AWAY ("bob", "06-01", "06-20")
          AWAY ("cyd", "06-19", "06-30"),
      "everybody in the rotation of shift \"x\" is away or not active on 2026-06-19, the first of 2 "
      "times in the next four weeks; add somebody to it" },
    { "\"until\": \"24:00\" => \"until\": \"22:30\"",
      "no shift of group \"g\" is on for 42 hours of the next four weeks, first from 2026-06-10 22:30 "
      "to 2026-06-11 00:00 in Europe/Prague; add one if somebody should be on call then" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (messages); i++)
    {
      g_autofree char *json = desk_data_change (base, messages[i].changes);
      g_autoptr (GPtrArray) findings = findings_of (json, NOW);

      g_assert_cmpuint (findings->len, ==, 1);
      g_assert_cmpstr (((BellFinding *) findings->pdata[0])->message, ==, messages[i].message);
    }
}

/* The order of findings does not depend on that of the records. */
static void
test_order (void)
{
  g_autofree char *there = desk_data_change (base, TWO_CALENDARS ("a", "b"));
  g_autofree char *back = desk_data_change (base, TWO_CALENDARS ("b", "a"));
  g_autoptr (GPtrArray) findings_there = findings_of (there, NOW);
  g_autoptr (GPtrArray) findings_back = findings_of (back, NOW);
  g_autofree char *found_there = describe_all (findings_there);
  g_autofree char *found_back = describe_all (findings_back);

  g_assert_cmpstr (found_there, ==,
                   "error calendar_never_open calendar a -\nnotice calendar_unused calendar a -\n"
                   "error calendar_never_open calendar b -\nnotice calendar_unused calendar b -");
  g_assert_cmpstr (found_back, ==, found_there);
}

static gboolean
has_case (const char *code)
{
  g_autofree char *word = g_strconcat (" ", code, " ", NULL);

  for (guint t = 0; t < G_N_ELEMENTS (tables); t++)
    for (const LintCase *one = tables[t]; one->name != NULL; one++)
      if (strstr (one->findings, word) != NULL)
        return TRUE;

  return FALSE;
}

/* Every code is found in a case. */
static void
test_complete (void)
{
  for (guint code = 0; code < bell_finding_code_type.n_nicks; code++)
    if (!has_case (bell_finding_code_type.nicks[code]))
      g_error ("no case has %s", bell_finding_code_type.nicks[code]);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  for (guint t = 0; t < G_N_ELEMENTS (tables); t++)
    for (const LintCase *one = tables[t]; one->name != NULL; one++)
      {
        g_autofree char *path = g_strdup_printf ("/lint/%s", one->name);

        g_test_add_data_func (path, one, test_case);
      }
  g_test_add_func ("/lint/holidays-for-ever", test_holidays_for_ever);
  g_test_add_func ("/lint/examples", test_examples);
  g_test_add_func ("/lint/messages", test_messages);
  g_test_add_func ("/lint/order", test_order);
  g_test_add_func ("/lint/complete", test_complete);

  return g_test_run ();
}
