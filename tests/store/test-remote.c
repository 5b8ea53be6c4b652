/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-cache.h"
#include "bell-password.h"
#include "desk-data.h"
#include "remote-fixture.h"

#include <glib/gstdio.h>
#include <string.h>

/* Addresses that are none of a desk's, or would show a password to everybody on the way. */
static void
test_addresses (RemoteFixture *fixture, gconstpointer data)
{
  static const char *const wrong[][2] = {
    { "http://desk.example.org", "http:// is only for this computer itself" },
    { "http://192.168.1.5:7373/", "http:// is only for this computer itself" },
    { "http://127.0.0.1.example.org/", "http:// is only for this computer itself" },
    { "ftp://127.0.0.1/", "begins with https://" },
    { "https://", "" },
    { "https://ann:secret@desk.example.org/", "no name and no password" },
    { "https://desk.example.org/?a=b", "nothing after the path" },
    { "https://desk.example.org/#x", "nothing after the path" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr (BellRemoteAccount) account = bell_remote_account_new ("ann");
      g_autoptr (GError) error = NULL;

      g_set_str (&account->token, "x");
      g_assert_null (remote_open (wrong[i][0], account, &error));
      g_assert_error (error, BELL_ERROR, BELL_ERROR_INVALID);
      if (strstr (error->message, wrong[i][1]) == NULL)
        g_error ("\"%s\" does not say \"%s\"", error->message, wrong[i][1]);
    }
}

static void
set_password (RemoteFixture *fixture, const char *person, const char *password)
{
  BellPasswordSet *call = bell_call_new (&bell_call_password_set);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) done = NULL;

  bell_password_hash_async (password, remote_keep_result, &result);
  test_wait (remote_has_result, &result, "a password to be hashed");
  g_set_str (&call->person, person);
  g_free (call->hash);
  call->hash = bell_password_hash_finish (result, NULL);
  done = test_store_must (fixture->desk, NULL, call);
}

static void
test_sign_in (RemoteFixture *fixture, gconstpointer data)
{
  g_autoptr (BellRemoteAccount) account = bell_remote_account_new ("ann@example.org");
  g_autoptr (GError) error = NULL;
  g_autofree char *token = NULL;
  BellStore       *store;

  set_password (fixture, "ann", "correct horse");
  g_set_str (&account->folder, fixture->kept);
  g_set_str (&account->password, "wrong");
  g_assert_null (remote_open (fixture->url, account, &error));
  g_assert_error (error, BELL_ERROR, BELL_ERROR_DENIED);
  g_assert_cmpint (bell_error_get_trouble (error), ==, BELL_TROUBLE_NONE);
  g_clear_error (&error);

  g_set_str (&account->password, "correct horse");
  store = remote_open (fixture->url, account, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (bell_remote_store_get_person (BELL_REMOTE_STORE (store)), ==, "ann");
  token = g_strdup (bell_remote_store_get_token (BELL_REMOTE_STORE (store)));
  test_store_close (store);

  /* The token is what the next opening needs, and is of no use after signing out. */
  g_set_str (&account->password, NULL);
  g_set_str (&account->token, token);
  store = remote_open (fixture->url, account, &error);
  g_assert_no_error (error);
  remote_sign_out (store);
  test_store_close (store);
  g_assert_null (remote_open (fixture->url, account, &error));
  g_assert_error (error, BELL_ERROR, BELL_ERROR_DENIED);
  g_assert_cmpint (bell_error_get_trouble (error), ==, BELL_TROUBLE_SIGNED_OUT);
}

static void
test_refusals (RemoteFixture *fixture, gconstpointer data)
{
  BellStore *store = remote_open_as (fixture, "ann");
  g_autoptr (BellRemoteAccount) account = bell_remote_account_new ("zoe");
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  /* Nobody acts as somebody else, and nobody opens a desk elsewhere as nobody. */
  test_store_must_fail (store, "bob", test_ask ("r-1001"), BELL_ERROR_DENIED);
  test_store_must_fail (store, NULL, bell_call_new (&bell_call_desk_verify), BELL_ERROR_DENIED);
  test_store_close (store);
  bell_store_open_async (fixture->url, 0, BELL_INSTANT_NONE, NULL, remote_keep_result, &result);
  test_wait (remote_has_result, &result, "a refusal");
  g_assert_null (bell_store_open_finish (result, &error));
  g_assert_error (error, BELL_ERROR, BELL_ERROR_DENIED);
  g_clear_error (&error);

  /* Of Zoe nothing is kept yet. */
  remote_stop (fixture);
  g_set_str (&account->token, "x");
  g_set_str (&account->folder, fixture->kept);
  g_assert_null (remote_open (fixture->url, account, &error));
  g_assert_error (error, BELL_ERROR, BELL_ERROR_OFFLINE);
}

/* Commands wait while the desk cannot be reached, and leave in order; a refused one stops none. */
static void
test_outbox_waits (RemoteFixture *fixture, gconstpointer data)
{
  BellStore *store = remote_open_as (fixture, "zoe");
  Sent       sent[4] = { 0 };

  remote_wait_for_line (store, BELL_LINE_UP);
  remote_must (store, test_ask ("r-1001"));
  remote_stop (fixture);
  remote_wait_for_line (store, BELL_LINE_DOWN);
  remote_send (store, "r-1001.1", "One", &sent[0]);
  remote_send (store, "r-9999.1", "Nowhere", &sent[1]);
  remote_send (store, "r-1001.1", "Two", &sent[2]);
  remote_send (store, "r-1001.1", "Three", &sent[3]);
  remote_start (fixture);
  for (guint i = 0; i < G_N_ELEMENTS (sent); i++)
    test_wait (remote_is_answered, &sent[i], "an answer");
  g_assert_error (sent[1].error, BELL_ERROR, BELL_ERROR_DENIED);
  g_clear_error (&sent[1].error);
  g_assert_no_error (sent[3].error);
  remote_assert_transcript (fixture, "r-1001.1", "One|Two|Three|");
  remote_wait_for_line (store, BELL_LINE_UP);
  test_store_close (store);
}

static void
on_refused (BellRemoteStore *store, gpointer call, GError *error, guint *n_refused)
{
  g_assert_error (error, BELL_ERROR, BELL_ERROR_CONFLICT);
  *n_refused += 1;
}

static gboolean
is_set (gpointer data)
{
  return *(guint *) data > 0;
}

static gboolean
nothing_waits (gpointer data)
{
  g_autoptr (GPtrArray) waiting = bell_remote_store_list_waiting (data);

  return waiting->len == 0;
}

/* What was not sent when the program ended is sent by the next run, before anything else. */
static void
test_outbox_survives (RemoteFixture *fixture, gconstpointer data)
{
  BellStore *store = remote_open_as (fixture, "zoe");
  Sent       sent[3] = { 0 };
  guint      n_refused = 0;

  remote_must (store, test_ask ("r-1001"));
  remote_stop (fixture);
  remote_send (store, "r-1001.1", "One", &sent[0]);
  remote_send (store, "r-1001.1", "Two", &sent[1]);
  bell_store_close_async (store, NULL, NULL);
  test_wait (remote_is_answered, &sent[1], "the end of the first run");
  g_assert_error (sent[0].error, BELL_ERROR, BELL_ERROR_OFFLINE);
  g_clear_error (&sent[0].error);
  g_clear_error (&sent[1].error);
  g_object_unref (store);

  remote_start (fixture);
  store = remote_open_as (fixture, "zoe");
  remote_send (store, "r-1001.1", "Three", &sent[2]);
  test_wait (remote_is_answered, &sent[2], "an answer");
  g_assert_no_error (sent[2].error);
  remote_assert_transcript (fixture, "r-1001.1", "One|Two|Three|");

  /* One that is refused then is told by a signal, as nobody waits for it. */
  remote_stop (fixture);
  sent[0] = (Sent) { 0 };
  remote_send (store, "r-1001.1", "Late", &sent[0]);
  test_store_close (store);
  g_clear_error (&sent[0].error);
  remote_must_as (fixture->desk, "zoe", test_leave ("r-1001.1"));
  remote_start (fixture);
  store = remote_open_as (fixture, "zoe");
  g_signal_connect (store, "refused", G_CALLBACK (on_refused), &n_refused);
  test_wait (is_set, &n_refused, "the refusal");
  test_wait (nothing_waits, store, "an empty outbox");
  test_store_close (store);
}

static void
count (BellStore *store, guint *n)
{
  *n += 1;
}

/* Without the network a desk opens on what is known of it, and comes up to date by itself. */
static void
test_without_network (RemoteFixture *fixture, gconstpointer data)
{
  BellStore *store = remote_open_as (fixture, "ann");
  g_autoptr (GPtrArray) before
      = test_store_must (store, "ann", bell_call_new (&bell_call_desk_export));
  g_autoptr (GPtrArray) kept = NULL;
  guint n_reloaded = 0;

  test_store_close (store);
  remote_stop (fixture);
  store = remote_open_as (fixture, "ann");
  g_signal_connect (store, "reloaded", G_CALLBACK (count), &n_reloaded);
  g_assert_cmpint (bell_store_get_line (store), ==, BELL_LINE_DOWN);
  kept = test_store_must (store, NULL, bell_call_new (&bell_call_desk_export));
  g_assert_cmpuint (kept->len, ==, before->len);
  test_store_must_fail (store, NULL, bell_call_new (&bell_call_desk_coverage), BELL_ERROR_OFFLINE);
  test_store_must_fail (store, NULL, test_look ("r-1001.1", TRUE), BELL_ERROR_OFFLINE);

  remote_must_as (fixture->desk, "zoe", test_ask ("r-1001"));
  {
    g_autoptr (TestRecorder) recorder = test_recorder_new (store);

    remote_start (fixture);
    bell_remote_store_hurry (BELL_REMOTE_STORE (store));
    test_recorder_wait (recorder, "chat", BELL_CHANGE_ASKED);
    test_wait (is_set, &n_reloaded, "everything to be loaded anew");
    g_assert_cmpint (bell_store_get_line (store), ==, BELL_LINE_UP);
  }
  test_store_close (store);
}

static void
put_position (const char *path, const char *desk, gint64 seq)
{
  g_autoptr (BellCache) cache = bell_cache_open (path, 0, 1000000, NULL);
  g_autofree char *text = g_strdup_printf (
      "[{\"_type\":\"position\",\"desk\":\"%s\",\"seq\":%" G_GINT64_FORMAT "}]", desk, seq);
  g_autoptr (GBytes) value = g_bytes_new (text, strlen (text));

  g_assert_true (bell_cache_put (cache, "position", value, NULL));
}

/* A desk that is behind what is known of it, as it was brought back from a backup. */
static void
test_behind (RemoteFixture *fixture, gconstpointer data)
{
  g_autofree char *file = NULL;
  BellStore       *store = remote_open_as (fixture, "ann");
  guint            n_reloaded = 0;

  test_store_close (store);
  file = remote_kept_file (fixture, ".answers");
  put_position (file, "x", 1000000);
  remote_stop (fixture);
  store = remote_open_as (fixture, "ann");
  g_signal_connect (store, "reloaded", G_CALLBACK (count), &n_reloaded);
  remote_start (fixture);
  bell_remote_store_hurry (BELL_REMOTE_STORE (store));
  test_wait (is_set, &n_reloaded, "everything to be loaded anew");
  {
    g_autoptr (TestRecorder) recorder = test_recorder_new (store);

    remote_must_as (fixture->desk, "zoe", test_ask ("r-1001"));
    test_recorder_wait (recorder, "chat", BELL_CHANGE_ASKED);
  }
  test_store_close (store);
}

/* What is kept is no reason for a desk not to open. */
static void
test_damaged (RemoteFixture *fixture, gconstpointer data)
{
  static const char *const endings[] = { ".answers", ".outbox" };
  BellStore               *store = remote_open_as (fixture, "ann");

  test_store_close (store);
  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    {
      g_autofree char *file = remote_kept_file (fixture, endings[i]);
      g_autofree char *rubbish = g_strnfill (20000, 'x');

      g_assert_true (g_file_set_contents (file, rubbish, -1, NULL));
    }
  store = remote_open_as (fixture, "ann");
  remote_must (store, bell_call_new (&bell_call_desk_export));
  test_store_close (store);

  /* Nor is a place where nothing can be kept. */
  g_set_str (&fixture->kept, "/proc/nowhere");
  store = remote_open_as (fixture, "zoe");
  remote_must (store, test_ask ("r-1001"));
  test_store_close (store);
}

static void
end_sign_in (RemoteFixture *fixture, BellStore *store)
{
  BellLoginClose *call = bell_call_new (&bell_call_login_close);
  g_autoptr (GPtrArray) done = NULL;

  g_free (call->login);
  call->login = bell_token_hash (bell_remote_store_get_token (BELL_REMOTE_STORE (store)));
  done = test_store_must (fixture->desk, NULL, call);
}

static void
sign_in_again (BellStore *store, const char *password, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  bell_remote_store_sign_in_async (BELL_REMOTE_STORE (store), password, NULL, remote_keep_result,
                                   &result);
  test_wait (remote_has_result, &result, "signing in again");
  bell_remote_store_sign_in_finish (BELL_REMOTE_STORE (store), result, error);
}

/* A sign-in that is over is noticed, by the line and by calls. Questions fail; what is sent waits,
 * and leaves in order once the same person has signed in again. */
static void
test_signed_out (RemoteFixture *fixture, gconstpointer data)
{
  BellStore *store;
  Sent       sent[3] = { 0 };
  g_autoptr (GPtrArray) waiting = NULL;
  g_autoptr (GError) error = NULL;

  set_password (fixture, "zoe", "correct horse");
  store = remote_open_as (fixture, "zoe");
  remote_wait_for_line (store, BELL_LINE_UP);
  remote_must (store, test_ask ("r-1001"));
  end_sign_in (fixture, store);
  remote_send (store, "r-1001.1", "One", &sent[0]);
  remote_send (store, "r-1001.1", "Two", &sent[1]);
  remote_wait_for_line (store, BELL_LINE_SIGNED_OUT);
  remote_send (store, "r-1001.1", "Three", &sent[2]);
  g_assert_null (test_store_call (store, NULL, test_look ("r-1001.1", TRUE), &error));
  g_assert_cmpint (bell_error_get_trouble (error), ==, BELL_TROUBLE_SIGNED_OUT);
  g_clear_error (&error);
  sign_in_again (store, "wrong", &error);
  g_assert_error (error, BELL_ERROR, BELL_ERROR_DENIED);
  g_clear_error (&error);
  waiting = bell_remote_store_list_waiting (BELL_REMOTE_STORE (store));
  g_assert_cmpuint (waiting->len, ==, G_N_ELEMENTS (sent));
  remote_assert_transcript (fixture, "r-1001.1", "");

  sign_in_again (store, "correct horse", &error);
  g_assert_no_error (error);
  for (guint i = 0; i < G_N_ELEMENTS (sent); i++)
    {
      test_wait (remote_is_answered, &sent[i], "an answer");
      g_assert_no_error (sent[i].error);
    }
  remote_assert_transcript (fixture, "r-1001.1", "One|Two|Three|");
  remote_wait_for_line (store, BELL_LINE_UP);
  test_store_close (store);
}

static void
on_given_up (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GPtrArray) records = bell_store_call_finish (BELL_STORE (object), result, NULL);

  *(guint *) user_data -= 1;
}

static gboolean
is_nought (gpointer data)
{
  return *(guint *) data == 0;
}

/* Questions that are given up, wherever their answers are by then, do no harm to those that follow.
 */
static void
test_giving_up (RemoteFixture *fixture, gconstpointer data)
{
  BellStore *store = remote_open_as (fixture, "ann");
  guint      n_asked = 0;

  for (guint i = 0; i < 400; i++)
    {
      g_autoptr (GCancellable) cancellable = g_cancellable_new ();

      for (guint n = 0; n < 2; n++)
        {
          g_autoptr (BellRecord) get = bell_call_new (&bell_call_request_get);

          ((BellRequestGet *) get)->request = g_strdup ("r-1001");
          n_asked++;
          bell_store_call_async (store, "ann", get, cancellable, on_given_up, &n_asked);
        }
      for (guint n = 0; n < i % 16; n++)
        g_main_context_iteration (NULL, FALSE);
      g_cancellable_cancel (cancellable);
      if (i % 5 == 0)
        test_wait (is_nought, &n_asked, "all questions to be over");
    }
  test_wait (is_nought, &n_asked, "all questions to be over");
  test_store_close (store);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define TEST(path, func)                                                                           \
  g_test_add ("/remote/" path, RemoteFixture, NULL, remote_set_up, func, remote_tear_down)
  TEST ("addresses", test_addresses);
  TEST ("sign-in", test_sign_in);
  TEST ("refusals", test_refusals);
  TEST ("outbox-waits", test_outbox_waits);
  TEST ("outbox-survives", test_outbox_survives);
  TEST ("without-network", test_without_network);
  TEST ("behind", test_behind);
  TEST ("damaged", test_damaged);
  TEST ("signed-out", test_signed_out);
  TEST ("giving-up", test_giving_up);

  return g_test_run ();
}
