/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-json.h"
#include "edit-calls.h"
#include "test-store.h"

/* Changing requests, and what tells later of all changes. */

typedef struct
{
  char      *folder;
  BellStore *store;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = test_folder_new ();
  fixture->store = test_store_new (fixture->folder, "");
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  test_store_close (fixture->store);
  test_folder_free (fixture->folder);
}

/* The request as an agent reads it. */
static BellRequest *
read_request (Fixture *fixture, const char *id)
{
  BellRequestGet *get = bell_call_new (&bell_call_request_get);
  g_autoptr (GPtrArray) records = NULL;

  get->request = g_strdup (id);
  records = test_store_must (fixture->store, "bob", get);

  return bell_record_ref (bell_records_find (records, &bell_request_shape, id));
}

/* All that agents work on, in one edit and one row. */
static void
test_change (Fixture *fixture, gconstpointer data)
{
  g_autoptr (BellRecord) was = BELL_RECORD (read_request (fixture, "r-1001"));
  g_autoptr (BellRecord) now = bell_record_copy (was);
  g_autoptr (BellRecord) read = NULL;
  g_autoptr (TestRecorder) recorder = test_recorder_new (fixture->store);
  g_autoptr (GPtrArray) answer = NULL;
  BellRequest *request = (BellRequest *) now;
  BellEdited  *edited;

  request->priority = BELL_PRIORITY_CRITICAL;
  request->phase = BELL_PHASE_SUSPENDED;
  request->kind = BELL_KIND_SERVICE;
  g_set_str (&request->offering, "laptop");
  g_set_str (&request->actual_service, "hardware");
  g_set_str (&request->owner, "bob");
  g_set_str (&request->expert_assignee, "dee");
  g_set_str (&request->assigned_group, "messaging");
  answer = test_store_must (fixture->store, "bob", edit_change (now, was));
  edited = answer->pdata[0];
  read = BELL_RECORD (read_request (fixture, "r-1001"));
  g_assert_true (bell_record_equal (read, now));
  g_assert_true (bell_record_equal (edited->now, now));
  g_assert_true (bell_record_equal (edited->was, was));
  g_assert_cmpint (((BellRequest *) read)->created_at, ==, ((BellRequest *) was)->created_at);
  g_assert_cmpint (((BellRequest *) edited->now)->created_at, !=, BELL_INSTANT_NONE);
  g_assert_cmpstr (test_recorder_wait (recorder, "request", BELL_CHANGE_UPDATED)->person, ==,
                   "zoe");
}

/* A chat that is asked for meanwhile is no other edit, and is not forgotten by this one. */
static void
test_change_beside_chat (Fixture *fixture, gconstpointer data)
{
  g_autoptr (BellRecord) was = BELL_RECORD (read_request (fixture, "r-1001"));
  g_autoptr (BellRecord) now = bell_record_copy (was);
  g_autoptr (GPtrArray) asked = test_store_must (fixture->store, "zoe", test_ask ("r-1001"));
  g_autoptr (GPtrArray) answer = NULL;
  g_autoptr (BellRecord) read = NULL;

  ((BellRequest *) now)->priority = BELL_PRIORITY_LOW;
  answer = test_store_must (fixture->store, "bob", edit_change (now, was));
  read = BELL_RECORD (read_request (fixture, "r-1001"));
  g_assert_cmpint (((BellRequest *) read)->priority, ==, BELL_PRIORITY_LOW);
  g_assert_cmpint (((BellRequest *) read)->chat_asked_at, !=, BELL_INSTANT_NONE);
}

static void
must_not_change (Fixture    *fixture,
                 const char *actor,
                 gpointer    call,
                 BellError   code,
                 const char *why)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (test_store_call (fixture->store, actor, call, &error));
  g_assert_error (error, BELL_ERROR, (int) code);
  g_assert_cmpstr (error->message, ==, why);
}

static void
test_change_refused (Fixture *fixture, gconstpointer data)
{
  g_autoptr (BellRecord) was = BELL_RECORD (read_request (fixture, "r-1001"));
  g_autoptr (BellRecord) low = bell_record_copy (was);
  g_autoptr (BellRecord) high = bell_record_copy (was);
  g_autoptr (BellRecord) titled = bell_record_copy (was);
  g_autoptr (BellRecord) elsewhere = bell_record_copy (was);
  g_autoptr (BellRecord) unknown = bell_record_copy (was);
  g_autoptr (GPtrArray) answer = NULL;

  ((BellRequest *) low)->priority = BELL_PRIORITY_LOW;
  ((BellRequest *) high)->phase = BELL_PHASE_CLOSED;
  g_set_str (&((BellRequest *) titled)->title, "Other words");
  g_set_str (&((BellRequest *) elsewhere)->assigned_group, "nowhere");
  g_set_str (&unknown->id, "r-404");
  must_not_change (fixture, "zoe", edit_change (low, was), BELL_ERROR_DENIED,
                   "\"zoe\" may not do this (request.change)");
  must_not_change (fixture, "bob", edit_change (titled, was), BELL_ERROR_DENIED,
                   "\"bob\" may not change \"title\" of request \"r-1001\"");
  must_not_change (fixture, "bob", edit_change (elsewhere, was), BELL_ERROR_INVALID,
                   "$.now.assigned_group: expected the id of a group, and there is no \"nowhere\"");
  must_not_change (fixture, "bob", edit_change (unknown, was), BELL_ERROR_NOT_FOUND,
                   "there is no request \"r-404\"");

  answer = test_store_must (fixture->store, "bob", edit_change (low, was));
  must_not_change (fixture, "dee", edit_change (high, was), BELL_ERROR_CONFLICT,
                   "request \"r-1001\" was changed meanwhile (priority)");
}

static GPtrArray *
history (Fixture    *fixture,
         const char *actor,
         const char *type,
         const char *subject,
         gint64      before,
         gint64      limit)
{
  BellRecordHistory *call = bell_call_new (&bell_call_record_history);

  call->type = g_strdup (type);
  call->subject = g_strdup (subject);
  call->before = before;
  call->limit = limit;

  return test_store_must (fixture->store, actor, call);
}

static void
retitle (Fixture *fixture, const char *title)
{
  g_autoptr (GPtrArray) records
      = test_store_must (fixture->store, NULL, bell_call_new (&bell_call_desk_export));
  BellRecord *gold = bell_records_find (records, &bell_agreement_shape, "gold");
  g_autoptr (BellRecord) now = bell_record_copy (gold);
  g_autoptr (GPtrArray) answer = NULL;

  g_set_str (&((BellAgreement *) now)->title, title);
  ((BellAgreement *) now)->chat = !((BellAgreement *) now)->chat;
  answer = test_store_must (fixture->store, "ann", edit_put (now, gold));
}

/* From the record as it is the log leads back to all that it was; the way there is an edit. */
static void
test_restore (Fixture *fixture, gconstpointer data)
{
  static const char *const titles[] = { "Three", "Two", "One", "Gold support" };
  g_autoptr (GPtrArray) changes = NULL;
  g_autoptr (GPtrArray) records = NULL;
  g_autoptr (GPtrArray) answer = NULL;
  g_autoptr (BellRecord) state = NULL;
  g_autofree char *before = test_store_export (fixture->store);
  g_autofree char *after = NULL;
  BellRecord      *now;

  for (guint i = 3; i > 0; i--)
    retitle (fixture, titles[i - 1]);
  changes = history (fixture, "ann", "agreement", "gold", 0, 100);
  g_assert_cmpuint (changes->len, ==, 4);
  records = test_store_must (fixture->store, NULL, bell_call_new (&bell_call_desk_export));
  now = bell_records_find (records, &bell_agreement_shape, "gold");
  state = bell_record_ref (now);
  for (guint i = 0; i < 4; i++)
    {
      const BellChange *change = changes->pdata[i];
      BellRecord       *earlier;

      g_assert_cmpstr (((BellAgreement *) state)->title, ==, titles[i]);
      g_assert_cmpint (change->kind, ==, i < 3 ? BELL_CHANGE_UPDATED : BELL_CHANGE_CREATED);
      g_assert_cmpstr (change->actor, ==, i < 3 ? "ann" : NULL);
      if (change->kind == BELL_CHANGE_CREATED)
        break;
      earlier = bell_record_undo (state, change->details);
      bell_record_unref (state);
      state = earlier;
    }
  answer = test_store_must (fixture->store, "ann", edit_put (state, now));
  after = test_store_export (fixture->store);
  g_assert_cmpstr (after, ==, before);
}

/* Of everything, page by page, without one left out or twice. */
static void
test_pages (Fixture *fixture, gconstpointer data)
{
  gint64 last = edit_position (fixture->store);
  gint64 before = 0;

  for (;;)
    {
      g_autoptr (GPtrArray) page = history (fixture, "ann", NULL, NULL, before, 7);

      for (guint i = 0; i < page->len; i++)
        g_assert_cmpint (((BellChange *) page->pdata[i])->seq, ==, last--);
      if (page->len < 7)
        break;
      before = last + 1;
    }
  g_assert_cmpint (last, ==, 0);
}

static guint
count (Fixture *fixture, const char *actor, BellInstant since, BellInstant until)
{
  BellRecordHistory *call = bell_call_new (&bell_call_record_history);
  g_autoptr (GPtrArray) found = NULL;

  call->actor = g_strdup (actor);
  call->since = since;
  call->until = until;
  found = test_store_must (fixture->store, "ann", call);

  return found->len;
}

static void
test_filters (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) changes = NULL;
  BellInstant at;

  retitle (fixture, "One");
  changes = history (fixture, "ann", "agreement", "gold", 0, 1);
  at = ((BellChange *) changes->pdata[0])->at;
  g_assert_cmpuint (count (fixture, "ann", BELL_INSTANT_NONE, BELL_INSTANT_NONE), ==, 1);
  g_assert_cmpuint (count (fixture, "bob", BELL_INSTANT_NONE, BELL_INSTANT_NONE), ==, 0);
  g_assert_cmpuint (count (fixture, "ann", at, at + 1), ==, 1);
  g_assert_cmpuint (count (fixture, "ann", at + 1, BELL_INSTANT_NONE), ==, 0);
  g_assert_cmpuint (count (fixture, "ann", BELL_INSTANT_NONE, at), ==, 0);
}

/* What is no record of the desk document is left out, and nothing else is. */
static void
test_edits (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) asked = test_store_must (fixture->store, "zoe", test_ask ("r-1001"));
  BellChat *chat = bell_records_find (asked, &bell_chat_shape, NULL);
  g_autoptr (GPtrArray) sent
      = test_store_must (fixture->store, "bob", test_send (chat->record.id, "Hello"));
  BellRecordHistory *call = bell_call_new (&bell_call_record_history);
  BellRecordHistory *of_chats = bell_call_new (&bell_call_record_history);
  g_autoptr (GPtrArray) all = history (fixture, "ann", NULL, NULL, 0, 1000);
  g_autoptr (GPtrArray) edits = NULL;
  g_autoptr (GPtrArray) none = NULL;
  guint n = 0;

  call->edits = TRUE;
  call->limit = 1000;
  edits = test_store_must (fixture->store, "ann", call);
  of_chats->type = g_strdup ("chat");
  of_chats->subject = g_strdup (chat->record.id);
  of_chats->edits = TRUE;
  none = test_store_must (fixture->store, "ann", of_chats);
  g_assert_cmpuint (none->len, ==, 0);
  for (guint i = 0; i < all->len; i++)
    {
      const BellChange *change = all->pdata[i];
      const BellShape  *shape = bell_shape_by_name (change->type);

      if ((shape != &bell_settings_shape && bell_collection_index (shape) < 0)
          || change->kind > BELL_CHANGE_DELETED)
        continue;
      g_assert_cmpint (((BellChange *) edits->pdata[n++])->seq, ==, change->seq);
    }
  g_assert_cmpuint (edits->len, ==, n);
  g_assert_cmpuint (n, <, all->len);
}

/* Agents see how requests were changed, and persons nothing. */
static void
test_who (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) request = history (fixture, "bob", "request", "r-1001", 0, 10);
  BellRecordHistory *all = bell_call_new (&bell_call_record_history);
  BellRecordHistory *other = bell_call_new (&bell_call_record_history);
  BellRecordHistory *own = bell_call_new (&bell_call_record_history);

  g_assert_cmpuint (request->len, ==, 1);
  other->type = g_strdup ("person");
  own->type = g_strdup ("request");
  test_store_must_fail (fixture->store, "bob", all, BELL_ERROR_DENIED);
  test_store_must_fail (fixture->store, "bob", other, BELL_ERROR_DENIED);
  test_store_must_fail (fixture->store, "zoe", own, BELL_ERROR_DENIED);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define TEST(path, func) g_test_add ("/activity/" path, Fixture, NULL, set_up, func, tear_down)
  TEST ("change", test_change);
  TEST ("change-beside-chat", test_change_beside_chat);
  TEST ("change-refused", test_change_refused);
  TEST ("restore", test_restore);
  TEST ("pages", test_pages);
  TEST ("filters", test_filters);
  TEST ("edits", test_edits);
  TEST ("who", test_who);

  return g_test_run ();
}
