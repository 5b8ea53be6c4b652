/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-attempts.h"

#include <gio/gio.h>

/* So many wrong passwords are let go of one account, and of one address. */
#define FREE_ACCOUNT 5
#define FREE_ADDRESS 30

/* More than are remembered. */
#define MANY 20000

#define SECOND ((gint64) G_USEC_PER_SEC)
#define HOUR   (3600 * SECOND)

/* A wrong password. */
static void
fail (BellAttempts *attempts, const char *account, const char *address, gint64 now)
{
  bell_attempts_begin (attempts, account, address, now);
  bell_attempts_failed (attempts, address, now);
}

/* An address that nobody else has. */
static char *
foreign_address (guint number)
{
  return g_strdup_printf ("2001:db8:%x:%x::1", number >> 16, number & 0xffff);
}

/* Each address of a pair is the same to the memory, or is not. */
static void
test_networks (void)
{
  static const struct
  {
    const char *first, *second;
    gboolean    same;
  } pairs[] = {
    { "192.0.2.1", "192.0.2.1", TRUE },
    { "192.0.2.1", "192.0.2.2", FALSE },
    { "::ffff:192.0.2.1", "192.0.2.1", TRUE },
    { "::ffff:192.0.2.1", "::ffff:192.0.2.2", FALSE },
    { "2001:db8:1:2::1", "2001:db8:1:2:ffff:ffff:ffff:ffff", TRUE },
    { "2001:db8:1:2::1", "2001:0db8:0001:0002::2", TRUE },
    { "2001:db8:1:2::1", "2001:db8:1:3::1", FALSE },
    { "fe80::1%eth0", "fe80::2", TRUE },
    { "unknown", "unknown", TRUE },
    { "unknown", "192.0.2.1", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (pairs); i++)
    {
      g_autoptr (BellAttempts) attempts = bell_attempts_new ();

      for (guint n = 0; n < FREE_ACCOUNT; n++)
        {
          g_assert_true (bell_attempts_may (attempts, "ann", pairs[i].second, SECOND));
          fail (attempts, "ann", pairs[i].first, SECOND);
        }
      if (bell_attempts_may (attempts, "ann", pairs[i].second, SECOND) == pairs[i].same)
        g_error ("%s and %s", pairs[i].first, pairs[i].second);
      g_assert_false (bell_attempts_may (attempts, "ANN", pairs[i].first, SECOND));
      g_assert_true (bell_attempts_may (attempts, "bob", pairs[i].first, SECOND));
    }
}

/* Of one network so many in all, whatever the account and the address in it. */
static void
test_one_network (void)
{
  g_autoptr (BellAttempts) attempts = bell_attempts_new ();

  for (guint n = 0; n < FREE_ADDRESS; n++)
    {
      g_autofree char *account = g_strdup_printf ("person-%u", n);
      g_autofree char *address = g_strdup_printf ("2001:db8::%x", n + 1);

      g_assert_true (bell_attempts_may (attempts, account, address, SECOND));
      fail (attempts, account, address, SECOND);
    }
  g_assert_false (bell_attempts_may (attempts, "ann", "2001:db8::abcd", SECOND));
  g_assert_true (bell_attempts_may (attempts, "ann", "2001:db8:0:1::1", SECOND));
}

/* Who waits longer each time is forgotten after an hour, or with the right password. */
static void
test_forgetting (void)
{
  g_autoptr (BellAttempts) attempts = bell_attempts_new ();

  for (guint n = 0; n < FREE_ACCOUNT + 1; n++)
    fail (attempts, "ann", "192.0.2.1", SECOND);
  g_assert_false (bell_attempts_may (attempts, "ann", "192.0.2.1", 4 * SECOND));
  g_assert_true (bell_attempts_may (attempts, "ann", "192.0.2.1", 6 * SECOND));
  fail (attempts, "ann", "192.0.2.1", HOUR + 7 * SECOND);
  g_assert_true (bell_attempts_may (attempts, "ann", "192.0.2.1", HOUR + 7 * SECOND));

  for (guint n = 0; n < FREE_ACCOUNT; n++)
    fail (attempts, "bob", "192.0.2.1", SECOND);
  bell_attempts_succeeded (attempts, "bob", "192.0.2.1");
  g_assert_true (bell_attempts_may (attempts, "bob", "192.0.2.1", SECOND));
}

/* @n wrong passwords from each of so many networks. Gives how many of those have to wait after all
 * of them. */
static guint
flood (BellAttempts *attempts, guint n_networks, guint n, gint64 now)
{
  guint n_waiting = 0;

  for (guint i = 0; i < n_networks; i++)
    {
      g_autofree char *address = foreign_address (i);

      for (guint k = 0; k < n; k++)
        fail (attempts, "ann", address, now);
    }
  for (guint i = 0; i < n_networks; i++)
    {
      g_autofree char *address = foreign_address (i);

      n_waiting += !bell_attempts_may (attempts, "ann", address, now);
    }

  return n_waiting;
}

/* Wrong passwords from ever so many networks let nobody off who has to wait, unless they are many
 * more than one is let off; and what is remembered of them is bounded. */
static void
test_flood (void)
{
  g_autoptr (BellAttempts) attempts = bell_attempts_new ();

  for (guint n = 0; n < FREE_ACCOUNT + 9; n++)
    fail (attempts, "ann", "192.0.2.1", SECOND);
  g_assert_cmpuint (flood (attempts, MANY, FREE_ACCOUNT - 1, 2 * SECOND), ==, 0);
  g_assert_false (bell_attempts_may (attempts, "ann", "192.0.2.1", 2 * SECOND));
  g_assert_cmpuint (flood (attempts, MANY / 5, FREE_ACCOUNT, 3 * SECOND), ==, MANY / 5);
  g_assert_false (bell_attempts_may (attempts, "ann", "192.0.2.1", 3 * SECOND));
  g_assert_cmpuint (flood (attempts, MANY, FREE_ACCOUNT, 4 * SECOND), <, MANY / 2);

  for (guint n = 0; n < FREE_ACCOUNT; n++)
    fail (attempts, "bob", "192.0.2.1", 4 * SECOND);
  g_assert_false (bell_attempts_may (attempts, "bob", "192.0.2.1", 4 * SECOND));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/attempts/networks", test_networks);
  g_test_add_func ("/attempts/one-network", test_one_network);
  g_test_add_func ("/attempts/forgetting", test_forgetting);
  g_test_add_func ("/attempts/flood", test_flood);

  return g_test_run ();
}
