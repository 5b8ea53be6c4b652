/* SPDX-License-Identifier: GPL-3.0-or-later */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

/* To be preloaded: a wall clock that jumps. The file that DESKBELL_TEST_CLOCK names holds by how
 * many seconds it is off, as 64 bits, and may be written at any time. The monotonic clock goes on.
 */

static const _Atomic long long *
map_offset (void)
{
  static const _Atomic long long none;
  const char                    *path = getenv ("DESKBELL_TEST_CLOCK");
  int                            file = path != NULL ? open (path, O_RDONLY | O_CLOEXEC) : -1;
  void                          *found;

  if (file < 0)
    return &none;

  found = mmap (NULL, sizeof none, PROT_READ, MAP_SHARED, file, 0);
  close (file);

  return found != MAP_FAILED ? found : &none;
}

static long long
offset (void)
{
  static _Atomic (const _Atomic long long *) mapped;
  const _Atomic long long                   *found = atomic_load (&mapped);

  if (found == NULL)
    {
      found = map_offset ();
      atomic_store (&mapped, found);
    }

  return atomic_load (found);
}

/* As in <time.h>. */
int
clock_gettime (clockid_t clock, struct timespec *now)
{
  static _Atomic (void *) real;
  void                   *found = atomic_load (&real);
  int                     status;

  if (found == NULL)
    {
      found = dlsym (RTLD_NEXT, "clock_gettime");
      atomic_store (&real, found);
    }
  status = ((int (*) (clockid_t, struct timespec *)) found) (clock, now);
  if (status == 0 && (clock == CLOCK_REALTIME || clock == CLOCK_REALTIME_COARSE))
    now->tv_sec += offset ();

  return status;
}

/* As in <sys/time.h>. */
int
gettimeofday (struct timeval *restrict now, void *restrict zone)
{
  struct timespec found;

  clock_gettime (CLOCK_REALTIME, &found);
  now->tv_sec = found.tv_sec;
  now->tv_usec = found.tv_nsec / 1000;

  return 0;
}

/* As in <time.h>. */
time_t
time (time_t *now)
{
  struct timespec found;

  clock_gettime (CLOCK_REALTIME, &found);
  if (now != NULL)
    *now = found.tv_sec;

  return found.tv_sec;
}
