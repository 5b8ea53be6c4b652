/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-sqlite-checkpoint.h"

/* After how many pages more the thread is woken: as many as SQLite itself waits for. */
#define PAGES 1000

/* From how many pages on who writes takes part, so that the log begins anew and stays bounded (64
 * MB): while somebody writes all the time the thread alone never gets to the end of it. */
#define MOST_PAGES 16000

struct _BellSqliteCheckpoint
{
  sqlite3 *writer;
  char    *path;
  int      asked; /* how many pages the log had when the thread was woken last; only who writes */
  GThread *thread;
  GMutex   lock;
  GCond    changed;
  gboolean wanted; /* guarded by the lock */
  gboolean ends;   /* likewise */
};

/* Waits until there is something to do. Returns: whether there is, or it ends. */
static gboolean
wait_for_work (BellSqliteCheckpoint *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  while (!self->wanted && !self->ends)
    g_cond_wait (&self->changed, &self->lock);
  self->wanted = FALSE;

  return !self->ends;
}

/* A passive checkpoint waits for nobody, and nobody waits for it. One that fails, as on a full
 * disk, leaves the pages in the log, where they are safe, for the next. */
static gpointer
thread_main (gpointer data)
{
  BellSqliteCheckpoint *self = data;
  sqlite3              *connection = NULL;
  int                   result;

  result = sqlite3_open_v2 (self->path, &connection, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX,
                            NULL);
  if (result == SQLITE_OK)
    result
        = sqlite3_exec (connection, "PRAGMA synchronous = FULL; SELECT count(*) FROM sqlite_schema",
                        NULL, NULL, NULL);

  while (wait_for_work (self))
    {
      if (result == SQLITE_OK || result == SQLITE_BUSY)
        result
            = sqlite3_wal_checkpoint_v2 (connection, "main", SQLITE_CHECKPOINT_PASSIVE, NULL, NULL);
      if (result != SQLITE_OK && result != SQLITE_BUSY)
        g_warning ("%s: a checkpoint failed: %s", self->path, sqlite3_errstr (result));
    }
  sqlite3_close (connection);

  return NULL;
}

static void
wake (BellSqliteCheckpoint *self)
{
  if (self->thread == NULL)
    self->thread = g_thread_new ("bell-checkpoint", thread_main, self);

  g_mutex_lock (&self->lock);
  self->wanted = TRUE;
  g_cond_signal (&self->changed);
  g_mutex_unlock (&self->lock);
}

/* Called by SQLite after each commit. */
static int
on_committed (void *data, sqlite3 *writer, const char *name, int n_pages)
{
  BellSqliteCheckpoint *self = data;

  if (n_pages < self->asked)
    self->asked = 0;
  if (n_pages - self->asked < PAGES)
    return SQLITE_OK;

  self->asked = n_pages;
  if (n_pages >= MOST_PAGES)
    sqlite3_wal_checkpoint_v2 (writer, name, SQLITE_CHECKPOINT_PASSIVE, NULL, NULL);
  else
    wake (self);

  return SQLITE_OK;
}

/**
 * bell_sqlite_checkpoint_new:
 * @writer: the connection that writes; it does no checkpoints of its own any more
 * @path: its file
 *
 * Checkpoints take milliseconds of writing and waiting for the disk. Done by whoever commits, as
 * SQLite does unless told otherwise, all that were sent meanwhile would wait, too.
 *
 * Returns: (transfer full): what does them beside it; it has a thread once there is something to do
 */
BellSqliteCheckpoint *
bell_sqlite_checkpoint_new (sqlite3 *writer, const char *path)
{
  BellSqliteCheckpoint *self = g_new0 (BellSqliteCheckpoint, 1);

  self->writer = writer;
  self->path = g_strdup (path);
  g_mutex_init (&self->lock);
  g_cond_init (&self->changed);
  sqlite3_wal_hook (writer, on_committed, self);

  return self;
}

/**
 * bell_sqlite_checkpoint_free:
 * @self: (transfer full): a checkpoint's keeper, before its connection is closed
 *
 * Waits for what is being done, and ends.
 */
void
bell_sqlite_checkpoint_free (BellSqliteCheckpoint *self)
{
  sqlite3_wal_hook (self->writer, NULL, NULL);
  g_mutex_lock (&self->lock);
  self->ends = TRUE;
  g_cond_signal (&self->changed);
  g_mutex_unlock (&self->lock);
  g_clear_pointer (&self->thread, g_thread_join);
  g_mutex_clear (&self->lock);
  g_cond_clear (&self->changed);
  g_free (self->path);
  g_free (self);
}
