/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-changes.h"
#include "bell-db-worker.h"
#include "test-store.h"

#include <libpq-fe.h>
#include <string.h>

/* How many write at the same time, and how often each. */
#define WRITERS 4
#define GROUPS  60

/* How often the lines are cut. */
#define CUTS 30

typedef struct
{
  char *folder;
  char *location;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = test_folder_new ();
  fixture->location = test_store_location (fixture->folder);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  test_folder_free (fixture->folder);
  g_free (fixture->location);
}

static void
must (Fixture *fixture, const char *sql)
{
  PGconn   *connection = PQconnectdb (fixture->location);
  PGresult *result = PQexec (connection, sql);

  if (PQresultStatus (result) != PGRES_COMMAND_OK && PQresultStatus (result) != PGRES_TUPLES_OK)
    g_error ("%s: %s", sql, PQerrorMessage (connection));
  PQclear (result);
  PQfinish (connection);
}

static BellDb *
open_db (Fixture *fixture, BellDbFlags flags)
{
  g_autoptr (GError) error = NULL;
  BellDb *db = bell_db_open (fixture->location, flags, &error);

  g_assert_no_error (error);

  return db;
}

static void
append (BellDb *db)
{
  g_autoptr (BellRecord) record = bell_record_new (&bell_change_shape);
  g_autoptr (GError) error = NULL;

  g_set_str (&((BellChange *) record)->type, "service");
  bell_changes_append (db, (BellChange *) record, &error);
  g_assert_no_error (error);
}

static gboolean
begin (BellDb *db)
{
  g_autoptr (GError) error = NULL;
  gboolean begun = bell_db_begin (db, &error);

  g_assert_no_error (error);

  return begun;
}

/* How far the change log goes for somebody who looks now, without a hole. */
static gint64
look (BellDb *db)
{
  g_autoptr (GPtrArray) changes = NULL;
  gint64 last = 0;

  g_assert_true (begin (db));
  changes = bell_changes_after (db, 0, 100000, NULL);
  g_assert_nonnull (changes);
  for (guint i = 0; i < changes->len; i++)
    g_assert_cmpint (((BellChange *) changes->pdata[i])->seq, ==, ++last);
  g_assert_true (bell_db_commit (db, NULL));

  return last;
}

typedef struct
{
  Fixture *fixture;
  gint     written;
} Second;

static gpointer
write_second (gpointer data)
{
  Second *second = data;
  g_autoptr (BellDb) db = open_db (second->fixture, 0);

  g_assert_true (begin (db));
  append (db);
  g_assert_true (bell_db_commit (db, NULL));
  g_atomic_int_set (&second->written, TRUE);

  return NULL;
}

/* A number is drawn when a change is written, and is seen when it is committed: a commit that takes
 * long must not be overtaken. */
static void
test_delayed_commit (Fixture *fixture, gconstpointer data)
{
  g_autoptr (BellDb) first = open_db (fixture, BELL_DB_CREATE);
  g_autoptr (BellDb) reader = open_db (fixture, BELL_DB_READ_ONLY);
  Second   second = { fixture, FALSE };
  GThread *thread;

  g_assert_true (begin (first));
  append (first);
  thread = g_thread_new ("second", write_second, &second);
  for (guint i = 0; i < 500; i++)
    {
      g_assert_cmpint (look (reader), ==, 0);
      g_assert_false (g_atomic_int_get (&second.written));
    }
  g_assert_true (bell_db_commit (first, NULL));
  g_thread_join (thread);
  g_assert_cmpint (look (reader), ==, 2);
}

static gpointer
write_groups (gpointer data)
{
  g_autoptr (BellDb) db = open_db (data, 0);

  for (guint i = 0; i < GROUPS; i++)
    {
      g_assert_true (begin (db));
      for (guint n = 0; n <= i % 5; n++)
        append (db);
      if (i % 7 == 0)
        bell_db_rollback (db);
      else
        g_assert_true (bell_db_commit (db, NULL));
    }

  return NULL;
}

/* Nobody who looks while many write sees a hole, and the chain is whole at the end. */
static void
test_many_writers (Fixture *fixture, gconstpointer data)
{
  g_autoptr (BellDb) reader = open_db (fixture, BELL_DB_CREATE);
  GThread *threads[WRITERS];
  gint64   expected = 0;
  gint64   seen = 0;
  gint64   n_changes;

  for (guint i = 0; i < GROUPS; i++)
    expected += i % 7 == 0 ? 0 : WRITERS * (i % 5 + 1);
  for (guint i = 0; i < WRITERS; i++)
    threads[i] = g_thread_new ("writer", write_groups, fixture);
  while (seen < expected)
    {
      gint64 now = look (reader);

      g_assert_cmpint (now, >=, seen);
      seen = now;
    }
  for (guint i = 0; i < WRITERS; i++)
    g_thread_join (threads[i]);
  g_assert_cmpint (look (reader), ==, expected);
  g_assert_true (bell_changes_verify (reader, &n_changes, NULL));
}

/* What cannot be opened is refused with words, and left as it is. */
static void
test_refusals (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) missing = NULL;
  g_autoptr (GError) newer = NULL;
  g_autoptr (GError) foreign = NULL;
  g_autoptr (GError) gone = NULL;

  g_assert_null (bell_db_open (fixture->location, 0, &missing));
  g_assert_error (missing, BELL_ERROR, BELL_ERROR_STORE);
  g_assert_nonnull (strstr (missing->message, "there is no desk in the schema"));

  bell_db_close (open_db (fixture, BELL_DB_CREATE));
  must (fixture, "COMMENT ON TABLE changes IS 'deskbell schema 99'");
  g_assert_null (bell_db_open (fixture->location, BELL_DB_CREATE, &newer));
  g_assert_nonnull (strstr (newer->message, "was written by a newer Deskbell"));

  must (fixture, "COMMENT ON TABLE changes IS NULL");
  g_assert_null (bell_db_open (fixture->location, BELL_DB_CREATE, &foreign));
  g_assert_nonnull (strstr (foreign->message, "has tables of another program"));

  g_assert_null (bell_db_open ("postgresql://ann:secret@/desk?host=/nowhere", 0, &gone));
  g_assert_error (gone, BELL_ERROR, BELL_ERROR_OFFLINE);
  g_assert_null (strstr (gone->message, "secret"));
}

static void
test_names (Fixture *fixture, gconstpointer data)
{
  static const char *const cases[][2] = {
    { "/tmp/desk.db", "/tmp/desk.db" },
    { "postgresql://ann:secret@db.example.org/desk", "postgresql://ann@db.example.org/desk" },
    { "postgres://db.example.org/desk?password=secret", "postgres://db.example.org/desk" },
    { "postgresql://ann:secret@one:1,two:2/desk", "postgresql://" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *name = bell_db_dup_display_name (cases[i][0]);

      g_assert_cmpstr (name, ==, cases[i][1]);
    }
}

/* The lines to the database are cut again and again, from its side. Nothing that was answered is
 * lost, and nothing is there twice. */
static void
test_cut_lines (Fixture *fixture, gconstpointer data)
{
  BellStore *store = test_store_new (fixture->folder, "");
  g_autoptr (GPtrArray) asked = test_store_must (store, "zoe", test_ask ("r-1001"));
  g_autoptr (GPtrArray) messages = NULL;
  g_autoptr (TestRecorder) recorder = test_recorder_new (store);
  gint64 n_messages = 0;

  for (guint i = 0; i < CUTS; i++)
    {
      g_autofree char *body = g_strdup_printf ("%u", i);
      g_autoptr (GPtrArray) answer = NULL;

      must (fixture, "SELECT pg_terminate_backend (pid) FROM pg_stat_activity"
                     " WHERE application_name = 'deskbell'");
      answer = test_store_must (store, "zoe", test_send ("r-1001.1", body));
    }

  messages = test_store_must (store, "zoe", test_messages ("r-1001.1"));
  for (guint i = 0; i < messages->len; i++)
    {
      const BellMessage *message = messages->pdata[i];

      if (message->record.shape == &bell_message_shape && message->side == BELL_SIDE_USER)
        g_assert_cmpint (g_ascii_strtoll (message->body, NULL, 10), ==, n_messages++);
    }
  g_assert_cmpint (n_messages, ==, CUTS);
  test_recorder_wait (recorder, "message", BELL_CHANGE_CREATED);
  g_clear_pointer (&recorder, test_recorder_free);
  test_store_close (store);
}

/* Two servers on one desk: what one does is reported by the other, in the same order. */
static void
test_two_stores (Fixture *fixture, gconstpointer data)
{
  BellStore *one = test_store_new (fixture->folder, "");
  BellStore *two = test_store_open (fixture->location, BELL_STORE_HOST, NULL);
  g_autoptr (TestRecorder) of_one = test_recorder_new (one);
  g_autoptr (TestRecorder) of_two = test_recorder_new (two);
  g_autoptr (GPtrArray) asked = test_store_must (one, "zoe", test_ask ("r-1001"));
  g_autoptr (GPtrArray) answered = NULL;

  test_recorder_wait (of_two, "chat", BELL_CHANGE_ASKED);
  answered = test_store_must (two, "ann", test_send ("r-1001.1", "Hello"));
  test_recorder_wait (of_one, "message", BELL_CHANGE_CREATED);
  test_recorder_wait (of_two, "message", BELL_CHANGE_CREATED);
  g_assert_cmpuint (of_one->changes->len, ==, of_two->changes->len);
  for (guint i = 0; i < of_one->changes->len; i++)
    g_assert_cmpint (((BellChange *) of_one->changes->pdata[i])->seq, ==,
                     ((BellChange *) of_two->changes->pdata[i])->seq);
  g_clear_pointer (&of_one, test_recorder_free);
  g_clear_pointer (&of_two, test_recorder_free);
  test_store_close (two);
  test_store_close (one);
}

/* What is told to the database and not waited for may fail with the commit. */

typedef struct
{
  guint n_right;
  guint n_wrong;
} Results;

static gpointer
add_service (BellDb *db, gpointer data, GError **error)
{
  guint number = GPOINTER_TO_UINT (data);
  g_autoptr (BellRecord) record = bell_record_new (&bell_service_shape);

  /* Every fourth is one that there is. */
  record->id = g_strdup_printf ("service-%u", number % 4 == 3 ? number - 1 : number);
  g_set_str (&((BellService *) record)->name, record->id);
  bell_db_add (db, record, error);

  return NULL;
}

static void
on_service_added (GObject *object, GAsyncResult *result, gpointer user_data)
{
  Results *results = user_data;
  g_autoptr (GError) error = NULL;

  g_task_propagate_pointer (G_TASK (result), &error);
  if (error != NULL)
    results->n_wrong++;
  else
    results->n_right++;
}

static gboolean
all_added (gpointer data)
{
  Results *results = data;

  return results->n_right + results->n_wrong == 200;
}

static void
test_late_failures (Fixture *fixture, gconstpointer data)
{
  GPtrArray    *connections = g_ptr_array_new ();
  Results       results = { 0, 0 };
  BellDbWorker *worker;
  g_autoptr (BellDb) db = NULL;
  g_autoptr (GPtrArray) services = NULL;

  g_ptr_array_add (connections, open_db (fixture, BELL_DB_CREATE));
  worker = bell_db_worker_new (connections, NULL, NULL);
  for (guint i = 0; i < 200; i++)
    bell_db_worker_run (worker, add_service, GUINT_TO_POINTER (i), NULL, NULL,
                        g_task_new (NULL, NULL, on_service_added, &results));
  test_wait (all_added, &results, "200 services");
  bell_db_worker_free (worker);

  g_assert_cmpuint (results.n_wrong, ==, 50);
  db = open_db (fixture, 0);
  services = bell_db_all (db, &bell_service_shape, NULL);
  g_assert_cmpuint (services->len, ==, 150);
}

#define TEST(path, func) g_test_add ("/postgresql/" path, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  TEST ("delayed-commit", test_delayed_commit);
  TEST ("many-writers", test_many_writers);
  TEST ("refusals", test_refusals);
  TEST ("names", test_names);
  TEST ("cut-lines", test_cut_lines);
  TEST ("two-stores", test_two_stores);
  TEST ("late-failures", test_late_failures);

  return g_test_run ();
}
