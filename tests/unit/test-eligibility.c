/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-policy.h"
#include "bell-said.h"
#include "bell-veil.h"
#include "desk-data.h"

/* A desk on which request "r" takes part in every path. One line a record, so that changes are
 * easy. */
static const char base[]
    = "{\"format\": \"deskbell/1\","
      "\"settings\": {\"live_chat\": true, \"timezone\": \"Europe/Prague\"},"
      "\"people\": [{\"id\": \"zoe\", \"name\": \"Zoe\", \"department\": \"board\"}],"
      "\"services\": [{\"id\": \"email\", \"name\": \"E\", \"active\": true},"
      " {\"id\": \"phone\", \"name\": \"P\"}],"
      "\"calendars\": [{\"id\": \"day\", \"name\": \"D\", \"timezone\": \"Pacific/Auckland\","
      " \"hours\": {\"mon\": [[\"09:00\", \"17:00\"]]}}],"
      "\"agreements\": ["
      "{\"id\": \"a-off\", \"title\": \"A\", \"kind\": \"support\", \"chat\": false, \"status\": \"active\","
      " \"services\": [\"email\"]},"
      "{\"id\": \"by-offering\", \"title\": \"O\", \"kind\": \"support\", \"chat\": true, \"status\": \"active\","
      " \"valid_from\": null, \"valid_until\": null, \"calendar\": null, \"only_in_hours\": false},"
      "{\"id\": \"by-rule\", \"title\": \"R\", \"kind\": \"support\", \"chat\": true, \"status\": \"active\"},"
      "{\"id\": \"by-service\", \"title\": \"S\", \"kind\": \"support\", \"chat\": true, \"status\": \"active\","
      " \"services\": [\"email\"]},"
      "{\"id\": \"c-also\", \"title\": \"C\", \"kind\": \"support\", \"chat\": true, \"status\": \"active\","
      " \"services\": [\"email\"]}],"
      "\"offerings\": ["
      "{\"id\": \"o\", \"name\": \"O\", \"kind\": \"support\", \"status\": \"active\","
      " \"default_service\": \"email\", \"agreement\": \"by-offering\"},"
      "{\"id\": \"other\", \"name\": \"X\", \"kind\": \"support\", \"status\": \"active\"}],"
      "\"rules\": ["
      "{\"id\": \"r1\", \"scope\": \"record\", \"order\": 1, \"active\": true, \"when\": {\"all\": []},"
      " \"relate_agreement\": \"by-rule\"}],"
      "\"requests\": ["
      "{\"id\": \"r\", \"title\": \"T\", \"kind\": \"support\", \"offering\": \"o\","
      " \"actual_service\": \"email\", \"requested_by\": \"zoe\", \"priority\": \"high\","
      " \"phase\": \"open\"}]}";

/* Changes that take a path away. */
#define NO_RULE     "\"order\": 1, \"active\": true => \"order\": 1, \"active\": false\n"
#define NO_OFFERING "\"agreement\": \"by-offering\" => \"agreement\": null\n"
#define R1_OFF      "rule:r1:by-rule:rule_inactive "
#define OF                                                                                         \
  "\"id\": \"by-offering\", \"title\": \"O\", \"kind\": \"support\", \"chat\": true, \"status\": \"active\", \"valid_from\": null, \"valid_until\": null, \"calendar\": null, \"only_in_hours\": false"
#define RULES  "\"rules\": [ => \"rules\": ["
#define ALWAYS ", \"when\": {\"all\": []}, \"relate_agreement\": "
#define NEVER  ", \"when\": {\"any\": []}, \"relate_agreement\": "

static const struct
{
  const char *name;
  const char *changes;
  const char *now; /* NULL: a Wednesday noon */
  const char *answer;
  const char *steps; /* step:subject:agreement:code */
} cases[] = {
  { "rule", "", NULL, "rule by-rule", "rule:r1:by-rule:ok" },
  { "offering", NO_RULE, NULL, "offering by-offering", R1_OFF "offering:o:by-offering:ok" },
  { "service", NO_RULE NO_OFFERING, NULL, "service by-service",
    R1_OFF "service:email:a-off:chat_off service:email:by-offering:service_not_listed "
           "service:email:by-rule:service_not_listed service:email:by-service:ok" },
  { "live-chat-off", "\"live_chat\": true => \"live_chat\": false", NULL, "no",
    "desk:::live_chat_off" },
  { "off-and-closed",
    "\"live_chat\": true => \"live_chat\": false\n\"phase\": \"open\" => \"phase\": \"closed\"",
    NULL, "no", "desk:::live_chat_off" },
  { "closed", "\"phase\": \"open\" => \"phase\": \"closed\"", NULL, "no",
    "request:r::request_closed" },
  { "resolved", "\"phase\": \"open\" => \"phase\": \"resolved\"", NULL, "no",
    "request:r::request_closed" },
  { "suspended", "\"phase\": \"open\" => \"phase\": \"suspended\"", NULL, "rule by-rule",
    "rule:r1:by-rule:ok" },

  /* The last rule whose condition holds relates: before, record, after, then order, then id. */
  { "condition-false", "{\"all\": []} => {\"field\": \"priority\", \"is\": \"low\"}", NULL,
    "offering by-offering", "rule:r1:by-rule:condition_false offering:o:by-offering:ok" },
  { "last-wins", RULES "{\"id\": \"r2\", \"scope\": \"record\", \"order\": 2" ALWAYS "\"c-also\"},",
    NULL, "rule c-also", "rule:r1:by-rule:overridden rule:r2:c-also:ok" },
  { "smaller-order-first",
    RULES "{\"id\": \"r0\", \"scope\": \"record\", \"order\": -5" ALWAYS "\"c-also\"},", NULL,
    "rule by-rule", "rule:r0:c-also:overridden rule:r1:by-rule:ok" },
  { "then-by-id",
    RULES "{\"id\": \"r0\", \"scope\": \"record\", \"order\": 1" ALWAYS "\"c-also\"},", NULL,
    "rule by-rule", "rule:r0:c-also:overridden rule:r1:by-rule:ok" },
  { "before-and-after",
    RULES "{\"id\": \"z\", \"scope\": \"before\", \"offering\": \"o\", \"order\": 9" ALWAYS
          "\"c-also\"},"
          "{\"id\": \"a\", \"scope\": \"after\", \"offering\": \"o\", \"order\": 0" ALWAYS
          "\"by-service\"},",
    NULL, "rule by-service",
    "rule:z:c-also:overridden rule:r1:by-rule:overridden rule:a:by-service:ok" },
  { "other-offerings-rules",
    RULES "{\"id\": \"z\", \"scope\": \"after\", \"offering\": \"other\", \"order\": 9" ALWAYS
          "\"c-also\"},",
    NULL, "rule by-rule", "rule:r1:by-rule:ok" },
  { "after-the-last",
    RULES "{\"id\": \"r2\", \"scope\": \"record\", \"order\": 2" NEVER "\"c-also\"},", NULL,
    "rule by-rule", "rule:r1:by-rule:ok rule:r2:c-also:condition_false" },

  /* An unusable agreement of the last rule does not hide the offering's, nor call an earlier rule
     back. */
  { "rule-unusable",
    RULES "{\"id\": \"r2\", \"scope\": \"record\", \"order\": 2" ALWAYS "\"a-off\"},", NULL,
    "offering by-offering",
    "rule:r1:by-rule:overridden rule:r2:a-off:chat_off offering:o:by-offering:ok" },
  { "nor-does-the-offerings-hide-the-service",
    NO_RULE OF
    " => \"id\": \"by-offering\", \"title\": \"O\", \"kind\": \"support\", \"chat\": false, \"status\": \"active\"",
    NULL, "service by-service",
    R1_OFF "offering:o:by-offering:chat_off service:email:a-off:chat_off "
           "service:email:by-offering:service_not_listed "
           "service:email:by-rule:service_not_listed service:email:by-service:ok" },

  /* Why an agreement cannot be used, in order. */
  { "draft",
    NO_RULE OF
    " => \"id\": \"by-offering\", \"title\": \"O\", \"kind\": \"service\", \"chat\": false, \"status\": \"draft\"\n\"default_service\": \"email\", => ",
    NULL, "no",
    R1_OFF "offering:o:by-offering:agreement_draft service:email::not_default_service" },
  { "retired",
    NO_RULE OF
    " => \"id\": \"by-offering\", \"title\": \"O\", \"kind\": \"service\", \"chat\": false, \"status\": \"retired\"\n\"default_service\": \"email\", => ",
    NULL, "no",
    R1_OFF "offering:o:by-offering:agreement_retired service:email::not_default_service" },
  { "not-yet-valid",
    NO_RULE
    "\"default_service\": \"email\", => \n\"valid_from\": null => \"valid_from\": \"2026-06-11\"",
    "2026-06-10T21:59:59Z", "no",
    R1_OFF "offering:o:by-offering:not_yet_valid service:email::not_default_service" },
  { "valid-from-midnight", NO_RULE "\"valid_from\": null => \"valid_from\": \"2026-06-11\"",
    "2026-06-10T22:00:00Z", "offering by-offering", R1_OFF "offering:o:by-offering:ok" },
  { "valid-until-midnight", NO_RULE "\"valid_until\": null => \"valid_until\": \"2026-06-10\"",
    "2026-06-10T21:59:59Z", "offering by-offering", R1_OFF "offering:o:by-offering:ok" },
  { "no-longer-valid",
    NO_RULE
    "\"default_service\": \"email\", => \n\"valid_until\": null => \"valid_until\": \"2026-06-10\"",
    "2026-06-10T22:00:00Z", "no",
    R1_OFF "offering:o:by-offering:no_longer_valid service:email::not_default_service" },
  { "today-in-the-calendars-zone",
    NO_RULE
    "\"valid_from\": null => \"valid_from\": \"2026-06-11\"\n\"calendar\": null => \"calendar\": \"day\"",
    "2026-06-10T12:00:00Z", "offering by-offering", R1_OFF "offering:o:by-offering:ok" },
  { "kind-differs",
    NO_RULE OF
    " => \"id\": \"by-offering\", \"title\": \"O\", \"kind\": \"service\", \"chat\": true, \"status\": \"active\"\n\"default_service\": \"email\", => ",
    NULL, "no", R1_OFF "offering:o:by-offering:kind_differs service:email::not_default_service" },
  { "in-hours",
    NO_RULE
    "\"calendar\": null, \"only_in_hours\": false => \"calendar\": \"day\", \"only_in_hours\": true",
    "2026-06-07T21:00:00Z", "offering by-offering", R1_OFF "offering:o:by-offering:ok" },
  { "out-of-hours",
    NO_RULE
    "\"default_service\": \"email\", => \n\"calendar\": null, \"only_in_hours\": false => \"calendar\": \"day\", \"only_in_hours\": true",
    "2026-06-08T05:00:00Z", "no",
    R1_OFF "offering:o:by-offering:out_of_hours service:email::not_default_service" },

  /* Why the service does not count. */
  { "no-service", NO_RULE NO_OFFERING "\"actual_service\": \"email\" => \"actual_service\": null",
    NULL, "no", R1_OFF "service:::no_actual_service" },
  { "service-inactive",
    NO_RULE NO_OFFERING "\"name\": \"E\", \"active\": true => \"name\": \"E\", \"active\": false",
    NULL, "no", R1_OFF "service:email::service_inactive" },
  { "no-offering", NO_RULE "\"offering\": \"o\", \"actual => \"offering\": null, \"actual", NULL,
    "no", R1_OFF "service:email::no_offering" },
  { "inactive-before-no-offering",
    NO_RULE
    "\"offering\": \"o\", \"actual => \"offering\": null, \"actual\n\"name\": \"E\", \"active\": true => \"name\": \"E\", \"active\": false",
    NULL, "no", R1_OFF "service:email::service_inactive" },
  { "not-default",
    NO_RULE NO_OFFERING "\"default_service\": \"email\" => \"default_service\": \"phone\"", NULL,
    "no", R1_OFF "service:email::not_default_service" },
  { "nobody-lists-it",
    NO_RULE NO_OFFERING
    "\"default_service\": \"email\" => \"default_service\": \"phone\"\n\"actual_service\": \"email\" => \"actual_service\": \"phone\"",
    NULL, "no",
    R1_OFF "service:phone:a-off:service_not_listed service:phone:by-offering:service_not_listed "
           "service:phone:by-rule:service_not_listed service:phone:by-service:service_not_listed "
           "service:phone:c-also:service_not_listed" },
};

static char *
describe_answer (const BellDecision *decision)
{
  if (!decision->available)
    {
      g_assert_cmpint (decision->path, ==, -1);
      g_assert_null (decision->agreement);
      return g_strdup ("no");
    }

  return g_strdup_printf ("%s %s", bell_enum_nick (&bell_path_type, decision->path),
                          decision->agreement);
}

static char *
describe_steps (const BellDecision *decision)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < decision->steps->len; i++)
    {
      BellStep *step = decision->steps->pdata[i];

      g_string_append_printf (text, "%s%s:%s:%s:%s", i > 0 ? " " : "",
                              bell_enum_nick (&bell_step_kind_type, step->step),
                              step->subject != NULL ? step->subject : "",
                              step->agreement != NULL ? step->agreement : "",
                              bell_enum_nick (&bell_code_type, step->code));
      g_assert_cmpint (step->accepted, ==, step->code == BELL_CODE_OK);
      g_assert_cmpint (step->reason[0], !=, '\0');
      if (!bell_said_is_known (step->reason))
        g_error ("No other language can say: %s", step->reason);
    }

  return g_string_free (text, FALSE);
}

static void
test_case (gconstpointer data)
{
  guint            i = GPOINTER_TO_UINT (data);
  g_autofree char *json = desk_data_change (base, cases[i].changes);
  g_autoptr (BellDocument) document = desk_data_load (json);
  g_autoptr (BellPolicy) policy = bell_policy_new (document);
  const BellRequest *request = bell_document_request (document, "r");
  BellInstant        now
      = desk_data_instant (cases[i].now != NULL ? cases[i].now : "2026-06-10T12:00:00+02:00");
  g_autoptr (BellRecord) full = NULL;
  g_autoptr (BellRecord) brief = NULL;
  g_autofree char *answer = NULL;
  g_autofree char *brief_answer = NULL;
  g_autofree char *steps = NULL;

  full = (BellRecord *) bell_policy_decide (policy, request, now, BELL_DECIDE_EXPLAIN);
  brief = (BellRecord *) bell_policy_decide (policy, request, now, BELL_DECIDE_ANSWER);
  answer = describe_answer ((BellDecision *) full);
  steps = describe_steps ((BellDecision *) full);
  g_assert_cmpstr (answer, ==, cases[i].answer);
  g_assert_cmpstr (steps, ==, cases[i].steps);

  brief_answer = describe_answer ((BellDecision *) brief);
  g_assert_cmpstr (brief_answer, ==, answer);
  g_assert_cmpuint (((BellDecision *) brief)->steps->len, ==, 0);
}

/* What the conditions of rules can ask, and what they answer of the request above. */
static void
test_conditions (void)
{
  static const struct
  {
    const char *when;
    gboolean    holds;
  } conditions[] = {
    { "{\"all\": []}", TRUE },
    { "{\"any\": []}", FALSE },
    { "{\"not\": {\"any\": []}}", TRUE },
    { "{\"field\": \"id\", \"is\": \"r\"}", TRUE },
    { "{\"field\": \"id\", \"is\": \"R\"}", FALSE },
    { "{\"field\": \"priority\", \"is\": \"high\"}", TRUE },
    { "{\"field\": \"priority\", \"is_not\": \"high\"}", FALSE },
    { "{\"field\": \"priority\", \"in\": [\"low\", \"high\"]}", TRUE },
    { "{\"field\": \"priority\", \"in\": []}", FALSE },
    { "{\"field\": \"kind\", \"contains\": \"UPP\"}", TRUE },
    { "{\"field\": \"title\", \"contains\": \"\"}", TRUE },
    { "{\"field\": \"title\", \"contains\": \"x\"}", FALSE },
    { "{\"field\": \"description\", \"is_set\": false}", TRUE },
    { "{\"field\": \"owner\", \"is_set\": true}", FALSE },
    { "{\"field\": \"owner\", \"is\": \"zoe\"}", FALSE },
    { "{\"field\": \"owner\", \"is_not\": \"zoe\"}", TRUE },
    { "{\"field\": \"owner\", \"in\": [\"zoe\"]}", FALSE },
    { "{\"field\": \"owner\", \"contains\": \"\"}", FALSE },
    { "{\"field\": \"offering\", \"is\": \"o\"}", TRUE },
    { "{\"field\": \"offering.kind\", \"is\": \"support\"}", TRUE },
    { "{\"field\": \"offering.id\", \"in\": [\"o\"]}", TRUE },
    { "{\"field\": \"requested_by\", \"is\": \"zoe\"}", TRUE },
    { "{\"field\": \"requested_by.id\", \"is\": \"zoe\"}", TRUE },
    { "{\"field\": \"requested_by.department\", \"contains\": \"BOA\"}", TRUE },
    { "{\"field\": \"requested_by.location\", \"is_set\": false}", TRUE },
    { "{\"field\": \"requested_by.email\", \"is\": \"zoe\"}", FALSE },
    { "{\"any\": [{\"field\": \"phase\", \"is\": \"closed\"}, {\"all\": [{\"field\": \"phase\", "
      "\"is\": \"open\"}, {\"not\": {\"field\": \"actual_service\", \"is\": \"phone\"}}]}]}",
      TRUE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (conditions); i++)
    {
      g_autofree char *json = desk_data_replace (base, "{\"all\": []}", conditions[i].when);
      g_autoptr (BellDocument) document = desk_data_load (json);
      g_autoptr (BellPolicy) policy = bell_policy_new (document);
      g_autoptr (BellRecord) decision = NULL;

      decision = (BellRecord *) bell_policy_decide (policy, bell_document_request (document, "r"),
                                                    0, BELL_DECIDE_ANSWER);
      g_test_message ("%s", conditions[i].when);
      g_assert_cmpint (((BellDecision *) decision)->path == BELL_PATH_RULE, ==,
                       conditions[i].holds);
    }
}

/* Advice comes with an explanation that is the same as without, and is not for the portal. */
static void
test_advice (void)
{
  g_autofree char *json = desk_data_change (
      base, "\"live_chat\": true => \"live_chat\": false\n"
            "\"valid_until\": null => \"valid_until\": \"2026-06-10\"\n" NO_RULE);
  g_autoptr (BellDocument) document = desk_data_load (json);
  g_autoptr (BellPolicy) policy = bell_policy_new (document);
  const BellRequest *request = bell_document_request (document, "r");
  BellInstant        now = desk_data_instant ("2026-06-10T12:00:00+02:00");
  BellDecision      *full = bell_policy_decide (policy, request, now, BELL_DECIDE_EXPLAIN);
  BellDecision      *advised = bell_policy_decide (policy, request, now, BELL_DECIDE_ADVISE);
  BellDecision      *veiled = (BellDecision *) bell_veil (advised, "zoe");

  g_assert_cmpint (advised->until, ==, BELL_INSTANT_NONE);
  g_assert_cmpuint (advised->changes->len, ==, 1);
  g_assert_cmpuint (veiled->changes->len, ==, 0);
  g_assert_cmpuint (full->changes->len, ==, 0);
  g_ptr_array_set_size (advised->changes, 0);
  g_assert_true (bell_record_equal (advised, full));
  bell_record_unref (veiled);
  bell_record_unref (advised);
  bell_record_unref (full);
}

static void
test_advice_of_a_yes (void)
{
  g_autofree char *json = desk_data_change (
      base, NO_RULE "\"valid_until\": null => \"valid_until\": \"2026-06-10\"\n");
  g_autoptr (BellDocument) document = desk_data_load (json);
  g_autoptr (BellPolicy) policy = bell_policy_new (document);
  BellDecision *advised
      = bell_policy_decide (policy, bell_document_request (document, "r"),
                            desk_data_instant ("2026-06-10T12:00:00+02:00"), BELL_DECIDE_ADVISE);
  BellDecision *veiled = (BellDecision *) bell_veil (advised, "zoe");

  g_assert_cmpint (advised->until, ==, desk_data_instant ("2026-06-10T22:00:00Z"));
  g_assert_true (advised->then_available);
  g_assert_cmpuint (advised->changes->len, ==, 0);
  g_assert_true (veiled->available);
  g_assert_cmpint (veiled->until, ==, BELL_INSTANT_NONE);
  g_assert_false (veiled->then_available);
  bell_record_unref (veiled);
  bell_record_unref (advised);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/eligibility/%s", cases[i].name);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_case);
    }
  g_test_add_func ("/eligibility/conditions", test_conditions);
  g_test_add_func ("/eligibility/advice", test_advice);
  g_test_add_func ("/eligibility/advice-of-a-yes", test_advice_of_a_yes);

  return g_test_run ();
}
