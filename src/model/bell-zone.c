/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-zone.h"

#include <string.h>

/* Between these the changes of clocks are known one by one, 1900-01-01 to 2200-01-01; before and
 * after it stays as it is at the ends. Seconds since 1970. */
#define FIRST G_GINT64_CONSTANT (-2208988800)
#define LAST  G_GINT64_CONSTANT (7258118400)

/* Changes are looked for in steps of a month, in seconds. */
#define MONTH G_GINT64_CONSTANT (2592000)
#define DAY   G_GINT64_CONSTANT (86400)

/* A time in which a zone's clocks run on without a change, from the end of the one before. */
typedef struct
{
  gint64 end;       /* seconds since 1970 */
  gint64 local_end; /* the latest that clocks have shown by then, as if it were UTC */
  gint64 offset;    /* seconds that the clocks are ahead of UTC */
} Stretch;

struct _BellZone
{
  GTimeZone *time_zone;
  Stretch   *stretches;
  guint      n_stretches;
};

/**
 * bell_zone_is_valid:
 * @name: text from outside
 *
 * Only names of the IANA database are zones here, never offsets: an offset does not know when
 * clocks change.
 *
 * Returns: whether @name is a zone that this computer knows
 */
gboolean
bell_zone_is_valid (const char *name)
{
  g_autoptr (GTimeZone) zone = NULL;

  if (!g_ascii_isalpha (name[0]) || strstr (name, "..") != NULL || strlen (name) > 64)
    return FALSE;

  /* GLib would take these for military letters and POSIX rules. */
  if (strlen (name) < 3 || strpbrk (name, ",") != NULL)
    return FALSE;

  zone = g_time_zone_new_identifier (name);

  return zone != NULL;
}

static int
interval_at (GTimeZone *time_zone, gint64 second)
{
  return g_time_zone_find_interval (time_zone, G_TIME_TYPE_UNIVERSAL, second);
}

/* The end of the interval that @from is in: intervals are numbered in their order. */
static gint64
find_end (GTimeZone *time_zone, gint64 from)
{
  int    interval = interval_at (time_zone, from);
  gint64 inside = from;
  gint64 outside = from + MONTH;

  while (outside < LAST && interval_at (time_zone, outside) == interval)
    {
      inside = outside;
      outside += MONTH;
    }
  if (outside >= LAST)
    return LAST;

  while (outside - inside > 1)
    {
      gint64 middle = inside + (outside - inside) / 2;

      if (interval_at (time_zone, middle) == interval)
        inside = middle;
      else
        outside = middle;
    }

  return outside;
}

static BellZone *
compile (GTimeZone *time_zone)
{
  BellZone *self = g_new0 (BellZone, 1);
  GArray   *stretches = g_array_new (FALSE, FALSE, sizeof (Stretch));
  gint64    latest = G_MININT64;

  for (gint64 from = FIRST; from < LAST;)
    {
      gint64   end = find_end (time_zone, from);
      gint64   offset = g_time_zone_get_offset (time_zone, interval_at (time_zone, from));
      Stretch  stretch = { end, MAX (latest, end + offset), offset };
      Stretch *last
          = stretches->len > 0 ? &g_array_index (stretches, Stretch, stretches->len - 1) : NULL;

      latest = stretch.local_end;
      /* Some changes are of the name only. */
      if (last != NULL && last->offset == offset)
        *last = stretch;
      else
        g_array_append_val (stretches, stretch);
      from = end;
    }

  g_array_index (stretches, Stretch, stretches->len - 1).end = G_MAXINT64;
  g_array_index (stretches, Stretch, stretches->len - 1).local_end = G_MAXINT64;
  self->time_zone = time_zone;
  self->n_stretches = stretches->len;
  self->stretches = (Stretch *) g_array_free (stretches, FALSE);

  return self;
}

/**
 * bell_zone_get:
 * @name: (nullable): a valid zone's name
 *
 * A zone is made ready once and kept while the program runs; any thread may use it.
 *
 * Returns: (transfer none): the zone; UTC for %NULL or a name that is not known
 */
const BellZone *
bell_zone_get (const char *name)
{
  static GMutex      lock;
  static GHashTable *zones;
  const char        *key = name != NULL ? name : "UTC";
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&lock);
  GTimeZone *time_zone;
  BellZone  *zone;

  if (zones == NULL)
    zones = g_hash_table_new (g_str_hash, g_str_equal);

  zone = g_hash_table_lookup (zones, key);
  if (zone != NULL)
    return zone;

  time_zone = g_time_zone_new_identifier (key);
  zone = compile (time_zone != NULL ? time_zone : g_time_zone_new_utc ());
  g_hash_table_insert (zones, g_strdup (key), zone);

  return zone;
}

/**
 * bell_zone_get_time_zone:
 * @self: a zone
 *
 * Returns: (transfer none): the same zone for GLib
 */
GTimeZone *
bell_zone_get_time_zone (const BellZone *self)
{
  return self->time_zone;
}

/* The stretch that an instant is in: the first that ends after it. */
static const Stretch *
stretch_at (const BellZone *self, gint64 second)
{
  guint low = 0;
  guint high = self->n_stretches - 1;

  while (low < high)
    {
      guint middle = (low + high) / 2;

      if (self->stretches[middle].end > second)
        high = middle;
      else
        low = middle + 1;
    }

  return &self->stretches[low];
}

/* Whole seconds, rounded down also before 1970. */
static gint64
seconds_of (BellInstant instant)
{
  return instant / G_USEC_PER_SEC - (instant % G_USEC_PER_SEC < 0 ? 1 : 0);
}

/**
 * bell_zone_instant:
 * @self: a zone
 * @date: a day
 * @minutes: minutes after that day's midnight on the clock on the wall; 1440 is the next midnight
 *
 * When a clock in @self first shows this date and time, or a later one. So a time that a change of
 * clocks skips means the instant of the change, and one that happens twice means the first
 * (domain.md, "Clocks"), and later times never give earlier instants.
 *
 * Returns: the instant
 */
BellInstant
bell_zone_instant (const BellZone *self, BellDate date, int minutes)
{
  gint64 local = (gint64) date * DAY + (gint64) minutes * 60;
  guint  low = 0;
  guint  high = self->n_stretches - 1;
  gint64 second;

  while (low < high)
    {
      guint middle = (low + high) / 2;

      if (self->stretches[middle].local_end > local)
        high = middle;
      else
        low = middle + 1;
    }

  second = local - self->stretches[low].offset;
  if (low > 0)
    second = MAX (second, self->stretches[low - 1].end);

  return second * G_USEC_PER_SEC;
}

/**
 * bell_zone_date:
 * @self: a zone
 * @instant: a point in time
 * @minutes: (out) (optional): whole minutes since midnight on the clock there
 *
 * Returns: the day that the calendar in @self shows at @instant
 */
BellDate
bell_zone_date (const BellZone *self, BellInstant instant, int *minutes)
{
  gint64 seconds = seconds_of (instant);
  gint64 local = seconds + stretch_at (self, seconds)->offset;
  gint64 date = local / DAY - (local % DAY < 0 ? 1 : 0);

  if (minutes != NULL)
    *minutes = (int) ((local - date * DAY) / 60);

  return (BellDate) date;
}

/**
 * bell_zone_day:
 * @self: a zone
 * @instant: a point in time
 *
 * Returns: the last day that has begun by @instant, for bell_zone_instant() of its midnight. It is
 *   the day that the calendar shows, but where clocks go back over midnight it stays the new one.
 */
BellDate
bell_zone_day (const BellZone *self, BellInstant instant)
{
  BellDate day = bell_zone_date (self, instant, NULL);

  while (bell_zone_instant (self, day + 1, 0) <= instant)
    day++;

  return day;
}

/**
 * bell_zone_next_change:
 * @self: a zone
 * @after: a point in time
 *
 * Returns: when clocks change next after @after, or %BELL_INSTANT_NONE if they never do
 */
BellInstant
bell_zone_next_change (const BellZone *self, BellInstant after)
{
  gint64 end = stretch_at (self, seconds_of (after))->end;

  return end != G_MAXINT64 ? end * G_USEC_PER_SEC : BELL_INSTANT_NONE;
}
