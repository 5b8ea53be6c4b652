/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-wire.h"
#include "relay.h"
#include "remote-fixture.h"

#include <stdatomic.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

/* A line on which nothing comes any more, without either end being told. */

/* More than a ping apart, and less than a third of what makes a line dead. Timers of GLib's that
 * count seconds may be a second late. */
#define STEP (BELL_WIRE_PING_SECONDS + 2)

static atomic_llong ahead;

/* As in <time.h>, for this program and its libraries: the monotonic clock goes ahead when it is
 * told to. */
int
clock_gettime (clockid_t clock, struct timespec *now)
{
  int status = (int) syscall (SYS_clock_gettime, clock, now);

  if (status == 0 && clock == CLOCK_MONOTONIC)
    now->tv_sec += atomic_load (&ahead);

  return status;
}

typedef struct
{
  RemoteFixture base;
  Relay        *relay;
  char         *url;
  BellStore    *store;
  guint         n_line_changes;
} Fixture;

static void
on_line_changed (BellStore *store, guint *n)
{
  *n += 1;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (BellRemoteAccount) account = bell_remote_account_new ("ann");

  remote_set_up (&fixture->base, data);
  fixture->relay = relay_new (fixture->base.port, NULL);
  fixture->url = relay_dup_url (fixture->relay);
  g_set_str (&account->token, remote_token (&fixture->base, "ann"));
  fixture->store = remote_open (fixture->url, account, NULL);
  g_assert_nonnull (fixture->store);
  remote_wait_for_line (fixture->store, BELL_LINE_UP);
  g_signal_connect (fixture->store, "line-changed", G_CALLBACK (on_line_changed),
                    &fixture->n_line_changes);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  test_store_close (fixture->store);
  relay_free (fixture->relay);
  g_free (fixture->url);
  remote_tear_down (&fixture->base, data);
}

/* Time goes by, and what is due by then is done. */
static void
step (void)
{
  atomic_fetch_add (&ahead, STEP);
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

typedef struct
{
  Relay *relay;
  gint64 before;
} Passing;

/* Whether a ping has gone one way and its answer, which is longer than that, the other. */
static gboolean
is_answered (gpointer data)
{
  const Passing *passing = data;

  return relay_get_passed (passing->relay) > passing->before + 40;
}

/* However long nothing happens: a line that answers is not dead. */
static void
test_quiet (Fixture *fixture, gconstpointer data)
{
  for (guint i = 0; i < 5; i++)
    {
      Passing passing = { fixture->relay, relay_get_passed (fixture->relay) };

      step ();
      test_wait (is_answered, &passing, "a ping to be answered");
    }
  g_assert_cmpuint (fixture->n_line_changes, ==, 0);
  g_assert_cmpint (bell_store_get_line (fixture->store), ==, BELL_LINE_UP);
}

/* One that answers nothing is, after a minute and not before. */
static void
test_mute (Fixture *fixture, gconstpointer data)
{
  relay_hold (fixture->relay);
  step ();
  step ();
  g_assert_cmpuint (fixture->n_line_changes, ==, 0);
  step ();
  remote_wait_for_line (fixture->store, BELL_LINE_DOWN);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  /* libsoup's server warns of clients that are gone when it looks where they are from. */
  g_log_set_always_fatal (G_LOG_LEVEL_ERROR | G_LOG_LEVEL_CRITICAL);

  g_test_add ("/mute/quiet", Fixture, NULL, set_up, test_quiet, tear_down);
  g_test_add ("/mute/mute", Fixture, NULL, set_up, test_mute, tear_down);

  return g_test_run ();
}
