/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-chat-list.h"
#include "bell-conversation.h"
#include "bell-request-list.h"
#include "desk-data.h"
#include "edit-calls.h"
#include "test-remote.h"
#include "test-store.h"

#define ASSIGNED                                                                                                                                               \
  "\"owner\": null, \"expert_assignee\": null, \"assigned_group\": null => \"owner\": \"ann\", \"assigned_group\": \"messaging\", \"expert_assignee\": null\n" \
  "\"default_service\": \"hardware\" => \"default_service\": \"hardware\", \"agreement\": \"gold\", \"owner\": \"ann\""

typedef struct
{
  char      *folder;
  BellStore *store;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = test_folder_new ();
  fixture->store = test_store_new (fixture->folder, ASSIGNED);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  test_store_close (fixture->store);
  test_folder_free (fixture->folder);
}

static void
must (Fixture *fixture, const char *actor, gpointer call)
{
  g_autoptr (GPtrArray) answer = test_store_must (fixture->store, actor, call);

  g_assert_nonnull (answer);
}

static const char *
id_of (gpointer item)
{
  return BELL_IS_CHAT_ITEM (item) ? bell_chat_item_get_chat (item)->record.id
                                  : bell_request_item_get_request (item)->record.id;
}

/* What a list is to hold, as the ids of chats or requests. */
typedef struct
{
  GListModel *model;
  const char *expected;
} Expected;

static gboolean
list_is (gpointer data)
{
  Expected *expected = data;
  g_autoptr (GString) ids = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (expected->model); i++)
    {
      g_autoptr (GObject) item = g_list_model_get_item (expected->model, i);

      g_string_append_printf (ids, "%s ", id_of (item));
    }

  return g_str_equal (ids->str, expected->expected);
}

static void
wait_for_list (GListModel *model, const char *expected)
{
  Expected what = { model, expected };

  test_wait (list_is, &what, expected[0] != '\0' ? expected : "an empty list");
}

/* My Chat Requests and My Chats change by themselves, whatever happens. */
static void
test_chat_lists (Fixture *fixture, gconstpointer data)
{
  g_autoptr (BellChatList) anns
      = bell_chat_list_new (fixture->store, "ann", BELL_CHAT_LIST_PENDING);
  g_autoptr (BellChatList) dees
      = bell_chat_list_new (fixture->store, "dee", BELL_CHAT_LIST_PENDING);
  g_autoptr (BellChatList) mine = bell_chat_list_new (fixture->store, "bob", BELL_CHAT_LIST_MINE);
  g_autoptr (BellChatItem) item = NULL;

  wait_for_list (G_LIST_MODEL (anns), "");
  must (fixture, "max", test_ask ("r-1002"));
  must (fixture, "zoe", test_ask ("r-1001"));
  wait_for_list (G_LIST_MODEL (anns), "r-1002.1 r-1001.1 ");
  item = g_list_model_get_item (G_LIST_MODEL (anns), 1);
  g_assert_cmpstr (bell_chat_item_get_person_name (item), ==, "Zoe Zeman");
  g_assert_cmpint (bell_chat_get_part (bell_chat_item_get_chat (item), "ann"), ==, BELL_PART_OWNER);

  must (fixture, "bob", test_send ("r-1001.1", "Hello"));
  wait_for_list (G_LIST_MODEL (anns), "r-1002.1 ");
  wait_for_list (G_LIST_MODEL (mine), "r-1001.1 ");
  must (fixture, "max", test_leave ("r-1002.1"));
  wait_for_list (G_LIST_MODEL (anns), "");
  must (fixture, "bob", test_end ("r-1001.1", "solved"));
  wait_for_list (G_LIST_MODEL (mine), "");
  wait_for_list (G_LIST_MODEL (dees), "");
}

/* Who is concerned changes with the configuration, and the list with it. */
static void
test_list_follows_configuration (Fixture *fixture, gconstpointer data)
{
  g_autoptr (BellChatList) dees
      = bell_chat_list_new (fixture->store, "dee", BELL_CHAT_LIST_PENDING);

  must (fixture, "zoe", test_ask ("r-1001"));
  wait_for_list (G_LIST_MODEL (dees), "");
  test_store_import (
      fixture->store,
      "{\"format\": \"deskbell/1\", \"groups\": [{\"id\": \"messaging\", \"name\": \"M\","
      " \"members\": [\"dee\"]}]}",
      FALSE);
  wait_for_list (G_LIST_MODEL (dees), "r-1001.1 ");
}

/* A conversation's messages as a text: "bob: Hello|", with what is on its way in brackets. */
static char *
transcript (BellConversation *conversation)
{
  GListModel *messages = bell_conversation_get_messages (conversation);
  GString    *text = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (messages); i++)
    {
      g_autoptr (BellMessageItem) item = g_list_model_get_item (messages, i);
      gboolean sent = bell_message_item_get_state (item) == BELL_MESSAGE_SENT;

      g_string_append_printf (text, "%s%s: %s%s|", sent ? "" : "[",
                              bell_message_item_get_author_name (item),
                              bell_message_item_get_message (item)->body, sent ? "" : "]");
    }

  return g_string_free (text, FALSE);
}

typedef struct
{
  BellConversation *conversation;
  const char       *expected;
} ExpectedText;

static gboolean
transcript_is (gpointer data)
{
  ExpectedText    *expected = data;
  g_autofree char *text = transcript (expected->conversation);

  return g_str_equal (text, expected->expected);
}

static gboolean
transcript_ends (gpointer data)
{
  ExpectedText    *expected = data;
  g_autofree char *text = transcript (expected->conversation);

  return g_str_has_suffix (text, expected->expected);
}

static void
wait_for_transcript (BellConversation *conversation, const char *expected)
{
  ExpectedText what = { conversation, expected };

  test_wait (transcript_is, &what, expected);
}

static gboolean
is_loaded (gpointer data)
{
  gboolean loaded;

  g_object_get (data, "loaded", &loaded, NULL);

  return loaded;
}

static BellConversation *
open_conversation (Fixture *fixture, const char *viewer)
{
  BellConversation *conversation = bell_conversation_new (fixture->store, viewer, "r-1001.1");

  test_wait (is_loaded, conversation, "a conversation to load");

  return conversation;
}

static void
test_conversation (Fixture *fixture, gconstpointer data)
{
  g_autoptr (BellConversation) conversation = NULL;
  g_autofree char *before = NULL;

  must (fixture, "zoe", test_ask ("r-1001"));
  must (fixture, "zoe", test_send ("r-1001.1", "It says 550"));
  conversation = open_conversation (fixture, "ann");
  g_assert_cmpstr (bell_conversation_get_person (conversation)->name, ==, "Zoe Zeman");
  g_assert_cmpstr (bell_conversation_get_request (conversation)->record.id, ==, "r-1001");
  g_assert_true (bell_conversation_may_write (conversation));
  g_assert_false (bell_conversation_may_end (conversation));

  bell_conversation_send (conversation, "One", FALSE);
  bell_conversation_send (conversation, "Two", FALSE);
  before = transcript (conversation);
  g_assert_cmpstr (before, ==, "Zoe Zeman: It says 550|[ann: One]|[ann: Two]|");
  must (fixture, "zoe", test_send ("r-1001.1", "Three"));
  wait_for_transcript (conversation,
                       "Zoe Zeman: It says 550|Ann Archer: One|Ann Archer: Two|Zoe Zeman: Three|");
  g_assert_true (bell_conversation_may_end (conversation));
}

static void
on_refused (BellConversation *conversation,
            BellMessageItem  *item,
            GError           *error,
            gpointer          user_data)
{
  g_assert_error (error, BELL_ERROR, BELL_ERROR_CONFLICT);
  *(guint *) user_data += 1;
}

static gboolean
is_set (gpointer data)
{
  return *(guint *) data > 0;
}

/* Who loses the race keeps the text, also what was typed after it. */
static void
test_refused (Fixture *fixture, gconstpointer data)
{
  g_autoptr (BellConversation) conversation = NULL;
  g_autoptr (BellRecord) bobs = test_send ("r-1001.1", "Mine");
  guint n_refused = 0;

  must (fixture, "zoe", test_ask ("r-1001"));
  conversation = open_conversation (fixture, "ann");
  g_signal_connect (conversation, "refused", G_CALLBACK (on_refused), &n_refused);

  /* Bob's answer is on its way to the desk before Ann's. */
  bell_store_call_async (fixture->store, "bob", bobs, NULL, NULL, NULL);
  bell_conversation_send (conversation, "No, mine", FALSE);
  bell_conversation_set_draft (conversation, "and more");
  test_wait (is_set, &n_refused, "the refusal");
  wait_for_transcript (conversation, "Bob Baker: Mine|");
  g_assert_cmpstr (bell_conversation_get_draft (conversation), ==, "No, mine\nand more");
  g_assert_cmpuint (n_refused, ==, 1);

  bell_conversation_send (conversation, "Together then", TRUE);
  wait_for_transcript (conversation, "Bob Baker: Mine|Ann Archer: Together then|");
}

/* Long chats load page by page, and nothing that comes meanwhile is lost. */
static void
test_pages (Fixture *fixture, gconstpointer data)
{
  g_autoptr (BellConversation) behind = NULL;
  g_autoptr (BellConversation) conversation = NULL;
  g_autoptr (GString) all = g_string_new (NULL);
  g_autoptr (GString) last = g_string_new (NULL);

  must (fixture, "zoe", test_ask ("r-1001"));
  for (guint i = 1; i <= 120; i++)
    {
      g_autofree char *body = g_strdup_printf ("%u", i);

      must (fixture, "zoe", test_send ("r-1001.1", body));
      g_string_append_printf (all, "Zoe Zeman: %u|", i);
      if (i > 70)
        g_string_append_printf (last, "Zoe Zeman: %u|", i);
    }

  /* On a desk elsewhere Ann may not have heard of all of them yet: the first page is then of
   * earlier messages, and the rest comes by itself. */
  behind = open_conversation (fixture, "ann");
  test_wait (transcript_ends, &(ExpectedText) { behind, last->str }, "the last fifty");
  conversation = open_conversation (fixture, "ann");
  wait_for_transcript (conversation, last->str);
  g_assert_true (bell_conversation_has_earlier (conversation));
  bell_conversation_load_earlier (conversation);
  must (fixture, "zoe", test_send ("r-1001.1", "121"));
  g_string_append (all, "Zoe Zeman: 121|");
  while (bell_conversation_has_earlier (conversation))
    {
      bell_conversation_load_earlier (conversation);
      g_main_context_iteration (NULL, TRUE);
    }
  wait_for_transcript (conversation, all->str);
}

typedef struct
{
  BellConversation *conversation;
  const char       *expected;
} Lookers;

static gboolean
lookers_are (gpointer data)
{
  Lookers *lookers = data;
  g_auto (GStrv) names = bell_conversation_dup_lookers (lookers->conversation);
  g_autofree char *text = g_strjoinv (", ", names);

  return g_str_equal (text, lookers->expected);
}

static void
test_lookers (Fixture *fixture, gconstpointer data)
{
  g_autoptr (BellConversation) anns = NULL;
  g_autoptr (BellConversation) bobs = NULL;
  Lookers lookers;

  must (fixture, "zoe", test_ask ("r-1001"));
  anns = open_conversation (fixture, "ann");
  bobs = open_conversation (fixture, "bob");
  bell_conversation_set_looking (anns, TRUE);
  bell_conversation_set_looking (bobs, TRUE);
  lookers = (Lookers) { anns, "Bob Baker" };
  test_wait (lookers_are, &lookers, "Ann to see Bob");
  lookers = (Lookers) { bobs, "Ann Archer" };
  test_wait (lookers_are, &lookers, "Bob to see Ann");
  bell_conversation_set_looking (bobs, FALSE);
  lookers = (Lookers) { anns, "" };
  test_wait (lookers_are, &lookers, "Bob to be gone");
}

/* Counts how often a list was empty. */
static void
on_requests_changed (GListModel *list, guint position, guint removed, guint added, guint *n_empty)
{
  *n_empty += g_list_model_get_n_items (list) == 0;
}

static void
look_for (BellRequestList *list, const char *text)
{
  g_autoptr (BellRecord) wanted = bell_call_new (&bell_call_request_list);

  ((BellRequestPage *) wanted)->search = g_strdup (text);
  bell_request_list_look_for (list, (BellRequestPage *) wanted);
}

static void
test_request_list (Fixture *fixture, gconstpointer data)
{
  g_autoptr (BellRequestList) list = bell_request_list_new (fixture->store, "ann", NULL);
  g_autoptr (BellRequestItem) item = NULL;
  g_autoptr (GPtrArray) removed = NULL;
  guint n_empty = 0;

  g_assert_false (bell_request_list_is_loaded (list));
  wait_for_list (G_LIST_MODEL (list), "r-1002 r-1001 ");
  g_assert_true (bell_request_list_is_loaded (list));
  g_signal_connect (list, "items-changed", G_CALLBACK (on_requests_changed), &n_empty);
  look_for (list, "battery");
  wait_for_list (G_LIST_MODEL (list), "r-1002 ");
  item = g_list_model_get_item (G_LIST_MODEL (list), 0);
  g_assert_cmpstr (bell_request_item_get_person_name (item), ==, "Max Moor");
  look_for (list, NULL);
  wait_for_list (G_LIST_MODEL (list), "r-1002 r-1001 ");
  g_assert_cmpuint (n_empty, ==, 0);

  removed = test_store_must (fixture->store, "ann",
                             edit_remove (BELL_RECORD (bell_request_item_get_request (item))));
  wait_for_list (G_LIST_MODEL (list), "r-1001 ");
}

static gboolean
is_suspended (gpointer data)
{
  g_autoptr (BellRequestItem) item = g_list_model_get_item (data, 1);

  return bell_request_item_get_request (item)->phase == BELL_PHASE_SUSPENDED;
}

/* A view looks at an item again only if it is another one. */
static void
test_request_changes (Fixture *fixture, gconstpointer data)
{
  g_autoptr (BellRequestList) list = bell_request_list_new (fixture->store, "ann", NULL);
  g_autoptr (BellRequestItem) before = NULL;
  g_autoptr (BellRequestItem) after = NULL;

  wait_for_list (G_LIST_MODEL (list), "r-1002 r-1001 ");
  before = g_list_model_get_item (G_LIST_MODEL (list), 1);
  test_store_import (
      fixture->store,
      "{\"format\": \"deskbell/1\", \"requests\": [{\"id\": \"r-1001\", \"title\": \"Mails\","
      " \"kind\": \"support\", \"offering\": \"mailbox-help\", \"requested_by\": \"zoe\","
      " \"priority\": \"high\", \"phase\": \"suspended\"}]}",
      FALSE);
  test_wait (is_suspended, list, "the request to be suspended");
  after = g_list_model_get_item (G_LIST_MODEL (list), 1);
  g_assert_true (before != after);
  g_assert_cmpstr (bell_request_item_get_person_name (after), ==, "Zoe Zeman");
}

/* What is not any more as is looked for goes. */
static void
test_request_filter (Fixture *fixture, gconstpointer data)
{
  g_autoptr (BellRequestList) list = bell_request_list_new (fixture->store, "ann", NULL);
  g_autoptr (BellRecord) wanted = bell_call_new (&bell_call_request_list);

  ((BellRequestPage *) wanted)->phase = BELL_PHASE_OPEN;
  ((BellRequestPage *) wanted)->sort = BELL_REQUEST_ORDER_NUMBER;
  bell_request_list_look_for (list, (BellRequestPage *) wanted);
  wait_for_list (G_LIST_MODEL (list), "r-1001 r-1002 ");
  test_store_import (fixture->store,
                     "{\"format\": \"deskbell/1\", \"requests\": [{\"id\": \"r-1001\", \"title\": "
                     "\"Mails\", \"requested_by\": \"zoe\", \"phase\": \"closed\"}]}",
                     FALSE);
  wait_for_list (G_LIST_MODEL (list), "r-1002 ");
}

static gboolean
has_failed (gpointer data)
{
  return bell_message_item_get_state (data) == BELL_MESSAGE_FAILED;
}

/* Who is not active may do nothing. */
static void
set_active (Fixture *fixture, gboolean active)
{
  g_autofree char *json = g_strdup_printf (
      "{\"format\": \"deskbell/1\", \"people\": [{\"id\": \"ann\", \"name\": \"Ann Archer\","
      " \"roles\": [\"agent\"], \"active\": %s}]}",
      active ? "true" : "false");

  test_store_import (fixture->store, json, FALSE);
}

/* What could not be sent is kept. When it is tried again and another agent has answered meanwhile,
 * it becomes a draft like any first message. */
static void
test_unsent (Fixture *fixture, gconstpointer data)
{
  g_autoptr (BellConversation) conversation = NULL;
  g_autoptr (BellMessageItem) item = NULL;
  g_autofree char *endless = g_strnfill (BELL_MESSAGE_MAX + 1, 'x');
  guint            n_refused = 0;

  must (fixture, "zoe", test_ask ("r-1001"));
  conversation = open_conversation (fixture, "ann");
  g_signal_connect (conversation, "refused", G_CALLBACK (on_refused), &n_refused);
  g_assert_false (bell_conversation_has_unsent (conversation));
  set_active (fixture, FALSE);
  bell_conversation_send (conversation, "Mine", FALSE);
  g_assert_true (bell_conversation_has_unsent (conversation));
  item = g_list_model_get_item (bell_conversation_get_messages (conversation), 0);
  test_wait (has_failed, item, "the message to fail");
  g_assert_true (bell_conversation_has_unsent (conversation));

  set_active (fixture, TRUE);
  must (fixture, "bob", test_send ("r-1001.1", "Bob here"));
  bell_conversation_retry (conversation, item);
  test_wait (is_set, &n_refused, "the refusal");
  wait_for_transcript (conversation, "Bob Baker: Bob here|");
  g_assert_cmpstr (bell_conversation_get_draft (conversation), ==, "Mine");
  bell_conversation_set_draft (conversation, "");
  g_assert_false (bell_conversation_has_unsent (conversation));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define TEST(path, func) g_test_add ("/models/" path, Fixture, NULL, set_up, func, tear_down)
  TEST ("chat-lists", test_chat_lists);
  TEST ("list-follows-configuration", test_list_follows_configuration);
  TEST ("conversation", test_conversation);
  TEST ("refused", test_refused);
  TEST ("pages", test_pages);
  TEST ("lookers", test_lookers);
  TEST ("request-list", test_request_list);
  TEST ("request-changes", test_request_changes);
  TEST ("request-filter", test_request_filter);
  /* Elsewhere who is not active is signed out, and what they send waits. */
  if (!test_remote_is_wanted ())
    TEST ("unsent", test_unsent);

  return g_test_run ();
}
