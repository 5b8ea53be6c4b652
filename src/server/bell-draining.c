/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-limits.h"
#include "bell-server-private.h"

/* A server that is told to stop finishes what it has begun. First nobody new is let in, and
 * requests underway are answered; then what those have changed is passed on to the live
 * connections; then these are told to come back. */

/* How often it looks whether it is through. */
#define LOOK_MILLISECONDS 20

typedef enum
{
  DRAIN_REQUESTS,
  DRAIN_NEWS,
  DRAIN_FAREWELL,
} DrainStep;

typedef struct
{
  DrainStep step;
  gint64    give_up;
  gint64    last; /* the last change there is; G_MAXINT64 until that is known */
} Drain;

static gint64
in_seconds (gint64 seconds)
{
  return g_get_monotonic_time () + seconds * G_USEC_PER_SEC;
}

static gboolean
is_through (BellServer *self, const Drain *drain)
{
  switch (drain->step)
    {
    case DRAIN_REQUESTS:
      return bell_connections_count (self->connections) == 0;
    case DRAIN_NEWS:
      return MAX (self->seq, self->first_seq) >= drain->last;
    case DRAIN_FAREWELL:
    default:
      return bell_lives_count (self->lives) == 0;
    }
}

static void
on_position (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Drain *drain = g_task_get_task_data (task);
  g_autoptr (GPtrArray) records = bell_store_call_finish (BELL_STORE (object), result, NULL);

  /* Of a store that fails there is no news to wait for. */
  drain->last = records != NULL ? ((const BellPosition *) records->pdata[0])->seq : 0;
}

/* Answers are out, and what they are about may not have been heard of here yet. */
static void
wait_for_news (GTask *task)
{
  BellServer *self = g_task_get_source_object (task);
  Drain      *drain = g_task_get_task_data (task);
  g_autoptr (BellRecord) call = bell_call_new (&bell_call_desk_position);

  drain->step = DRAIN_NEWS;
  drain->give_up = in_seconds (BELL_LIMIT_FAREWELL_SECONDS);
  drain->last = G_MAXINT64;
  bell_store_call_async (self->store, NULL, call, NULL, on_position, g_object_ref (task));
}

static void
say_farewell (BellServer *self, Drain *drain)
{
  drain->step = DRAIN_FAREWELL;
  drain->give_up = in_seconds (BELL_LIMIT_FAREWELL_SECONDS);
  bell_live_end_login (self, NULL);
}

static gboolean
on_look (gpointer user_data)
{
  GTask      *task = user_data;
  BellServer *self = g_task_get_source_object (task);
  Drain      *drain = g_task_get_task_data (task);

  if (g_task_return_error_if_cancelled (task))
    return G_SOURCE_REMOVE;

  bell_connections_end_resting (self->connections);
  if (!is_through (self, drain) && g_get_monotonic_time () < drain->give_up)
    return G_SOURCE_CONTINUE;

  if (drain->step == DRAIN_REQUESTS && !is_through (self, drain))
    g_message ("%u requests are not finished and will be cut off",
               bell_connections_count (self->connections));
  if (drain->step != DRAIN_FAREWELL)
    {
      if (drain->step == DRAIN_REQUESTS)
        wait_for_news (task);
      else
        say_farewell (self, drain);
      return G_SOURCE_CONTINUE;
    }

  bell_server_stop (self);
  g_task_return_boolean (task, TRUE);

  return G_SOURCE_REMOVE;
}

/**
 * bell_server_drain_async:
 * @self: a server
 * @cancellable: (nullable): to wait no longer; then bell_server_stop() has to be called
 * @callback: called when the server has stopped
 * @user_data: for @callback
 *
 * Stops as bell_server_stop() does, but lets requests that are underway be answered, within a
 * bound, and tells live connections to come back, after what waits for them.
 */
void
bell_server_drain_async (BellServer         *self,
                         GCancellable       *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer            user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  Drain *drain = g_new0 (Drain, 1);

  g_task_set_source_tag (task, bell_server_drain_async);
  drain->give_up = in_seconds (BELL_LIMIT_DRAIN_SECONDS);
  g_task_set_task_data (task, drain, g_free);
  self->is_stopping = TRUE;
  g_ptr_array_set_size (self->listeners, 0);
  g_timeout_add_full (G_PRIORITY_DEFAULT, LOOK_MILLISECONDS, on_look, task, g_object_unref);
}

/**
 * bell_server_drain_finish:
 * @self: a server
 * @result: what the callback was given
 * @error: return location for %G_IO_ERROR_CANCELLED
 *
 * Returns: whether it has stopped
 */
gboolean
bell_server_drain_finish (BellServer *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
