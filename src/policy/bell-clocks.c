/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-clocks.h"

#include "bell-policy-private.h"

/* A clock while its history is gone through. */
typedef struct
{
  BellClock       *clock;
  BellWorkingTime *time;     /* of its target; NULL while it has none */
  gint64           duration; /* of working time, in microseconds */
  gint64           elapsed;  /* until @since */
  BellInstant      since;    /* running since; none while it does not run */
  gboolean         aimless;  /* cancelled because it has no target, so that a new one lets it run */
} Running;

typedef struct
{
  BellPolicy        *policy;
  const BellRequest *request; /* as it is at this point of the history */
  GArray            *clocks;  /* Running */
} Replay;

/* Which agreement sets the targets: domain.md, "Clocks". */
static BellAgreementView *
find_agreement (const Replay *self, BellInstant now, int *path)
{
  BellFacts       facts = bell_policy_facts (self->policy, self->request);
  const BellRule *last = bell_policy_last_rule (self->policy, &facts, NULL);
  GPtrArray      *listing;

  *path = BELL_PATH_RULE;
  if (last != NULL)
    return bell_policy_agreement (self->policy, last->relate_agreement);

  *path = BELL_PATH_OFFERING;
  if (facts.offering != NULL && facts.offering->agreement != NULL)
    return bell_policy_agreement (self->policy, facts.offering->agreement);

  *path = BELL_PATH_SERVICE;
  if (bell_policy_service_counts (self->policy, &facts) != BELL_CODE_OK)
    return NULL;

  listing = g_hash_table_lookup (self->policy->agreements->listing, self->request->actual_service);
  for (guint i = 0; listing != NULL && i < listing->len; i++)
    if (bell_agreement_in_force (listing->pdata[i], self->request->kind, now))
      return listing->pdata[i];

  return NULL;
}

static const BellTarget *
find_target (const BellAgreementView *view, int kind, int priority)
{
  for (guint i = 0; view != NULL && i < view->agreement->targets->len; i++)
    {
      const BellTarget *target = view->agreement->targets->pdata[i];

      if (target->kind == kind && target->minutes[priority] >= 0)
        return target;
    }

  return NULL;
}

static BellInstant
deadline (const Running *self)
{
  return self->duration > self->elapsed
             ? bell_working_time_after (self->time, self->since, self->duration - self->elapsed)
             : self->since;
}

/* Warnings go back from the deadline in working time; one that is overdue is due at once. The same
 * moment is found from wherever the clock stands: what falls on a closing time is warned of when
 * work begins again. */
static BellInstant
warning (const Running *self, BellInstant due)
{
  gint64 early = self->duration - self->duration * self->clock->warn_percent / 100;

  if (due == BELL_INSTANT_NONE || self->elapsed > self->duration - early)
    return due == BELL_INSTANT_NONE ? due : self->since;

  return bell_working_time_before (self->time, due, early);
}

/* Lets time pass. What has been warned of or missed stays so, whatever the target becomes; a target
 * that is another one at the same moment was never one. */
static void
advance (Running *self, BellInstant now, gboolean at_the_end)
{
  BellInstant due, warn;

  if (self->since == BELL_INSTANT_NONE || now < self->since || (now == self->since && !at_the_end))
    return;

  due = deadline (self);
  warn = warning (self, due);
  if (warn != BELL_INSTANT_NONE && warn <= now && self->clock->warned_at == BELL_INSTANT_NONE)
    self->clock->warned_at = warn;
  if (due != BELL_INSTANT_NONE && due <= now && self->clock->breached_at == BELL_INSTANT_NONE)
    self->clock->breached_at = due;
  self->elapsed += bell_working_time_between (self->time, self->since, now);
  self->since = now;
}

static gboolean
is_over (const Running *self)
{
  return self->clock->ended_at != BELL_INSTANT_NONE;
}

/* Stops a clock; the state says why. */
static void
stop (Running *self, BellClockState state, BellInstant now)
{
  self->clock->state = state;
  self->since = BELL_INSTANT_NONE;
  if (state != BELL_CLOCK_SUSPENDED)
    self->clock->ended_at = now;
}

static void
let_run (Running *self, const Replay *replay, BellInstant now)
{
  gboolean suspended = replay->request->phase == BELL_PHASE_SUSPENDED;

  self->aimless = FALSE;
  self->clock->ended_at = BELL_INSTANT_NONE;
  self->clock->state = suspended ? BELL_CLOCK_SUSPENDED : BELL_CLOCK_RUNNING;
  self->since = suspended || self->time == NULL ? BELL_INSTANT_NONE : now;
}

/* Takes the target of the request as it is now; what has elapsed is kept. */
static void
retarget (Running *self, const Replay *replay, BellAgreementView *view, int path, BellInstant now)
{
  const BellTarget *target = find_target (view, self->clock->target, replay->request->priority);

  self->clock->priority = replay->request->priority;
  if (target == NULL)
    {
      self->time = NULL;
      self->aimless = self->aimless || !is_over (self);
      if (self->aimless && self->clock->state != BELL_CLOCK_CANCELLED)
        stop (self, BELL_CLOCK_CANCELLED, now);
      return;
    }

  g_set_str (&self->clock->agreement, view->agreement->record.id);
  self->clock->path = path;
  self->clock->minutes = target->minutes[replay->request->priority];
  self->clock->warn_percent = target->warn_percent;
  self->duration = self->clock->minutes * BELL_MINUTE;
  self->time = view->time;
  if (!is_over (self) || self->aimless)
    let_run (self, replay, now);
}

static void
start (Replay *self, BellTargetKind kind, const char *chat, BellInstant now)
{
  Running            running = { .since = BELL_INSTANT_NONE };
  int                path;
  BellAgreementView *view = find_agreement (self, now, &path);

  running.clock = bell_record_new (&bell_clock_shape);
  running.clock->target = kind;
  running.clock->request = g_strdup (self->request->record.id);
  running.clock->chat = g_strdup (chat);
  running.clock->started_at = now;
  running.clock->path = -1;
  running.clock->ended_at = BELL_INSTANT_NONE;
  running.clock->warned_at = BELL_INSTANT_NONE;
  running.clock->breached_at = BELL_INSTANT_NONE;
  retarget (&running, self, view, path, now);
  g_array_append_val (self->clocks, running);
}

/* Ends a clock for good. */
static void
end (Running *self, BellClockState state, BellInstant now)
{
  self->aimless = FALSE;
  if (!is_over (self))
    stop (self, state, now);
}

/* What a phase does to a target of the request itself. */
static void
apply_phase (Running *self, const Replay *replay, BellInstant now)
{
  if (self->clock->target == BELL_TARGET_CHAT_RESPONSE)
    return;

  if (replay->request->phase == BELL_PHASE_RESOLVED)
    end (self, BELL_CLOCK_ACHIEVED, now);
  else if (replay->request->phase == BELL_PHASE_CLOSED)
    end (self, BELL_CLOCK_CANCELLED, now);
}

/* The first that an agent does to a request is its review. */
static void
review (Replay *self, BellInstant now)
{
  for (guint i = 0; i < self->clocks->len; i++)
    {
      Running *running = &g_array_index (self->clocks, Running, i);

      if (running->clock->target == BELL_TARGET_INITIAL_REVIEW)
        end (running, BELL_CLOCK_ACHIEVED, now);
    }
}

/* A request that is opened again has its resolution before it again. */
static gboolean
is_reopened (const Running *self, int before, int phase)
{
  return self->clock->target == BELL_TARGET_RESOLUTION && before >= BELL_PHASE_RESOLVED
         && phase < BELL_PHASE_RESOLVED;
}

static gboolean
has_clock (const Replay *self, int target)
{
  for (guint i = 0; i < self->clocks->len; i++)
    if (g_array_index (self->clocks, Running, i).clock->target == target)
      return TRUE;

  return FALSE;
}

static void
change_request (Replay *self, const BellEvent *event)
{
  int                before = self->request->phase;
  int                path;
  BellAgreementView *view;

  self->request = event->request;
  view = find_agreement (self, event->at, &path);
  for (guint i = 0; i < self->clocks->len; i++)
    {
      Running *running = &g_array_index (self->clocks, Running, i);

      if (is_reopened (running, before, self->request->phase))
        running->aimless = TRUE;
      /* A promise that is over is not measured by another one. */
      if (!is_over (running) || running->aimless)
        retarget (running, self, view, path, event->at);
      apply_phase (running, self, event->at);
    }
  if (before >= BELL_PHASE_RESOLVED && self->request->phase < BELL_PHASE_RESOLVED
      && !has_clock (self, BELL_TARGET_RESOLUTION))
    start (self, BELL_TARGET_RESOLUTION, NULL, event->at);
  if (event->by_agent)
    review (self, event->at);
}

static void
change_chat (Replay *self, const BellEvent *event)
{
  gboolean answered = event->kind == BELL_EVENT_CHAT_ANSWERED;

  for (guint i = 0; i < self->clocks->len; i++)
    {
      Running *running = &g_array_index (self->clocks, Running, i);

      if (g_strcmp0 (running->clock->chat, event->chat) == 0)
        end (running, answered ? BELL_CLOCK_ACHIEVED : BELL_CLOCK_CANCELLED, event->at);
    }
  if (answered)
    review (self, event->at);
}

static void
apply (Replay *self, const BellEvent *event)
{
  for (guint i = 0; i < self->clocks->len; i++)
    advance (&g_array_index (self->clocks, Running, i), event->at, FALSE);

  if (event->kind == BELL_EVENT_REQUEST && self->request == NULL)
    {
      self->request = event->request;
      if (self->request->phase < BELL_PHASE_RESOLVED)
        {
          start (self, BELL_TARGET_INITIAL_REVIEW, NULL, event->at);
          start (self, BELL_TARGET_RESOLUTION, NULL, event->at);
        }
    }
  else if (event->kind == BELL_EVENT_REQUEST)
    change_request (self, event);
  else if (event->kind == BELL_EVENT_CHAT_ASKED && self->request != NULL)
    start (self, BELL_TARGET_CHAT_RESPONSE, event->chat, event->at);
  else if (self->request != NULL)
    change_chat (self, event);
}

/* What the clock shows at the end of its history; NULL for one that never had a target. */
static BellClock *
finish (Running *self, BellInstant now)
{
  BellClock *clock = self->clock;

  advance (self, now, TRUE);
  if (clock->agreement == NULL)
    {
      bell_record_unref (clock);
      return NULL;
    }

  clock->elapsed_seconds = self->elapsed / G_TIME_SPAN_SECOND;
  clock->left_seconds = clock->minutes * 60 - clock->elapsed_seconds;
  clock->due_at = BELL_INSTANT_NONE;
  clock->warn_at = BELL_INSTANT_NONE;
  if (clock->breached_at != BELL_INSTANT_NONE)
    {
      clock->state = BELL_CLOCK_BREACHED;
      clock->due_at = clock->breached_at;
    }
  else if (self->since != BELL_INSTANT_NONE)
    {
      clock->due_at = deadline (self);
      clock->warn_at = warning (self, clock->due_at);
    }
  if (clock->warned_at != BELL_INSTANT_NONE)
    clock->warn_at = clock->warned_at;

  return clock;
}

/**
 * bell_policy_clocks:
 * @self: a desk's configuration
 * @history: (element-type BellEvent): what happened to a request, in order, from its making on
 * @now: the time to look at the clocks
 *
 * The service level clocks of a request, computed from its history: domain.md, "Clocks". Targets
 * and calendars are those of @self, as if they had always been so. The first agreement counts that
 * is found when something happens to the request; it does not change by itself in between. The
 * review is achieved by the first thing that an agent does to the request, the resolution when it
 * is resolved; closing it without that cancels both, opening it again lets the resolution run on.
 * While a request is suspended, all its clocks are, that of a chat which is asked for then too.
 * What was missed stays missed.
 *
 * Returns: (transfer full) (element-type BellClock): the review and the resolution, as far as the
 *   agreement has targets for them, and the response to each chat
 */
GPtrArray *
bell_policy_clocks (BellPolicy *self, const GArray *history, BellInstant now)
{
  GPtrArray *found = bell_record_list_new ();
  g_autoptr (GArray) clocks = g_array_new (FALSE, FALSE, sizeof (Running));
  Replay replay = { .policy = self, .clocks = clocks };

  for (guint i = 0; i < history->len; i++)
    {
      const BellEvent *event = &g_array_index (history, BellEvent, i);

      if (event->at <= now)
        apply (&replay, event);
    }

  for (guint i = 0; i < clocks->len; i++)
    {
      BellClock *clock = finish (&g_array_index (clocks, Running, i), now);

      if (clock != NULL)
        g_ptr_array_add (found, clock);
    }

  return found;
}

/**
 * bell_clocks_next_target:
 * @clocks: (element-type BellClock): the clocks of a request
 *
 * Returns: the earliest deadline of those that run, %BELL_INSTANT_NONE if there is none: missed
 *   ones do not count any more, suspended ones neither
 */
BellInstant
bell_clocks_next_target (GPtrArray *clocks)
{
  BellInstant next = BELL_INSTANT_NONE;

  for (guint i = 0; i < clocks->len; i++)
    {
      const BellClock *clock = clocks->pdata[i];

      if (clock->state == BELL_CLOCK_RUNNING && clock->due_at != BELL_INSTANT_NONE
          && (next == BELL_INSTANT_NONE || clock->due_at < next))
        next = clock->due_at;
    }

  return next;
}
