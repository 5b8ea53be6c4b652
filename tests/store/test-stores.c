/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk-data.h"
#include "test-store.h"

#include <string.h>

static void
test_one_host (void)
{
  g_autofree char *folder = test_folder_new ();
  g_autofree char *path = g_build_filename (folder, "desk.db", NULL);
  g_autoptr (GError) error = NULL;
  BellStore *first = test_store_new (folder, "");
  BellStore *second;

  g_assert_null (test_store_open (path, BELL_STORE_HOST, &error));
  g_assert_error (error, BELL_ERROR, BELL_ERROR_STORE);
  g_assert_nonnull (strstr (error->message, "is open in another Deskbell (process "));
  g_clear_error (&error);

  /* Others may work on the desk that one program holds. */
  second = test_store_open (path, 0, &error);
  g_assert_no_error (error);
  test_store_close (second);
  test_store_close (first);

  second = test_store_open (path, BELL_STORE_HOST, &error);
  g_assert_no_error (error);
  test_store_close (second);
  test_folder_free (g_steal_pointer (&folder));
}

/* What another program on the same file does is reported, in order and once. */
static void
test_other_process (void)
{
  g_autofree char *folder = test_folder_new ();
  g_autofree char *path = g_build_filename (folder, "desk.db", NULL);
  BellStore       *host = test_store_new (folder, "");
  BellStore       *other = test_store_open (path, 0, NULL);
  TestRecorder    *recorder = test_recorder_new (host);
  g_autoptr (GPtrArray) asked = test_store_must (other, "zoe", test_ask ("r-1001"));
  g_autoptr (GPtrArray) sent = test_store_must (other, "bob", test_send ("r-1001.1", "Hello"));
  BellChange *change;

  change = test_recorder_wait (recorder, "message", BELL_CHANGE_CREATED);
  g_assert_cmpstr (((BellMessage *) change->now)->body, ==, "Hello");
  for (guint i = 1; i < recorder->changes->len; i++)
    g_assert_cmpint (((BellChange *) recorder->changes->pdata[i])->seq, ==,
                     ((BellChange *) recorder->changes->pdata[i - 1])->seq + 1);

  test_recorder_free (recorder);
  test_store_close (other);
  test_store_close (host);
  test_folder_free (g_steal_pointer (&folder));
}

/* Everything is there again after closing and opening. */
static void
test_again (void)
{
  g_autofree char *folder = test_folder_new ();
  g_autofree char *path = g_build_filename (folder, "desk.db", NULL);
  BellStore       *store = test_store_new (folder, "");
  g_autoptr (GPtrArray) asked = test_store_must (store, "zoe", test_ask ("r-1001"));
  g_autoptr (GPtrArray) sent = test_store_must (store, "bob", test_send ("r-1001.1", "Hello"));
  g_autoptr (GPtrArray) messages = NULL;
  g_autofree char *before = test_store_export (store);
  g_autofree char *after = NULL;

  test_store_close (store);
  store = test_store_open (path, BELL_STORE_HOST, NULL);
  after = test_store_export (store);
  g_assert_cmpstr (after, ==, before);
  messages = test_store_must (store, "bob", test_messages ("r-1001.1"));
  g_assert_cmpstr (((BellMessage *) messages->pdata[0])->body, ==, "Hello");
  test_store_close (store);
  test_folder_free (g_steal_pointer (&folder));
}

/* A page whose server died: the grace runs out although nobody ever said that the person left. */
static void
test_lease_runs_out (void)
{
  g_autofree char *folder = test_folder_new ();
  g_autofree char *path = g_build_filename (folder, "desk.db", NULL);
  BellStore       *store
      = test_store_new (folder, "\"abandon_grace_seconds\": 45 => \"abandon_grace_seconds\": 0");
  g_autoptr (GPtrArray) asked = test_store_must (store, "zoe", test_ask ("r-1001"));
  g_autoptr (GPtrArray) here = test_store_must (store, "zoe", test_attend ("r-1001.1", TRUE));
  g_autoptr (GPtrArray) gone = NULL;
  TestRecorder *recorder;

  /* Closed at the moment the grace begins: the next host takes it from the store. */
  gone = test_store_must (store, "zoe", test_attend ("r-1001.1", FALSE));
  test_store_close (store);
  store = test_store_open (path, BELL_STORE_HOST, NULL);
  recorder = test_recorder_new (store);
  if (((BellChat *) ((BellChat *) gone->pdata[0]))->status == BELL_CHAT_PENDING)
    {
      BellChatGet *get = bell_call_new (&bell_call_chat_get);
      g_autoptr (GPtrArray) chat = NULL;

      get->chat = g_strdup ("r-1001.1");
      chat = test_store_must (store, "ann", get);
      if (((BellChat *) chat->pdata[0])->status == BELL_CHAT_PENDING)
        test_recorder_wait (recorder, "chat", BELL_CHANGE_ABANDONED);
    }
  test_recorder_free (recorder);
  test_store_close (store);
  test_folder_free (g_steal_pointer (&folder));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/stores/one-host", test_one_host);
  g_test_add_func ("/stores/other-process", test_other_process);
  g_test_add_func ("/stores/again", test_again);
  g_test_add_func ("/stores/lease-runs-out", test_lease_runs_out);

  return g_test_run ();
}
