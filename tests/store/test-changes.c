/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-changes.h"
#include "test-store.h"

#include <sqlite3.h>
#include <string.h>

static BellDb *
open_with_changes (const char *path, guint n_changes)
{
  g_autoptr (GError) error = NULL;
  BellDb *db = bell_db_open (path, BELL_DB_CREATE, &error);

  g_assert_no_error (error);
  g_assert_true (bell_db_begin (db, &error));
  for (guint i = 0; i < n_changes; i++)
    {
      g_autoptr (BellRecord) record = bell_record_new (&bell_change_shape);
      BellChange *change = (BellChange *) record;

      change->at = 1000 + i;
      change->actor = i % 2 == 0 ? g_strdup ("ann") : NULL;
      g_set_str (&change->type, "service");
      change->subject = g_strdup_printf ("s%u", i);
      change->details = i % 3 == 0 ? json_from_string ("{\"a\":[1,2]}", NULL) : NULL;
      g_assert_true (bell_changes_append (db, change, &error));
      g_assert_cmpint (change->seq, ==, i + 1);
    }
  g_assert_true (bell_db_commit (db, &error));

  return db;
}

static void
test_order (void)
{
  g_autofree char *folder = test_folder_new ();
  g_autofree char *path = g_build_filename (folder, "desk.db", NULL);
  g_autoptr (BellDb) db = open_with_changes (path, 25);
  g_autoptr (GPtrArray) changes = bell_changes_after (db, 10, 10, NULL);
  gint64 last;

  g_assert_cmpuint (changes->len, ==, 10);
  for (guint i = 0; i < changes->len; i++)
    g_assert_cmpint (((BellChange *) changes->pdata[i])->seq, ==, 11 + i);
  g_assert_true (bell_changes_last (db, &last, NULL));
  g_assert_cmpint (last, ==, 25);
  test_folder_free (g_steal_pointer (&folder));
}

/* Whoever changes, takes out or puts in a row is found out, and where. */
static void
test_verify (void)
{
  static const struct
  {
    const char *sql;
    const char *words;
  } cases[] = {
    { "UPDATE changes SET actor = 'bob' WHERE seq = 7", "change 7 is not what was written" },
    { "UPDATE changes SET actor = NULL WHERE seq = 7", "change 7 is not what was written" },
    { "UPDATE changes SET details = '{}' WHERE seq = 4", "change 4 is not what was written" },
    { "UPDATE changes SET at = 1 WHERE seq = 1", "change 1 is not what was written" },
    { "UPDATE changes SET hash = 'x' WHERE seq = 20", "change 20 is not what was written" },
    { "DELETE FROM changes WHERE seq = 12", "lacks change 12" },
    { "UPDATE changes SET type = 'serviceann', actor = '' WHERE seq = 3", "change 3 is not" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *folder = test_folder_new ();
      g_autofree char *path = g_build_filename (folder, "desk.db", NULL);
      g_autoptr (BellDb) db = open_with_changes (path, 20);
      g_autoptr (GError) error = NULL;
      sqlite3 *connection = NULL;
      gint64   n_changes = 0;

      g_assert_true (bell_changes_verify (db, &n_changes, &error));
      g_assert_no_error (error);
      g_assert_cmpint (n_changes, ==, 20);

      sqlite3_open (path, &connection);
      g_assert_cmpint (sqlite3_exec (connection, cases[i].sql, NULL, NULL, NULL), ==, SQLITE_OK);
      sqlite3_close (connection);
      g_assert_false (bell_changes_verify (db, &n_changes, &error));
      if (strstr (error->message, cases[i].words) == NULL)
        g_error ("\"%s\" does not say \"%s\"", error->message, cases[i].words);
      test_folder_free (g_steal_pointer (&folder));
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/changes/order", test_order);
  g_test_add_func ("/changes/verify", test_verify);

  return g_test_run ();
}
