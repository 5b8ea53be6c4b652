/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "remote/bell-remote-keep.h"

#include <errno.h>

/* How much each part holds. */
#define MAX_BYTES (64 * 1024 * 1024)

struct _BellRemoteKeep
{
  GThreadPool *pool; /* one thread, so that what is asked for happens in order */
  char        *path;
  BellCache   *parts[BELL_KEEP_N_PARTS]; /* only in the thread; NULL: cannot be had */
};

typedef struct _Job Job;
struct _Job
{
  BellKeepPart part;
  char        *key;
  GBytes      *value;
  void (*run) (BellCache *cache, Job *job, GTask *task);
};

static void
job_free (gpointer data)
{
  Job *job = data;

  g_free (job->key);
  g_clear_pointer (&job->value, g_bytes_unref);
  g_free (job);
}

static BellCache *
open_part (const char *path, BellKeepPart part)
{
  static const char *const endings[] = { "answers", "outbox" };
  g_autofree char         *file = g_strdup_printf ("%s.%s", path, endings[part]);
  g_autofree char         *folder = g_path_get_dirname (path);
  g_autoptr (GError) error = NULL;
  BellCache *cache = NULL;

  if (g_mkdir_with_parents (folder, 0700) != 0)
    {
      g_message ("Nothing is kept of the desk: %s: %s", folder, g_strerror (errno));
      return NULL;
    }

  cache = bell_cache_open (file, part == BELL_KEEP_OUTBOX ? BELL_CACHE_DURABLE : 0, MAX_BYTES,
                           &error);
  if (cache == NULL)
    g_message ("Nothing is kept of the desk: %s", error->message);

  return cache;
}

static void
run_in_thread (gpointer data, gpointer user_data)
{
  g_autoptr (GTask) task = data;
  BellRemoteKeep *self = user_data;
  Job            *job = g_task_get_task_data (task);

  if (job->run == NULL)
    for (guint i = 0; i < BELL_KEEP_N_PARTS; i++)
      self->parts[i] = open_part (self->path, i);
  else if (self->parts[job->part] != NULL)
    job->run (self->parts[job->part], job, task);
  else
    g_task_return_new_error_literal (task, BELL_ERROR, BELL_ERROR_STORE, "nothing can be kept");
}

/* The task has no source object, so that none can end in the thread. */
static void
run (BellRemoteKeep *self,
     BellKeepPart    part,
     const char     *key,
     GBytes         *value,
     void (*func) (BellCache *cache, Job *job, GTask *task),
     GAsyncReadyCallback callback,
     gpointer            user_data)
{
  GTask *task = g_task_new (NULL, NULL, callback, user_data);
  Job   *job = g_new0 (Job, 1);

  job->part = part;
  job->key = g_strdup (key);
  job->value = value != NULL ? g_bytes_ref (value) : NULL;
  job->run = func;
  g_task_set_source_tag (task, run);
  g_task_set_task_data (task, job, job_free);
  g_thread_pool_push (self->pool, task, NULL);
}

/**
 * bell_remote_keep_new:
 * @path: the beginning of the paths of its files
 *
 * Returns: (transfer full): what is kept there, and will be
 */
BellRemoteKeep *
bell_remote_keep_new (const char *path)
{
  BellRemoteKeep *self = g_rc_box_new0 (BellRemoteKeep);

  self->path = g_strdup (path);
  self->pool = g_thread_pool_new (run_in_thread, self, 1, FALSE, NULL);
  run (self, BELL_KEEP_ANSWERS, NULL, NULL, NULL, NULL, NULL);

  return self;
}

/**
 * bell_remote_keep_ref:
 * @self: what is kept
 *
 * Returns: (transfer full): @self
 */
BellRemoteKeep *
bell_remote_keep_ref (BellRemoteKeep *self)
{
  return g_rc_box_acquire (self);
}

static void
keep_clear (gpointer data)
{
  BellRemoteKeep *self = data;

  g_thread_pool_free (self->pool, FALSE, TRUE);
  for (guint i = 0; i < BELL_KEEP_N_PARTS; i++)
    g_clear_pointer (&self->parts[i], bell_cache_close);
  g_free (self->path);
}

/**
 * bell_remote_keep_unref:
 * @self: (transfer full): what is kept
 *
 * Gives a reference back. With the last one waits until everything that was to be kept is;
 * callbacks are still called.
 */
void
bell_remote_keep_unref (BellRemoteKeep *self)
{
  g_rc_box_release_full (self, keep_clear);
}

static void
put_in_thread (BellCache *cache, Job *job, GTask *task)
{
  GError *error = NULL;

  if (bell_cache_put (cache, job->key, job->value, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/**
 * bell_remote_keep_put_async:
 * @self: what is kept
 * @part: which part of it
 * @key: a key
 * @value: what to keep under it
 * @callback: (nullable): called when it is kept
 * @user_data: for @callback
 *
 * Keeps a value.
 */
void
bell_remote_keep_put_async (BellRemoteKeep     *self,
                            BellKeepPart        part,
                            const char         *key,
                            GBytes             *value,
                            GAsyncReadyCallback callback,
                            gpointer            user_data)
{
  run (self, part, key, value, put_in_thread, callback, user_data);
}

/**
 * bell_remote_keep_put_finish:
 * @result: what the callback was given
 * @error: return location for %BELL_ERROR_STORE or %BELL_ERROR_TOO_LARGE
 *
 * Returns: whether it is kept; in the outbox that is on disk
 */
gboolean
bell_remote_keep_put_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
get_in_thread (BellCache *cache, Job *job, GTask *task)
{
  GError *error = NULL;
  GBytes *value = bell_cache_get (cache, job->key, &error);

  if (value != NULL)
    g_task_return_pointer (task, value, (GDestroyNotify) g_bytes_unref);
  else
    g_task_return_error (task, error);
}

/**
 * bell_remote_keep_get_async:
 * @self: what is kept
 * @part: which part of it
 * @key: a key
 * @callback: called with what is kept under it
 * @user_data: for @callback
 *
 * Looks for a value.
 */
void
bell_remote_keep_get_async (BellRemoteKeep     *self,
                            BellKeepPart        part,
                            const char         *key,
                            GAsyncReadyCallback callback,
                            gpointer            user_data)
{
  run (self, part, key, NULL, get_in_thread, callback, user_data);
}

/**
 * bell_remote_keep_get_finish:
 * @result: what the callback was given
 * @error: return location for %BELL_ERROR_NOT_FOUND or %BELL_ERROR_STORE
 *
 * Returns: (transfer full) (nullable): the value, or %NULL
 */
GBytes *
bell_remote_keep_get_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
list_in_thread (BellCache *cache, Job *job, GTask *task)
{
  GError    *error = NULL;
  GPtrArray *entries = bell_cache_list (cache, &error);

  if (entries != NULL)
    g_task_return_pointer (task, entries, (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, error);
}

/**
 * bell_remote_keep_list_async:
 * @self: what is kept
 * @part: which part of it
 * @callback: called with all of it
 * @user_data: for @callback
 *
 * Lists what is kept.
 */
void
bell_remote_keep_list_async (BellRemoteKeep     *self,
                             BellKeepPart        part,
                             GAsyncReadyCallback callback,
                             gpointer            user_data)
{
  run (self, part, NULL, NULL, list_in_thread, callback, user_data);
}

/**
 * bell_remote_keep_list_finish:
 * @result: what the callback was given
 * @error: return location for %BELL_ERROR_STORE
 *
 * Returns: (transfer full) (nullable) (element-type BellCacheEntry): what is kept, by key, or %NULL
 */
GPtrArray *
bell_remote_keep_list_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
remove_in_thread (BellCache *cache, Job *job, GTask *task)
{
  g_autoptr (GError) error = NULL;

  if (!bell_cache_remove (cache, job->key, &error))
    g_message ("What was sent could not be taken out of the outbox: %s", error->message);
  g_task_return_boolean (task, error == NULL);
}

/**
 * bell_remote_keep_remove:
 * @self: what is kept
 * @part: which part of it
 * @key: a key
 *
 * Forgets what is kept under the key.
 */
void
bell_remote_keep_remove (BellRemoteKeep *self, BellKeepPart part, const char *key)
{
  run (self, part, key, NULL, remove_in_thread, NULL, NULL);
}

static void
clear_in_thread (BellCache *cache, Job *job, GTask *task)
{
  g_autoptr (GError) error = NULL;

  if (!bell_cache_clear (cache, &error))
    g_message ("What is kept of a desk could not be forgotten: %s", error->message);
  g_task_return_boolean (task, error == NULL);
}

/**
 * bell_remote_keep_clear:
 * @self: what is kept
 * @part: which part of it
 *
 * Forgets all of it.
 */
void
bell_remote_keep_clear (BellRemoteKeep *self, BellKeepPart part)
{
  run (self, part, NULL, NULL, clear_in_thread, NULL, NULL);
}
