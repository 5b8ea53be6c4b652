/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-clocks.h"
#include "bell-overview.h"
#include "past.h"
#include "test-store.h"

/* What is counted over some days, held against a straightforward count. */

#define DAY      G_TIME_SPAN_DAY
#define LONG_AGO (40 * DAY)
#define REST     (3 * DAY) /* after which no target runs any more */

typedef struct
{
  char       *folder;
  char       *location;
  BellInstant now;
  BellStore  *store;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autofree char *json = past_desk_new ();
  BellStore       *store;

  fixture->folder = test_folder_new ();
  fixture->location = test_store_location (fixture->folder);
  fixture->now = g_get_real_time () - LONG_AGO;
  store = past_open (fixture->location, fixture->now);
  test_store_import (store, json, FALSE);
  past_tend (store, fixture->now);
  test_store_close (store);
}

/* The store of the kind that is tested, now. */
static void
open_now (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  BellInstant now = g_get_real_time ();
  BellStore  *store = past_open (fixture->location, now);
  g_autoptr (GPtrArray) over
      = test_store_must (store, NULL, bell_call_new (&bell_call_chat_expire));

  past_tend (store, now);
  test_store_close (store);
  fixture->store = test_store_open (fixture->location, BELL_STORE_HOST, &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_clear_pointer (&fixture->store, test_store_close);
  g_free (fixture->location);
  test_folder_free (fixture->folder);
}

/* All that there is on the desk to be counted. */
typedef struct
{
  GPtrArray *requests; /* BellRequest */
  GPtrArray *chats;    /* BellChat */
  GPtrArray *clocks;   /* BellClock */
} Everything;

static void
everything_clear (Everything *self)
{
  g_ptr_array_unref (self->requests);
  g_ptr_array_unref (self->chats);
  g_ptr_array_unref (self->clocks);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Everything, everything_clear)

static void
keep_all (GPtrArray *kept, GPtrArray *records, const BellShape *shape)
{
  for (guint i = 0; i < records->len; i++)
    if (BELL_RECORD (records->pdata[i])->shape == shape)
      g_ptr_array_add (kept, bell_record_ref (records->pdata[i]));
}

static Everything
read_everything (BellStore *store)
{
  BellRequestPage *page = bell_call_new (&bell_call_request_list);
  g_autoptr (GPtrArray) listed = test_store_must (store, "bob", page);
  Everything all = { bell_record_list_new (), bell_record_list_new (), bell_record_list_new () };

  keep_all (all.requests, listed, &bell_request_shape);
  g_assert_cmpuint (all.requests->len, >, PAST_REQUESTS);
  for (guint i = 0; i < all.requests->len; i++)
    {
      const char *id = BELL_RECORD (all.requests->pdata[i])->id;
      g_autoptr (GPtrArray) records = past_read_request (store, id);
      BellClockList *call = bell_call_new (&bell_call_clock_list);
      g_autoptr (GPtrArray) clocks = NULL;

      call->request = g_strdup (id);
      clocks = test_store_must (store, "bob", call);
      keep_all (all.chats, records, &bell_chat_shape);
      keep_all (all.clocks, clocks, &bell_clock_shape);
    }

  return all;
}

static const char *
group_of (const Everything *all, const char *request)
{
  return ((BellRequest *) bell_records_find (all->requests, &bell_request_shape, request))
      ->assigned_group;
}

/* What a count is about: one day or all of them, one group, none, or all. */
typedef struct
{
  const BellZone *zone;
  BellDate        from;
  BellDate        until;
  gboolean        any_group;
  const char     *group;
} About;

static gboolean
is_about (const About *about, const Everything *all, BellInstant at, const char *request)
{
  BellDate day = at != BELL_INSTANT_NONE ? bell_zone_day (about->zone, at) : BELL_DATE_NONE;

  return day >= about->from && day <= about->until
         && (about->any_group || g_strcmp0 (group_of (all, request), about->group) == 0);
}

/* The least of the waits that so many percent do not exceed. */
static gint64
least_wait (GArray *waits, guint percent)
{
  gint64 least = G_MAXINT64;

  for (guint i = 0; i < waits->len; i++)
    {
      gint64 wait = g_array_index (waits, gint64, i);
      guint  n = 0;

      for (guint k = 0; k < waits->len; k++)
        n += g_array_index (waits, gint64, k) <= wait ? 1 : 0;
      if (n * 100 >= waits->len * percent)
        least = MIN (least, wait);
    }

  return waits->len > 0 ? least / G_TIME_SPAN_SECOND : 0;
}

/* The answer times of all days together. */
static void
check_waits (const About *about, const Everything *all, gint64 median, gint64 p95)
{
  g_autoptr (GArray) waits = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; i < all->chats->len; i++)
    {
      const BellChat *chat = all->chats->pdata[i];
      gint64          wait = chat->answered_by != NULL ? chat->answered_at - chat->requested_at : 0;

      if (chat->answered_by != NULL && is_about (about, all, chat->requested_at, chat->request))
        g_array_append_val (waits, wait);
    }
  g_assert_cmpint (median, ==, least_wait (waits, 50));
  g_assert_cmpint (p95, ==, least_wait (waits, 95));
}

static void
check_chats (const About *about, const Everything *all, const BellOverviewRow *row)
{
  g_autoptr (GArray) waits = g_array_new (FALSE, FALSE, sizeof (gint64));
  gint64 asked = 0;
  gint64 left = 0;

  for (guint i = 0; i < all->chats->len; i++)
    {
      const BellChat *chat = all->chats->pdata[i];
      gint64          wait = chat->answered_by != NULL ? chat->answered_at - chat->requested_at : 0;

      if (!is_about (about, all, chat->requested_at, chat->request))
        continue;
      asked++;
      if (chat->answered_by != NULL)
        g_array_append_val (waits, wait);
      else if (!bell_chat_is_open (chat))
        left++;
    }
  g_assert_cmpint (row->asked, ==, asked);
  g_assert_cmpint (row->answered, ==, waits->len);
  g_assert_cmpint (row->left, ==, left);
  g_assert_cmpint (row->median_seconds, ==, least_wait (waits, 50));
  g_assert_cmpint (row->p95_seconds, ==, least_wait (waits, 95));
}

static void
check_targets (const About *about, const Everything *all, const BellOverviewRow *row)
{
  gint64 met = 0;
  gint64 missed = 0;

  for (guint i = 0; i < all->clocks->len; i++)
    {
      const BellClock *clock = all->clocks->pdata[i];

      if (clock->state == BELL_CLOCK_BREACHED)
        missed += is_about (about, all, clock->breached_at, clock->request) ? 1 : 0;
      else if (clock->state == BELL_CLOCK_ACHIEVED)
        met += is_about (about, all, clock->ended_at, clock->request) ? 1 : 0;
    }
  g_assert_cmpint (row->met, ==, met);
  g_assert_cmpint (row->missed, ==, missed);
}

static BellOverview *
ask (Fixture *fixture, BellDate from, BellDate until, const char *zone, const char *group)
{
  BellDeskOverview *call = bell_call_new (&bell_call_desk_overview);
  g_autoptr (GPtrArray) answer = NULL;

  call->from = from;
  call->until = until;
  call->zone = g_strdup (zone);
  call->group = g_strdup (group);
  answer = test_store_must (fixture->store, "bob", call);
  g_assert_cmpuint (answer->len, ==, 1);

  return bell_record_ref (answer->pdata[0]);
}

static void
check_waiting (const Everything *all, const BellOverview *overview, const char *group)
{
  BellInstant oldest = BELL_INSTANT_NONE;
  gint64      waiting = 0;

  for (guint i = 0; i < all->chats->len; i++)
    {
      const BellChat *chat = all->chats->pdata[i];

      if (chat->status != BELL_CHAT_PENDING
          || (group != NULL && g_strcmp0 (group_of (all, chat->request), group) != 0))
        continue;
      waiting++;
      if (oldest == BELL_INSTANT_NONE || chat->requested_at < oldest)
        oldest = chat->requested_at;
    }
  g_assert_cmpint (overview->waiting, ==, waiting);
  g_assert_cmpint (overview->oldest_at, ==, oldest);
}

/* The rows of the groups add up to the rows of the days, so that no group is left out. */
static void
check_sums (const BellOverview *overview)
{
  gint64 of_days[2] = { 0 }, of_groups[2] = { 0 }, of_targets = 0;

  for (guint i = 0; i < overview->days->len; i++)
    {
      const BellOverviewRow *row = overview->days->pdata[i];

      of_days[0] += row->asked;
      of_days[1] += row->met + row->missed;
    }
  for (guint i = 0; i < overview->groups->len; i++)
    {
      const BellOverviewRow *row = overview->groups->pdata[i];

      of_groups[0] += row->asked;
      of_groups[1] += row->met + row->missed;
    }
  for (guint i = 0; i < overview->targets->len; i++)
    {
      const BellOverviewTarget *target = overview->targets->pdata[i];

      of_targets += target->met + target->missed;
    }
  g_assert_cmpint (of_days[0], ==, of_groups[0]);
  g_assert_cmpint (of_days[1], ==, of_groups[1]);
  g_assert_cmpint (of_days[1], ==, of_targets);
}

static void
check (Fixture          *fixture,
       const Everything *all,
       BellDate          from,
       BellDate          until,
       const char       *zone,
       const char       *group)
{
  g_autoptr (BellRecord) record = BELL_RECORD (ask (fixture, from, until, zone, group));
  const BellOverview *overview = (BellOverview *) record;
  const char         *named = zone != NULL ? zone : "Europe/Prague";
  About               about = { bell_zone_get (named), from, until, group == NULL, group };

  g_assert_cmpstr (overview->zone, ==, named);
  check_waiting (all, overview, group);
  check_sums (overview);
  g_assert_cmpint (overview->days->len, ==, until - from + 1);
  for (guint i = 0; i < overview->days->len; i++)
    {
      const BellOverviewRow *row = overview->days->pdata[i];

      g_assert_cmpint (row->day, ==, from + (int) i);
      about.from = about.until = row->day;
      check_chats (&about, all, row);
      check_targets (&about, all, row);
    }
  about.from = from;
  about.until = until;
  check_waits (&about, all, overview->median_seconds, overview->p95_seconds);
  about.any_group = FALSE;
  for (guint i = 0; i < overview->groups->len; i++)
    {
      const BellOverviewRow *row = overview->groups->pdata[i];

      about.group = row->group;
      check_chats (&about, all, row);
      check_targets (&about, all, row);
    }
}

static void
test_counts (Fixture *fixture, gconstpointer data)
{
  static const char *const zones[] = { NULL, "UTC", "Pacific/Auckland", "America/Halifax" };
  static const char *const groups[] = { NULL, NULL, "messaging", "wires" };
  BellDate                 today = bell_zone_day (bell_zone_get (NULL), g_get_real_time ());
  g_auto (Everything) all = { 0 };

  past_live (fixture->location, fixture->now, g_get_real_time () - REST);
  open_now (fixture);
  all = read_everything (fixture->store);
  g_assert_cmpuint (all.chats->len, >, 3);
  check (fixture, &all, today - 45, today, NULL, NULL);
  for (guint i = 0; i < 24; i++)
    {
      BellDate from = today - g_test_rand_int_range (0, 45);

      check (fixture, &all, from, from + g_test_rand_int_range (0, 20), zones[i % 4],
             groups[g_test_rand_int_range (0, 4)]);
    }
}

static void
act (Fixture *fixture, BellInstant at, BellPhase phase)
{
  BellStore *store = past_open (fixture->location, at);

  past_set_phase (store, "q-0", phase);
  past_tend (store, at);
  test_store_close (store);
}

/* What was met in time and is opened again may still be missed, and is not counted twice. */
static void
test_reopened (Fixture *fixture, gconstpointer data)
{
  BellDate from = bell_zone_day (bell_zone_get (NULL), fixture->now) - 1;

  act (fixture, fixture->now + 60 * BELL_MINUTE, BELL_PHASE_RESOLVED);
  open_now (fixture);
  {
    g_autoptr (BellRecord) met = BELL_RECORD (ask (fixture, from, from + 10, NULL, "messaging"));
    const BellOverviewTarget *resolution = ((BellOverview *) met)->targets->pdata[2];

    g_assert_cmpint (resolution->target, ==, BELL_TARGET_RESOLUTION);
    g_assert_cmpint (resolution->met, ==, 1);
    test_store_close (g_steal_pointer (&fixture->store));
  }
  act (fixture, fixture->now + 120 * BELL_MINUTE, BELL_PHASE_OPEN);
  open_now (fixture);
  {
    g_autoptr (BellRecord) missed = BELL_RECORD (ask (fixture, from, from + 10, NULL, "messaging"));
    const BellOverviewTarget *resolution = ((BellOverview *) missed)->targets->pdata[2];

    g_assert_cmpint (resolution->met, ==, 0);
    g_assert_cmpint (resolution->missed, >=, 1);
  }
}

static void
refuse (Fixture *fixture, BellDate from, BellDate until, const char *group, BellError code)
{
  BellDeskOverview *call = bell_call_new (&bell_call_desk_overview);

  call->from = from;
  call->until = until;
  call->group = g_strdup (group);
  test_store_must_fail (fixture->store, "ann", call, code);
}

static void
test_refused (Fixture *fixture, gconstpointer data)
{
  g_autoptr (BellRecord) most = NULL;

  open_now (fixture);
  refuse (fixture, 20000, 19999, NULL, BELL_ERROR_INVALID);
  refuse (fixture, 20000, 20000 + BELL_OVERVIEW_DAYS_MAX, NULL, BELL_ERROR_INVALID);
  refuse (fixture, 20000, 20001, "nowhere", BELL_ERROR_NOT_FOUND);
  most = BELL_RECORD (ask (fixture, 20000, 19999 + BELL_OVERVIEW_DAYS_MAX, NULL, NULL));
  g_assert_cmpuint (((BellOverview *) most)->days->len, ==, BELL_OVERVIEW_DAYS_MAX);
  g_assert_cmpuint (((BellOverview *) most)->groups->len, ==, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define TEST(path, func) g_test_add ("/overview/" path, Fixture, NULL, set_up, func, tear_down)
  TEST ("counts", test_counts);
  TEST ("reopened", test_reopened);
  TEST ("refused", test_refused);

  return g_test_run ();
}
