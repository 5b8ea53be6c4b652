/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "relay.h"
#include "remote-fixture.h"

#include <signal.h>

/* What makes a line to a desk wait no longer: a computer that has slept, and another network. There
 * is a system bus of the test's own, with a logind that only says when it sleeps. */

#define LOGIND "org.freedesktop.login1"

/* After so many tries the next one is at least two seconds away; a wake has to be much quicker, in
 * milliseconds. */
#define TRIES 5
#define MOST  1000

typedef struct
{
  RemoteFixture    base;
  GDBusConnection *logind;
  Relay           *relay;
  char            *url;
  BellStore       *store;
  guint            n_tried; /* how often the line was made, and broke */
  guint            n_wanted;
} Fixture;

static GDBusConnection *
connect_to_bus (void)
{
  g_autoptr (GError) error = NULL;
  GDBusConnection *connection = g_dbus_connection_new_for_address_sync (
      g_getenv ("DBUS_SYSTEM_BUS_ADDRESS"),
      G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT
          | G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION,
      NULL, NULL, &error);

  g_assert_no_error (error);

  return connection;
}

static void
own_name (GDBusConnection *connection, const char *name)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) reply = g_dbus_connection_call_sync (
      connection, "org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus",
      "RequestName", g_variant_new ("(su)", name, 0), NULL, G_DBUS_CALL_FLAGS_NONE, -1, NULL,
      &error);

  g_assert_no_error (error);
}

static gboolean
is_tried (gpointer data)
{
  const Fixture *fixture = data;

  return fixture->n_tried >= fixture->n_wanted;
}

static void
on_line_changed (BellStore *store, guint *n_tried)
{
  *n_tried += bell_store_get_line (store) == BELL_LINE_DOWN;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (BellRemoteAccount) account = bell_remote_account_new ("ann");

  fixture->logind = connect_to_bus ();
  own_name (fixture->logind, LOGIND);
  remote_set_up (&fixture->base, data);
  fixture->relay = relay_new (fixture->base.port, NULL);
  fixture->url = relay_dup_url (fixture->relay);
  relay_drop_lives (fixture->relay, TRUE);
  g_set_str (&account->token, remote_token (&fixture->base, "ann"));
  fixture->store = remote_open (fixture->url, account, NULL);
  g_assert_nonnull (fixture->store);
  g_signal_connect (fixture->store, "line-changed", G_CALLBACK (on_line_changed),
                    &fixture->n_tried);
  fixture->n_wanted = TRIES;
  test_wait (is_tried, fixture, "the line to be tried often");
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  test_store_close (fixture->store);
  relay_free (fixture->relay);
  g_free (fixture->url);
  remote_tear_down (&fixture->base, data);
  g_dbus_connection_close_sync (fixture->logind, NULL, NULL);
  g_object_unref (fixture->logind);
}

static void
sleep_signal (GDBusConnection *sender, gboolean begins)
{
  g_autoptr (GError) error = NULL;

  g_dbus_connection_emit_signal (sender, NULL, "/org/freedesktop/login1", LOGIND ".Manager",
                                 "PrepareForSleep", g_variant_new ("(b)", begins), &error);
  g_assert_no_error (error);
  g_dbus_connection_flush_sync (sender, NULL, &error);
  g_assert_no_error (error);
}

/* Waits for one more try, and says how long that took. */
static gint64
milliseconds_to_next (Fixture *fixture)
{
  gint64 begun = g_get_monotonic_time ();

  fixture->n_wanted = fixture->n_tried + 1;
  test_wait (is_tried, fixture, "another try");

  return (g_get_monotonic_time () - begun) / G_TIME_SPAN_MILLISECOND;
}

/* The line is tried when the computer wakes, but not when it goes to sleep, nor when somebody else
 * says that it wakes. */
static void
test_sleep (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GDBusConnection) stranger = connect_to_bus ();

  own_name (stranger, "org.example.Stranger");
  sleep_signal (stranger, FALSE);
  sleep_signal (fixture->logind, TRUE);
  g_assert_cmpint (milliseconds_to_next (fixture), >, MOST);
  sleep_signal (fixture->logind, FALSE);
  g_assert_cmpint (milliseconds_to_next (fixture), <, MOST);
}

/* The line is tried when there is a network again, but not when there is none any more. */
static void
test_network (Fixture *fixture, gconstpointer data)
{
  GNetworkMonitor *monitor = g_network_monitor_get_default ();

  g_signal_emit_by_name (monitor, "network-changed", FALSE);
  g_assert_cmpint (milliseconds_to_next (fixture), >, MOST);
  g_signal_emit_by_name (monitor, "network-changed", TRUE);
  g_assert_cmpint (milliseconds_to_next (fixture), <, MOST);
}

/* GDBus ends a program whose bus is gone, by this signal: also by a connection that something in
 * GIO shares since a moment ago. */
static void
let_go_of_bus (GTestDBus *bus)
{
  signal (SIGTERM, SIG_IGN);
  g_test_dbus_stop (bus);
}

int
main (int argc, char *argv[])
{
  g_autoptr (GTestDBus) bus = NULL;
  int status;

  g_test_init (&argc, &argv, NULL);
  /* libsoup's server warns of clients that are gone when it looks where they are from. */
  g_log_set_always_fatal (G_LOG_LEVEL_ERROR | G_LOG_LEVEL_CRITICAL);

  bus = g_test_dbus_new (G_TEST_DBUS_NONE);
  g_test_dbus_up (bus);
  g_setenv ("DBUS_SYSTEM_BUS_ADDRESS", g_test_dbus_get_bus_address (bus), TRUE);

  g_test_add ("/wakes/sleep", Fixture, NULL, set_up, test_sleep, tear_down);
  g_test_add ("/wakes/network", Fixture, NULL, set_up, test_network, tear_down);

  status = g_test_run ();
  let_go_of_bus (bus);

  return status;
}
