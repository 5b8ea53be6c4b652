/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-backtest.h"

/* What a clock came to; nothing yet while it runs, and nothing ever if it was cancelled in time. */
typedef enum
{
  OUTCOME_NONE,
  OUTCOME_MET,
  OUTCOME_MISSED
} Outcome;

static Outcome
outcome_of (const BellClock *clock)
{
  if (clock == NULL)
    return OUTCOME_NONE;
  if (clock->state == BELL_CLOCK_BREACHED)
    return OUTCOME_MISSED;

  return clock->state == BELL_CLOCK_ACHIEVED ? OUTCOME_MET : OUTCOME_NONE;
}

static BellBacktestCount *
count_of (BellBacktest *self, int target)
{
  BellBacktestCount *count;

  for (guint i = 0; i < self->targets->len; i++)
    if (((BellBacktestCount *) self->targets->pdata[i])->target == target)
      return self->targets->pdata[i];

  count = bell_record_new (&bell_backtest_count_shape);
  count->target = target;
  g_ptr_array_add (self->targets, count);

  return count;
}

/* The clock for the same: the same target, of the same chat. */
static const BellClock *
find_same (GPtrArray *clocks, const BellClock *clock)
{
  for (guint i = 0; i < clocks->len; i++)
    {
      const BellClock *other = clocks->pdata[i];

      if (other->target == clock->target && g_strcmp0 (other->chat, clock->chat) == 0)
        return other;
    }

  return NULL;
}

static void
compare (BellBacktest *self, const char *request, const BellClock *before, const BellClock *after)
{
  const BellClock    *any = before != NULL ? before : after;
  Outcome             was = outcome_of (before), is = outcome_of (after);
  BellBacktestCount  *count = count_of (self, any->target);
  BellBacktestChange *change;

  count->was_met += was == OUTCOME_MET ? 1 : 0;
  count->was_missed += was == OUTCOME_MISSED ? 1 : 0;
  count->met += is == OUTCOME_MET ? 1 : 0;
  count->missed += is == OUTCOME_MISSED ? 1 : 0;
  /* A target that there is on one side only cannot be compared; it is counted there. */
  if (before == NULL || after == NULL || (was == is && before->left_seconds == after->left_seconds))
    return;

  change = bell_record_new (&bell_backtest_change_shape);
  change->request = g_strdup (request);
  change->target = any->target;
  change->chat = g_strdup (any->chat);
  change->was_met = was != OUTCOME_MISSED;
  change->met = is != OUTCOME_MISSED;
  change->was_left_seconds = before->left_seconds;
  change->left_seconds = after->left_seconds;
  g_ptr_array_add (self->changes, change);
}

static gint64
size_of (const BellBacktestChange *change)
{
  return ABS (change->left_seconds - change->was_left_seconds);
}

/* What is met instead of missed, or the other way round, comes before what only has more time left
 * or less; then what differs most, then by id. */
static int
compare_changes (gconstpointer a, gconstpointer b)
{
  const BellBacktestChange *left = *(BellBacktestChange *const *) a;
  const BellBacktestChange *right = *(BellBacktestChange *const *) b;
  gboolean                  left_turns = left->met != left->was_met;
  gboolean                  right_turns = right->met != right->was_met;
  int                       by_id;

  if (left_turns != right_turns)
    return left_turns ? -1 : 1;
  if (size_of (left) != size_of (right))
    return size_of (left) > size_of (right) ? -1 : 1;
  by_id = g_strcmp0 (left->request, right->request);

  return by_id != 0 ? by_id : left->target - right->target;
}

/* Only so many are wanted in the end. */
static void
keep_most (BellBacktest *self)
{
  g_ptr_array_sort (self->changes, compare_changes);
  if (self->changes->len > BELL_BACKTEST_SHOWN)
    g_ptr_array_set_size (self->changes, BELL_BACKTEST_SHOWN);
}

/**
 * bell_backtest_add:
 * @self: a backtest
 * @request: the id of a request
 * @before: (element-type BellClock): its clocks as they are
 * @after: (element-type BellClock): its clocks as they would have been
 *
 * Counts what its targets came to, and would have come to.
 */
void
bell_backtest_add (BellBacktest *self, const char *request, GPtrArray *before, GPtrArray *after)
{
  self->requests++;
  for (guint i = 0; i < before->len; i++)
    compare (self, request, before->pdata[i], find_same (after, before->pdata[i]));
  for (guint i = 0; i < after->len; i++)
    if (find_same (before, after->pdata[i]) == NULL)
      compare (self, request, NULL, after->pdata[i]);
  if (self->changes->len > 100 * BELL_BACKTEST_SHOWN)
    keep_most (self);
}

static int
compare_counts (gconstpointer a, gconstpointer b)
{
  return (*(BellBacktestCount *const *) a)->target - (*(BellBacktestCount *const *) b)->target;
}

/**
 * bell_backtest_finish:
 * @self: a backtest to which all requests were added
 *
 * Leaves the changes that matter most.
 */
void
bell_backtest_finish (BellBacktest *self)
{
  keep_most (self);
  g_ptr_array_sort (self->targets, compare_counts);
}
