/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-overview.h"
#include "desk-data.h"
#include "test-store.h"

/* On r-1001: Zoe asks; Ann is an administrator; Bob is an agent who is dispatcher of the group; Dee
 * is an agent who has nothing to do with it, and so is Kim, who switches chat on and off; Eve is
 * the owner without being an agent; Max is another person; Out is not active. */
#define CHANGES                                                                                                                                                                                                               \
  "\"people\": [ => \"people\": [{\"id\": \"eve\", \"name\": \"Eve\"}, {\"id\": \"kim\", \"name\": \"Kim\", \"roles\": [\"chat_admin\"]}, {\"id\": \"out\", \"name\": \"Out\", \"roles\": [\"admin\"], \"active\": false},\n" \
  "\"owner\": null, \"expert_assignee\": null, \"assigned_group\": null => \"owner\": \"eve\", \"assigned_group\": \"messaging\", \"expert_assignee\": null"

static const char *const actors[]
    = { "zoe", "ann", "bob", "dee", "kim", "eve", "max", "out", "nobody" };

/* Y: may; n: denied; letters in the order of the actors. Answers but "denied" count as may. */
static const struct
{
  const BellCallType *type;
  const char         *about;
  const char         *id;
  const char         *may;
} cases[] = {
  { &bell_call_request_new, "requested_by", NULL, "YYYYYYYnn" },
  { &bell_call_request_new, "requested_by", "zoe", "YYYYYnnnn" },
  { &bell_call_request_list, "requested_by", NULL, "YYYYYYYnn" },
  { &bell_call_request_list, "requested_by", "zoe", "YYYYYnnnn" },
  { &bell_call_request_get, "request", "r-1001", "YYYYYYnnn" },
  { &bell_call_request_get, "request", "r-404", "nYYYYnnnn" },
  { &bell_call_chat_ask, "request", "r-1001", "Ynnnnnnnn" },
  { &bell_call_chat_send, "chat", "r-1001.1", "YYYYYYnnn" },
  { &bell_call_chat_leave, "chat", "r-1001.1", "Ynnnnnnnn" },
  { &bell_call_chat_end, "chat", "r-1001.1", "YYYYYYnnn" },
  { &bell_call_chat_look, "chat", "r-1001.1", "nYYYYYnnn" },
  { &bell_call_chat_attend, "chat", "r-1001.1", "Ynnnnnnnn" },
  { &bell_call_chat_expire, NULL, NULL, "nnnnnnnnn" },
  { &bell_call_chat_get, "chat", "r-1001.1", "YYYYYYnnn" },
  { &bell_call_chat_pending, "person", NULL, "YYYYYYYnn" },
  { &bell_call_chat_pending, "person", "bob", "nnYnnnnnn" },
  { &bell_call_chat_mine, "person", NULL, "YYYYYYYnn" },
  { &bell_call_chat_mine, "person", "bob", "nnYnnnnnn" },
  { &bell_call_message_list, "chat", "r-1001.1", "YYYYYYnnn" },
  { &bell_call_desk_import, NULL, NULL, "nYnnnnnnn" },
  { &bell_call_desk_export, NULL, NULL, "nYYYYnnnn" },
  { &bell_call_desk_records, "collection", "offerings", "YYYYYYYnn" },
  { &bell_call_desk_records, "collection", "agreements", "nYYYYnnnn" },
  { &bell_call_desk_records, "collection", "people", "nYYYYnnnn" },
  { &bell_call_desk_record, "collection", "services", "YYYYYYYnn" },
  { &bell_call_desk_record, "collection", "groups", "nYYYYnnnn" },
  { &bell_call_desk_position, NULL, NULL, "YYYYYYYnn" },
  { &bell_call_desk_changes, NULL, NULL, "YYYYYYYnn" },
  { &bell_call_decision_get, "request", "r-1001", "YYYYYYnnn" },
  { &bell_call_decision_try, "offering", "laptop", "nYYYYnnnn" },
  { &bell_call_on_call_get, "group", "messaging", "nYYYYnnnn" },
  { &bell_call_on_call_turns, "group", "messaging", "nYYYYnnnn" },
  { &bell_call_clock_list, "request", "r-1001", "nYYYYYnnn" },
  { &bell_call_clock_tend, NULL, NULL, "nnnnnnnnn" },
  { &bell_call_desk_coverage, NULL, NULL, "nYYYYnnnn" },
  { &bell_call_desk_backtest, NULL, NULL, "nYnnnnnnn" },
  { &bell_call_desk_effect, NULL, NULL, "nYnnYnnnn" },
  { &bell_call_calendar_due, "calendar", "office", "nYYYYnnnn" },
  { &bell_call_calendar_elapsed, "calendar", "office", "nYYYYnnnn" },
  { &bell_call_desk_backup, NULL, NULL, "nnnnnnnnn" },
  { &bell_call_desk_verify, NULL, NULL, "nnnnnnnnn" },
  { &bell_call_desk_lint, NULL, NULL, "nYnnnnnnn" },
  { &bell_call_desk_overview, NULL, NULL, "nYYYYnnnn" },
  /* The record that is put is none, which only who may put one is told. */
  { &bell_call_record_put, "collection", "agreements", "nYnnYnnnn" },
  { &bell_call_record_remove, "collection", "agreements", "nYnnnnnnn" },
  { &bell_call_settings_get, NULL, NULL, "nYYYYnnnn" },
  { &bell_call_settings_put, NULL, NULL, "nYnnYnnnn" },
  { &bell_call_request_change, "request", "r-1001", "nYYYYnnnn" },
  { &bell_call_record_history, NULL, NULL, "nYnnnnnnn" },
  { &bell_call_record_history, "type", "agreement", "nYnnnnnnn" },
  { &bell_call_record_history, "type", "request", "nYYYYnnnn" },
  { &bell_call_login_open, "person", "zoe", "nnnnnnnnn" },
  { &bell_call_login_close, NULL, NULL, "nnnnnnnnn" },
  { &bell_call_login_renew, NULL, NULL, "nnnnnnnnn" },
  { &bell_call_session_list, "person", NULL, "YYYYYYYnn" },
  { &bell_call_session_list, "person", "zoe", "YYnnnnnnn" },
  { &bell_call_session_close, "session", "s-0", "YYYYYYYnn" },
  { &bell_call_account_get, NULL, NULL, "nnnnnnnnn" },
  { &bell_call_login_get, NULL, NULL, "nnnnnnnnn" },
  /* This ends the sign-ins of zoe. */
  { &bell_call_password_set, "person", "zoe", "YYnnnnnnn" },
};

/* Gives members a value that is none of a record. */
static void
set_members (gpointer call, const char *names)
{
  g_auto (GStrv) members = g_strsplit (names, " ", -1);
  g_autoptr (GString) path = g_string_new ("$");
  g_autoptr (JsonNode) node = json_from_string ("\"none\"", NULL);

  for (guint i = 0; members[i] != NULL; i++)
    {
      const BellField *field = bell_shape_find_field (BELL_RECORD (call)->shape, members[i]);

      g_assert_true (bell_field_from_json (field, call, node, path, NULL));
    }
}

static gpointer
make_call (guint i)
{
  gpointer call = bell_call_new (cases[i].type);

  if (cases[i].id != NULL)
    {
      const BellField *field = bell_shape_find_field (&cases[i].type->shape, cases[i].about);

      g_assert_true (bell_field_load_text (field, call, cases[i].id, NULL));
    }
  if (cases[i].type == &bell_call_request_new)
    {
      ((BellRequestNew *) call)->offering = g_strdup ("no-offering");
      g_set_str (&((BellRequestNew *) call)->title, "T");
    }
  if (cases[i].type == &bell_call_chat_send)
    g_set_str (&((BellChatSend *) call)->body, "Hi");
  if (cases[i].type == &bell_call_desk_import)
    ((BellDeskImport *) call)->document = json_from_string ("[]", NULL);
  if (cases[i].type == &bell_call_desk_backtest)
    ((BellDeskBacktest *) call)->document = json_from_string ("[]", NULL);
  if (cases[i].type == &bell_call_desk_effect)
    ((BellDeskEffect *) call)->document = json_from_string ("[]", NULL);
  if (cases[i].type == &bell_call_desk_record)
    g_set_str (&((BellDeskRecord *) call)->subject, "email");
  if (cases[i].type == &bell_call_record_put)
    set_members (call, "subject now");
  if (cases[i].type == &bell_call_record_remove)
    set_members (call, "subject was");
  if (cases[i].type == &bell_call_settings_put)
    set_members (call, "now");
  if (cases[i].type == &bell_call_request_change)
    set_members (call, "now was");
  if (cases[i].type == &bell_call_desk_overview)
    ((BellDeskOverview *) call)->from = ((BellDeskOverview *) call)->until = 20000;
  if (cases[i].type == &bell_call_password_set)
    g_set_str (&((BellPasswordSet *) call)->hash, "x");

  return call;
}

/* Every call by everybody. */
static void
test_table (void)
{
  g_autofree char *folder = test_folder_new ();
  BellStore       *store = test_store_new (folder, CHANGES);
  g_autoptr (GPtrArray) asked = test_store_must (store, "zoe", test_ask ("r-1001"));
  guint n_tried = 0;

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    for (guint a = 0; a < G_N_ELEMENTS (actors); a++)
      {
        g_autoptr (GError) error = NULL;
        g_autoptr (GPtrArray) answer = test_store_call (store, actors[a], make_call (i), &error);
        gboolean denied = g_error_matches (error, BELL_ERROR, BELL_ERROR_DENIED);

        if (denied == (cases[i].may[a] == 'Y'))
          g_error ("%s of %s by %s: %s", cases[i].type->shape.name,
                   cases[i].id != NULL ? cases[i].id : "nothing", actors[a],
                   error != NULL ? error->message : "allowed");
        n_tried++;
      }
  g_assert_cmpuint (n_tried, ==, G_N_ELEMENTS (cases) * G_N_ELEMENTS (actors));

  test_store_close (store);
  test_folder_free (g_steal_pointer (&folder));
}

/* No call is forgotten in the table above. */
static void
test_complete (void)
{
  for (guint i = 0; i < bell_n_calls; i++)
    {
      gboolean found = FALSE;

      for (guint c = 0; c < G_N_ELEMENTS (cases) && !found; c++)
        found = cases[c].type == bell_calls[i];
      if (!found)
        g_error ("%s is in no case", bell_calls[i]->shape.name);
    }
}

/* What the portal must not show: other people's data, who was told, what agents note. */
static void
test_veil (void)
{
  g_autofree char *folder = test_folder_new ();
  BellStore       *store = test_store_new (folder, CHANGES);
  BellRequestGet  *get = bell_call_new (&bell_call_request_get);
  BellDecisionGet *decide = bell_call_new (&bell_call_decision_get);
  BellChatEnd     *end = test_end ("r-1001.1", "solved");
  g_autoptr (GPtrArray) asked = test_store_must (store, "zoe", test_ask ("r-1001"));
  g_autoptr (GPtrArray) sent = test_store_must (store, "ann", test_send ("r-1001.1", "Hi"));
  g_autoptr (GPtrArray) ended = NULL;
  g_autoptr (GPtrArray) shown = NULL;
  g_autoptr (GPtrArray) decision = NULL;
  BellPerson *ann;
  BellChat   *chat;

  end->note = g_strdup ("She is difficult");
  ended = test_store_must (store, "ann", end);
  get->request = g_strdup ("r-1001");
  shown = test_store_must (store, "zoe", get);
  ann = bell_records_find (shown, &bell_person_shape, "ann");
  chat = bell_records_find (shown, &bell_chat_shape, NULL);
  g_assert_cmpstr (ann->name, ==, "Ann Archer");
  g_assert_null (ann->email);
  g_assert_cmpuint (ann->roles, ==, 0);
  g_assert_cmpuint (ann->vacations->len, ==, 0);
  g_assert_null (chat->end_note);
  g_assert_cmpuint (chat->told->len, ==, 0);

  decide->request = g_strdup ("r-1001");
  decision = test_store_must (store, "zoe", decide);
  g_assert_true (((BellDecision *) decision->pdata[0])->available);
  g_assert_null (((BellDecision *) decision->pdata[0])->agreement);
  g_assert_cmpuint (((BellDecision *) decision->pdata[0])->steps->len, ==, 0);

  test_store_close (store);
  test_folder_free (g_steal_pointer (&folder));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/permissions/table", test_table);
  g_test_add_func ("/permissions/complete", test_complete);
  g_test_add_func ("/permissions/veil", test_veil);

  return g_test_run ();
}
