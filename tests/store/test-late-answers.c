/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A desk answers questions in whatever order the answers are ready, and what it reports comes
 * before or after them: what is shown is right in every order. */
#include "bell-chat-list.h"
#include "bell-conversation.h"
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
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 1);
}

/* Imports r-1001, and waits until that is reported. */
static void
suspend (Fixture *fixture)
{
  g_autoptr (TestRecorder) recorder = test_recorder_new (fixture->store);

  test_store_import (fixture->store,
                     "{\"format\": \"deskbell/1\", \"requests\": [{\"id\": \"r-1001\", \"title\":"
                     " \"Mails\", \"requested_by\": \"zoe\", \"phase\": \"suspended\"}]}",
                     FALSE);
  test_recorder_wait (recorder, "request", BELL_CHANGE_UPDATED);
}

/* A page that was read before a request changed shows it as it is. */
static void
test_page_is_current (Fixture *fixture, gconstpointer data)
{
  g_autoptr (BellRequestList) list = NULL;
  g_autoptr (BellRequestItem) item = NULL;

  held_store_hold (fixture->held, &bell_call_request_list);
  list = bell_request_list_new (BELL_STORE (fixture->held), "ann");
  held_store_wait (fixture->held);
  suspend (fixture);
  held_store_release (fixture->held);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 2);
  item = g_list_model_get_item (G_LIST_MODEL (list), 1);
  g_assert_cmpstr (bell_request_item_get_request (item)->record.id, ==, "r-1001");
  g_assert_cmpint (bell_request_item_get_request (item)->phase, ==, BELL_PHASE_SUSPENDED);
}

/* And not at all if it is not any more as is looked for. */
static void
test_page_fits (Fixture *fixture, gconstpointer data)
{
  g_autoptr (BellRequestList) list = bell_request_list_new (BELL_STORE (fixture->held), "ann");
  g_autoptr (BellRecord) wanted = bell_call_new (&bell_call_request_list);
  g_autoptr (BellRequestItem) item = NULL;

  ((BellRequestPage *) wanted)->phase = BELL_PHASE_OPEN;
  held_store_hold (fixture->held, &bell_call_request_list);
  bell_request_list_look_for (list, (BellRequestPage *) wanted);
  held_store_wait (fixture->held);
  suspend (fixture);
  held_store_release (fixture->held);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 1);
  item = g_list_model_get_item (G_LIST_MODEL (list), 0);
  g_assert_cmpstr (bell_request_item_get_request (item)->record.id, ==, "r-1002");
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
  while (bell_conversation_has_earlier (chat))
    g_main_context_iteration (NULL, TRUE);
  assert_positions (chat, 1, 60);
}

static gboolean
is_all_sent (gpointer data)
{
  return !bell_conversation_has_unsent (data);
}

static gboolean
has_three (gpointer data)
{
  return g_list_model_get_n_items (bell_conversation_get_messages (data)) == 3;
}

/* A message of the person that was not reported, and was written before one's own that arrived, is
 * not passed over when all is asked for again. */
static void
test_hole (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) asked = test_store_must (fixture->store, "zoe", test_ask ("r-1001"));
  g_autoptr (BellConversation) chat = NULL;

  zoe_writes (fixture, "One");
  chat = open_chat (fixture);
  held_store_set_silent (fixture->held, TRUE);
  zoe_writes (fixture, "Two");
  bell_conversation_send (chat, "Three", FALSE);
  test_wait (is_all_sent, chat, "the message to be sent");
  g_assert_cmpint (g_list_model_get_n_items (bell_conversation_get_messages (chat)), ==, 2);

  held_store_set_silent (fixture->held, FALSE);
  bell_store_emit_reloaded (BELL_STORE (fixture->held));
  test_wait (has_three, chat, "the message that was missed");
  assert_positions (chat, 1, 3);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define TEST(path, func) g_test_add ("/late-answers/" path, Fixture, NULL, set_up, func, tear_down)
  TEST ("chat-stays", test_chat_stays);
  TEST ("page-is-current", test_page_is_current);
  TEST ("page-fits", test_page_fits);
  TEST ("late-report", test_late_report);
  TEST ("hole", test_hole);

  return g_test_run ();
}
