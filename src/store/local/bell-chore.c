/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "local/bell-chore.h"

#include "bell-clock-records.h"

/* How long a timer waits at most: it stands still while the computer sleeps, and clocks are set. */
#define LONGEST_WAIT (60 * G_TIME_SPAN_SECOND)

/* How long after a failure to try again: a database that was away comes back with leases that have
 * run out, and servers need a while to say again who is there. */
#define AGAIN (40 * G_TIME_SPAN_SECOND)

/* A clock that goes ahead by more than this at once was set, or the computer slept. What is due by
 * it has to wait so long: servers need a while to say again who is there. */
#define LEAP   (5 * G_TIME_SPAN_SECOND)
#define SETTLE (30 * G_TIME_SPAN_SECOND)

struct _BellChore
{
  gatomicrefcount     ref_count;
  GObject            *owner; /* NULL once it is not wanted any more */
  const BellCallType *type;
  BellChoreRun        run;
  guint               timer;
  BellInstant         until;      /* what the timer waits for */
  gint64              drift;      /* the clock's time less the monotonic one, when last looked at */
  gint64              not_before; /* in monotonic microseconds */
  gboolean            doing;
  gboolean            do_again;
};

static void
chore_unref (BellChore *self)
{
  if (g_atomic_ref_count_dec (&self->ref_count))
    g_free (self);
}

/**
 * bell_chore_new:
 * @owner: (transfer none): whose chore it is; it frees the chore before it goes
 * @type: the call to make, which needs nothing to be filled in
 * @run: makes it
 *
 * Returns: (transfer full): the chore; nothing is done before bell_chore_do()
 */
BellChore *
bell_chore_new (GObject *owner, const BellCallType *type, BellChoreRun run)
{
  BellChore *self = g_new0 (BellChore, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->owner = owner;
  self->type = type;
  self->run = run;
  self->until = BELL_INSTANT_NONE;
  self->drift = g_get_real_time () - g_get_monotonic_time ();

  return self;
}

/* How long to wait because the clock has leapt, in microseconds. */
static gint64
look_at_clock (BellChore *self)
{
  gint64 now = g_get_monotonic_time ();
  gint64 drift = g_get_real_time () - now;

  if (drift - self->drift > LEAP)
    self->not_before = now + SETTLE;
  self->drift = drift;

  return MAX (self->not_before - now, 0);
}

/**
 * bell_chore_free:
 * @self: (transfer full): a chore
 *
 * What is being done is finished, but nothing follows.
 */
void
bell_chore_free (BellChore *self)
{
  g_clear_handle_id (&self->timer, g_source_remove);
  self->owner = NULL;
  chore_unref (self);
}

/* When the desk says that something is due next. */
static BellInstant
next_of (GPtrArray *records)
{
  const BellRecord *last = records->len > 0 ? records->pdata[records->len - 1] : NULL;

  if (last != NULL && last->shape == &bell_chat_shape)
    return ((const BellChat *) last)->lease_until;
  if (last != NULL && last->shape == &bell_wakeup_shape)
    return ((const BellWakeup *) last)->at;

  return BELL_INSTANT_NONE;
}

static void
on_timer (gpointer user_data)
{
  BellChore  *self = user_data;
  BellInstant until = self->until;

  self->timer = 0;
  self->until = BELL_INSTANT_NONE;
  if (until > g_get_real_time () || look_at_clock (self) > 0)
    bell_chore_wait_until (self, until);
  else
    bell_chore_do (self);
}

static void
on_done (GObject *object, GAsyncResult *result, gpointer user_data)
{
  BellChore *self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) records = g_task_propagate_pointer (G_TASK (result), &error);
  BellInstant next = records != NULL ? next_of (records) : g_get_real_time () + AGAIN;

  self->doing = FALSE;
  if (self->owner != NULL && records == NULL)
    g_message ("%s was not done: %s", self->type->shape.name, error->message);

  if (self->owner != NULL && self->do_again && records != NULL)
    bell_chore_do (self);
  else if (self->owner != NULL && next != BELL_INSTANT_NONE)
    bell_chore_wait_until (self, next);
  chore_unref (self);
}

/**
 * bell_chore_do:
 * @self: a chore
 *
 * Does it now, and after that whenever the desk says that it is due. If it is being done, it is
 * done once more.
 */
void
bell_chore_do (BellChore *self)
{
  g_autoptr (BellRecord) call = NULL;
  GTask *task;

  self->do_again = self->doing;
  if (self->doing)
    return;

  g_clear_handle_id (&self->timer, g_source_remove);
  self->until = BELL_INSTANT_NONE;
  self->doing = TRUE;
  call = bell_call_new (self->type);
  g_atomic_ref_count_inc (&self->ref_count);
  task = g_task_new (self->owner, NULL, on_done, self);
  g_task_set_source_tag (task, bell_chore_do);
  self->run (self->owner, call, task);
}

/**
 * bell_chore_wait_until:
 * @self: a chore
 * @until: when something will be due
 *
 * Does it at @until, or earlier if that was known before.
 */
void
bell_chore_wait_until (BellChore *self, BellInstant until)
{
  gint64 wait;

  if (self->until != BELL_INSTANT_NONE && self->until <= until)
    return;

  wait = CLAMP (until - g_get_real_time (), look_at_clock (self), LONGEST_WAIT) / 1000 + 1;
  g_clear_handle_id (&self->timer, g_source_remove);
  self->until = until;
  self->timer = g_timeout_add_once ((guint) wait, on_timer, self);
}
