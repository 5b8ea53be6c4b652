/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "past.h"

#include "bell-clocks.h"
#include "desk-data.h"
#include "edit-calls.h"
#include "test-store.h"

#define N_MOMENTS 16
#define AT_ONCE   8 /* what happens in a moment */

#define CHANGES                                                                                    \
  "\"groups\": [ => \"groups\": [{\"id\": \"wires\", \"name\": \"Wires\"},\n"                      \
  "\"calendar\": \"office\", \"only_in_hours\": false => \"only_in_hours\": false\n"

static void
keep_result (GObject *object, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static gboolean
has_result (gpointer data)
{
  return *(GAsyncResult **) data != NULL;
}

/* The desk on this computer or in this database, as of a time; nobody hosts it. */
BellStore *
past_open (const char *location, BellInstant now)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  BellStore *store;

  bell_store_open_async (location, BELL_STORE_CREATE, now, NULL, keep_result, &result);
  test_wait (has_result, &result, "a store to open");
  store = bell_store_open_finish (result, &error);
  g_assert_no_error (error);

  return store;
}

/* The document of tests/data with requests of several groups and priorities, and targets that run
 * at any hour. */
char *
past_desk_new (void)
{
  static const char *const priorities[] = { "critical", "high", "medium" };
  static const char *const groups[]
      = { "", ", \"assigned_group\": \"wires\"", ", \"assigned_group\": null" };
  g_autofree char *data = desk_data_read ("desk.json");
  g_autofree char *changed = desk_data_change (data, CHANGES);
  g_autoptr (GString) requests = g_string_new ("\"requests\": [");

  for (guint i = 0; i < PAST_REQUESTS; i++)
    g_string_append_printf (requests,
                            "{\"id\": \"q-%u\", \"title\": \"Q\", \"kind\": \"support\","
                            "\"offering\": \"mailbox-help\", \"requested_by\": \"zoe\","
                            "\"priority\": \"%s\", \"phase\": \"open\"%s},",
                            i, priorities[i % 3], groups[i / 2]);

  return desk_data_replace (changed, "\"requests\": [", requests->str);
}

/* Logs what is due, all of it. */
void
past_tend (BellStore *store, BellInstant now)
{
  BellInstant next;

  do
    {
      g_autoptr (GPtrArray) answer
          = test_store_must (store, NULL, bell_call_new (&bell_call_clock_tend));

      next = ((BellWakeup *) answer->pdata[0])->at;
    }
  while (next != BELL_INSTANT_NONE && next <= now);
}

/* What agents are told of a request. */
GPtrArray *
past_read_request (BellStore *store, const char *id)
{
  BellRequestGet *get = bell_call_new (&bell_call_request_get);

  get->request = g_strdup (id);

  return test_store_must (store, "bob", get);
}

void
past_set_phase (BellStore *store, const char *id, BellPhase phase)
{
  g_autoptr (GPtrArray) records = past_read_request (store, id);
  BellRecord *was = bell_records_find (records, &bell_request_shape, id);
  g_autoptr (BellRecord) now = bell_record_copy (was);
  g_autoptr (GPtrArray) answer = NULL;

  ((BellRequest *) now)->phase = (int) phase;
  answer = test_store_must (store, "bob", edit_change (now, was));
}

static const BellChat *
last_chat (GPtrArray *records)
{
  const BellChat *last = NULL;

  for (guint i = 0; i < records->len; i++)
    if (BELL_RECORD (records->pdata[i])->shape == &bell_chat_shape)
      last = records->pdata[i];

  return last;
}

/* Something that may happen to a request; what may not is refused. */
static void
step (BellStore *store, const char *id)
{
  g_autoptr (GPtrArray) records = past_read_request (store, id);
  const BellChat *chat = last_chat (records);
  int             die = g_test_rand_int_range (0, 10);
  g_autoptr (GPtrArray) answer = NULL;

  if (chat == NULL || !bell_chat_is_open (chat))
    answer = test_store_call (store, "zoe", test_ask (id), NULL);
  else if (chat->status == BELL_CHAT_PENDING && die < 6)
    answer = test_store_call (store, "bob", test_send (chat->record.id, "Hello"), NULL);
  else if (die < 8)
    answer = test_store_call (store, "zoe", test_leave (chat->record.id), NULL);
  else
    answer = test_store_call (store, "bob", test_end (chat->record.id, "solved"), NULL);
  if (g_test_rand_int_range (0, 25) == 0)
    past_set_phase (store, id, BELL_PHASE_RESOLVED);
}

/* Something every now and then. */
void
past_live (const char *location, BellInstant from, BellInstant until)
{
  BellInstant now = from;

  for (guint i = 0; i < N_MOMENTS; i++)
    {
      gint64     pace = g_test_rand_int_range (0, 2) == 0 ? 5 * 60 : 3 * 24 * 60 * 60;
      BellStore *store;

      now += g_test_rand_int_range (1, (int) pace) * G_TIME_SPAN_SECOND + 1;
      if (now >= until)
        break;
      store = past_open (location, now);
      for (guint k = 0; k < AT_ONCE; k++)
        {
          g_autofree char *id = g_strdup_printf ("q-%d", g_test_rand_int_range (0, PAST_REQUESTS));

          step (store, id);
        }
      test_store_close (store);
    }
}
