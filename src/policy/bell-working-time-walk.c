/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-working-time-private.h"

/* So many blocks without working time in a row are more than BELL_NEVER_YEARS. */
#define NEVER_BLOCKS (BELL_NEVER_YEARS + 2)

#define SECOND G_TIME_SPAN_SECOND

/* What is known begins and ends far enough from the first and the last block for any zone. */
#define FIRST_KNOWN ((BELL_FIRST_DAY + 2) * G_TIME_SPAN_DAY)
#define LAST_KNOWN                                                                                 \
  ((BELL_FIRST_DAY + (gint64) BELL_N_BLOCKS * BELL_BLOCK_DAYS - 2) * G_TIME_SPAN_DAY)

/* A place in working time: a day, and how much working time lies before the instant, counted from
 * the beginning of the day's block. */
typedef struct
{
  guint    block;
  BellDate day;
  gint64   worked;
} Place;

/**
 * bell_working_time_knows:
 * @instant: a point in time
 *
 * Returns: whether it is in the years for which working time is known
 */
gboolean
bell_working_time_knows (BellInstant instant)
{
  return instant >= FIRST_KNOWN && instant <= LAST_KNOWN;
}

static BellStretch
stretch_of (const BellWorkingTime *self, BellDate day, const BellDaySpan *span)
{
  return (BellStretch) { bell_zone_instant (self->zone, day, span->from),
                         bell_zone_instant (self->zone, day, span->until) };
}

/* How much of a day's working time lies before an instant in it. */
static gint64
worked_on (const BellWorkingTime *self, BellDate day, BellInstant instant)
{
  const GArray *spans = bell_working_time_day (self, day);
  gint64        sum = 0;

  for (guint i = 0; spans != NULL && i < spans->len; i++)
    {
      BellStretch stretch = stretch_of (self, day, &g_array_index (spans, BellDaySpan, i));

      if (stretch.from >= instant)
        break;
      sum += MIN (stretch.until, instant) - stretch.from;
    }

  return sum;
}

static Place
place_of (BellWorkingTime *self, BellInstant instant)
{
  BellDate day = bell_zone_day (self->zone, instant);
  guint    block = (guint) (day - BELL_FIRST_DAY) / BELL_BLOCK_DAYS;
  guint    index = (guint) (day - BELL_FIRST_DAY) % BELL_BLOCK_DAYS;
  gint64   before = bell_working_time_block (self, block)->before[index] * SECOND;

  return (Place) { block, day, before + worked_on (self, day, instant) };
}

/* The last day of a block before which at most this much has been worked, or with @before, less. */
static guint
find_day (const BellBlock *block, gint64 worked, gboolean before)
{
  guint low = 0;
  guint high = BELL_BLOCK_DAYS - 1;

  while (low < high)
    {
      guint  middle = (low + high + 1) / 2;
      gint64 value = block->before[middle] * SECOND;

      if (before ? value < worked : value <= worked)
        low = middle;
      else
        high = middle - 1;
    }

  return low;
}

/* The instant of a day at which this much of its working time is over: the earliest such one, a
 * closing time, or else the latest, an opening time. */
static BellInstant
instant_on (const BellWorkingTime *self, BellDate day, gint64 worked, gboolean earliest)
{
  const GArray *spans = bell_working_time_day (self, day);

  for (guint i = 0; spans != NULL && i < spans->len; i++)
    {
      BellStretch stretch = stretch_of (self, day, &g_array_index (spans, BellDaySpan, i));
      gint64      length = stretch.until - stretch.from;

      if (worked < length || (earliest && worked == length))
        return stretch.from + worked;
      worked -= length;
    }

  g_return_val_if_reached (BELL_INSTANT_NONE);
}

static BellInstant
walk_forward (BellWorkingTime *self, BellInstant start, gint64 duration)
{
  Place  place = place_of (self, start);
  gint64 wanted = place.worked + duration;
  guint  empty = 0;

  for (guint b = place.block; b < BELL_N_BLOCKS && empty < NEVER_BLOCKS; b++)
    {
      const BellBlock *block = bell_working_time_block (self, b);
      gint64           all = block->before[BELL_BLOCK_DAYS] * SECOND;

      if (wanted <= all)
        {
          guint index = find_day (block, wanted, TRUE);

          return instant_on (self, BELL_FIRST_DAY + (int) (b * BELL_BLOCK_DAYS + index),
                             wanted - block->before[index] * SECOND, TRUE);
        }

      wanted -= all;
      empty = all == 0 ? empty + 1 : 0;
    }

  return BELL_INSTANT_NONE;
}

/**
 * bell_working_time_after:
 * @self: a working time
 * @start: from when
 * @duration: how long, in microseconds of working time; not negative
 *
 * Finds a deadline: the earliest instant by which @duration has been worked since @start. A start
 * outside working hours begins at the next opening, a deadline that falls on a closing time is that
 * closing time (domain.md, "Clocks").
 *
 * Returns: the deadline; %BELL_INSTANT_NONE if the calendar never opens for so long
 */
BellInstant
bell_working_time_after (BellWorkingTime *self, BellInstant start, gint64 duration)
{
  if (self->always)
    return start + duration;

  if (!bell_working_time_knows (start))
    return BELL_INSTANT_NONE;

  if (duration == 0)
    return bell_working_time_next_opening (self, start);

  return walk_forward (self, start, duration);
}

/**
 * bell_working_time_before:
 * @self: a working time
 * @end: until when
 * @duration: how long, in microseconds of working time; not negative
 *
 * Goes back in working time: the latest instant from which @duration is worked until @end. One that
 * falls on an opening time is that opening time, so that going forward from it comes back.
 *
 * Returns: the instant; %BELL_INSTANT_NONE if there was not so much working time before
 */
BellInstant
bell_working_time_before (BellWorkingTime *self, BellInstant end, gint64 duration)
{
  Place  place;
  gint64 wanted;
  guint  empty = 0;

  if (self->always || duration == 0)
    return end - duration;

  if (!bell_working_time_knows (end))
    return BELL_INSTANT_NONE;

  place = place_of (self, end);
  wanted = place.worked - duration;
  while (wanted < 0 && place.block > 0 && empty < NEVER_BLOCKS)
    {
      gint64 all = bell_working_time_block (self, --place.block)->before[BELL_BLOCK_DAYS] * SECOND;

      wanted += all;
      empty = all == 0 ? empty + 1 : 0;
    }

  if (wanted >= 0)
    {
      const BellBlock *block = bell_working_time_block (self, place.block);
      guint            index = find_day (block, wanted, FALSE);

      return instant_on (self, BELL_FIRST_DAY + (int) (place.block * BELL_BLOCK_DAYS + index),
                         wanted - block->before[index] * SECOND, FALSE);
    }

  return BELL_INSTANT_NONE;
}

/**
 * bell_working_time_between:
 * @self: a working time
 * @start: from when
 * @end: until when
 *
 * Returns: how much working time lies between, in microseconds; none if @end is not after @start
 */
gint64
bell_working_time_between (BellWorkingTime *self, BellInstant start, BellInstant end)
{
  Place  first, last;
  gint64 sum;

  if (end <= start)
    return 0;
  if (self->always)
    return end - start;

  first = place_of (self, CLAMP (start, FIRST_KNOWN, LAST_KNOWN));
  last = place_of (self, CLAMP (end, FIRST_KNOWN, LAST_KNOWN));
  sum = last.worked - first.worked;
  for (guint b = first.block; b < last.block; b++)
    sum += bell_working_time_block (self, b)->before[BELL_BLOCK_DAYS] * SECOND;

  return sum;
}

/**
 * bell_working_time_is_open:
 * @self: a working time
 * @now: a point in time
 *
 * Returns: whether @now is within working hours: in a span of that day or of the evening before,
 *   and not on a holiday
 */
gboolean
bell_working_time_is_open (BellWorkingTime *self, BellInstant now)
{
  BellDate      day;
  const GArray *spans;

  if (self->always)
    return TRUE;

  day = bell_zone_day (self->zone, now);
  spans = bell_working_time_day (self, day);
  for (guint i = 0; spans != NULL && i < spans->len; i++)
    {
      BellStretch stretch = stretch_of (self, day, &g_array_index (spans, BellDaySpan, i));

      if (stretch.from <= now && now < stretch.until)
        return TRUE;
    }

  return FALSE;
}

/**
 * bell_working_time_next_opening:
 * @self: a working time
 * @now: a point in time
 *
 * Returns: @now if it is within working hours, else when they begin next; %BELL_INSTANT_NONE if
 *   that is not within %BELL_NEVER_YEARS years
 */
BellInstant
bell_working_time_next_opening (BellWorkingTime *self, BellInstant now)
{
  BellInstant moved;

  if (self->always)
    return now;
  if (!bell_working_time_knows (now))
    return BELL_INSTANT_NONE;

  /* Where the first microsecond is over, it began one before. */
  moved = walk_forward (self, now, 1);

  if (moved == BELL_INSTANT_NONE || moved - now > BELL_NEVER_YEARS * 366 * G_TIME_SPAN_DAY)
    return BELL_INSTANT_NONE;

  return moved - 1;
}

/* The end of the span that is on at an instant, or the instant if none is. */
static BellInstant
end_of_span (const BellWorkingTime *self, BellInstant now)
{
  BellDate      day = bell_zone_day (self->zone, now);
  const GArray *spans = bell_working_time_day (self, day);

  for (guint i = 0; spans != NULL && i < spans->len; i++)
    {
      BellStretch stretch = stretch_of (self, day, &g_array_index (spans, BellDaySpan, i));

      if (stretch.from <= now && now < stretch.until)
        return stretch.until;
    }

  return now;
}

/**
 * bell_working_time_next_closing:
 * @self: a working time
 * @now: a point in time within working hours
 *
 * Returns: when they end, also if that is after midnight; %BELL_INSTANT_NONE if they go on for more
 *   than a year
 */
BellInstant
bell_working_time_next_closing (BellWorkingTime *self, BellInstant now)
{
  BellInstant end = now;

  if (self->always)
    return BELL_INSTANT_NONE;

  for (int days = 0; days < BELL_BLOCK_DAYS + 2; days++)
    {
      BellInstant next = end_of_span (self, end);

      if (next == end)
        return end;
      end = next;
    }

  return BELL_INSTANT_NONE;
}

static void
add_stretch (GArray *stretches, BellStretch stretch, gboolean continued)
{
  BellStretch *last
      = stretches->len > 0 ? &g_array_index (stretches, BellStretch, stretches->len - 1) : NULL;

  if (stretch.from >= stretch.until)
    return;

  if (continued && last != NULL && last->until == stretch.from)
    last->until = stretch.until;
  else
    g_array_append_val (stretches, stretch);
}

static void
add_day (const BellWorkingTime *self,
         GArray                *stretches,
         BellDate               day,
         BellInstant            start,
         BellInstant            end)
{
  const GArray *spans = bell_working_time_day (self, day);

  for (guint i = 0; spans != NULL && i < spans->len; i++)
    {
      const BellDaySpan *span = &g_array_index (spans, BellDaySpan, i);
      BellStretch        stretch = stretch_of (self, day, span);

      stretch.from = MAX (stretch.from, start);
      stretch.until = MIN (stretch.until, end);
      add_stretch (stretches, stretch, span->continued);
    }
}

/**
 * bell_working_time_stretches:
 * @self: a working time
 * @start: from when
 * @end: until when
 *
 * What bell_working_time_between() counts, one by one: a stretch for each span of the calendar; one
 * across midnight is one stretch, whole days are one a day.
 *
 * Returns: (transfer full) (element-type BellStretch): the stretches, in order
 */
GArray *
bell_working_time_stretches (BellWorkingTime *self, BellInstant start, BellInstant end)
{
  GArray  *stretches = g_array_new (FALSE, FALSE, sizeof (BellStretch));
  BellDate last;

  if (end <= start)
    return stretches;

  if (self->always)
    {
      add_stretch (stretches, (BellStretch) { start, end }, FALSE);
      return stretches;
    }

  last = bell_zone_day (self->zone, end);
  for (BellDate day = bell_zone_day (self->zone, start); day <= last; day++)
    add_day (self, stretches, day, start, end);

  return stretches;
}
