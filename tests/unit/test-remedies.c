/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-remedies.h"
#include "bell-said.h"
#include "desk-data.h"

#include <string.h>

/* A desk on which request "r" has chat by service, and which has a rule that does not hold. */
static const char base[]
    = "{\"format\": \"deskbell/1\","
      "\"settings\": {\"live_chat\": true, \"timezone\": \"Europe/Prague\"},"
      "\"people\": [{\"id\": \"zoe\", \"name\": \"Zoe\"}],"
      "\"services\": [{\"id\": \"email\", \"name\": \"E\", \"active\": true},"
      " {\"id\": \"phone\", \"name\": \"P\"}],"
      "\"calendars\": [{\"id\": \"day\", \"name\": \"D\", \"timezone\": \"Europe/Prague\","
      " \"hours\": {\"mon\": [[\"09:00\", \"17:00\"]]}}],"
      "\"agreements\": ["
      "{\"id\": \"gold\", \"title\": \"G\", \"kind\": \"support\", \"chat\": true,"
      " \"status\": \"active\", \"valid_from\": null, \"valid_until\": null,"
      " \"services\": [\"email\"], \"calendar\": \"day\", \"only_in_hours\": false}],"
      "\"offerings\": ["
      "{\"id\": \"o\", \"name\": \"O\", \"kind\": \"support\", \"status\": \"active\","
      " \"default_service\": \"email\", \"agreement\": null}],"
      "\"rules\": ["
      "{\"id\": \"r1\", \"scope\": \"record\", \"order\": 1, \"active\": true,"
      " \"when\": {\"any\": []}, \"relate_agreement\": \"gold\"}],"
      "\"requests\": ["
      "{\"id\": \"r\", \"title\": \"T\", \"kind\": \"support\", \"offering\": \"o\","
      " \"actual_service\": \"email\", \"requested_by\": \"zoe\", \"priority\": \"high\","
      " \"phase\": \"open\"}]}";

#define LIVE_OFF "\"live_chat\": true => \"live_chat\": false\n"
#define CLOSED   "\"phase\": \"open\" => \"phase\": \"closed\"\n"
#define DRAFT    "\"status\": \"active\", \"valid_from\" => \"status\": \"draft\", \"valid_from\"\n"
#define CHAT_OFF                                                                                   \
  "\"G\", \"kind\": \"support\", \"chat\": true => \"G\", \"kind\": \"support\", \"chat\": false\n"
#define LATE       "\"valid_from\": null => \"valid_from\": \"2026-06-11\"\n"
#define OVER       "\"valid_until\": null => \"valid_until\": \"2026-06-09\"\n"
#define KIND       "\"G\", \"kind\": \"support\" => \"G\", \"kind\": \"service\"\n"
#define IN_HOURS   "\"only_in_hours\": false => \"only_in_hours\": true\n"
#define NO_SERVICE "\"actual_service\": \"email\" => \"actual_service\": null\n"
#define OTHER      "\"actual_service\": \"email\" => \"actual_service\": \"phone\"\n"
#define PASSIVE    "\"name\": \"E\", \"active\": true => \"name\": \"E\", \"active\": false\n"
#define NO_DEFAULT "\"default_service\": \"email\" => \"default_service\": null\n"
#define UNLISTED   "\"services\": [\"email\"] => \"services\": []\n"
#define NO_PLACE   "\"offering\": \"o\" => \"offering\": null\n"
#define RELATED    "\"agreement\": null => \"agreement\": \"gold\"\n"
#define RULE_OFF                                                                                   \
  "\"active\": true, \"when\": {\"any\": []} => \"active\": false, \"when\": {\"all\": []}\n"
#define AGREEMENTS "\"agreements\": [ => \"agreements\": ["
#define SILVER(id, chat)                                                                           \
  "{\"id\": \"" id "\", \"title\": \"S\", \"kind\": \"support\", \"chat\": " chat                  \
  ", \"status\": \"active\"},"
#define RULES "\"rules\": [ => \"rules\": ["
#define RULE(id, order, active, agreement)                                                         \
  "{\"id\": \"" id "\", \"scope\": \"record\", \"order\": " order ", \"active\": " active          \
  ", \"when\": {\"all\": []}, \"relate_agreement\": \"" agreement "\"},"

static const struct
{
  const char *name;
  const char *changes;
  const char *remedies; /* one a line: text + text = path agreement */
} cases[] = {
  { "none-needed", "", "" },
  { "live-chat", LIVE_OFF, "switch live chat on for the whole desk = service gold\n" },
  { "reopen", CLOSED, "reopen the request = service gold\n" },
  { "actual-service", NO_SERVICE,
    "make \"email\" the actual service of the request = service gold\n"
    "relate agreement \"gold\" to offering \"o\" = offering gold\n" },
  { "other-service", OTHER,
    "make \"email\" the actual service of the request = service gold\n"
    "relate agreement \"gold\" to offering \"o\" = offering gold\n" },
  { "service-active", PASSIVE,
    "make service \"email\" active = service gold\n"
    "relate agreement \"gold\" to offering \"o\" = offering gold\n" },
  { "default-service", NO_DEFAULT,
    "make \"email\" the default service of offering \"o\" = service gold\n"
    "relate agreement \"gold\" to offering \"o\" = offering gold\n" },
  { "unlisted", UNLISTED,
    "add service \"email\" to agreement \"gold\" = service gold\n"
    "relate agreement \"gold\" to offering \"o\" = offering gold\n" },
  { "draft", DRAFT, "make agreement \"gold\" active = service gold\n" },
  { "chat", CHAT_OFF, "switch chat on in agreement \"gold\" = service gold\n" },
  { "valid-from", LATE, "remove the date from which agreement \"gold\" is valid = service gold\n" },
  { "valid-until", OVER,
    "remove the date until which agreement \"gold\" is valid = service gold\n" },
  { "kind", KIND,
    "make agreement \"gold\" one for requests of the kind \"support\" = service gold\n" },
  { "in-hours", IN_HOURS,
    "allow chat outside the working hours of agreement \"gold\" = service gold\n" },
  { "of-rule", NO_PLACE CHAT_OFF "\"any\": [] => \"all\": []",
    "switch chat on in agreement \"gold\" = rule gold\n" },
  { "rule-on", NO_PLACE RULE_OFF, "make rule \"r1\" active = rule gold\n" },
  { "rule-off",
    AGREEMENTS SILVER ("silver", "false") "\n" RULES
               RULE ("r2", "2", "true", "silver") "\n" NO_PLACE "\"any\": [] => \"all\": []",
    "switch chat on in agreement \"silver\" = rule silver\n"
    "make rule \"r2\" inactive = rule gold\n" },
  { "related-first",
    AGREEMENTS SILVER ("a", "true") SILVER ("b", "true") SILVER ("c", "true")
        SILVER ("d", "true") "\n" CHAT_OFF,
    "switch chat on in agreement \"gold\" = service gold\n"
    "add service \"email\" to agreement \"a\" = service a\n"
    "add service \"email\" to agreement \"b\" = service b\n"
    "add service \"email\" to agreement \"c\" = service c\n"
    "relate agreement \"a\" to offering \"o\" = offering a\n"
    "relate agreement \"b\" to offering \"o\" = offering b\n"
    "relate agreement \"c\" to offering \"o\" = offering c\n" },
  { "live-chat-and-reopen", LIVE_OFF CLOSED,
    "reopen the request + switch live chat on for the whole desk = service gold\n" },
  { "reopen-and-chat", CLOSED CHAT_OFF,
    "switch chat on in agreement \"gold\" + reopen the request = service gold\n" },
  { "two-of-an-agreement", DRAFT CHAT_OFF,
    "make agreement \"gold\" active + switch chat on in agreement \"gold\" = service gold\n" },
  { "three-are-too-many", DRAFT KIND LATE, "" },
  { "rule-on-and-chat", NO_PLACE RULE_OFF CHAT_OFF,
    "switch chat on in agreement \"gold\" + make rule \"r1\" active = rule gold\n" },
  { "rule-off-and-on",
    AGREEMENTS
    "{\"id\": \"silver\", \"title\": \"S\", \"kind\": \"service\", \"status\": \"draft\"},"
    "\n" RULES RULE ("r2", "2", "true", "silver") "\n" NO_PLACE RULE_OFF,
    "make rule \"r1\" active + make rule \"r2\" inactive = rule gold\n" },
  { "mend-and-relate", PASSIVE NO_DEFAULT DRAFT,
    "make agreement \"gold\" active + relate agreement \"gold\" to offering \"o\" = offering gold\n" },
  { "reopen-and-default", CLOSED NO_DEFAULT,
    "make \"email\" the default service of offering \"o\" + reopen the request = service gold\n"
    "relate agreement \"gold\" to offering \"o\" + reopen the request = offering gold\n" },
  { "live-chat-and-rule", LIVE_OFF NO_PLACE RULE_OFF,
    "make rule \"r1\" active + switch live chat on for the whole desk = rule gold\n" },
  { "resume-for-a-rule",
    NO_PLACE "\"phase\": \"open\" => \"phase\": \"suspended\"\n"
             "{\"any\": []} => {\"field\": \"phase\", \"is\": \"open\"}",
    "resume the request = rule gold\n" },
  { "other-service-for-a-rule",
    NO_DEFAULT "{\"any\": []} => {\"field\": \"actual_service\", \"is\": \"phone\"}\n"
               "\"default_service\": null, => \"default_service\": \"phone\",\n",
    "make \"email\" the default service of offering \"o\" = service gold\n"
    "make \"phone\" the actual service of the request = rule gold\n"
    "relate agreement \"gold\" to offering \"o\" = offering gold\n" },
  { "without-offering", NO_PLACE, "" },
};

static char *
describe (GPtrArray *remedies)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < remedies->len; i++)
    {
      const BellRemedy *remedy = remedies->pdata[i];

      for (guint e = 0; e < remedy->edits->len; e++)
        {
          const BellEdit *edit = remedy->edits->pdata[e];

          if (!bell_said_is_known (edit->text))
            g_error ("No other language can say: %s", edit->text);
          g_string_append_printf (text, "%s%s", e > 0 ? " + " : "", edit->text);
        }
      g_string_append_printf (text, " = %s %s\n", bell_enum_nick (&bell_path_type, remedy->path),
                              remedy->agreement);
    }

  return g_string_free (text, FALSE);
}

static void
test_case (gconstpointer data)
{
  guint            number = GPOINTER_TO_UINT (data);
  g_autofree char *changed = desk_data_change (base, cases[number].changes);
  g_autoptr (BellDocument) desk = desk_data_load (changed);
  g_autoptr (BellPolicy) policy = bell_policy_new (desk);
  g_autoptr (GPtrArray) remedies = bell_policy_remedies (
      policy, bell_document_request (desk, "r"), desk_data_instant ("2026-06-10T10:00:00Z"));
  g_autofree char *found = describe (remedies);

  g_assert_cmpstr (found, ==, cases[number].remedies);
}

/* What a remedy's edits say, for programs. */
static void
test_edits (void)
{
  static const char *const expected[]
      = { "agreement gold valid_until null", "offering o default_service \"email\"",
          "agreement gold services [\"email\"]", "settings - live_chat true" };
  static const char *const changes[]
      = { RELATED OVER NO_DEFAULT, NO_DEFAULT OVER, UNLISTED, LIVE_OFF };

  for (guint i = 0; i < G_N_ELEMENTS (changes); i++)
    {
      g_autofree char *changed = desk_data_change (base, changes[i]);
      g_autoptr (BellDocument) desk = desk_data_load (changed);
      g_autoptr (BellPolicy) policy = bell_policy_new (desk);
      g_autoptr (GPtrArray) remedies = bell_policy_remedies (
          policy, bell_document_request (desk, "r"), desk_data_instant ("2026-06-10T10:00:00Z"));
      g_autoptr (GString) found = g_string_new (NULL);

      g_assert_cmpuint (remedies->len, >, 0);
      for (guint e = 0; e < ((BellRemedy *) remedies->pdata[0])->edits->len; e++)
        {
          const BellEdit  *edit = ((BellRemedy *) remedies->pdata[0])->edits->pdata[e];
          g_autofree char *value
              = edit->value != NULL ? json_to_string (edit->value, FALSE) : g_strdup ("null");

          g_string_append_printf (found, "%s %s %s %s\n", edit->type,
                                  edit->subject != NULL ? edit->subject : "-", edit->field, value);
        }
      g_assert_nonnull (strstr (found->str, expected[i]));
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/remedies/%s", cases[i].name);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_case);
    }
  g_test_add_func ("/remedies/edits", test_edits);

  return g_test_run ();
}
