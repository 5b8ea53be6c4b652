/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-db-watch.h"

#include "bell-db-private.h"
#include "bell-postgresql-watch.h"

#include <gio/gio.h>

/* How often a file may be reported. */
#define FILE_MILLISECONDS 20

struct _BellDbWatch
{
  GFileMonitor        *monitor;
  BellPostgresqlWatch *listener;
  BellDbTouched        touched;
  gpointer             user_data;
};

static void
on_file_changed (BellDbWatch *self)
{
  self->touched (self->user_data, 0);
}

/* Whoever writes an SQLite file in its WAL mode writes into the file beside it. */
static void
watch_file (BellDbWatch *self, const char *path)
{
  g_autofree char *wal = g_strconcat (path, "-wal", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (wal);
  g_autoptr (GError) error = NULL;

  self->monitor = g_file_monitor_file (file, G_FILE_MONITOR_NONE, NULL, &error);
  if (self->monitor == NULL)
    {
      g_message ("%s cannot be watched: %s", path, error->message);
      return;
    }

  g_file_monitor_set_rate_limit (self->monitor, FILE_MILLISECONDS);
  g_signal_connect_swapped (self->monitor, "changed", G_CALLBACK (on_file_changed), self);
}

/**
 * bell_db_watch_new:
 * @store: the path of an SQLite file, or a URL of PostgreSQL
 * @touched: called when somebody has written to it
 * @user_data: for @touched
 *
 * Returns: (transfer full): a watch in the thread's main context
 */
BellDbWatch *
bell_db_watch_new (const char *store, BellDbTouched touched, gpointer user_data)
{
  BellDbWatch *self = g_new0 (BellDbWatch, 1);

  self->touched = touched;
  self->user_data = user_data;
  if (bell_db_is_elsewhere (store))
    self->listener = bell_postgresql_watch_new (store, touched, user_data);
  else
    watch_file (self, store);

  return self;
}

/**
 * bell_db_watch_free:
 * @self: (transfer full): a watch
 *
 * Ends it; nothing is reported any more.
 */
void
bell_db_watch_free (BellDbWatch *self)
{
  if (self->monitor != NULL)
    g_signal_handlers_disconnect_by_data (self->monitor, self);
  g_clear_object (&self->monitor);
  g_clear_pointer (&self->listener, bell_postgresql_watch_free);
  g_free (self);
}
