/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-changes.h"
#include "bell-chat-records.h"
#include "bell-db-private.h"
#include "bell-db-worker.h"
#include "test-store.h"

#include <glib/gstdio.h>
#include <sqlite3.h>
#include <string.h>
#include <sys/stat.h>

static BellDb *
open_new (const char *folder)
{
  g_autofree char *path = g_build_filename (folder, "desk.db", NULL);
  g_autoptr (GError) error = NULL;
  BellDb *db = bell_db_open (path, BELL_DB_CREATE, &error);

  g_assert_no_error (error);

  return db;
}

/* Runs SQL on a file without Deskbell. */
static void
run_sql (const char *path, const char *sql)
{
  sqlite3 *connection = NULL;

  g_assert_cmpint (sqlite3_open (path, &connection), ==, SQLITE_OK);
  if (sqlite3_exec (connection, sql, NULL, NULL, NULL) != SQLITE_OK)
    g_error ("%s: %s", sql, sqlite3_errmsg (connection));
  sqlite3_close (connection);
}

/* The columns of each table are the fields of its record, no more and no less, in order and kind.
 */
static void
compare_table (sqlite3 *connection, const BellShape *shape)
{
  const char      *table = shape->collection != NULL ? shape->collection : shape->name;
  g_autofree char *sql = g_strdup_printf ("SELECT name, type FROM pragma_table_info('%s')", table);
  g_autoptr (GString) columns = g_string_new (NULL);
  g_autoptr (GString) fields = g_string_new (NULL);
  sqlite3_stmt *statement = NULL;

  g_assert_cmpint (sqlite3_prepare_v2 (connection, sql, -1, &statement, NULL), ==, SQLITE_OK);
  while (sqlite3_step (statement) == SQLITE_ROW)
    if (!g_str_equal ((const char *) sqlite3_column_text (statement, 0), "one"))
      g_string_append_printf (columns, "%s %s\n", sqlite3_column_text (statement, 0),
                              sqlite3_column_text (statement, 1));
  sqlite3_finalize (statement);

  for (guint i = 0; i < shape->n_fields; i++)
    {
      BellFieldKind kind = shape->fields[i].kind;
      gboolean      number
          = kind == BELL_FIELD_BOOL || kind == BELL_FIELD_INT || kind == BELL_FIELD_INSTANT;

      g_string_append_printf (fields, "%s %s\n", shape->fields[i].name,
                              number ? "INTEGER" : "TEXT");
    }
  g_string_append (fields, "left_out TEXT\n");
  g_assert_cmpstr (columns->str, ==, fields->str);
}

static void
test_columns (void)
{
  static const BellShape *const more[]
      = { &bell_settings_shape, &bell_chat_shape, &bell_message_shape, &bell_look_shape,
          &bell_login_shape };
  g_autofree char *folder = test_folder_new ();
  g_autofree char *path = g_build_filename (folder, "desk.db", NULL);
  sqlite3         *connection = NULL;

  bell_db_close (open_new (folder));
  g_assert_cmpint (sqlite3_open (path, &connection), ==, SQLITE_OK);
  for (guint i = 0; bell_collections[i] != NULL; i++)
    compare_table (connection, bell_collections[i]);
  for (guint i = 0; i < G_N_ELEMENTS (more); i++)
    compare_table (connection, more[i]);
  sqlite3_close (connection);
  test_folder_free (g_steal_pointer (&folder));
}

/* A file that is no desk: what is said of it, and that it stays as it is. */
static void
assert_refused (const char *path, BellDbFlags flags, const char *words)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  gsize            length_before = 0, length_after = 0;

  g_file_get_contents (path, &before, &length_before, NULL);
  g_assert_null (bell_db_open (path, flags, &error));
  g_assert_error (error, BELL_ERROR, BELL_ERROR_STORE);
  if (strstr (error->message, words) == NULL || strstr (error->message, path) == NULL)
    g_error ("\"%s\" does not say \"%s\" of %s", error->message, words, path);
  g_file_get_contents (path, &after, &length_after, NULL);
  g_assert_cmpmem (before, length_before, after, length_after);
}

static void
test_no_desk (void)
{
  g_autofree char *folder = test_folder_new ();
  g_autofree char *text = g_build_filename (folder, "text.db", NULL);
  g_autofree char *other = g_build_filename (folder, "other.db", NULL);
  g_autofree char *missing = g_build_filename (folder, "missing.db", NULL);
  g_autofree char *nowhere = g_build_filename (folder, "no", "where.db", NULL);

  g_file_set_contents (
      text, "This is a long enough text, but it is not a database at all. Really not.", -1, NULL);
  run_sql (other, "CREATE TABLE songs (title TEXT)");
  assert_refused (text, BELL_DB_CREATE, "not a Deskbell desk (not an SQLite file)");
  assert_refused (other, BELL_DB_CREATE, "not a Deskbell desk (an SQLite file of another program)");
  assert_refused (missing, 0, "there is no such file");
  assert_refused (nowhere, BELL_DB_CREATE, "its folder does not exist");
  assert_refused (folder, BELL_DB_CREATE, "is a folder");
  test_folder_free (g_steal_pointer (&folder));
}

static void
test_newer_schema (void)
{
  g_autofree char *folder = test_folder_new ();
  g_autofree char *path = g_build_filename (folder, "desk.db", NULL);

  bell_db_close (open_new (folder));
  run_sql (path, "PRAGMA user_version = 99");
  assert_refused (path, 0, "was written by a newer Deskbell: its schema is version 99");
  test_folder_free (g_steal_pointer (&folder));
}

/* What a database consists of, in words; the order in which things were made does not matter. */
static char *
schema_of (const char *path)
{
  sqlite3      *connection = NULL;
  sqlite3_stmt *statement = NULL;
  GString      *schema = g_string_new (NULL);

  g_assert_cmpint (sqlite3_open (path, &connection), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_prepare_v2 (connection,
                                       "SELECT type, name, sql FROM sqlite_schema "
                                       "UNION ALL SELECT 'version', user_version, NULL "
                                       "FROM pragma_user_version ORDER BY 1, 2",
                                       -1, &statement, NULL),
                   ==, SQLITE_OK);
  while (sqlite3_step (statement) == SQLITE_ROW)
    g_string_append_printf (schema, "%s %s %s\n", sqlite3_column_text (statement, 0),
                            sqlite3_column_text (statement, 1), sqlite3_column_text (statement, 2));
  sqlite3_finalize (statement);
  sqlite3_close (connection);

  return g_string_free (schema, FALSE);
}

/* Every schema that there was is brought up to what a new desk has; what is in it stays. */
static void
test_older_schemas (void)
{
  for (int version = 1; version < 2; version++)
    {
      g_autofree char *folder = test_folder_new ();
      g_autofree char *other = test_folder_new ();
      g_autofree char *path = g_build_filename (folder, "desk.db", NULL);
      g_autofree char *new_path = g_build_filename (other, "desk.db", NULL);
      g_autofree char *number = g_strdup_printf (
          "PRAGMA application_id = 0x44534b42; PRAGMA user_version = %d", version);
      g_autofree char *found = NULL, *expected = NULL, *kept = NULL;
      g_autoptr (GError) error = NULL;
      g_autoptr (BellDb) db = NULL;

      for (int file = 1; file <= version; file++)
        {
          g_autofree char *name = g_strdup_printf ("%04d.sql", file);
          g_autofree char *sql_path
              = g_test_build_filename (G_TEST_DIST, "..", "src", "db", "schema", name, NULL);
          g_autofree char *sql = NULL;

          g_assert_true (g_file_get_contents (sql_path, &sql, NULL, NULL));
          run_sql (path, sql);
        }
      run_sql (path, number);
      run_sql (path, "INSERT INTO meta (key, value) VALUES ('desk', 'the old one')");

      db = bell_db_open (path, 0, &error);
      g_assert_no_error (error);
      kept = bell_db_get_meta (db, "desk", &error);
      g_assert_cmpstr (kept, ==, "the old one");
      g_clear_pointer (&db, bell_db_close);
      bell_db_close (open_new (other));
      found = schema_of (path);
      expected = schema_of (new_path);
      g_assert_cmpstr (found, ==, expected);
      test_folder_free (g_steal_pointer (&folder));
      test_folder_free (g_steal_pointer (&other));
    }
}

/* What is added takes the place of nothing. */
static void
test_add (void)
{
  g_autofree char *folder = test_folder_new ();
  g_autoptr (BellDb) db = open_new (folder);
  g_autoptr (BellRecord) record = bell_record_new (&bell_service_shape);
  g_autoptr (BellRecord) found = NULL;
  g_autoptr (GError) error = NULL;
  BellService *service = (BellService *) record;

  g_set_str (&record->id, "email");
  g_set_str (&service->name, "First");
  g_assert_true (bell_db_begin (db, NULL));
  g_assert_true (bell_db_add (db, record, &error));
  g_assert_no_error (error);
  g_set_str (&service->name, "Second");
  g_assert_false (bell_db_add (db, record, &error));
  g_assert_error (error, BELL_ERROR, BELL_ERROR_STORE);
  found = bell_db_get (db, &bell_service_shape, "email", NULL);
  g_assert_cmpstr (((BellService *) found)->name, ==, "First");
  bell_db_rollback (db);
  test_folder_free (g_steal_pointer (&folder));
}

static void
test_damaged (void)
{
  g_autofree char *folder = test_folder_new ();
  g_autofree char *path = g_build_filename (folder, "desk.db", NULL);
  g_autofree char *data = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (BellDb) db = NULL;
  gsize length;

  bell_db_close (open_new (folder));
  g_file_get_contents (path, &data, &length, NULL);
  memset (data + 4096, 0x5a, length - 4096);
  g_file_set_contents (path, data, (gssize) length, NULL);

  db = bell_db_open (path, 0, &error);
  if (db != NULL)
    g_assert_false (bell_db_check (db, &error));
  g_assert_error (error, BELL_ERROR, BELL_ERROR_STORE);
  if (strstr (error->message, "damaged") == NULL)
    g_error ("\"%s\" does not say that it is damaged", error->message);
  test_folder_free (g_steal_pointer (&folder));
}

static void
test_full (void)
{
  g_autofree char *folder = test_folder_new ();
  g_autofree char *long_text = g_strnfill (200000, 'x');
  g_autoptr (BellDb) db = open_new (folder);
  g_autoptr (GError) error = NULL;
  g_autofree char *kept = NULL;

  g_assert_true (bell_db_set_meta (db, "kept", "yes", &error));
  g_assert_true (db->klass->execute (db, "PRAGMA max_page_count = 60", &error));
  g_assert_true (bell_db_begin (db, &error));
  g_assert_false (bell_db_set_meta (db, "too-long", long_text, &error));
  g_assert_error (error, BELL_ERROR, BELL_ERROR_STORE);
  g_assert_cmpstr (error->message, ==, "the disk is full");
  bell_db_rollback (db);

  kept = bell_db_get_meta (db, "kept", NULL);
  g_assert_cmpstr (kept, ==, "yes");
  test_folder_free (g_steal_pointer (&folder));
}

static void
test_backup (void)
{
  g_autofree char *folder = test_folder_new ();
  g_autofree char *copy_path = g_build_filename (folder, "copy.db", NULL);
  g_autoptr (BellDb) db = open_new (folder);
  g_autoptr (BellDb) copy = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *value = NULL;

  g_assert_true (bell_db_set_meta (db, "a", "b", &error));
  g_assert_true (bell_db_backup (db, copy_path, &error));
  g_assert_no_error (error);
  copy = bell_db_open (copy_path, 0, &error);
  g_assert_no_error (error);
  value = bell_db_get_meta (copy, "a", NULL);
  g_assert_cmpstr (value, ==, "b");
  g_assert_false (bell_db_backup (db, copy_path, &error));
  g_assert_nonnull (strstr (error->message, "there is a file already"));
  test_folder_free (g_steal_pointer (&folder));
}

/* A worker: each job for itself, in order, and only what is on disk is answered. */

typedef struct
{
  guint  n_done;
  guint  n_failed;
  guint  n_committed;
  gint64 seq; /* of the last change that was handed over */
} Results;

static gboolean
append_change (BellDb *db, const char *subject, GError **error)
{
  g_autoptr (BellRecord) record = bell_record_new (&bell_change_shape);
  BellChange *change = (BellChange *) record;

  change->at = 1;
  g_set_str (&change->type, "nothing");
  change->subject = g_strdup (subject);

  return bell_changes_append (db, change, error);
}

static gpointer
append_job (BellDb *db, gpointer data, GError **error)
{
  guint            number = GPOINTER_TO_UINT (data);
  g_autofree char *key = g_strdup_printf ("job-%u", number);
  g_autofree char *last = bell_db_get_meta (db, "last", NULL);

  /* Jobs run one after the other: each sees what the ones before left, and not what failed. */
  if (!bell_db_set_meta (db, key, last != NULL ? last : "none", error)
      || !bell_db_set_meta (db, "last", key, error) || !append_change (db, key, error))
    return NULL;

  if (number % 10 == 3)
    g_set_error (error, BELL_ERROR, BELL_ERROR_CONFLICT, "%u shall fail", number);

  return NULL;
}

static void
on_job_done (GObject *object, GAsyncResult *result, gpointer user_data)
{
  Results *results = user_data;
  g_autoptr (GError) error = NULL;

  g_task_propagate_pointer (G_TASK (result), &error);
  if (error != NULL)
    results->n_failed++;
  else
    results->n_done++;
}

static void
on_committed (GPtrArray *changes, gpointer user_data)
{
  Results *results = user_data;

  results->n_committed++;
  g_assert_nonnull (changes);
  /* In order, without those of jobs that failed, and before anybody is answered. */
  for (guint i = 0; i < changes->len; i++)
    {
      const BellChange *change = changes->pdata[i];

      g_assert_cmpint (change->seq, ==, ++results->seq);
      g_assert_false (g_str_has_suffix (change->subject, "3"));
    }
  g_assert_cmpint (results->seq, >=, results->n_done);
}

static gboolean
all_done (gpointer data)
{
  Results *results = data;

  return results->n_done + results->n_failed == 500;
}

static void
test_worker (void)
{
  g_autofree char *folder = test_folder_new ();
  g_autofree char *path = g_build_filename (folder, "desk.db", NULL);
  GPtrArray       *connections = g_ptr_array_new ();
  Results          results = { 0, 0, 0 };
  BellDbWorker    *worker;
  g_autoptr (BellDb) db = NULL;
  g_autofree char *before = NULL;
  g_autofree char *failed = NULL;

  g_ptr_array_add (connections, open_new (folder));
  worker = bell_db_worker_new (connections, on_committed, &results);
  for (guint i = 0; i < 500; i++)
    bell_db_worker_run (worker, append_job, GUINT_TO_POINTER (i), NULL, NULL,
                        g_task_new (NULL, NULL, on_job_done, &results));
  test_wait (all_done, &results, "500 jobs");
  bell_db_worker_free (worker);

  g_assert_cmpuint (results.n_failed, ==, 50);
  g_assert_cmpint (results.seq, ==, 450);
  g_assert_cmpuint (results.n_committed, >=, 1);
  /* 500 commits would be no group commit. */
  g_assert_cmpuint (results.n_committed, <, 100);

  db = bell_db_open (path, 0, NULL);
  before = bell_db_get_meta (db, "job-4", NULL);
  failed = bell_db_get_meta (db, "job-3", NULL);
  g_assert_cmpstr (before, ==, "job-2");
  g_assert_null (failed);
  test_folder_free (g_steal_pointer (&folder));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/db/columns", test_columns);
  g_test_add_func ("/db/no-desk", test_no_desk);
  g_test_add_func ("/db/older-schemas", test_older_schemas);
  g_test_add_func ("/db/newer-schema", test_newer_schema);
  g_test_add_func ("/db/add", test_add);
  g_test_add_func ("/db/damaged", test_damaged);
  g_test_add_func ("/db/full", test_full);
  g_test_add_func ("/db/backup", test_backup);
  g_test_add_func ("/db/worker", test_worker);

  return g_test_run ();
}
