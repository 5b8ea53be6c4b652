/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "measure.h"

#include <stdlib.h>
#include <time.h>

/**
 * measure_seconds:
 *
 * Returns: how long this process has had a processor, in seconds
 */
double
measure_seconds (void)
{
  struct timespec now;

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &now);

  return (double) now.tv_sec + (double) now.tv_nsec / 1e9;
}

static int
compare (gconstpointer a, gconstpointer b)
{
  double left = *(const double *) a;
  double right = *(const double *) b;

  return left < right ? -1 : left > right;
}

/**
 * measure_median:
 * @figures: what the rounds gave; put in order
 * @n_figures: how many, an odd number
 *
 * Returns: the one in the middle
 */
double
measure_median (double *figures, guint n_figures)
{
  qsort (figures, n_figures, sizeof (double), compare);

  return figures[n_figures / 2];
}
