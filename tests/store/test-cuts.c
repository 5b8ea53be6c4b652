/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-password.h"
#include "relay.h"
#include "remote-fixture.h"

#include <sodium.h>
#include <string.h>

/* A conversation over a line that is cut after any number of bytes: whatever was on its way then,
 * in the end every message is there once, in order, and was reported once, in order.
 *
 * DESKBELL_CUTS says how many cuts are tried, spread evenly over the whole conversation. */

#define CUTS       1000
#define N_MESSAGES 5

typedef struct
{
  RemoteFixture base;
  Relay        *relay;
  char         *url;
  guint         n_rounds;
  gint64        last_seq; /* of what was reported in this round */
} Fixture;

/* Checking a password costs much time, which is of no use here. */
static char *
cheap_hash (const char *password)
{
  char hash[crypto_pwhash_STRBYTES];

  g_assert_cmpint (sodium_init (), >=, 0);
  g_assert_cmpint (crypto_pwhash_str (hash, password, strlen (password), crypto_pwhash_OPSLIMIT_MIN,
                                      crypto_pwhash_MEMLIMIT_MIN),
                   ==, 0);

  return g_strdup (hash);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  BellPasswordSet *call = bell_call_new (&bell_call_password_set);
  g_autoptr (GPtrArray) done = NULL;

  remote_set_up (&fixture->base, data);
  g_set_str (&call->person, "zoe");
  g_free (call->hash);
  call->hash = cheap_hash ("secret");
  done = test_store_must (fixture->base.desk, NULL, call);
  remote_must_as (fixture->base.desk, "zoe", test_ask ("r-1001"));
  fixture->relay = relay_new (fixture->base.port, NULL);
  fixture->url = relay_dup_url (fixture->relay);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  relay_free (fixture->relay);
  g_free (fixture->url);
  remote_tear_down (&fixture->base, data);
}

/* Signs in, however often that takes: a person would try again, too. */
static BellStore *
sign_in (Fixture *fixture)
{
  g_autoptr (BellRemoteAccount) account = bell_remote_account_new ("zoe");

  g_set_str (&account->password, "secret");
  g_set_str (&account->folder, fixture->base.kept);
  for (guint i = 0; i < 3; i++)
    {
      g_autoptr (GError) error = NULL;
      BellStore *store = remote_open (fixture->url, account, &error);

      if (store != NULL)
        return store;
      g_assert_error (error, BELL_ERROR, BELL_ERROR_OFFLINE);
    }

  g_error ("Nobody could sign in");
}

static gint64
position (Fixture *fixture)
{
  g_autoptr (GPtrArray) records
      = test_store_must (fixture->base.desk, NULL, bell_call_new (&bell_call_desk_position));

  return ((BellPosition *) records->pdata[0])->seq;
}

/* The last messages of the desk are those of this round. */
static void
assert_stored (Fixture *fixture)
{
  BellMessagePage *call = test_messages ("r-1001.1");
  g_autoptr (GPtrArray) records = NULL;
  gint64 n_before = (gint64) fixture->n_rounds * N_MESSAGES;
  guint  n = 0;

  call->after = n_before;
  call->before = n_before == 0 ? 100 : 0;
  records = test_store_must (fixture->base.desk, NULL, call);
  for (guint i = 0; i < records->len; i++)
    {
      const BellMessage *message = records->pdata[i];
      g_autofree char   *expected = g_strdup_printf ("%u.%u", fixture->n_rounds, n);

      if (message->record.shape != &bell_message_shape)
        continue;
      g_assert_cmpstr (message->body, ==, expected);
      g_assert_cmpint (message->position, ==, n_before + ++n);
    }
  g_assert_cmpuint (n, ==, N_MESSAGES);
}

/* What was reported of messages: those of this round, each once and in order. */
static void
assert_reported (Fixture *fixture, TestRecorder *recorder, gint64 from)
{
  guint  n = 0;
  gint64 last = from;

  for (guint i = 0; i < recorder->changes->len; i++)
    {
      const BellChange  *change = recorder->changes->pdata[i];
      const BellMessage *message = (const BellMessage *) change->now;
      g_autofree char   *expected = g_strdup_printf ("%u.%u", fixture->n_rounds, n);

      g_assert_cmpint (change->seq, >, last);
      last = change->seq;
      if (g_str_equal (change->type, "message"))
        {
          g_assert_cmpstr (message->body, ==, expected);
          n++;
        }
    }
  g_assert_cmpuint (n, ==, N_MESSAGES);
}

typedef struct
{
  TestRecorder *recorder;
  guint         n;
} Reported;

static gboolean
are_reported (gpointer data)
{
  Reported *reported = data;
  guint     n = 0;

  for (guint i = 0; i < reported->recorder->changes->len; i++)
    n += g_str_equal (((BellChange *) reported->recorder->changes->pdata[i])->type, "message");

  return n >= reported->n;
}

/* How long to wait before the next try is not what is tried here. */
static gboolean
on_hurry (gpointer store)
{
  bell_remote_store_hurry (store);

  return G_SOURCE_CONTINUE;
}

/* Gives how many bytes the whole conversation had. */
static gint64
converse (Fixture *fixture, gint64 cut_after)
{
  BellStore *store;
  g_autoptr (TestRecorder) recorder = NULL;
  Sent     sent[N_MESSAGES] = { 0 };
  Reported reported;
  gint64   from, passed;
  guint    hurry;

  relay_cut_after (fixture->relay, cut_after);
  store = sign_in (fixture);
  recorder = test_recorder_new (store);
  from = position (fixture);
  hurry = g_timeout_add (5, on_hurry, store);
  for (guint i = 0; i < N_MESSAGES; i++)
    {
      g_autofree char *body = g_strdup_printf ("%u.%u", fixture->n_rounds, i);

      remote_send (store, "r-1001.1", body, &sent[i]);
    }
  for (guint i = 0; i < N_MESSAGES; i++)
    {
      test_wait (remote_is_answered, &sent[i], "an answer");
      g_assert_no_error (sent[i].error);
    }
  reported = (Reported) { recorder, N_MESSAGES };
  test_wait (are_reported, &reported, "every message to be reported");
  g_source_remove (hurry);
  passed = relay_get_passed (fixture->relay);
  relay_cut_after (fixture->relay, -1);
  assert_stored (fixture);
  assert_reported (fixture, recorder, MIN (from, fixture->last_seq));
  fixture->last_seq = position (fixture);
  g_clear_pointer (&recorder, test_recorder_free);
  remote_sign_out (store);
  test_store_close (store);
  fixture->n_rounds++;

  return passed;
}

static void
test_every_byte (Fixture *fixture, gconstpointer data)
{
  const char *wanted = g_getenv ("DESKBELL_CUTS");
  gint64      n_cuts = wanted != NULL ? g_ascii_strtoll (wanted, NULL, 10) : CUTS;
  gint64      length = converse (fixture, -1);
  gint64      n = 0;
  double      place = 0.0;

  /* The golden ratio spreads any number of them evenly. */
  for (; n < MIN (n_cuts, length); n++)
    {
      converse (fixture, 1 + (gint64) (place * (double) length));
      place += 0.6180339887498949;
      if (place >= 1.0)
        place -= 1.0;
    }
  g_test_message ("%" G_GINT64_FORMAT " cuts of %" G_GINT64_FORMAT " bytes", n, length);
  g_assert_cmpint (n, >, 20); /* of a conversation that was long enough */
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  /* libsoup's server warns of clients that are gone when it looks where they are from. */
  g_log_set_always_fatal (G_LOG_LEVEL_ERROR | G_LOG_LEVEL_CRITICAL);

  g_test_add ("/cuts/every-byte", Fixture, NULL, set_up, test_every_byte, tear_down);

  return g_test_run ();
}
