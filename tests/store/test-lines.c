/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "relay.h"
#include "remote-fixture.h"

/* When the line to a desk is tried again. */

/* How many tries are waited for, and the least that the waits between them are, in milliseconds:
 * none once, as a call gets through, and half of 500, of 1000 and of 2000. */
#define TRIES       5
#define LEAST_WAITS 1750

typedef struct
{
  BellStore *store;
  Relay     *relay;
  gboolean   is_asking;
  guint      n_answers;
} Dropping;

static void
on_answer (GObject *object, GAsyncResult *result, gpointer user_data)
{
  Dropping *dropping = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) records = bell_store_call_finish (BELL_STORE (object), result, &error);

  g_assert_no_error (error);
  dropping->is_asking = FALSE;
  dropping->n_answers++;
}

/* Asks the desk something, again and again. */
static gboolean
on_ask (gpointer user_data)
{
  Dropping *dropping = user_data;
  g_autoptr (BellRecord) call = NULL;

  if (dropping->is_asking)
    return G_SOURCE_CONTINUE;

  dropping->is_asking = TRUE;
  call = bell_call_new (&bell_call_desk_coverage);
  bell_store_call_async (dropping->store, NULL, call, NULL, on_answer, dropping);

  return G_SOURCE_CONTINUE;
}

static gboolean
is_tried (gpointer data)
{
  return relay_get_n_dropped (((Dropping *) data)->relay) >= TRIES;
}

static gboolean
is_answered (gpointer data)
{
  return !((Dropping *) data)->is_asking;
}

/* A proxy that accepts each live line and closes it at once is tried less and less often, whatever
 * else gets through it; and when it does so no more, the line holds. */
static void
test_accepted_and_closed (RemoteFixture *fixture, gconstpointer data)
{
  g_autoptr (Relay) relay = relay_new (fixture->port, NULL);
  g_autofree char *url = relay_dup_url (relay);
  g_autoptr (BellRemoteAccount) account = bell_remote_account_new ("ann");
  Dropping dropping = { .relay = relay };
  gint64   begun = g_get_monotonic_time ();
  guint    asking;

  relay_drop_lives (relay, TRUE);
  g_set_str (&account->token, remote_token (fixture, "ann"));
  g_set_str (&account->folder, fixture->kept);
  dropping.store = remote_open (url, account, NULL);
  g_assert_nonnull (dropping.store);
  asking = g_timeout_add (10, on_ask, &dropping);
  test_wait (is_tried, &dropping, "the line to be tried often");
  g_assert_cmpint (g_get_monotonic_time () - begun, >=, LEAST_WAITS * G_TIME_SPAN_MILLISECOND);
  g_assert_cmpuint (dropping.n_answers, >, TRIES);

  g_source_remove (asking);
  test_wait (is_answered, &dropping, "the last answer");
  relay_drop_lives (relay, FALSE);
  bell_remote_store_hurry (BELL_REMOTE_STORE (dropping.store));
  remote_wait_for_line (dropping.store, BELL_LINE_UP);
  test_store_close (dropping.store);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  /* libsoup's server warns of clients that are gone when it looks where they are from. */
  g_log_set_always_fatal (G_LOG_LEVEL_ERROR | G_LOG_LEVEL_CRITICAL);

  g_test_add ("/lines/accepted-and-closed", RemoteFixture, NULL, remote_set_up,
              test_accepted_and_closed, remote_tear_down);

  return g_test_run ();
}
