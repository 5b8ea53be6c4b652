/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk-data.h"
#include "test-store.h"

/* The desk of tests/data, on which r-1001 is Zoe's, and has chat. */
#define ASSIGNED                                                                                   \
  "\"owner\": null, \"expert_assignee\": null, \"assigned_group\": null => \"owner\": \"ann\", \"assigned_group\": \"messaging\", \"expert_assignee\": null"

typedef struct
{
  char         *folder;
  BellStore    *store;
  TestRecorder *recorder;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autofree char *changes
      = data != NULL ? g_strconcat (ASSIGNED "\n", data, NULL) : g_strdup (ASSIGNED);

  fixture->folder = test_folder_new ();
  fixture->store = test_store_new (fixture->folder, changes);
  fixture->recorder = test_recorder_new (fixture->store);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  test_recorder_free (fixture->recorder);
  test_store_close (fixture->store);
  test_folder_free (fixture->folder);
}

/* Makes a call that must work, and gives the chat that it gave. */
static BellChat *
chat_of (Fixture *fixture, const char *actor, gpointer call)
{
  g_autoptr (GPtrArray) records = test_store_must (fixture->store, actor, call);
  BellChat *chat = bell_records_find (records, &bell_chat_shape, NULL);

  g_assert_nonnull (chat);

  return bell_record_ref (chat);
}

static void
assert_chat (Fixture *fixture, const char *actor, gpointer call, BellChatStatus status)
{
  g_autoptr (BellRecord) chat = BELL_RECORD (chat_of (fixture, actor, call));

  g_assert_cmpint (((BellChat *) chat)->status, ==, (int) status);
}

static char *
transcript (Fixture *fixture, const char *actor)
{
  g_autoptr (GPtrArray) records
      = test_store_must (fixture->store, actor, test_messages ("r-1001.1"));
  GString *text = g_string_new (NULL);
  gint64   position = 0;

  for (guint i = 0; i < records->len; i++)
    {
      BellMessage *message = records->pdata[i];

      if (message->record.shape != &bell_message_shape)
        continue;
      g_assert_cmpint (message->position, ==, ++position);
      g_string_append_printf (text, "%s(%s): %s\n", message->author,
                              bell_enum_nick (&bell_side_type, message->side), message->body);
    }

  return g_string_free (text, FALSE);
}

static void
test_asking (Fixture *fixture, gconstpointer data)
{
  g_autoptr (BellRecord) record = BELL_RECORD (chat_of (fixture, "zoe", test_ask ("r-1001")));
  BellChat   *chat = (BellChat *) record;
  BellChange *change = test_recorder_wait (fixture->recorder, "chat", BELL_CHANGE_ASKED);
  BellChat   *told = (BellChat *) change->now;
  BellChange *asked = test_recorder_wait (fixture->recorder, "request", BELL_CHANGE_UPDATED);

  g_assert_cmpstr (chat->record.id, ==, "r-1001.1");
  g_assert_cmpint (chat->status, ==, BELL_CHAT_PENDING);
  g_assert_cmpint (chat->sequence, ==, 1);
  g_assert_cmpstr (chat->requested_by, ==, "zoe");
  /* Who is told stays among the agents. */
  g_assert_cmpuint (chat->told->len, ==, 0);
  g_assert_cmpuint (told->told->len, >=, 2);
  g_assert_cmpstr (((BellRecipient *) told->told->pdata[0])->person, ==, "ann");
  g_assert_cmpint (((BellRecipient *) told->told->pdata[0])->as, ==, BELL_PART_OWNER);
  g_assert_cmpint (((BellRequest *) asked->now)->chat_asked_at, ==, chat->requested_at);

  /* Asking again gives the open chat. */
  assert_chat (fixture, "zoe", test_ask ("r-1001"), BELL_CHAT_PENDING);
  assert_chat (fixture, "bob", test_send ("r-1001.1", "Hello"), BELL_CHAT_ACTIVE);
  assert_chat (fixture, "zoe", test_ask ("r-1001"), BELL_CHAT_ACTIVE);
}

static void
test_not_available (Fixture *fixture, gconstpointer data)
{
  test_store_must_fail (fixture->store, "max", test_ask ("r-1002"), BELL_ERROR_NO_CHAT);
  test_store_must_fail (fixture->store, "zoe", test_ask ("r-1002"), BELL_ERROR_DENIED);
  test_store_must_fail (fixture->store, "ann", test_ask ("r-1001"), BELL_ERROR_DENIED);
  test_store_must_fail (fixture->store, "zoe", test_ask ("r-9999"), BELL_ERROR_DENIED);
}

/* From the question to the end, as both sides see it. */
static void
test_life (Fixture *fixture, gconstpointer data)
{
  g_autofree char *persons = NULL;
  g_autofree char *agents = NULL;
  g_autoptr (BellRecord) ended = NULL;

  assert_chat (fixture, "zoe", test_ask ("r-1001"), BELL_CHAT_PENDING);
  assert_chat (fixture, "zoe", test_send ("r-1001.1", "It says 550"), BELL_CHAT_PENDING);
  assert_chat (fixture, "ann", test_send ("r-1001.1", "Good morning"), BELL_CHAT_ACTIVE);
  test_recorder_wait (fixture->recorder, "chat", BELL_CHANGE_ANSWERED);
  assert_chat (fixture, "zoe", test_send ("r-1001.1", "<b>Hi</b> \n &amp;"), BELL_CHAT_ACTIVE);
  test_store_must_fail (fixture->store, "ann", test_end ("r-1001.1", NULL), BELL_ERROR_INVALID);
  ended = BELL_RECORD (chat_of (fixture, "ann", test_end ("r-1001.1", "solved")));
  g_assert_cmpint (((BellChat *) ended)->status, ==, BELL_CHAT_ENDED);
  g_assert_cmpstr (((BellChat *) ended)->ended_by, ==, "ann");
  g_assert_cmpstr (((BellChat *) ended)->end_reason, ==, "solved");
  test_recorder_wait (fixture->recorder, "chat", BELL_CHANGE_ENDED);

  test_store_must_fail (fixture->store, "ann", test_send ("r-1001.1", "late"), BELL_ERROR_CONFLICT);
  test_store_must_fail (fixture->store, "zoe", test_send ("r-1001.1", "late"), BELL_ERROR_CONFLICT);
  test_store_must_fail (fixture->store, "zoe", test_leave ("r-1001.1"), BELL_ERROR_CONFLICT);
  persons = transcript (fixture, "zoe");
  agents = transcript (fixture, "bob");
  g_assert_cmpstr (
      persons, ==,
      "zoe(user): It says 550\nann(agent): Good morning\nzoe(user): <b>Hi</b> \n &amp;\n");
  g_assert_cmpstr (agents, ==, persons);

  g_clear_pointer (&ended, bell_record_unref);
  ended = BELL_RECORD (chat_of (fixture, "zoe", test_ask ("r-1001")));
  g_assert_cmpstr (ended->id, ==, "r-1001.2");
  g_assert_cmpint (((BellChat *) ended)->sequence, ==, 2);
}

/* Of two agents one answers; the other is refused until they mean to join. */
static void
test_second_agent (Fixture *fixture, gconstpointer data)
{
  BellChatSend *join;

  assert_chat (fixture, "zoe", test_ask ("r-1001"), BELL_CHAT_PENDING);
  assert_chat (fixture, "bob", test_send ("r-1001.1", "Mine"), BELL_CHAT_ACTIVE);
  test_store_must_fail (fixture->store, "ann", test_send ("r-1001.1", "Mine!"),
                        BELL_ERROR_CONFLICT);
  join = test_send ("r-1001.1", "May I join?");
  join->join = TRUE;
  assert_chat (fixture, "ann", join, BELL_CHAT_ACTIVE);
  assert_chat (fixture, "ann", test_send ("r-1001.1", "Thank you"), BELL_CHAT_ACTIVE);
}

static void
test_leave_at_once (Fixture *fixture, gconstpointer data)
{
  g_autofree char *text = NULL;

  assert_chat (fixture, "zoe", test_ask ("r-1001"), BELL_CHAT_PENDING);
  assert_chat (fixture, "zoe", test_leave ("r-1001.1"), BELL_CHAT_ABANDONED);
  test_recorder_wait (fixture->recorder, "chat", BELL_CHANGE_ABANDONED);

  /* An agent may still write; the person finds it on the request, and asks again. */
  assert_chat (fixture, "ann", test_send ("r-1001.1", "Sorry to have missed you"),
               BELL_CHAT_ABANDONED);
  test_store_must_fail (fixture->store, "zoe", test_send ("r-1001.1", "x"), BELL_ERROR_CONFLICT);
  text = transcript (fixture, "zoe");
  g_assert_cmpstr (text, ==, "ann(agent): Sorry to have missed you\n");
  assert_chat (fixture, "zoe", test_ask ("r-1001"), BELL_CHAT_PENDING);
}

/* Losing the connection starts the grace; coming back in time ends it; staying away abandons. */
static void
test_grace (Fixture *fixture, gconstpointer data)
{
  g_autoptr (BellRecord) record = NULL;
  BellChat *chat;

  assert_chat (fixture, "zoe", test_ask ("r-1001"), BELL_CHAT_PENDING);
  assert_chat (fixture, "zoe", test_attend ("r-1001.1", TRUE), BELL_CHAT_PENDING);
  record = BELL_RECORD (chat_of (fixture, "zoe", test_attend ("r-1001.1", FALSE)));
  chat = (BellChat *) record;
  g_assert_cmpint (chat->lease_until - g_get_real_time (), <=, 45 * G_USEC_PER_SEC);
  g_assert_cmpint (chat->lease_until - g_get_real_time (), >, 30 * G_USEC_PER_SEC);
  g_assert_false (chat->present);
  test_recorder_wait (fixture->recorder, "chat", BELL_CHANGE_PERSON_AWAY);

  assert_chat (fixture, "zoe", test_attend ("r-1001.1", TRUE), BELL_CHAT_PENDING);
  test_recorder_wait (fixture->recorder, "chat", BELL_CHANGE_PERSON_BACK);
}

static void
assert_present (Fixture *fixture, const char *server, gboolean is_there, gboolean present)
{
  g_autoptr (BellRecord) record = NULL;

  record = BELL_RECORD (chat_of (fixture, "zoe", test_attend_with ("r-1001.1", server, is_there)));
  g_assert_cmpint (((BellChat *) record)->present, ==, present);
}

/* A page that moves from one server to another is there all the time, whichever says so first. */
static void
test_two_servers (Fixture *fixture, gconstpointer data)
{
  assert_chat (fixture, "zoe", test_ask ("r-1001"), BELL_CHAT_PENDING);
  assert_present (fixture, "one", TRUE, TRUE);
  assert_present (fixture, "two", TRUE, TRUE);
  assert_present (fixture, "one", FALSE, TRUE);
  assert_present (fixture, "one", FALSE, TRUE);
  assert_present (fixture, "two", TRUE, TRUE);
  assert_present (fixture, "two", FALSE, FALSE);
  test_recorder_wait (fixture->recorder, "chat", BELL_CHANGE_PERSON_AWAY);
}

static void
test_grace_over (Fixture *fixture, gconstpointer data)
{
  BellChange *change;

  assert_chat (fixture, "zoe", test_ask ("r-1001"), BELL_CHAT_PENDING);
  assert_chat (fixture, "zoe", test_attend ("r-1001.1", TRUE), BELL_CHAT_PENDING);
  assert_chat (fixture, "zoe", test_attend ("r-1001.1", FALSE), BELL_CHAT_PENDING);
  change = test_recorder_wait (fixture->recorder, "chat", BELL_CHANGE_ABANDONED);
  g_assert_null (change->actor);
  g_assert_cmpint (((BellChat *) change->now)->abandoned_at, !=, BELL_INSTANT_NONE);
}

/* Looking shows among agents; the person sees nothing of it. */
static void
test_looking (Fixture *fixture, gconstpointer data)
{
  BellChatGet *get = bell_call_new (&bell_call_chat_get);
  g_autoptr (GPtrArray) nothing = NULL;
  g_autoptr (GPtrArray) agents = NULL;
  g_autoptr (GPtrArray) persons = NULL;
  BellDeskChanges *all = bell_call_new (&bell_call_desk_changes);
  g_autoptr (GPtrArray) changes = NULL;

  assert_chat (fixture, "zoe", test_ask ("r-1001"), BELL_CHAT_PENDING);
  nothing = test_store_must (fixture->store, "ann", test_look ("r-1001.1", TRUE));
  test_recorder_wait (fixture->recorder, "chat", BELL_CHANGE_LOOKED);

  get->chat = g_strdup ("r-1001.1");
  agents = test_store_must (fixture->store, "bob", bell_record_ref (get));
  persons = test_store_must (fixture->store, "zoe", get);
  g_assert_nonnull (bell_records_find (agents, &bell_look_shape, NULL));
  g_assert_nonnull (bell_records_find (agents, &bell_person_shape, "ann"));
  g_assert_null (bell_records_find (persons, &bell_look_shape, NULL));

  changes = test_store_must (fixture->store, "zoe", all);
  for (guint i = 0; i < changes->len; i++)
    {
      BellChange *change = changes->pdata[i];

      g_assert_cmpint (change->seq, ==, i + 1);
      g_assert_cmpint (change->kind, !=, BELL_CHANGE_LOOKED);
    }
}

static char *
pending (Fixture *fixture, const char *person)
{
  g_autoptr (GPtrArray) records
      = test_store_must (fixture->store, person, bell_call_new (&bell_call_chat_pending));
  GString *ids = g_string_new (NULL);

  for (guint i = 0; i < records->len; i++)
    if (BELL_RECORD (records->pdata[i])->shape == &bell_chat_shape)
      g_string_append_printf (ids, "%s ", BELL_RECORD (records->pdata[i])->id);

  return g_string_free (ids, FALSE);
}

static void
assert_pending (Fixture *fixture, const char *person, const char *expected)
{
  g_autofree char *actual = pending (fixture, person);

  g_assert_cmpstr (actual, ==, expected);
}

/* My Chat Requests: of the assigned agents and the members of the group, oldest first. */
static void
test_pending_list (Fixture *fixture, gconstpointer data)
{
  assert_chat (fixture, "max", test_ask ("r-1002"), BELL_CHAT_PENDING);
  assert_chat (fixture, "zoe", test_ask ("r-1001"), BELL_CHAT_PENDING);
  assert_pending (fixture, "ann", "r-1002.1 r-1001.1 ");
  assert_pending (fixture, "cyd", "r-1001.1 "); /* a member, not on call */
  assert_pending (fixture, "dee", "");
  assert_pending (fixture, "zoe", "");
  assert_chat (fixture, "bob", test_send ("r-1001.1", "Hi"), BELL_CHAT_ACTIVE);
  assert_pending (fixture, "cyd", "");
  assert_pending (fixture, "ann", "r-1002.1 ");
  assert_chat (fixture, "max", test_leave ("r-1002.1"), BELL_CHAT_ABANDONED);
  assert_pending (fixture, "ann", "");
}

static void
test_bad_messages (Fixture *fixture, gconstpointer data)
{
  assert_chat (fixture, "zoe", test_ask ("r-1001"), BELL_CHAT_PENDING);
  test_store_must_fail (fixture->store, "zoe", test_send ("r-1001.1", " \n\t "),
                        BELL_ERROR_INVALID);
  test_store_must_fail (fixture->store, "ann", test_send ("r-1001.9", "x"), BELL_ERROR_NOT_FOUND);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define MAX_HAS_CHAT                                                                               \
  "\"default_service\": \"hardware\" => \"default_service\": \"hardware\", \"agreement\": \"gold\", \"owner\": \"ann\""
#define TEST(path, data, func) g_test_add ("/chats/" path, Fixture, data, set_up, func, tear_down)
  TEST ("ask", NULL, test_asking);
  TEST ("not-available", NULL, test_not_available);
  TEST ("life", NULL, test_life);
  TEST ("second-agent", NULL, test_second_agent);
  TEST ("leave", NULL, test_leave_at_once);
  TEST ("grace", NULL, test_grace);
  TEST ("two-servers", NULL, test_two_servers);
  TEST ("grace-over", "\"abandon_grace_seconds\": 45 => \"abandon_grace_seconds\": 0",
        test_grace_over);
  TEST ("looking", NULL, test_looking);
  TEST ("pending", MAX_HAS_CHAT, test_pending_list);
  TEST ("bad-messages", NULL, test_bad_messages);

  return g_test_run ();
}
