/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-until.h"
#include "desk-data.h"
#include "random-desk.h"

/* A desk on which request "r" has chat by service, and agreements for the other paths. */
static const char base[]
    = "{\"format\": \"deskbell/1\","
      "\"settings\": {\"live_chat\": true, \"timezone\": \"Europe/Prague\"},"
      "\"people\": [{\"id\": \"zoe\", \"name\": \"Zoe\"}],"
      "\"services\": [{\"id\": \"email\", \"name\": \"E\"}, {\"id\": \"phone\", \"name\": \"P\"}],"
      "\"calendars\": ["
      "{\"id\": \"day\", \"name\": \"D\", \"timezone\": \"Europe/Prague\","
      " \"hours\": {\"mon\": [[\"09:00\", \"17:00\"]]}, \"holidays\": []},"
      "{\"id\": \"ever\", \"name\": \"E\", \"timezone\": \"Europe/Prague\","
      " \"hours\": {\"mon\": [[\"00:00\", \"24:00\"]], \"tue\": [[\"00:00\", \"24:00\"]],"
      " \"wed\": [[\"00:00\", \"24:00\"]], \"thu\": [[\"00:00\", \"24:00\"]],"
      " \"fri\": [[\"00:00\", \"24:00\"]], \"sat\": [[\"00:00\", \"24:00\"]],"
      " \"sun\": [[\"00:00\", \"24:00\"]]}}],"
      "\"agreements\": ["
      "{\"id\": \"first\", \"title\": \"F\", \"kind\": \"support\", \"chat\": false,"
      " \"status\": \"active\", \"valid_from\": \"2026-06-12\", \"services\": [\"email\"]},"
      "{\"id\": \"gold\", \"title\": \"G\", \"kind\": \"support\", \"chat\": true,"
      " \"status\": \"active\", \"valid_from\": null, \"valid_until\": null,"
      " \"services\": [\"email\"], \"calendar\": \"day\", \"only_in_hours\": false},"
      "{\"id\": \"rule\", \"title\": \"R\", \"kind\": \"support\", \"chat\": true,"
      " \"status\": \"active\", \"valid_from\": \"2026-06-13\"}],"
      "\"offerings\": ["
      "{\"id\": \"o\", \"name\": \"O\", \"kind\": \"support\", \"status\": \"active\","
      " \"default_service\": \"email\", \"agreement\": null}],"
      "\"rules\": ["
      "{\"id\": \"r1\", \"scope\": \"record\", \"order\": 1, \"active\": true,"
      " \"when\": {\"any\": []}, \"relate_agreement\": \"rule\"}],"
      "\"requests\": ["
      "{\"id\": \"r\", \"title\": \"T\", \"kind\": \"support\", \"offering\": \"o\","
      " \"actual_service\": \"email\", \"requested_by\": \"zoe\", \"priority\": \"high\","
      " \"phase\": \"open\"}]}";

#define FROM(day)  "\"valid_from\": null => \"valid_from\": \"" day "\"\n"
#define UNTIL(day) "\"valid_until\": null => \"valid_until\": \"" day "\"\n"
#define IN_HOURS   "\"only_in_hours\": false => \"only_in_hours\": true\n"
#define EVER       "\"calendar\": \"day\" => \"calendar\": \"ever\"\n"
#define RULE       "{\"any\": []} => {\"all\": []}\n"
#define RELATED    "\"agreement\": null => \"agreement\": \"rule\"\n"
#define LIVE_OFF   "\"live_chat\": true => \"live_chat\": false\n"
#define CLOSED     "\"phase\": \"open\" => \"phase\": \"resolved\"\n"
#define OTHER      "\"actual_service\": \"email\" => \"actual_service\": \"phone\"\n"
#define CHAT_OFF   "\"G\", \"kind\": \"support\", \"chat\": true => \"G\", \"kind\": \"support\"\n"
#define FIRST_ON   "\"chat\": false => \"chat\": true\n"
#define HOLIDAY    "\"holidays\": [] => \"holidays\": [{\"name\": \"H\", \"date\": \"2026-06-15\"}]\n"
#define LATE_HOLIDAY                                                                               \
  "\"sun\": [[\"00:00\", \"24:00\"]]} => \"sun\": [[\"00:00\", \"24:00\"]]}, \"holidays\": [{\"name\": \"H\", \"date\": \"2029-06-10\"}]\n"
#define ST_JOHNS                                                                                   \
  "Europe/Prague => America/St_Johns\n\"calendar\": \"day\" => \"calendar\": null\n"               \
  "\"valid_from\": null => \"valid_from\": \"2006-10-29\"\n"

static const struct
{
  const char *name;
  const char *changes;
  const char *now;
  const char *until; /* "-": never */
} cases[] = {
  { "for-ever", "", "2026-06-10T10:00:00Z", "-" },
  { "opening", IN_HOURS, "2026-06-10T10:00:00Z", "2026-06-15T07:00:00Z" },
  { "closing", IN_HOURS, "2026-06-15T10:00:00Z", "2026-06-15T15:00:00Z" },
  { "at-the-opening", IN_HOURS, "2026-06-15T07:00:00Z", "2026-06-15T15:00:00Z" },
  { "at-the-closing", IN_HOURS, "2026-06-15T15:00:00Z", "2026-06-22T07:00:00Z" },
  { "after-clocks-change", IN_HOURS, "2026-10-20T10:00:00Z", "2026-10-26T08:00:00Z" },
  { "holiday", IN_HOURS HOLIDAY, "2026-06-10T10:00:00Z", "2026-06-22T07:00:00Z" },
  { "valid-from", FROM ("2026-06-11"), "2026-06-10T10:00:00Z", "2026-06-10T22:00:00Z" },
  { "valid-until", UNTIL ("2026-06-10"), "2026-06-10T10:00:00Z", "2026-06-10T22:00:00Z" },
  { "over", UNTIL ("2026-06-09"), "2026-06-10T10:00:00Z", "-" },
  { "over-before-it-opens", IN_HOURS UNTIL ("2026-06-14"), "2026-06-10T10:00:00Z", "-" },
  { "over-while-it-is-open", IN_HOURS EVER UNTIL ("2029-06-09"), "2026-06-10T10:00:00Z",
    "2029-06-09T22:00:00Z" },
  { "opens-when-it-is-valid", IN_HOURS FROM ("2036-06-12"), "2026-06-10T10:00:00Z",
    "2036-06-16T07:00:00Z" },
  { "always-open", IN_HOURS EVER, "2026-06-10T10:00:00Z", "-" },
  { "closed-after-years", IN_HOURS EVER LATE_HOLIDAY, "2026-06-10T10:00:00Z",
    "2029-06-09T22:00:00Z" },
  { "in-twenty-years", FROM ("2046-06-01"), "2026-06-10T10:00:00Z", "2046-05-31T22:00:00Z" },
  { "at-the-end-of-time", UNTIL ("9999-12-31"), "9999-12-30T10:00:00Z", "-" },
  { "in-thirty-years", FROM ("2056-06-01"), "2026-06-10T10:00:00Z", "-" },

  /* What time does not change. */
  { "live-chat-off", LIVE_OFF FROM ("2026-06-11"), "2026-06-10T10:00:00Z", "-" },
  { "closed", CLOSED FROM ("2026-06-11"), "2026-06-10T10:00:00Z", "-" },
  { "chat-off", CHAT_OFF FROM ("2026-06-11"), "2026-06-10T10:00:00Z", "-" },
  { "not-by-service", OTHER FROM ("2026-06-11"), "2026-06-10T10:00:00Z", "-" },

  /* Another path, or another agreement. */
  { "first-agreement", FIRST_ON, "2026-06-10T10:00:00Z", "2026-06-11T22:00:00Z" },
  { "rule", RULE, "2026-06-10T10:00:00Z", "2026-06-12T22:00:00Z" },
  { "offering", RELATED, "2026-06-10T10:00:00Z", "2026-06-12T22:00:00Z" },
  { "what-comes-later-does-not-count", RULE IN_HOURS, "2026-06-16T10:00:00Z", "-" },
  { "not-by-service-but-by-rule", OTHER RULE, "2026-06-10T10:00:00Z", "2026-06-12T22:00:00Z" },

  /* At one minute past midnight the clocks went back, to the day before. */
  { "midnight", ST_JOHNS, "2006-10-29T02:00:00Z", "2006-10-29T02:30:00Z" },
  { "midnight-taken-back", ST_JOHNS, "2006-10-29T02:30:30Z", "2006-10-29T02:31:00Z" },
  { "midnight-again", ST_JOHNS, "2006-10-29T02:31:10Z", "2006-10-29T03:30:00Z" },
  { "midnight-at-last", ST_JOHNS, "2006-10-29T03:30:00Z", "-" },
};

static void
test_case (gconstpointer data)
{
  guint            number = GPOINTER_TO_UINT (data);
  g_autofree char *changed = desk_data_change (base, cases[number].changes);
  g_autoptr (BellDocument) desk = desk_data_load (changed);
  g_autoptr (BellPolicy) policy = bell_policy_new (desk);
  BellInstant      until = bell_policy_until (policy, bell_document_request (desk, "r"),
                                              desk_data_instant (cases[number].now));
  g_autofree char *found
      = until != BELL_INSTANT_NONE ? bell_instant_format (until, NULL) : g_strdup ("-");

  g_assert_cmpstr (found, ==, cases[number].until);
}

static void
check_is_same (BellPolicy         *policy,
               const BellRequest  *request,
               const BellDecision *expected,
               BellInstant         now,
               gboolean            same)
{
  g_autoptr (BellRecord) decision
      = &bell_policy_decide (policy, request, now, BELL_DECIDE_ANSWER)->record;

  g_assert_cmpint (bell_record_equal (decision, expected), ==, same);
}

static BellInstant
between (BellInstant first, BellInstant last)
{
  return first + (BellInstant) (g_test_rand_double () * (double) (last - first));
}

static void
check_until (BellPolicy *policy, const BellRequest *request, BellInstant now)
{
  BellDecision *decision = bell_policy_decide (policy, request, now, BELL_DECIDE_ANSWER);
  g_autoptr (BellRecord) record = &decision->record;
  BellInstant until = bell_policy_until (policy, request, now);
  BellInstant last = until != BELL_INSTANT_NONE ? until - 1 : now + 20 * (365 * G_TIME_SPAN_DAY);
  BellInstant soon = MIN (last, now + 21 * G_TIME_SPAN_DAY);

  for (int i = 0; i < 8; i++)
    {
      check_is_same (policy, request, decision, between (now, soon), TRUE);
      check_is_same (policy, request, decision, between (now, last), TRUE);
    }
  check_is_same (policy, request, decision, last, TRUE);
  if (until != BELL_INSTANT_NONE)
    {
      g_assert_cmpint (until, >, now);
      check_is_same (policy, request, decision, until, FALSE);
    }
}

/* The answer is the same until then and another one then; if there is no such time, for ever. */
static void
test_answer_holds (void)
{
  for (int left = random_cases (20000); left > 0;)
    {
      g_autoptr (BellDocument) desk = random_desk ();
      g_autoptr (BellPolicy) policy = bell_policy_new (desk);

      for (int i = 0; i < RANDOM_REQUESTS && left > 0; i++, left--)
        {
          BellInstant now = random_now () + g_test_rand_int () % G_TIME_SPAN_HOUR;

          /* Also near the changes of clocks in autumn and in spring. */
          if (g_test_rand_bit ())
            now += g_test_rand_int_range (0, 300) * G_TIME_SPAN_DAY;
          check_until (policy, bell_document_list (desk, &bell_request_shape)->pdata[i], now);
        }
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/until/%s", cases[i].name);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_case);
    }
  g_test_add_func ("/until/answer-holds", test_answer_holds);

  return g_test_run ();
}
