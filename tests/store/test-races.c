/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-db.h"
#include "bell-desk.h"
#include "desk-data.h"
#include "edit-calls.h"
#include "test-store.h"

/* Eight agents in eight threads with a connection each, as if they were eight programs. */
#define N_AGENTS 8
#define N_ROUNDS 60

/* Of a database that is another process every connection costs. */
#define N_ROUNDS_ELSEWHERE 12

typedef struct
{
  const char *path;
  BellRecord *call;
  char        agent[8];
  GMutex     *lock;
  GCond      *start;
  gboolean   *go;
  gboolean    won;
  gboolean    told;
} Agent;

static void
call_once (Agent *agent, BellDb *db, BellDesk *desk)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) answer = NULL;

  g_assert_true (bell_db_begin (db, &error));
  answer = bell_desk_call (desk, db, agent->agent, agent->call, &error);
  if (answer != NULL)
    g_assert_true (bell_db_commit (db, NULL));
  else
    bell_db_rollback (db);
  agent->won = answer != NULL;
  agent->told = g_error_matches (error, BELL_ERROR, BELL_ERROR_CONFLICT);
}

static gpointer
agent_main (gpointer data)
{
  Agent *agent = data;
  g_autoptr (BellDb) db = bell_db_open (agent->path, 0, NULL);
  g_autoptr (BellDesk) desk = bell_desk_new ();

  g_mutex_lock (agent->lock);
  while (!*agent->go)
    g_cond_wait (agent->start, agent->lock);
  g_mutex_unlock (agent->lock);
  call_once (agent, db, desk);

  return NULL;
}

/* Makes a call of each, all at the same moment; takes the calls. Returns: whose was carried out:
 * one of them, while every other is told. */
static guint
race (const char *path, BellRecord *const *calls)
{
  Agent    agents[N_AGENTS];
  GThread *threads[N_AGENTS];
  GMutex   lock;
  GCond    start;
  gboolean go = FALSE;
  guint    n_won = 0, n_told = 0, winner = 0;

  g_mutex_init (&lock);
  g_cond_init (&start);
  for (guint i = 0; i < N_AGENTS; i++)
    {
      agents[i]
          = (Agent) { .path = path, .call = calls[i], .lock = &lock, .start = &start, .go = &go };
      g_snprintf (agents[i].agent, sizeof agents[i].agent, "a%u", i);
      threads[i] = g_thread_new ("agent", agent_main, &agents[i]);
    }
  g_mutex_lock (&lock);
  go = TRUE;
  g_cond_broadcast (&start);
  g_mutex_unlock (&lock);

  for (guint i = 0; i < N_AGENTS; i++)
    {
      g_thread_join (threads[i]);
      bell_record_unref (agents[i].call);
      if (agents[i].won)
        winner = i;
      n_won += agents[i].won;
      n_told += agents[i].told;
    }
  g_assert_cmpuint (n_won, ==, 1);
  g_assert_cmpuint (n_told, ==, N_AGENTS - 1);
  g_mutex_clear (&lock);
  g_cond_clear (&start);

  return winner;
}

/* A desk on which all of them are agents and administrators. */
static BellStore *
open_desk (const char *folder)
{
  g_autoptr (GString) people = g_string_new ("\"people\": [ => \"people\": [");

  for (guint i = 0; i < N_AGENTS; i++)
    g_string_append_printf (
        people, "{\"id\": \"a%u\", \"name\": \"A\", \"roles\": [\"agent\", \"admin\"]},", i);

  return test_store_new (folder, people->str);
}

/* All answer at the same moment: one does, every other is told, and nothing is lost or doubled. */
static void
test_answer (void)
{
  g_autofree char *folder = test_folder_new ();
  g_autofree char *path = test_store_location (folder);
  guint            n_rounds = bell_db_is_elsewhere (path) ? N_ROUNDS_ELSEWHERE : N_ROUNDS;
  BellStore       *store = open_desk (folder);

  for (guint i = 1; i <= n_rounds; i++)
    {
      g_autofree char *chat = g_strdup_printf ("r-1001.%u", i);
      g_autoptr (GPtrArray) asked = test_store_must (store, "zoe", test_ask ("r-1001"));
      g_autoptr (GPtrArray) messages = NULL;
      g_autoptr (GPtrArray) left = NULL;
      BellRecord *calls[N_AGENTS];

      for (guint n = 0; n < N_AGENTS; n++)
        calls[n] = test_send (chat, "I have it");
      race (path, calls);
      messages = test_store_must (store, "zoe", test_messages (chat));
      g_assert_cmpuint (messages->len, ==, 2); /* the message and its author */
      left = test_store_must (store, "zoe", test_leave (chat));
    }

  test_store_close (store);
  test_folder_free (g_steal_pointer (&folder));
}

static BellRecord *
read_service (BellStore *store)
{
  BellDeskRecord *call = bell_call_new (&bell_call_desk_record);
  g_autoptr (GPtrArray) records = NULL;

  g_set_str (&call->collection, "services");
  call->subject = g_strdup ("email");
  records = test_store_must (store, "ann", call);

  return bell_record_ref (records->pdata[0]);
}

/* All change the same record as they have read it: what one wrote stays, every other is told. */
static void
test_edit (void)
{
  g_autofree char *folder = test_folder_new ();
  g_autofree char *path = test_store_location (folder);
  guint            n_rounds = bell_db_is_elsewhere (path) ? N_ROUNDS_ELSEWHERE : N_ROUNDS;
  BellStore       *store = open_desk (folder);

  for (guint i = 1; i <= n_rounds; i++)
    {
      g_autoptr (BellRecord) was = read_service (store);
      g_autoptr (BellRecord) now = NULL;
      g_autofree char *expected = NULL;
      BellRecord      *calls[N_AGENTS];

      for (guint n = 0; n < N_AGENTS; n++)
        {
          g_autoptr (BellRecord) mine = bell_record_copy (was);

          g_free (((BellService *) mine)->name);
          ((BellService *) mine)->name = g_strdup_printf ("Round %u of a%u", i, n);
          calls[n] = edit_put (mine, was);
        }
      expected = g_strdup_printf ("Round %u of a%u", i, race (path, calls));
      now = read_service (store);
      g_assert_cmpstr (((BellService *) now)->name, ==, expected);
    }

  test_store_close (store);
  test_folder_free (g_steal_pointer (&folder));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/races/answer", test_answer);
  g_test_add_func ("/races/edit", test_edit);

  return g_test_run ();
}
