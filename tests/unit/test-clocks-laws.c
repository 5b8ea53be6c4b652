/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-clocks.h"
#include "desk-data.h"
#include "random-desk.h"

/* The clocks of random histories, and the same by a counter that ticks every minute. */

#define MINUTES (12 * 1440)
#define KINDS   3

typedef enum
{
  NOT_STARTED,
  RUNNING,
  AIMLESS, /* no target */
  ACHIEVED,
  CANCELLED
} Mode;

/* A counter of one target, of the last chat for the response. */
typedef struct
{
  Mode        mode;
  const char *agreement;
  int         minutes; /* that there are */
  int         percent;
  int         elapsed;
  int         warned; /* minute, or -1 */
  int         breached;
} Counter;

typedef struct
{
  BellDocument    *desk;
  BellWorkingTime *office;
  BellRequest     *request;
  Counter          counters[KINDS];
} Slow;

static const BellTarget *
target_of (const Slow *self, int kind)
{
  const BellOffering  *offering = bell_document_offering (self->desk, self->request->offering);
  const BellAgreement *agreement
      = offering != NULL ? bell_document_agreement (self->desk, offering->agreement) : NULL;

  for (guint i = 0; agreement != NULL && i < agreement->targets->len; i++)
    {
      const BellTarget *target = agreement->targets->pdata[i];

      if (target->kind == kind && target->minutes[self->request->priority] >= 0)
        return target;
    }

  return NULL;
}

static void
aim (Slow *self, int kind)
{
  Counter          *counter = &self->counters[kind];
  const BellTarget *target = target_of (self, kind);

  if (counter->mode != RUNNING && counter->mode != AIMLESS)
    return;

  counter->mode = target != NULL ? RUNNING : AIMLESS;
  if (target == NULL)
    return;
  counter->minutes = target->minutes[self->request->priority];
  counter->percent = (int) target->warn_percent;
  counter->agreement = bell_document_offering (self->desk, self->request->offering)->agreement;
}

static void
begin (Slow *self, int kind)
{
  self->counters[kind] = (Counter) { .mode = RUNNING, .warned = -1, .breached = -1 };
  aim (self, kind);
}

static void
finish (Slow *self, int kind, Mode mode)
{
  if (self->counters[kind].mode == RUNNING || self->counters[kind].mode == AIMLESS)
    self->counters[kind].mode = self->counters[kind].mode == AIMLESS ? CANCELLED : mode;
}

static gboolean
ticks (const Slow *self, const Counter *counter, BellInstant minute)
{
  gboolean office = g_strcmp0 (counter->agreement, "office") == 0;

  return counter->mode == RUNNING && self->request->phase != BELL_PHASE_SUSPENDED
         && (!office || bell_working_time_is_open (self->office, minute));
}

/* Whether a counter that could tick has reached its ends by the beginning of a minute. */
static void
look (const Slow *self, Counter *counter, int minute)
{
  if (counter->mode != RUNNING || self->request->phase == BELL_PHASE_SUSPENDED)
    return;
  if (counter->breached < 0 && counter->elapsed >= counter->minutes)
    counter->breached = minute;
}

static void
take_request (Slow *self, BellRequest *request, gboolean by_agent)
{
  int before = self->request->phase;
  int phase = request->phase;

  self->request = request;
  if (before >= BELL_PHASE_RESOLVED && phase < BELL_PHASE_RESOLVED)
    self->counters[BELL_TARGET_RESOLUTION].mode = AIMLESS;
  for (int kind = 0; kind < KINDS; kind++)
    aim (self, kind);
  for (int kind = BELL_TARGET_INITIAL_REVIEW; kind < KINDS; kind++)
    {
      if (phase == BELL_PHASE_RESOLVED)
        finish (self, kind, ACHIEVED);
      else if (phase == BELL_PHASE_CLOSED)
        finish (self, kind, CANCELLED);
    }
  if (by_agent)
    finish (self, BELL_TARGET_INITIAL_REVIEW, ACHIEVED);
}

static void
take (Slow *self, const BellEvent *event)
{
  if (event->kind == BELL_EVENT_REQUEST && self->request == NULL)
    {
      self->request = event->request;
      begin (self, BELL_TARGET_INITIAL_REVIEW);
      begin (self, BELL_TARGET_RESOLUTION);
    }
  else if (event->kind == BELL_EVENT_REQUEST)
    take_request (self, event->request, event->by_agent);
  else if (event->kind == BELL_EVENT_CHAT_ASKED)
    begin (self, BELL_TARGET_CHAT_RESPONSE);
  else
    finish (self, BELL_TARGET_CHAT_RESPONSE,
            event->kind == BELL_EVENT_CHAT_ANSWERED ? ACHIEVED : CANCELLED);

  if (event->kind == BELL_EVENT_CHAT_ANSWERED)
    finish (self, BELL_TARGET_INITIAL_REVIEW, ACHIEVED);
}

static void
run (Slow *self, const GArray *history, BellInstant start, int end)
{
  guint next = 0;

  for (int minute = 0; minute <= end; minute++)
    {
      BellInstant now = start + minute * BELL_MINUTE;

      /* What was reached is reached before something else happens. */
      for (int kind = 0; self->request != NULL && kind < KINDS; kind++)
        look (self, &self->counters[kind], minute);
      while (next < history->len && g_array_index (history, BellEvent, next).at == now)
        take (self, &g_array_index (history, BellEvent, next++));
      for (int kind = 0; self->request != NULL && kind < KINDS; kind++)
        {
          look (self, &self->counters[kind], minute);
          if (minute < end && ticks (self, &self->counters[kind], now))
            self->counters[kind].elapsed++;
        }
    }
}

static const char desk[]
    = "{\"format\": \"deskbell/1\","
      "\"agreements\": ["
      "{\"id\": \"office\", \"title\": \"S\", \"kind\": \"support\", \"status\": \"active\","
      " \"calendar\": \"c\", \"targets\": ["
      "{\"kind\": \"chat_response\", \"minutes\": {\"critical\": 5, \"high\": 30, \"medium\": 90}},"
      "{\"kind\": \"initial_review\", \"minutes\": {\"critical\": 60, \"high\": 100, \"low\": 700}},"
      "{\"kind\": \"resolution\", \"minutes\": {\"critical\": 200, \"high\": 480, \"medium\": 960,"
      " \"low\": 3000}}]},"
      "{\"id\": \"always\", \"title\": \"F\", \"kind\": \"support\", \"status\": \"active\","
      " \"targets\": ["
      "{\"kind\": \"chat_response\", \"minutes\": {\"high\": 20, \"low\": 100}},"
      "{\"kind\": \"resolution\", \"minutes\": {\"critical\": 120, \"high\": 240, \"low\": 5000}}]}],"
      "\"offerings\": ["
      "{\"id\": \"o0\", \"name\": \"O\", \"kind\": \"support\", \"status\": \"active\", \"agreement\": \"office\"},"
      "{\"id\": \"o1\", \"name\": \"X\", \"kind\": \"support\", \"status\": \"active\", \"agreement\": \"always\"},"
      "{\"id\": \"o2\", \"name\": \"N\", \"kind\": \"support\", \"status\": \"active\"}]}";

static GArray *
random_history (BellInstant start)
{
  GArray      *history = bell_history_new ();
  BellRequest *request = bell_record_new (&bell_request_shape);
  int          n_events = g_test_rand_int_range (1, 12);
  int          minute = 0;
  gboolean     chat_open = FALSE;

  request->record.id = g_strdup ("r");
  request->requested_by = g_strdup ("zoe");
  request->kind = BELL_KIND_SUPPORT;
  request->offering = g_strdup ("o0");
  for (int i = 0; i < n_events; i++)
    {
      BellInstant      at = start + minute * BELL_MINUTE;
      g_autofree char *chat = g_strdup_printf ("c%d", i);
      static char      last[16];

      if (i > 0 && g_test_rand_int_range (0, 3) == 0)
        {
          if (chat_open)
            bell_history_add_chat (
                history, at, g_test_rand_bit () ? BELL_EVENT_CHAT_ANSWERED : BELL_EVENT_CHAT_OVER,
                last);
          else
            bell_history_add_chat (history, at, BELL_EVENT_CHAT_ASKED, chat);
          if (!chat_open)
            g_strlcpy (last, chat, sizeof last);
          chat_open = !chat_open;
        }
      else
        {
          BellRequest *next = bell_record_copy (request);

          if (i > 0 && g_test_rand_bit ())
            next->phase = g_test_rand_int_range (0, 4);
          if (g_test_rand_bit ())
            next->priority = g_test_rand_int_range (0, BELL_N_PRIORITIES);
          if (g_test_rand_int_range (0, 3) == 0)
            {
              g_free (next->offering);
              next->offering = g_strdup_printf ("o%d", g_test_rand_int_range (0, 3));
            }
          bell_history_add_request (history, at, next, i > 0 && g_test_rand_int_range (0, 4) == 0);
          bell_record_unref (request);
          request = next;
        }
      minute += g_test_rand_int_range (0, 1400);
    }
  bell_record_unref (request);

  return history;
}

static const BellClock *
last_clock (GPtrArray *clocks, int kind)
{
  for (guint i = clocks->len; i > 0; i--)
    if (((BellClock *) clocks->pdata[i - 1])->target == kind)
      return clocks->pdata[i - 1];

  return NULL;
}

static void
compare (const Slow *slow, int kind, const BellClock *clock, BellInstant start)
{
  const Counter *counter = &slow->counters[kind];
  gboolean       suspended = slow->request->phase == BELL_PHASE_SUSPENDED;
  BellClockState state = suspended ? BELL_CLOCK_SUSPENDED : BELL_CLOCK_RUNNING;

  if (counter->mode == ACHIEVED)
    state = BELL_CLOCK_ACHIEVED;
  else if (counter->mode == CANCELLED || counter->mode == AIMLESS)
    state = BELL_CLOCK_CANCELLED;
  if (counter->breached >= 0)
    state = BELL_CLOCK_BREACHED;

  g_assert_nonnull (clock);
  g_assert_cmpstr (bell_enum_nick (&bell_clock_state_type, clock->state), ==,
                   bell_enum_nick (&bell_clock_state_type, state));
  g_assert_cmpint (clock->elapsed_seconds, ==, counter->elapsed * 60);
  g_assert_cmpint (clock->minutes, ==, counter->minutes);
  g_assert_cmpint (clock->breached_at, ==,
                   counter->breached >= 0 ? start + counter->breached * BELL_MINUTE
                                          : BELL_INSTANT_NONE);
}

static void
test_against_counter (void)
{
  const char *text = g_getenv ("DESKBELL_CASES");
  int         left = text != NULL ? (int) g_ascii_strtoll (text, NULL, 10) : 1500;

  for (; left > 0; left--)
    {
      g_autoptr (BellDocument) base = desk_data_load ("{\"format\": \"deskbell/1\"}");
      g_autofree char *data = g_strdup (desk);
      BellCalendar    *calendar = random_calendar ("Europe/Prague", 20530, 20560);
      g_autoptr (BellRecord) record = &calendar->record;
      g_autoptr (BellWorkingTime) office = bell_working_time_new (calendar);
      g_autoptr (BellDocument) document = NULL;
      g_autoptr (BellPolicy) policy = NULL;
      BellInstant start = (20535 + (left & 1) * 3) * G_TIME_SPAN_DAY;
      g_autoptr (GArray) history = random_history (start);
      int end = g_test_rand_int_range (0, MINUTES);
      g_autoptr (GPtrArray) clocks = NULL;
      Slow slow = { 0 };

      g_set_str (&record->id, "c");
      bell_document_add (base, record);
      {
        g_autoptr (JsonNode) node = json_from_string (data, NULL);

        document = bell_document_from_json (node, NULL);
        g_assert_nonnull (document);
      }
      bell_document_add (document, record);
      policy = bell_policy_new (document);
      clocks = bell_policy_clocks (policy, history, start + end * BELL_MINUTE);
      slow.desk = document;
      slow.office = office;
      run (&slow, history, start, end);
      for (int kind = 0; kind < KINDS; kind++)
        if (slow.counters[kind].mode != NOT_STARTED && slow.counters[kind].agreement != NULL)
          compare (&slow, kind, last_clock (clocks, kind), start);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/clocks/against-a-counter", test_against_counter);

  return g_test_run ();
}
