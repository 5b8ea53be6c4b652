/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-clocks.h"
#include "desk-data.h"

#include <string.h>

/* Offering "o" has an agreement with office hours, "x" a faster one without a calendar, "n" none.
 */
static const char desk[]
    = "{\"format\": \"deskbell/1\", \"people\": [{\"id\": \"zoe\", \"name\": \"Zoe\"}],"
      "\"services\": [{\"id\": \"email\", \"name\": \"E\"}],"
      "\"calendars\": [{\"id\": \"office\", \"name\": \"O\", \"timezone\": \"Europe/Prague\","
      " \"hours\": {\"mon\": [[\"09:00\", \"17:00\"]], \"tue\": [[\"09:00\", \"17:00\"]],"
      " \"wed\": [[\"09:00\", \"17:00\"]]}}],"
      "\"agreements\": ["
      "{\"id\": \"std\", \"title\": \"S\", \"kind\": \"support\", \"chat\": true, \"status\": \"active\","
      " \"calendar\": \"office\", \"targets\": ["
      "{\"kind\": \"chat_response\", \"warn_percent\": 50, \"minutes\": {\"high\": 10, \"low\": 60}},"
      "{\"kind\": \"initial_review\", \"warn_percent\": 75, \"minutes\": {\"high\": 60, \"low\": 120}},"
      "{\"kind\": \"resolution\", \"warn_percent\": 75, \"minutes\": {\"high\": 480, \"low\": 960}}]},"
      "{\"id\": \"fast\", \"title\": \"F\", \"kind\": \"support\", \"chat\": false, \"status\": \"active\","
      " \"targets\": ["
      "{\"kind\": \"resolution\", \"warn_percent\": 100, \"minutes\": {\"high\": 120, \"low\": 240}}]},"
      "{\"id\": \"served\", \"title\": \"B\", \"kind\": \"support\", \"chat\": false, \"status\": \"active\","
      " \"valid_until\": \"2026-06-09\", \"services\": [\"email\"], \"targets\": ["
      "{\"kind\": \"resolution\", \"minutes\": {\"high\": 30, \"low\": 30}}]}],"
      "\"offerings\": ["
      "{\"id\": \"o\", \"name\": \"O\", \"kind\": \"support\", \"status\": \"active\", \"agreement\": \"std\"},"
      "{\"id\": \"x\", \"name\": \"X\", \"kind\": \"support\", \"status\": \"active\", \"agreement\": \"fast\"},"
      "{\"id\": \"n\", \"name\": \"N\", \"kind\": \"support\", \"status\": \"active\","
      " \"default_service\": \"email\"}],"
      "\"rules\": [{\"id\": \"r\", \"scope\": \"record\", \"when\": {\"field\": \"title\", \"is\": \"urgent\"},"
      " \"relate_agreement\": \"fast\"}]}";

/* The monday of the table, 2026-06-08, and the days after it. */
static BellInstant
time_of (const char *text)
{
  g_autofree char *full = g_strdup_printf ("2026-06-%s:00+02:00", text);

  return desk_data_instant (full);
}

/* What words of a history change in the request. */
static gboolean
change (BellRequest *request, const char *word)
{
  static const struct
  {
    const char *word;
    int         phase;
    int         priority;
    const char *offering;
  } words[] = {
    { "new", BELL_PHASE_OPEN, BELL_PRIORITY_HIGH, "o" },
    { "suspend", BELL_PHASE_SUSPENDED, -1, NULL },
    { "resume", BELL_PHASE_OPEN, -1, NULL },
    { "resolve", BELL_PHASE_RESOLVED, -1, NULL },
    { "close", BELL_PHASE_CLOSED, -1, NULL },
    { "low", -1, BELL_PRIORITY_LOW, NULL },
    { "high", -1, BELL_PRIORITY_HIGH, NULL },
    { "o", -1, -1, "o" },
    { "x", -1, -1, "x" },
    { "n", -1, -1, "n" },
    { "touch", -1, -1, NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_str_equal (words[i].word, word))
      {
        if (words[i].phase >= 0)
          request->phase = words[i].phase;
        if (words[i].priority >= 0)
          request->priority = words[i].priority;
        if (words[i].offering != NULL)
          g_set_str (&request->offering, words[i].offering);
        return TRUE;
      }

  if (g_str_equal (word, "email"))
    g_set_str (&request->actual_service, "email");
  else if (g_str_equal (word, "urgent"))
    g_set_str (&request->title, "urgent");
  else
    return FALSE;

  return TRUE;
}

/* "08T09:00 new, 08T10:00 suspend ..." Chats are "ask c1", "answer c1", "over c1". */
static GArray *
history_of (const char *text)
{
  GArray *history = bell_history_new ();
  g_auto (GStrv) events = g_strsplit (text, ", ", -1);
  g_autoptr (BellRecord) request = bell_record_new (&bell_request_shape);

  request->id = g_strdup ("r");
  ((BellRequest *) request)->requested_by = g_strdup ("zoe");
  ((BellRequest *) request)->kind = BELL_KIND_SUPPORT;
  for (guint i = 0; events[i] != NULL; i++)
    {
      g_auto (GStrv) words = g_strsplit (events[i], " ", -1);
      BellInstant at = time_of (words[0]);
      BellRecord *next = bell_record_copy (request);

      if (g_str_equal (words[1], "ask"))
        bell_history_add_chat (history, at, BELL_EVENT_CHAT_ASKED, words[2]);
      else if (g_str_equal (words[1], "answer"))
        bell_history_add_chat (history, at, BELL_EVENT_CHAT_ANSWERED, words[2]);
      else if (g_str_equal (words[1], "over"))
        bell_history_add_chat (history, at, BELL_EVENT_CHAT_OVER, words[2]);
      else
        {
          for (guint w = 1; words[w] != NULL; w++)
            g_assert_true (change ((BellRequest *) next, words[w]));
          bell_history_add_request (history, at, (BellRequest *) next,
                                    g_str_equal (words[1], "touch"));
        }
      bell_record_unref (request);
      request = next;
    }

  return history;
}

static char *
short_time (BellInstant instant)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier ("Europe/Prague");
  g_autofree char *text = instant != BELL_INSTANT_NONE ? bell_instant_format (instant, zone) : NULL;

  return text != NULL ? g_strndup (text + 8, 8) : g_strdup ("-");
}

/* "agreement state elapsed left warn due", in minutes. */
static char *
describe (const BellClock *clock)
{
  g_autofree char *warn = short_time (clock->warn_at);
  g_autofree char *due = short_time (clock->due_at);

  return g_strdup_printf ("%s %s %" G_GINT64_FORMAT " %" G_GINT64_FORMAT " %s %s", clock->agreement,
                          bell_enum_nick (&bell_clock_state_type, clock->state),
                          clock->elapsed_seconds / 60, clock->left_seconds / 60, warn, due);
}

/* The last clock for a target. */
static char *
find (GPtrArray *clocks, const char *target)
{
  for (guint i = clocks->len; i > 0; i--)
    {
      const BellClock *clock = clocks->pdata[i - 1];

      if (clock->target == bell_enum_from_nick (&bell_target_kind_type, target))
        return describe (clock);
    }

  return g_strdup ("none");
}

#define REVIEW     "initial_review"
#define RESOLUTION "resolution"
#define RESPONSE   "chat_response"

static const struct
{
  const char *name;
  const char *history;
  const char *now;
  const char *target;
  const char *expected;
} cases[] = {
  /* Running. */
  { "start", "08T09:00 new", "08T10:30", RESOLUTION, "std running 90 390 08T15:00 08T17:00" },
  { "start-at-night", "07T03:00 new", "08T10:00", RESOLUTION,
    "std running 60 420 08T15:00 08T17:00" },
  { "over-the-night", "08T16:00 new", "08T20:00", RESOLUTION,
    "std running 60 420 09T14:00 09T16:00" },
  { "warn-goes-back-over-the-night", "08T11:00 new", "08T12:00", RESOLUTION,
    "std running 60 420 09T09:00 09T11:00" },
  { "warned", "08T09:00 new", "08T15:00", RESOLUTION, "std running 360 120 08T15:00 08T17:00" },
  { "a-moment-before", "08T09:00 new", "08T16:59", RESOLUTION,
    "std running 479 1 08T15:00 08T17:00" },
  { "breached-at-the-closing-time", "08T09:00 new", "08T17:00", RESOLUTION,
    "std breached 480 0 08T15:00 08T17:00" },
  { "too-late-by-an-hour", "08T09:00 new", "09T10:00", RESOLUTION,
    "std breached 540 -60 08T15:00 08T17:00" },
  /* Suspending freezes, resuming carries on. */
  { "suspended", "08T09:00 new, 08T10:00 suspend", "10T12:00", RESOLUTION,
    "std suspended 60 420 - -" },
  { "resumed", "08T09:00 new, 08T10:00 suspend, 09T09:00 resume", "09T10:00", RESOLUTION,
    "std running 120 360 09T14:00 09T16:00" },
  { "made-suspended", "08T09:00 new suspend, 08T12:00 resume", "08T13:00", RESOLUTION,
    "std running 60 420 09T10:00 09T12:00" },
  { "suspended-after-the-breach", "08T09:00 new, 09T10:00 suspend", "10T10:00", RESOLUTION,
    "std breached 540 -60 08T15:00 08T17:00" },
  /* A priority keeps what has elapsed and takes the new duration. */
  { "slower", "08T09:00 new, 08T10:00 low", "08T11:00", RESOLUTION,
    "std running 120 840 09T13:00 09T17:00" },
  { "faster", "08T09:00 new low, 08T10:00 high", "08T11:00", RESOLUTION,
    "std running 120 360 08T15:00 08T17:00" },
  { "faster-than-what-has-elapsed", "08T09:00 new low, 09T11:00 high", "09T11:00", RESOLUTION,
    "std breached 600 -120 09T11:00 09T11:00" },
  { "unless-it-is-taken-back-at-once", "08T09:00 new low, 09T11:00 high, 09T11:00 low", "09T11:01",
    RESOLUTION, "std running 601 359 09T13:00 09T17:00" },
  { "which-is-a-breach", "08T09:00 new low, 09T11:00 high", "09T11:01", RESOLUTION,
    "std breached 601 -121 09T11:00 09T11:00" },
  { "what-was-missed-stays-missed", "08T09:00 new, 09T10:00 low", "09T11:00", RESOLUTION,
    "std breached 600 360 08T15:00 08T17:00" },
  /* Another agreement, its calendar and its targets. */
  { "another-agreement", "08T09:00 new, 08T10:00 x", "08T10:30", RESOLUTION,
    "fast running 90 30 08T11:00 08T11:00" },
  { "and-back", "08T16:00 new x, 08T17:30 o", "09T10:00", RESOLUTION,
    "std running 150 330 09T13:30 09T15:30" },
  { "without-a-target-for-it", "08T09:00 new, 08T09:30 x", "08T10:00", REVIEW,
    "std cancelled 30 30 - -" },
  { "until-it-has-one-again", "08T09:00 new, 08T09:30 x, 08T11:00 o", "08T11:10", REVIEW,
    "std running 40 20 08T11:15 08T11:30" },
  { "never-a-target", "08T09:00 new n", "08T10:00", RESOLUTION, "none" },
  { "by-rule", "08T09:00 new urgent", "08T10:00", RESOLUTION,
    "fast running 60 60 08T11:00 08T11:00" },
  { "by-service-with-chat-off", "08T09:00 new n email", "08T09:10", RESOLUTION,
    "served running 10 20 08T09:24 08T09:30" },
  { "by-service-not-in-force", "10T09:00 new n email", "10T09:10", RESOLUTION, "none" },
  /* The review is the first thing that an agent does. */
  { "reviewed", "08T09:00 new, 08T09:20 touch", "08T12:00", REVIEW, "std achieved 20 40 - -" },
  { "reviewed-by-writing", "08T09:00 new, 08T09:10 ask c1, 08T09:15 answer c1", "08T12:00", REVIEW,
    "std achieved 15 45 - -" },
  { "not-by-the-person", "08T09:00 new, 08T09:20 low", "08T09:30", REVIEW,
    "std running 30 90 08T10:30 08T11:00" },
  { "reviewed-too-late", "08T09:00 new, 08T10:20 touch", "08T12:00", REVIEW,
    "std breached 80 -20 08T09:45 08T10:00" },
  /* Resolved, closed, opened again. */
  { "resolved", "08T09:00 new, 08T11:00 resolve", "09T11:00", RESOLUTION,
    "std achieved 120 360 - -" },
  { "closed-without", "08T09:00 new, 08T11:00 close", "09T11:00", RESOLUTION,
    "std cancelled 120 360 - -" },
  { "resolved-then-closed", "08T09:00 new, 08T11:00 resolve, 09T11:00 close", "09T12:00",
    RESOLUTION, "std achieved 120 360 - -" },
  { "opened-again", "08T09:00 new, 08T11:00 resolve, 09T09:00 resume", "09T10:00", RESOLUTION,
    "std running 180 300 09T13:00 09T15:00" },
  { "closed-and-opened-again", "08T09:00 new, 08T11:00 close, 09T09:00 resume", "09T10:00",
    RESOLUTION, "std running 180 300 09T13:00 09T15:00" },
  { "made-resolved-and-opened-again", "08T09:00 new resolve, 09T09:00 resume", "09T10:00",
    RESOLUTION, "std running 60 420 09T15:00 09T17:00" },
  { "warned-when-work-begins-again", "08T13:00 new, 08T20:00 touch", "09T08:00", RESOLUTION,
    "std running 240 240 09T11:00 09T13:00" },
  { "also-if-it-was-looked-at-in-the-night", "08T11:00 new, 08T20:00 low", "09T08:00", RESOLUTION,
    "std running 360 600 09T15:00 10T11:00" },
  { "a-priority-does-not-measure-again", "08T09:00 new, 08T11:00 resolve, 08T12:00 low", "09T11:00",
    RESOLUTION, "std achieved 120 360 - -" },
  /* Chats: asking again resets the response and nothing else. */
  { "asked", "08T09:00 new, 08T10:00 ask c1", "08T10:04", RESPONSE,
    "std running 4 6 08T10:05 08T10:10" },
  { "answered", "08T09:00 new, 08T10:00 ask c1, 08T10:06 answer c1", "08T11:00", RESPONSE,
    "std achieved 6 4 08T10:05 -" },
  { "left", "08T09:00 new, 08T10:00 ask c1, 08T10:03 over c1", "08T11:00", RESPONSE,
    "std cancelled 3 7 - -" },
  { "answered-too-late", "08T09:00 new, 08T10:00 ask c1, 08T10:11 answer c1", "08T11:00", RESPONSE,
    "std breached 11 -1 08T10:05 08T10:10" },
  { "asked-again",
    "08T09:00 new, 08T10:00 ask c1, 08T10:06 answer c1, 08T10:30 over c1, 08T11:00 ask c2",
    "08T11:02", RESPONSE, "std running 2 8 08T11:05 08T11:10" },
  { "the-resolution-goes-on",
    "08T09:00 new, 08T10:00 ask c1, 08T10:06 answer c1, 08T10:30 over c1, 08T11:00 ask c2",
    "08T11:02", RESOLUTION, "std running 122 358 08T15:00 08T17:00" },
  { "one-that-is-over-is-not-woken",
    "08T09:00 new, 08T10:00 ask c1, 08T10:03 over c1, 08T11:00 low", "08T12:00", RESPONSE,
    "std cancelled 3 7 - -" },
};

static void
test_case (gconstpointer data)
{
  const guint i = GPOINTER_TO_UINT (data);
  g_autoptr (BellDocument) document = desk_data_load (desk);
  g_autoptr (BellPolicy) policy = bell_policy_new (document);
  g_autoptr (GArray) history = history_of (cases[i].history);
  g_autoptr (GPtrArray) clocks = bell_policy_clocks (policy, history, time_of (cases[i].now));
  g_autofree char *found = find (clocks, cases[i].target);

  g_assert_cmpstr (found, ==, cases[i].expected);
}

/* The earliest of those that run: missed, suspended and achieved ones do not count. */
static void
test_next_target (void)
{
  static const struct
  {
    const char *history;
    const char *now;
    const char *next;
  } nexts[] = {
    { "08T09:00 new", "08T09:30", "08T10:00" },
    { "08T09:00 new", "08T10:30", "08T17:00" },
    { "08T09:00 new, 08T09:30 touch", "08T09:40", "08T17:00" },
    { "08T09:00 new, 08T09:30 touch, 08T11:00 ask c1", "08T11:01", "08T11:10" },
    { "08T09:00 new, 08T09:30 suspend", "08T09:40", "-" },
    { "08T09:00 new, 08T09:30 resolve", "08T09:40", "-" },
    { "08T09:00 new", "09T09:40", "-" },
  };
  g_autoptr (BellDocument) document = desk_data_load (desk);
  g_autoptr (BellPolicy) policy = bell_policy_new (document);

  for (guint i = 0; i < G_N_ELEMENTS (nexts); i++)
    {
      g_autoptr (GArray) history = history_of (nexts[i].history);
      g_autoptr (GPtrArray) clocks = bell_policy_clocks (policy, history, time_of (nexts[i].now));
      g_autofree char *found = short_time (bell_clocks_next_target (clocks));

      g_test_message ("%s", nexts[i].history);
      g_assert_cmpstr (found, ==, nexts[i].next);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/clocks/", cases[i].name, NULL);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_case);
    }
  g_test_add_func ("/clocks/next-target", test_next_target);

  return g_test_run ();
}
