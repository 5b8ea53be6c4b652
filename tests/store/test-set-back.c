/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-conversation.h"
#include "remote-fixture.h"

#include <sqlite3.h>

/* A desk whose database is brought back from a backup while a server runs on it, and somebody is
 * connected to that. */

typedef struct
{
  RemoteFixture     base;
  char             *path;
  char             *backup;
  BellStore        *ann;
  BellConversation *conversation;
  guint             n_reloaded;
} Fixture;

static void
on_reloaded (BellStore *store, guint *n)
{
  *n += 1;
}

static void
say (Fixture *fixture, const char *body)
{
  remote_must_as (fixture->base.desk, "zoe", test_send ("r-1001.1", body));
}

static char *
transcript (Fixture *fixture)
{
  GListModel *messages = bell_conversation_get_messages (fixture->conversation);
  GString    *text = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (messages); i++)
    {
      g_autoptr (BellMessageItem) item = g_list_model_get_item (messages, i);

      g_string_append_printf (text, "%s|", bell_message_item_get_message (item)->body);
    }

  return g_string_free (text, FALSE);
}

typedef struct
{
  Fixture    *fixture;
  const char *text;
} Wanted;

static gboolean
reads (gpointer data)
{
  const Wanted    *wanted = data;
  g_autofree char *text = transcript (wanted->fixture);

  return g_str_equal (text, wanted->text);
}

static void
wait_for_transcript (Fixture *fixture, const char *text)
{
  Wanted wanted = { fixture, text };

  test_wait (reads, &wanted, text);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  remote_set_up (&fixture->base, data);
  fixture->path = test_store_location (fixture->base.folder);
  fixture->backup = g_strconcat (fixture->path, ".backup", NULL);
  remote_must_as (fixture->base.desk, "zoe", test_ask ("r-1001"));
  say (fixture, "One");
  fixture->ann = remote_open_as (&fixture->base, "ann");
  remote_wait_for_line (fixture->ann, BELL_LINE_UP);
  g_signal_connect (fixture->ann, "reloaded", G_CALLBACK (on_reloaded), &fixture->n_reloaded);
  fixture->conversation = bell_conversation_new (fixture->ann, "ann", "r-1001.1");
  wait_for_transcript (fixture, "One|");
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_clear_object (&fixture->conversation);
  test_store_close (fixture->ann);
  remote_tear_down (&fixture->base, data);
  g_free (fixture->path);
  g_free (fixture->backup);
}

/* Brings one file to where another one is, as SQLite's tools do: with the file open elsewhere. */
static void
copy (const char *from, const char *to)
{
  sqlite3        *source = NULL, *target = NULL;
  sqlite3_backup *backup;

  g_assert_cmpint (sqlite3_open (from, &source), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_open (to, &target), ==, SQLITE_OK);
  sqlite3_busy_timeout (target, 10000);
  backup = sqlite3_backup_init (target, "main", source, "main");
  g_assert_nonnull (backup);
  g_assert_cmpint (sqlite3_backup_step (backup, -1), ==, SQLITE_DONE);
  g_assert_cmpint (sqlite3_backup_finish (backup), ==, SQLITE_OK);
  sqlite3_close (source);
  sqlite3_close (target);
}

static gboolean
is_set (gpointer data)
{
  return *(guint *) data > 0;
}

/* What there is no more is shown no more, and what is written from then on is shown. */
static void
test_shorter (Fixture *fixture, gconstpointer data)
{
  copy (fixture->path, fixture->backup);
  say (fixture, "Two");
  say (fixture, "Three");
  wait_for_transcript (fixture, "One|Two|Three|");
  fixture->n_reloaded = 0;
  copy (fixture->backup, fixture->path);
  test_wait (is_set, &fixture->n_reloaded, "everything to be loaded anew");
  wait_for_transcript (fixture, "One|");
  remote_wait_for_line (fixture->ann, BELL_LINE_UP);
  say (fixture, "Four");
  wait_for_transcript (fixture, "One|Four|");
}

/* The same when it is noticed because of a change that the server makes itself. */
static void
test_written_at_once (Fixture *fixture, gconstpointer data)
{
  copy (fixture->path, fixture->backup);
  say (fixture, "Two");
  say (fixture, "Three");
  wait_for_transcript (fixture, "One|Two|Three|");
  copy (fixture->backup, fixture->path);
  say (fixture, "Four");
  say (fixture, "Five");
  wait_for_transcript (fixture, "One|Four|Five|");
}

/* Another desk that has gone on from the backup, further than this one. */
static void
test_another_branch (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  BellStore *branch;

  copy (fixture->path, fixture->backup);
  say (fixture, "Two");
  wait_for_transcript (fixture, "One|Two|");
  branch = test_store_open (fixture->backup, 0, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < 5; i++)
    {
      g_autofree char *body = g_strdup_printf ("%u", i);

      remote_must_as (branch, "zoe", test_send ("r-1001.1", body));
    }
  test_store_close (branch);
  copy (fixture->backup, fixture->path);
  wait_for_transcript (fixture, "One|0|1|2|3|4|");
  remote_wait_for_line (fixture->ann, BELL_LINE_UP);
  say (fixture, "Six");
  wait_for_transcript (fixture, "One|0|1|2|3|4|Six|");
}

/* What was kept of answers is not given any more when the desk cannot be reached. */
static void
test_kept_answers (Fixture *fixture, gconstpointer data)
{
  copy (fixture->path, fixture->backup);
  say (fixture, "Two");
  remote_must (fixture->ann, test_messages ("r-1001.1"));
  fixture->n_reloaded = 0;
  copy (fixture->backup, fixture->path);
  test_wait (is_set, &fixture->n_reloaded, "everything to be loaded anew");
  remote_wait_for_line (fixture->ann, BELL_LINE_UP);
  wait_for_transcript (fixture, "One|");
  remote_stop (&fixture->base);
  remote_wait_for_line (fixture->ann, BELL_LINE_DOWN);
  test_store_must_fail (fixture->ann, NULL, test_messages ("r-1001.1"), BELL_ERROR_OFFLINE);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define TEST(path, func) g_test_add ("/set-back/" path, Fixture, NULL, set_up, func, tear_down)
  TEST ("shorter", test_shorter);
  TEST ("written-at-once", test_written_at_once);
  TEST ("another-branch", test_another_branch);
  TEST ("kept-answers", test_kept_answers);

  return g_test_run ();
}
