/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-supervisor.h"

#include <systemd/sd-daemon.h>

/* The watchdog is told so many times as often as it wants to be. */
#define OFTEN 3

struct _BellSupervisor
{
  BellStore    *store;
  GCancellable *stopped;
  guint         timer;
  gboolean      is_asking;
};

static void
on_position (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) records = bell_store_call_finish (BELL_STORE (object), result, &error);
  BellSupervisor *self = user_data;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  self->is_asking = FALSE;
  if (records != NULL)
    sd_notify (0, "WATCHDOG=1");
  else
    g_warning ("The store does not answer as it should, and so the watchdog is not told that all "
               "is well: %s",
               error->message);
}

/* A server whose main loop stands still asks nothing, and one whose store does gets no answer. */
static gboolean
on_timer (gpointer user_data)
{
  BellSupervisor *self = user_data;
  g_autoptr (BellRecord) call = NULL;

  if (self->is_asking)
    return G_SOURCE_CONTINUE;

  self->is_asking = TRUE;
  call = bell_call_new (&bell_call_desk_position);
  bell_store_call_async (self->store, NULL, call, self->stopped, on_position, self);

  return G_SOURCE_CONTINUE;
}

/**
 * bell_supervisor_new:
 * @store: the desk that is served
 *
 * Returns: (transfer full): what speaks to systemd; to nobody without it
 */
BellSupervisor *
bell_supervisor_new (BellStore *store)
{
  BellSupervisor *self = g_new0 (BellSupervisor, 1);
  guint64         within = 0;

  self->store = g_object_ref (store);
  self->stopped = g_cancellable_new ();
  if (sd_watchdog_enabled (0, &within) > 0)
    self->timer = g_timeout_add (MAX (1, (guint) (within / 1000 / OFTEN)), on_timer, self);

  return self;
}

/**
 * bell_supervisor_free:
 * @self: (transfer full): what speaks to systemd
 *
 * Says no more.
 */
void
bell_supervisor_free (BellSupervisor *self)
{
  g_cancellable_cancel (self->stopped);
  g_clear_handle_id (&self->timer, g_source_remove);
  g_object_unref (self->stopped);
  g_object_unref (self->store);
  g_free (self);
}

/**
 * bell_supervisor_take_sockets:
 * @server: a server
 * @error: return location for %BELL_ERROR_INVALID
 *
 * Listens on the sockets that systemd has made for this program, if there are any.
 *
 * Returns: %FALSE if one of them cannot be listened on
 */
gboolean
bell_supervisor_take_sockets (BellServer *server, GError **error)
{
  int n = sd_listen_fds (TRUE);

  for (int i = 0; i < n; i++)
    if (!bell_server_listen_fd (server, SD_LISTEN_FDS_START + i, error))
      return FALSE;

  return TRUE;
}

/**
 * bell_supervisor_ready:
 * @self: what speaks to systemd
 * @status: what the program does, for people
 *
 * Says that the program serves.
 */
void
bell_supervisor_ready (BellSupervisor *self, const char *status)
{
  sd_notifyf (0, "READY=1\nSTATUS=%s", status);
}

/**
 * bell_supervisor_stopping:
 * @self: what speaks to systemd
 *
 * Says that the program stops, when it was told to.
 */
void
bell_supervisor_stopping (BellSupervisor *self)
{
  sd_notify (0, "STOPPING=1\nSTATUS=Finishing what was begun");
}
