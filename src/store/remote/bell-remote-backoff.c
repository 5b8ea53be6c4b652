/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "remote/bell-remote-backoff.h"

/* The shortest time between two tries, in milliseconds. */
#define SHORTEST 250

/**
 * bell_remote_backoff:
 * @n_failures: how many tries have failed, at least one
 *
 * Twice as long after each failure, and a different time for each who waits: after a restart all
 * would come back at once.
 *
 * Returns: how many milliseconds to wait until the next try
 */
guint
bell_remote_backoff (guint n_failures)
{
  guint doublings = MIN (n_failures, 8) - 1;
  guint most = MIN (BELL_REMOTE_BACKOFF_LONGEST, SHORTEST << doublings);

  return (guint) g_random_int_range ((gint32) most / 2, (gint32) most + 1);
}
