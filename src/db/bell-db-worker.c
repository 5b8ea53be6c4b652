/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-db-worker.h"

#include "bell-changes.h"
#include "bell-db-private.h"

/* How many jobs one transaction does at most. */
#define GROUP_MAX 256

/* How often a group of jobs is done at most, if the database goes each time. */
#define TRIES 5

/* How long jobs wait for a database that has gone, and how often it is looked for meanwhile. */
#define GONE_WAIT    (20 * G_USEC_PER_SEC)
#define FIRST_WAIT   (20 * G_TIME_SPAN_MILLISECOND)
#define LONGEST_WAIT G_TIME_SPAN_SECOND

typedef struct
{
  BellDbJob      func;
  gpointer       data;
  GDestroyNotify free_data;
  GDestroyNotify free_result;
  GTask         *task;
  gpointer       result;
  GError        *error;
} Job;

struct _BellDbWorker
{
  GAsyncQueue    *jobs;
  GPtrArray      *threads;
  GMainContext   *context;
  BellDbCommitted committed;
  gpointer        user_data;
  gboolean        freed; /* only in the context */
  GMutex          lock;
  GCond           ending;
  gboolean        ends; /* guarded by the lock */
  gatomicrefcount refs;
};

typedef struct
{
  BellDbWorker *worker;
  BellDb       *db;
  gboolean      is_gone; /* for so long that nobody waits for it any more */
} Connection;

/* What a thread gets to say that it shall end. */
static Job the_end;

static void
worker_unref (BellDbWorker *self)
{
  if (!g_atomic_ref_count_dec (&self->refs))
    return;

  g_async_queue_unref (self->jobs);
  g_main_context_unref (self->context);
  g_mutex_clear (&self->lock);
  g_cond_clear (&self->ending);
  g_free (self);
}

static void
job_free (gpointer data)
{
  Job *job = data;

  if (job->free_data != NULL)
    job->free_data (job->data);
  g_clear_error (&job->error);
  g_object_unref (job->task);
  g_free (job);
}

/* The jobs of one transaction, on their way back to those who asked. */
typedef struct
{
  BellDbWorker *worker;
  GPtrArray    *jobs;
  GPtrArray    *added; /* to the change log; NULL: it is not known what */
  gboolean      wrote;
} Group;

static void
group_free (gpointer data)
{
  Group *group = data;

  g_ptr_array_unref (group->jobs);
  g_clear_pointer (&group->added, g_ptr_array_unref);
  worker_unref (group->worker);
  g_free (group);
}

/* In the context of the worker's owner: no task, and so no object, ends in a thread. */
static gboolean
deliver (gpointer data)
{
  Group *group = data;

  if (group->wrote && !group->worker->freed && group->worker->committed != NULL)
    group->worker->committed (group->added, group->worker->user_data);

  for (guint i = 0; i < group->jobs->len; i++)
    {
      Job *job = group->jobs->pdata[i];

      if (job->error != NULL)
        g_task_return_error (job->task, g_steal_pointer (&job->error));
      else
        g_task_return_pointer (job->task, job->result, job->free_result);
    }

  return G_SOURCE_REMOVE;
}

static void
fail_job (Job *job, const GError *error)
{
  if (job->error != NULL)
    return;

  if (job->result != NULL && job->free_result != NULL)
    job->free_result (job->result);
  job->result = NULL;
  job->error = g_error_copy (error);
}

static void
fail_group (GPtrArray *jobs, const GError *error)
{
  for (guint i = 0; i < jobs->len; i++)
    fail_job (jobs->pdata[i], error);
}

static void
run_job (BellDb *db, Job *job)
{
  if (!g_cancellable_set_error_if_cancelled (g_task_get_cancellable (job->task), &job->error))
    job->result = job->func (db, job->data, &job->error);
}

/* Does a job so that it can be taken back without the others. */
static void
run_job_apart (BellDb *db, Job *job)
{
  g_autoptr (GError) error = NULL;
  guint n_added = bell_changes_added (db);

  if (!bell_db_savepoint (db, &error))
    {
      fail_job (job, error);
      return;
    }

  run_job (db, job);
  if (job->error == NULL && bell_db_release (db, &error))
    return;

  if (error != NULL)
    fail_job (job, error);
  bell_db_rollback_to_savepoint (db);
  bell_changes_take_back (db, n_added);
}

static void
forget_results (GPtrArray *jobs)
{
  for (guint i = 0; i < jobs->len; i++)
    {
      Job *job = jobs->pdata[i];

      g_clear_error (&job->error);
      if (job->result != NULL && job->free_result != NULL)
        job->free_result (job->result);
      job->result = NULL;
    }
}

/* Does the jobs as if each would succeed, which spares most of them a savepoint.
 *
 * Returns: %FALSE when one has failed after it had written something: then nothing remains of any
 */
static gboolean
run_hopefully (BellDb *db, GPtrArray *jobs)
{
  for (guint i = 0; i < jobs->len; i++)
    {
      Job  *job = jobs->pdata[i];
      guint n_written = bell_db_n_written (db);

      run_job (db, job);
      if (job->error != NULL
          && (bell_db_n_written (db) != n_written || !bell_db_in_transaction (db)
              || g_error_matches (job->error, BELL_ERROR, BELL_ERROR_STORE)))
        {
          bell_db_rollback (db);
          return FALSE;
        }
    }

  return TRUE;
}

/* A disk that is full ends a transaction in the middle: then nothing of the group remains. */
static gboolean
run_apart (BellDb *db, GPtrArray *jobs)
{
  g_autoptr (GError) cause = NULL;

  for (guint i = 0; i < jobs->len; i++)
    {
      Job *job = jobs->pdata[i];

      run_job_apart (db, job);
      if (!bell_db_in_transaction (db))
        {
          if (job->error == NULL)
            g_set_error_literal (&job->error, BELL_ERROR, BELL_ERROR_STORE,
                                 "the database has ended the transaction");
          cause = g_error_copy (job->error);
          fail_group (jobs, cause);
          return FALSE;
        }
    }

  return TRUE;
}

static gboolean
finish_group (BellDb *db, GPtrArray **added, GError **error)
{
  *added = bell_changes_steal_added (db);
  if (bell_db_commit (db, error))
    return TRUE;

  g_clear_pointer (added, g_ptr_array_unref);

  return FALSE;
}

/* Each job so that what is wrong with it is not wrong with the others. */
static gboolean
run_group_apart (BellDb *db, GPtrArray *jobs, GPtrArray **added)
{
  g_autoptr (GError) error = NULL;

  forget_results (jobs);
  if (!bell_db_begin (db, &error))
    {
      fail_group (jobs, error);
      return FALSE;
    }

  if (!run_apart (db, jobs))
    return FALSE;

  if (finish_group (db, added, &error))
    return TRUE;
  fail_group (jobs, error);

  return FALSE;
}

static gboolean
run_group (BellDb *db, GPtrArray *jobs, GPtrArray **added)
{
  g_autoptr (GError) error = NULL;

  if (bell_db_begin (db, &error))
    {
      if (run_hopefully (db, jobs) && finish_group (db, added, &error))
        return TRUE;

      if (!bell_db_is_lost (db))
        return run_group_apart (db, jobs, added);
    }

  if (error == NULL)
    error = g_error_new_literal (BELL_ERROR, BELL_ERROR_OFFLINE, "the database has gone");
  fail_group (jobs, error);

  return FALSE;
}

/* Waits, unless the worker ends. */
static gboolean
pause_thread (BellDbWorker *self, gint64 wait)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);
  gint64 until = g_get_monotonic_time () + wait;

  while (!self->ends && g_cond_wait_until (&self->ending, &self->lock, until))
    continue;

  return !self->ends;
}

/* Looks for a database that has gone; it may have been started anew, or another one may have taken
 * its place. */
static gboolean
bring_back (Connection *connection)
{
  gint64 deadline = g_get_monotonic_time () + GONE_WAIT;
  gint64 wait = FIRST_WAIT;

  while (!bell_db_reconnect (connection->db, NULL))
    {
      if (connection->is_gone || g_get_monotonic_time () > deadline
          || !pause_thread (connection->worker, wait))
        {
          connection->is_gone = TRUE;
          return FALSE;
        }
      wait = MIN (2 * wait, LONGEST_WAIT);
    }
  connection->is_gone = FALSE;

  return TRUE;
}

/* A database that goes in the middle of a commit does not say whether that was done. All of the
 * group is done again then: a command that is known by its id gives the answer that it gave. */
static gboolean
run_until_known (Connection *connection, GPtrArray *jobs, GPtrArray **added)
{
  gboolean done = run_group (connection->db, jobs, added);

  for (guint i = 1; i < TRIES && !done && bell_db_is_lost (connection->db); i++)
    {
      if (!bring_back (connection))
        return FALSE;
      forget_results (jobs);
      done = run_group (connection->db, jobs, added);
      /* What was done the first time is not among it; the change log has all of it. */
      g_clear_pointer (added, g_ptr_array_unref);
    }

  return done;
}

/* The next job, and what else is waiting: only a writing worker takes more than one. */
static GPtrArray *
take_jobs (BellDbWorker *self, BellDb *db, gboolean *end)
{
  GPtrArray *jobs = g_ptr_array_new_with_free_func (job_free);
  Job       *job = g_async_queue_pop (self->jobs);
  gboolean   reads = (db->flags & BELL_DB_READ_ONLY) != 0;

  while (job != NULL && job != &the_end)
    {
      g_ptr_array_add (jobs, job);
      job = reads || jobs->len >= GROUP_MAX ? NULL : g_async_queue_try_pop (self->jobs);
    }
  *end = job == &the_end;

  return jobs;
}

static gpointer
thread_main (gpointer data)
{
  g_autofree Connection *connection = data;
  BellDbWorker          *self = connection->worker;
  gboolean               end = FALSE;

  while (!end)
    {
      Group *group = g_new0 (Group, 1);
      g_autoptr (GSource) source = g_idle_source_new ();

      g_atomic_ref_count_inc (&self->refs);
      group->worker = self;
      group->jobs = take_jobs (self, connection->db, &end);
      if (group->jobs->len > 0)
        group->wrote = run_until_known (connection, group->jobs, &group->added)
                       && (connection->db->flags & BELL_DB_READ_ONLY) == 0;
      g_source_set_priority (source, G_PRIORITY_DEFAULT);
      g_source_set_callback (source, deliver, group, group_free);
      g_source_attach (source, self->context);
    }

  bell_db_close (connection->db);
  worker_unref (self);

  return NULL;
}

/**
 * bell_db_worker_new:
 * @connections: (element-type BellDb) (transfer full): connections, one for each thread; either one
 *   that writes, or any number that only read
 * @committed: (nullable): what to call after something was written, in the caller's main context
 * @user_data: what to call it with
 *
 * Returns: (transfer full): a worker, to be used from the main context that it was made in
 */
BellDbWorker *
bell_db_worker_new (GPtrArray *connections, BellDbCommitted committed, gpointer user_data)
{
  BellDbWorker *self = g_new0 (BellDbWorker, 1);

  g_atomic_ref_count_init (&self->refs);
  g_mutex_init (&self->lock);
  g_cond_init (&self->ending);
  self->jobs = g_async_queue_new ();
  self->threads = g_ptr_array_new ();
  self->context = g_main_context_ref_thread_default ();
  self->committed = committed;
  self->user_data = user_data;

  for (guint i = 0; i < connections->len; i++)
    {
      Connection *connection = g_new0 (Connection, 1);

      g_atomic_ref_count_inc (&self->refs);
      connection->worker = self;
      connection->db = connections->pdata[i];
      g_ptr_array_add (self->threads, g_thread_new ("bell-db", thread_main, connection));
    }
  g_ptr_array_set_free_func (connections, NULL);
  g_ptr_array_unref (connections);

  return self;
}

/**
 * bell_db_worker_free:
 * @self: (transfer full): a worker
 *
 * Waits until all that was asked for is done and the connections are closed. Answers still arrive
 * in the main context; @committed is not called any more.
 */
void
bell_db_worker_free (BellDbWorker *self)
{
  self->freed = TRUE;
  g_mutex_lock (&self->lock);
  self->ends = TRUE;
  g_cond_broadcast (&self->ending);
  g_mutex_unlock (&self->lock);
  for (guint i = 0; i < self->threads->len; i++)
    g_async_queue_push (self->jobs, &the_end);
  for (guint i = 0; i < self->threads->len; i++)
    g_thread_join (self->threads->pdata[i]);
  g_clear_pointer (&self->threads, g_ptr_array_unref);
  worker_unref (self);
}

/**
 * bell_db_worker_run:
 * @self: a worker
 * @job: what to do in one of its threads
 * @data: (transfer full): what to do it with
 * @free_data: (nullable): how to free @data, in the caller's context
 * @free_result: (nullable): how to free the result
 * @task: (transfer full): what returns the result as a pointer, or the error
 *
 * Does @job after those that were asked for before it.
 */
void
bell_db_worker_run (BellDbWorker  *self,
                    BellDbJob      job,
                    gpointer       data,
                    GDestroyNotify free_data,
                    GDestroyNotify free_result,
                    GTask         *task)
{
  Job *queued = g_new0 (Job, 1);

  queued->func = job;
  queued->data = data;
  queued->free_data = free_data;
  queued->free_result = free_result;
  queued->task = task;
  g_async_queue_push (self->jobs, queued);
}
