/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A desk answers questions in whatever order the answers are ready, and what it reports comes
 * before or after them: what is shown is right in every order. */
#include "bell-chat-list.h"
#include "bell-conversation.h"
#include "bell-record-edit.h"
#include "bell-request-list.h"
#include "held-store.h"
#include "test-store.h"

#define ASSIGNED                                                                                   \
  "\"owner\": null, \"expert_assignee\": null, \"assigned_group\": null => \"owner\": \"ann\","    \
  " \"assigned_group\": \"messaging\", \"expert_assignee\": null\n"                                \
  "\"default_service\": \"hardware\" => \"default_service\": \"hardware\","                        \
  " \"agreement\": \"gold\", \"owner\": \"ann\""

typedef struct
{
  char      *folder;
  BellStore *store;
  HeldStore *held;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = test_folder_new ();
  fixture->store = test_store_new (fixture->folder, ASSIGNED);
  fixture->held = held_store_new (fixture->store);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_clear_object (&fixture->held);
  test_store_close (fixture->store);
  test_folder_free (fixture->folder);
}

static gboolean
has_one (gpointer data)
{
  return g_list_model_get_n_items (data) == 1;
}

static gboolean
is_loaded (gpointer data)
{
  return bell_chat_list_is_loaded (data);
}

/* Whether a chat concerns somebody was asked before the configuration made it so, and the answer
 * comes after the list has it. */
static void
test_chat_stays (Fixture *fixture, gconstpointer data)
{
  g_autoptr (BellChatList) list
      = bell_chat_list_new (BELL_STORE (fixture->held), "dee", BELL_CHAT_LIST_PENDING);
  g_autoptr (GPtrArray) asked = NULL;

  test_wait (is_loaded, list, "the list");
  held_store_hold (fixture->held, &bell_call_chat_pending);
  asked = test_store_must (fixture->store, "zoe", test_ask ("r-1001"));
  held_store_wait (fixture->held);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 0);

  test_store_import (fixture->store,
                     "{\"format\": \"deskbell/1\", \"groups\": [{\"id\": \"messaging\","
                     " \"name\": \"M\", \"members\": [\"dee\"]}]}",
                     FALSE);
  test_wait (has_one, list, "the chat");
  held_store_release (fixture->held);
  held_store_wait_idle (fixture->held);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 1);
}

static gboolean
has_none (gpointer data)
{
  return g_list_model_get_n_items (data) == 0;
}

/* And it is not kept by an answer of when it still concerned them. */
static void
test_chat_goes (Fixture *fixture, gconstpointer data)
{
  g_autoptr (BellChatList) list
      = bell_chat_list_new (BELL_STORE (fixture->held), "cyd", BELL_CHAT_LIST_PENDING);
  g_autoptr (TestRecorder) recorder = test_recorder_new (fixture->store);
  g_autoptr (GPtrArray) asked = NULL;

  test_wait (is_loaded, list, "the list");
  held_store_hold (fixture->held, &bell_call_chat_pending);
  asked = test_store_must (fixture->store, "zoe", test_ask ("r-1001"));
  held_store_wait (fixture->held);
  test_store_import (fixture->store,
                     "{\"format\": \"deskbell/1\", \"groups\": [{\"id\": \"messaging\","
                     " \"name\": \"M\", \"members\": [\"dee\"]}]}",
                     FALSE);
  test_recorder_wait (recorder, "group", BELL_CHANGE_UPDATED);
  held_store_release (fixture->held);
  test_wait (has_none, list, "the chat to go");
  held_store_wait_idle (fixture->held);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 0);
}

static void
import_phase (Fixture *fixture, const char *phase)
{
  g_autofree char *json = g_strdup_printf (
      "{\"format\": \"deskbell/1\", \"requests\": [{\"id\": \"r-1001\", \"title\": \"Mails\","
      " \"requested_by\": \"zoe\", \"phase\": \"%s\"}]}",
      phase);

  test_store_import (fixture->store, json, FALSE);
}

/* Suspends r-1001, and waits until that is reported. */
static void
suspend (Fixture *fixture)
{
  g_autoptr (TestRecorder) recorder = test_recorder_new (fixture->store);

  import_phase (fixture, "suspended");
  test_recorder_wait (recorder, "request", BELL_CHANGE_UPDATED);
}

/* A page that was read before a request changed shows it as it is. */
static void
test_page_is_current (Fixture *fixture, gconstpointer data)
{
  g_autoptr (BellRequestList) list = NULL;
  g_autoptr (BellRequestItem) item = NULL;

  held_store_hold (fixture->held, &bell_call_request_list);
  list = bell_request_list_new (BELL_STORE (fixture->held), "ann", NULL);
  held_store_wait (fixture->held);
  suspend (fixture);
  held_store_release (fixture->held);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 2);
  item = g_list_model_get_item (G_LIST_MODEL (list), 1);
  g_assert_cmpstr (bell_request_item_get_request (item)->record.id, ==, "r-1001");
  g_assert_cmpint (bell_request_item_get_request (item)->phase, ==, BELL_PHASE_SUSPENDED);
}

/* Gives a list of the open requests, of which r-1001 left while its page was on its way. */
static BellRequestList *
list_after_one_left (Fixture *fixture)
{
  BellRequestList *list = bell_request_list_new (BELL_STORE (fixture->held), "ann", NULL);
  g_autoptr (BellRecord) wanted = bell_call_new (&bell_call_request_list);

  ((BellRequestPage *) wanted)->phase = BELL_PHASE_OPEN;
  held_store_hold (fixture->held, &bell_call_request_list);
  bell_request_list_look_for (list, (BellRequestPage *) wanted);
  held_store_wait (fixture->held);
  suspend (fixture);
  held_store_release (fixture->held);

  return list;
}

/* And not at all if it is not any more as is looked for. */
static void
test_page_fits (Fixture *fixture, gconstpointer data)
{
  g_autoptr (BellRequestList) list = list_after_one_left (fixture);
  g_autoptr (BellRequestItem) item = NULL;

  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 1);
  item = g_list_model_get_item (G_LIST_MODEL (list), 0);
  g_assert_cmpstr (bell_request_item_get_request (item)->record.id, ==, "r-1002");
}

static gboolean
has_both (gpointer data)
{
  return g_list_model_get_n_items (data) == 2;
}

/* A request that left while the page was on its way, and came back after it, is there. */
static void
test_comes_back (Fixture *fixture, gconstpointer data)
{
  g_autoptr (BellRequestList) list = list_after_one_left (fixture);

  test_wait (has_one, list, "the request to be gone");
  import_phase (fixture, "open");
  test_wait (has_both, list, "the request to be back");
}

static gboolean
is_open (gpointer data)
{
  gboolean loaded;

  g_object_get (data, "loaded", &loaded, NULL);

  return loaded;
}

static BellConversation *
open_chat (Fixture *fixture)
{
  BellConversation *chat = bell_conversation_new (BELL_STORE (fixture->held), "ann", "r-1001.1");

  test_wait (is_open, chat, "the chat");

  return chat;
}

static void
zoe_writes (Fixture *fixture, const char *body)
{
  g_autoptr (GPtrArray) answer
      = test_store_must (fixture->store, "zoe", test_send ("r-1001.1", body));

  g_assert_nonnull (answer);
}

/* Whether the messages are those at the positions from the first to the last. */
static void
assert_positions (BellConversation *chat, gint64 first, gint64 last)
{
  GListModel *messages = bell_conversation_get_messages (chat);

  g_assert_cmpint (g_list_model_get_n_items (messages), ==, last - first + 1);
  for (guint i = 0; i < g_list_model_get_n_items (messages); i++)
    {
      g_autoptr (BellMessageItem) item = g_list_model_get_item (messages, i);

      g_assert_cmpint (bell_message_item_get_message (item)->position, ==, first + i);
    }
}

static gboolean
has_all (gpointer data)
{
  return !bell_conversation_has_earlier (data);
}

/* A message that is reported after the last page was loaded, but is far before it, leaves no hole.
 */
static void
test_late_report (Fixture *fixture, gconstpointer data)
{
  g_autoptr (TestRecorder) recorder = test_recorder_new (fixture->store);
  g_autoptr (GPtrArray) asked = test_store_must (fixture->store, "zoe", test_ask ("r-1001"));
  g_autoptr (BellConversation) chat = NULL;
  BellChange *change;

  zoe_writes (fixture, "First");
  change = test_recorder_wait (recorder, "message", BELL_CHANGE_CREATED);
  for (guint i = 2; i <= 60; i++)
    zoe_writes (fixture, "More");
  chat = open_chat (fixture);
  assert_positions (chat, 11, 60);
  bell_store_emit_changed (BELL_STORE (fixture->held), change);
  assert_positions (chat, 11, 60);
  bell_conversation_load_earlier (chat);
  test_wait (has_all, chat, "the earlier messages");
  assert_positions (chat, 1, 60);
}

static gboolean
has_looker (gpointer data)
{
  g_auto (GStrv) names = bell_conversation_dup_lookers (data);

  return names[0] != NULL;
}

static void
bob_looks (Fixture *fixture)
{
  g_autoptr (TestRecorder) recorder = test_recorder_new (fixture->store);
  g_autoptr (GPtrArray) looked
      = test_store_must (fixture->store, "bob", test_look ("r-1001.1", TRUE));

  test_recorder_wait (recorder, "chat", BELL_CHANGE_LOOKED);
}

/* Waits for an answer of the desk to a question of somebody else. */
static void
ask_the_desk (Fixture *fixture)
{
  g_autoptr (GPtrArray) answer
      = test_store_must (fixture->store, "ann", test_messages ("r-1001.1"));

  g_assert_nonnull (answer);
}

/* Somebody begins to look while the chat is loaded for the first time, or once more, and the answer
 * is one that does not know it. */
static void
test_looker (Fixture *fixture, gconstpointer first)
{
  g_autoptr (GPtrArray) asked = test_store_must (fixture->store, "zoe", test_ask ("r-1001"));
  g_autoptr (BellConversation) chat = NULL;

  if (!GPOINTER_TO_INT (first))
    chat = open_chat (fixture);
  held_store_hold (fixture->held, &bell_call_chat_get);
  if (GPOINTER_TO_INT (first))
    chat = bell_conversation_new (BELL_STORE (fixture->held), "ann", "r-1001.1");
  else
    suspend (fixture);
  held_store_wait (fixture->held);
  bob_looks (fixture);
  ask_the_desk (fixture);
  held_store_release (fixture->held);
  test_wait (has_looker, chat, "Bob to be seen");
}

static gboolean
is_all_sent (gpointer data)
{
  return !bell_conversation_has_unsent (data);
}

static gboolean
has_all_three (gpointer data)
{
  return g_list_model_get_n_items (bell_conversation_get_messages (data)) == 3;
}

/* Messages of the person that were not reported, and were written before one's own that arrived,
 * are not passed over when all is asked for again; also where there was none before. */
static void
test_hole (Fixture *fixture, gconstpointer empty)
{
  g_autoptr (GPtrArray) asked = test_store_must (fixture->store, "zoe", test_ask ("r-1001"));
  g_autoptr (BellConversation) chat = NULL;

  if (!GPOINTER_TO_INT (empty))
    zoe_writes (fixture, "One");
  chat = open_chat (fixture);
  held_store_set_silent (fixture->held, TRUE);
  if (GPOINTER_TO_INT (empty))
    zoe_writes (fixture, "One");
  zoe_writes (fixture, "Two");
  bell_conversation_send (chat, "Three", FALSE);
  test_wait (is_all_sent, chat, "the message to be sent");

  held_store_set_silent (fixture->held, FALSE);
  bell_store_emit_reloaded (BELL_STORE (fixture->held));
  test_wait (has_all_three, chat, "the messages that were missed");
  assert_positions (chat, 1, 3);
}

/* The first message of all is reported after one's own has arrived. */
static void
test_overtaken (Fixture *fixture, gconstpointer data)
{
  g_autoptr (TestRecorder) recorder = test_recorder_new (fixture->store);
  g_autoptr (GPtrArray) asked = test_store_must (fixture->store, "zoe", test_ask ("r-1001"));
  g_autoptr (BellConversation) chat = open_chat (fixture);
  BellChange *change;

  held_store_set_silent (fixture->held, TRUE);
  zoe_writes (fixture, "One");
  change = test_recorder_wait (recorder, "message", BELL_CHANGE_CREATED);
  bell_conversation_send (chat, "Two", FALSE);
  test_wait (is_all_sent, chat, "the message to be sent");
  held_store_set_silent (fixture->held, FALSE);
  bell_store_emit_changed (BELL_STORE (fixture->held), change);
  assert_positions (chat, 1, 2);
}

/* Names the service "email", and waits until that is reported. */
static void
name_service (Fixture *fixture, const char *name)
{
  g_autoptr (TestRecorder) recorder = test_recorder_new (fixture->store);
  g_autofree char *json = g_strdup_printf (
      "{\"format\": \"deskbell/1\", \"services\": [{\"id\": \"email\", \"name\": \"%s\"}]}", name);

  test_store_import (fixture->store, json, FALSE);
  test_recorder_wait (recorder, "service", BELL_CHANGE_UPDATED);
}

static gboolean
is_named_last (gpointer data)
{
  const BellService *service = (const BellService *) bell_record_edit_get_now (data);

  return g_strcmp0 (service->name, "Last") == 0;
}

/* A page of a record that two others change one after the other shows what the later one made of
 * it. */
static void
test_edit (Fixture *fixture, gconstpointer data)
{
  g_autoptr (BellRecord) call = bell_call_new (&bell_call_desk_record);
  g_autoptr (GPtrArray) asked = test_store_must (fixture->store, "zoe", test_ask ("r-1001"));
  g_autoptr (GPtrArray) records = NULL;
  g_autoptr (BellRecordEdit) edit = NULL;

  g_set_str (&((BellDeskRecord *) call)->collection, "services");
  g_set_str (&((BellDeskRecord *) call)->subject, "email");
  records = test_store_must (fixture->store, "ann", g_steal_pointer (&call));
  edit = bell_record_edit_new (BELL_STORE (fixture->held), "ann", &bell_service_shape,
                               bell_records_find (records, &bell_service_shape, "email"), NULL);
  held_store_hold (fixture->held, &bell_call_desk_record);
  name_service (fixture, "First");
  held_store_wait (fixture->held);
  name_service (fixture, "Last");
  ask_the_desk (fixture);
  held_store_release (fixture->held);
  held_store_wait_idle (fixture->held);
  g_assert_true (is_named_last (edit));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define TEST_WITH(path, data, func)                                                                \
  g_test_add ("/late-answers/" path, Fixture, data, set_up, func, tear_down)
#define TEST(path, func) TEST_WITH (path, NULL, func)
  TEST ("chat-stays", test_chat_stays);
  TEST ("chat-goes", test_chat_goes);
  TEST ("page-is-current", test_page_is_current);
  TEST ("page-fits", test_page_fits);
  TEST ("comes-back", test_comes_back);
  TEST ("late-report", test_late_report);
  TEST_WITH ("hole", GINT_TO_POINTER (FALSE), test_hole);
  TEST_WITH ("hole-at-first", GINT_TO_POINTER (TRUE), test_hole);
  TEST ("overtaken", test_overtaken);
  TEST ("edit", test_edit);
  TEST_WITH ("looker", GINT_TO_POINTER (FALSE), test_looker);
  TEST_WITH ("first-looker", GINT_TO_POINTER (TRUE), test_looker);

  return g_test_run ();
}
