/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "local/bell-local-store.h"

#include "bell-db-watch.h"
#include "bell-db-worker.h"
#include "local/bell-chore.h"
#include "local/bell-host-lock.h"
#include "local/bell-local-opening.h"

/* How many changes are read at a time. */
#define CHANGES 500

/* How long after a change the deadlines that it may move are worked out anew. */
#define SETTLE (500 * G_TIME_SPAN_MILLISECOND)

/* How often to look for what another process changed, should the hint that it did be missed. */
#define SLOW_LOOK_SECONDS 5

struct _BellLocalStore
{
  GObject       parent_instance;
  BellDesk     *desk;
  BellDbWorker *writer;  /* NULL once it is closed */
  BellDbWorker *readers; /* likewise */
  BellDbWatch  *watch;
  guint         slow_look;
  BellChore    *expire; /* abandons chats whose person does not come back; NULL: no host */
  BellChore    *clocks; /* says which targets are warned of or missed; likewise */
  int           lock;
  gint64        seen;  /* the last change that was reported */
  BellChange   *last;  /* that change; NULL: what it was is not known yet */
  gint64        asked; /* what "seen" and "last" were when changes were asked for */
  BellChange   *asked_last;
  gboolean      looking;
  gboolean      look_again;
};

static void bell_local_store_store_init (BellStoreInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (BellLocalStore,
                               bell_local_store,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (BELL_TYPE_STORE, bell_local_store_store_init))

/* Calls, in the threads that own the connections. */

typedef struct
{
  BellDesk   *desk;
  char       *actor;
  BellRecord *call;
} CallJob;

static void
call_job_free (gpointer data)
{
  CallJob *job = data;

  bell_desk_unref (job->desk);
  g_free (job->actor);
  bell_record_unref (job->call);
  g_free (job);
}

static gpointer
call_job_run (BellDb *db, gpointer data, GError **error)
{
  CallJob *job = data;

  return bell_desk_call (job->desk, db, job->actor, job->call, error);
}

static void
run_call (BellLocalStore *self, const char *actor, gpointer call, GTask *task)
{
  BellDbWorker *worker = BELL_CALL_TYPE (call)->changes ? self->writer : self->readers;
  CallJob      *job;

  if (worker == NULL)
    {
      g_task_return_error (task, bell_store_closed_error ());
      g_object_unref (task);
      return;
    }

  job = g_new0 (CallJob, 1);
  job->desk = bell_desk_ref (self->desk);
  job->actor = g_strdup (actor);
  job->call = bell_record_ref (call);
  bell_db_worker_run (worker, call_job_run, job, call_job_free, (GDestroyNotify) g_ptr_array_unref,
                      task);
}

/* Reporting what changed: by this process, or by another one on the same file. */

static void look (BellLocalStore *self);

/* Whether a change may move the deadline of some target. */
static gboolean
moves_clocks (const BellChange *change)
{
  return change->kind <= BELL_CHANGE_ABANDONED
         && g_strcmp0 (change->type, bell_message_shape.name) != 0
         && g_strcmp0 (change->type, bell_account_shape.name) != 0;
}

static void
set_last (BellChange **last, BellChange *change)
{
  g_clear_pointer (last, bell_record_unref);
  if (change != NULL)
    *last = bell_record_ref (change);
}

/* What is reported once is not reported again. */
static void
report (BellLocalStore *self, GPtrArray *changes)
{
  gboolean moved = FALSE;

  for (guint i = 0; i < changes->len; i++)
    {
      BellChange *change = changes->pdata[i];

      if (self->last == NULL && change->seq == self->seen)
        set_last (&self->last, change);
      if (change->seq <= self->seen)
        continue;
      self->seen = change->seq;
      set_last (&self->last, change);
      moved = moved || moves_clocks (change);
      bell_store_emit_changed (BELL_STORE (self), change);
    }
  /* Whoever waits for a bell to ring comes first. */
  if (moved && self->clocks != NULL)
    bell_chore_wait_until (self->clocks, g_get_real_time () + SETTLE);
}

/* A database may come back with less than was reported of it, from a backup or as a copy that was
 * behind; and it may have gone on since. */

static void
on_set_back (GObject *object, GAsyncResult *result, gpointer user_data)
{
  BellLocalStore *self = BELL_LOCAL_STORE (object);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) records = g_task_propagate_pointer (G_TASK (result), &error);

  self->looking = FALSE;
  if (self->readers == NULL || records == NULL)
    {
      if (self->readers != NULL)
        g_warning ("The end of the change log could not be read: %s", error->message);
      return;
    }

  g_message ("The desk has been brought back from another time: of %" G_GINT64_FORMAT
             " changes it has %" G_GINT64_FORMAT,
             self->seen, ((BellPosition *) records->pdata[0])->seq);
  self->seen = ((BellPosition *) records->pdata[0])->seq;
  set_last (&self->last, NULL);
  if (self->expire != NULL)
    bell_chore_do (self->expire);
  if (self->clocks != NULL)
    bell_chore_do (self->clocks);
  bell_store_emit_reloaded (BELL_STORE (self));
  if (self->look_again)
    look (self);
}

static void
set_back (BellLocalStore *self)
{
  g_autoptr (BellRecord) call = bell_call_new (&bell_call_desk_position);
  GTask *task = g_task_new (self, NULL, on_set_back, NULL);

  g_task_set_source_tag (task, set_back);
  self->looking = TRUE;
  self->look_again = FALSE;
  run_call (self, NULL, call, task);
}

/* Whether changes go on from what was reported when they were asked for. */
static gboolean
go_on (const BellLocalStore *self, const GPtrArray *changes)
{
  const BellChange *first = changes->len > 0 ? changes->pdata[0] : NULL;
  const BellChange *last = self->asked_last;

  if (self->asked == 0)
    return TRUE;

  if (first == NULL || first->seq != self->asked)
    return FALSE;

  return last == NULL
         || (first->at == last->at && first->kind == last->kind
             && g_strcmp0 (first->type, last->type) == 0
             && g_strcmp0 (first->subject, last->subject) == 0);
}

static void
on_looked (GObject *object, GAsyncResult *result, gpointer user_data)
{
  BellLocalStore *self = BELL_LOCAL_STORE (object);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) changes = g_task_propagate_pointer (G_TASK (result), &error);
  gboolean more = changes != NULL && changes->len == CHANGES;

  if (changes == NULL && self->readers != NULL)
    g_warning ("The changes of the desk could not be read: %s", error->message);

  self->looking = FALSE;
  if (changes != NULL && !go_on (self, changes))
    {
      set_back (self);
      return;
    }

  if (changes != NULL)
    report (self, changes);
  if (more || self->look_again)
    look (self);
}

/* Reads the last change again that was reported: it says whether the others follow it. */
static void
look (BellLocalStore *self)
{
  g_autoptr (BellRecord) call = NULL;
  GTask *task;

  if (self->readers == NULL)
    return;

  self->look_again = self->looking;
  if (self->looking)
    return;

  self->looking = TRUE;
  self->asked = self->seen;
  set_last (&self->asked_last, self->last);
  call = bell_call_new (&bell_call_desk_changes);
  ((BellDeskChanges *) call)->after = MAX (self->seen - 1, 0);
  ((BellDeskChanges *) call)->limit = CHANGES;
  task = g_task_new (self, NULL, on_looked, NULL);
  g_task_set_source_tag (task, look);
  run_call (self, NULL, call, task);
}

/* What a transaction has added follows what was reported, unless another process wrote between. */
static void
on_committed (GPtrArray *changes, gpointer user_data)
{
  g_autoptr (BellLocalStore) self = g_object_ref (user_data);
  gint64 first = changes != NULL && changes->len > 0 ? ((BellChange *) changes->pdata[0])->seq : 0;

  if (changes != NULL && (first == 0 || first == self->seen + 1))
    report (self, changes);
  else
    look (self);
}

/* A server on PostgreSQL hears of its own changes, too. */
static void
on_touched (gpointer user_data, gint64 seq)
{
  BellLocalStore *self = user_data;

  if (seq == 0 || seq > self->seen)
    look (self);
}

static gboolean
on_slow_look (gpointer user_data)
{
  look (user_data);

  return G_SOURCE_CONTINUE;
}

static void
note_lease (BellLocalStore *self, GPtrArray *records)
{
  const BellChat *chat = bell_records_find (records, &bell_chat_shape, NULL);

  if (self->expire != NULL && chat != NULL && chat->lease_until != BELL_INSTANT_NONE)
    bell_chore_wait_until (self->expire, chat->lease_until);
}

/* BellStore */

static void
on_attended (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError    *error = NULL;
  GPtrArray *records = g_task_propagate_pointer (G_TASK (result), &error);

  if (records == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  note_lease (BELL_LOCAL_STORE (object), records);
  g_task_return_pointer (task, records, (GDestroyNotify) g_ptr_array_unref);
}

static void
bell_local_store_call_async (BellStore          *store,
                             const char         *actor,
                             gpointer            call,
                             GCancellable       *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer            user_data)
{
  BellLocalStore *self = BELL_LOCAL_STORE (store);
  GTask          *task = g_task_new (self, cancellable, callback, user_data);
  GTask          *job = task;

  g_task_set_source_tag (task, bell_local_store_call_async);
  if (BELL_CALL_TYPE (call) == &bell_call_chat_attend)
    {
      job = g_task_new (self, cancellable, on_attended, task);
      g_task_set_source_tag (job, bell_local_store_call_async);
    }
  run_call (self, actor, call, job);
}

static GPtrArray *
bell_local_store_call_finish (BellStore *store, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/* Waits for the threads, so that whoever comes next may open the desk. */
static void
let_go (BellLocalStore *self)
{
  g_clear_handle_id (&self->slow_look, g_source_remove);
  g_clear_pointer (&self->expire, bell_chore_free);
  g_clear_pointer (&self->clocks, bell_chore_free);
  g_clear_pointer (&self->watch, bell_db_watch_free);
  g_clear_pointer (&self->readers, bell_db_worker_free);
  g_clear_pointer (&self->writer, bell_db_worker_free);
  bell_host_lock_release (self->lock);
  self->lock = -1;
}

static void
bell_local_store_close_async (BellStore *store, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (store, NULL, callback, user_data);

  g_task_set_source_tag (task, bell_local_store_close_async);
  let_go (BELL_LOCAL_STORE (store));
  g_task_return_boolean (task, TRUE);
}

static gboolean
bell_local_store_close_finish (BellStore *store, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
bell_local_store_store_init (BellStoreInterface *iface)
{
  iface->call_async = bell_local_store_call_async;
  iface->call_finish = bell_local_store_call_finish;
  iface->close_async = bell_local_store_close_async;
  iface->close_finish = bell_local_store_close_finish;
}

static void
bell_local_store_dispose (GObject *object)
{
  let_go (BELL_LOCAL_STORE (object));

  G_OBJECT_CLASS (bell_local_store_parent_class)->dispose (object);
}

static void
bell_local_store_finalize (GObject *object)
{
  BellLocalStore *self = BELL_LOCAL_STORE (object);

  set_last (&self->last, NULL);
  set_last (&self->asked_last, NULL);
  bell_desk_unref (self->desk);

  G_OBJECT_CLASS (bell_local_store_parent_class)->finalize (object);
}

static void
bell_local_store_class_init (BellLocalStoreClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = bell_local_store_dispose;
  object_class->finalize = bell_local_store_finalize;
}

static void
bell_local_store_init (BellLocalStore *self)
{
  self->desk = bell_desk_new ();
  self->lock = -1;
}

static void
run_chore (gpointer owner, gpointer call, GTask *task)
{
  run_call (owner, NULL, call, task);
}

/* What the one program does that holds the desk open. */
static void
do_chores (BellLocalStore *self)
{
  self->expire = bell_chore_new (G_OBJECT (self), &bell_call_chat_expire, run_chore);
  self->clocks = bell_chore_new (G_OBJECT (self), &bell_call_clock_tend, run_chore);
  bell_chore_do (self->expire);
  bell_chore_do (self->clocks);
}

static void
on_opened (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError           *error = NULL;
  BellLocalOpening *opening = bell_local_opening_finish (result, &error);
  BellLocalStore   *self;

  if (opening == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  self = g_object_new (BELL_TYPE_LOCAL_STORE, NULL);
  bell_desk_unref (self->desk);
  self->desk = g_steal_pointer (&opening->desk);
  self->seen = opening->seen;
  self->lock = opening->lock;
  opening->lock = -1;
  self->writer = bell_db_worker_new (g_steal_pointer (&opening->writer), on_committed, self);
  self->readers = bell_db_worker_new (g_steal_pointer (&opening->readers), NULL, NULL);
  self->watch = bell_db_watch_new (opening->location, on_touched, self);
  self->slow_look = g_timeout_add_seconds (SLOW_LOOK_SECONDS, on_slow_look, self);
  if ((opening->flags & BELL_STORE_HOST) != 0)
    do_chores (self);
  g_task_return_pointer (task, self, g_object_unref);
}

/**
 * bell_local_store_open_async:
 * @location: the path of a desk, or the URL of one in PostgreSQL
 * @flags: how to open it
 * @now: a point in time that the desk shall act as of, or %BELL_INSTANT_NONE
 * @cancellable: (nullable): to give up
 * @callback: called with what bell_store_open_finish() takes
 * @user_data: for @callback
 *
 * Opens a desk whose database this computer reaches.
 */
void
bell_local_store_open_async (const char         *location,
                             BellStoreFlags      flags,
                             BellInstant         now,
                             GCancellable       *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer            user_data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_set_source_tag (task, bell_local_store_open_async);
  bell_local_opening_async (location, flags, now, cancellable, on_opened, task);
}
