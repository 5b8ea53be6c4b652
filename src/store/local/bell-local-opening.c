/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "local/bell-local-opening.h"

#include "bell-changes.h"
#include "local/bell-host-lock.h"

/* How many threads read. */
#define N_READERS 2

/* Lets go of what has not been taken out of it. */
static void
give_up (BellLocalOpening *opening)
{
  g_clear_pointer (&opening->desk, bell_desk_unref);
  g_clear_pointer (&opening->writer, g_ptr_array_unref);
  g_clear_pointer (&opening->readers, g_ptr_array_unref);
  bell_host_lock_release (opening->lock);
  opening->lock = -1;
}

/**
 * bell_local_opening_free:
 * @opening: (transfer full): a desk that was opened
 *
 * Closes what has not been taken out of it.
 */
void
bell_local_opening_free (BellLocalOpening *opening)
{
  give_up (opening);
  g_free (opening->location);
  g_free (opening);
}

static gboolean
prepare (BellLocalOpening *opening, BellDb *db, GError **error)
{
  if (!bell_db_begin (db, error))
    return FALSE;

  if (!bell_desk_prepare (opening->desk, db, error)
      || !bell_changes_last (db, &opening->seen, error))
    {
      bell_db_rollback (db);
      return FALSE;
    }

  return bell_db_commit (db, error);
}

static gboolean
open_connections (BellLocalOpening *opening, GError **error)
{
  BellDbFlags create = (opening->flags & BELL_STORE_CREATE) != 0 ? BELL_DB_CREATE : 0;
  BellDb     *db = bell_db_open (opening->location, create, error);

  if (db == NULL)
    return FALSE;
  g_ptr_array_add (opening->writer, db);

  if (!prepare (opening, db, error))
    {
      g_autofree char *name = bell_db_dup_display_name (opening->location);

      g_prefix_error (error, "%s: ", name);
      return FALSE;
    }

  for (guint i = 0; i < N_READERS; i++)
    {
      db = bell_db_open (opening->location, BELL_DB_READ_ONLY, error);
      if (db == NULL)
        return FALSE;
      g_ptr_array_add (opening->readers, db);
    }

  return TRUE;
}

/* One program holds a file. A desk in PostgreSQL may have any number of hosts. The lock comes
 * first, but not for a desk that is not there and shall not be made. */
static gboolean
needs_lock (const BellLocalOpening *opening)
{
  return (opening->flags & BELL_STORE_HOST) != 0 && !bell_db_is_elsewhere (opening->location)
         && ((opening->flags & BELL_STORE_CREATE) != 0
             || g_file_test (opening->location, G_FILE_TEST_IS_REGULAR));
}

static void
open_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  BellLocalOpening *opening = data;
  GError           *error = NULL;
  gboolean          opened;

  opened
      = (!needs_lock (opening) || bell_host_lock_take (opening->location, &opening->lock, &error))
        && open_connections (opening, &error);

  /* Whoever is told of the failure may try again at once. */
  if (!opened)
    give_up (opening);
  if (opened)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/**
 * bell_local_opening_async:
 * @location: the path of a desk, or the URL of one in PostgreSQL
 * @flags: how to open it
 * @now: a point in time that the desk shall act as of, or %BELL_INSTANT_NONE
 * @cancellable: (nullable): to give up
 * @callback: called when it is open
 * @user_data: for @callback
 *
 * Opens a desk in a thread, as that waits for the disk.
 */
void
bell_local_opening_async (const char         *location,
                          BellStoreFlags      flags,
                          BellInstant         now,
                          GCancellable       *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer            user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  BellLocalOpening *opening = g_new0 (BellLocalOpening, 1);

  opening->location = g_strdup (location);
  opening->flags = flags;
  opening->lock = -1;
  opening->desk = bell_desk_new ();
  if (now != BELL_INSTANT_NONE)
    bell_desk_set_now (opening->desk, now);
  opening->writer = g_ptr_array_new_with_free_func ((GDestroyNotify) bell_db_close);
  opening->readers = g_ptr_array_new_with_free_func ((GDestroyNotify) bell_db_close);
  g_task_set_source_tag (task, bell_local_opening_async);
  g_task_set_task_data (task, opening, (GDestroyNotify) bell_local_opening_free);
  g_task_run_in_thread (task, open_in_thread);
}

/**
 * bell_local_opening_finish:
 * @result: what the callback was given
 * @error: return location for %BELL_ERROR_STORE
 *
 * Returns: (transfer none) (nullable): what was opened; @result owns it
 */
BellLocalOpening *
bell_local_opening_finish (GAsyncResult *result, GError **error)
{
  if (!g_task_propagate_boolean (G_TASK (result), error))
    return NULL;

  return g_task_get_task_data (G_TASK (result));
}
