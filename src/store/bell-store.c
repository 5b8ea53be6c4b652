/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-store.h"

#include "bell-db.h"
#include "local/bell-local-store.h"

G_DEFINE_INTERFACE (BellStore, bell_store, G_TYPE_OBJECT)

enum
{
  SIGNAL_CHANGED,
  SIGNAL_RELOADED,
  SIGNAL_LINE_CHANGED,
  N_SIGNALS,
};
static guint signals[N_SIGNALS];

static void
bell_store_default_init (BellStoreInterface *iface)
{
  /**
   * BellStore::changed:
   * @self: a store
   * @change: (type BellChange): what changed
   *
   * Emitted for every change of the desk, in the order of their numbers, without holes.
   */
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", BELL_TYPE_STORE, G_SIGNAL_RUN_LAST, 0, NULL,
                                          NULL, NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);

  /**
   * BellStore::reloaded:
   * @self: a store
   *
   * Emitted when anything may have changed without being reported: after the line to a desk was
   * down for too long, or when answers were given that may have been out of date. Who shows
   * something of the desk asks for it again.
   */
  signals[SIGNAL_RELOADED] = g_signal_new ("reloaded", BELL_TYPE_STORE, G_SIGNAL_RUN_LAST, 0, NULL,
                                           NULL, NULL, G_TYPE_NONE, 0);

  /**
   * BellStore::line-changed:
   * @self: a store
   *
   * Emitted when bell_store_get_line() is another than before.
   */
  signals[SIGNAL_LINE_CHANGED] = g_signal_new ("line-changed", BELL_TYPE_STORE, G_SIGNAL_RUN_LAST,
                                               0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

/**
 * bell_store_is_remote:
 * @location: where a desk is
 *
 * Returns: whether it is the address of a server, to be opened by bell_remote_store_open_async()
 */
gboolean
bell_store_is_remote (const char *location)
{
  return g_str_has_prefix (location, "https://") || g_str_has_prefix (location, "http://");
}

/**
 * bell_store_dup_display_name:
 * @location: where a desk is
 *
 * Returns: (transfer full): the same as it may be shown to people and written into logs: without a
 *   password
 */
char *
bell_store_dup_display_name (const char *location)
{
  return bell_db_dup_display_name (location);
}

/**
 * bell_store_open_async:
 * @location: the path of a desk on this computer, or the URL of one in PostgreSQL
 * @flags: how to open it
 * @now: a point in time that the desk shall act as of, or %BELL_INSTANT_NONE for the clock's
 * @cancellable: (nullable): to give up
 * @callback: called when it is open
 * @user_data: for @callback
 *
 * Opens a desk without keeping anyone waiting.
 */
void
bell_store_open_async (const char         *location,
                       BellStoreFlags      flags,
                       BellInstant         now,
                       GCancellable       *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer            user_data)
{
  if (bell_store_is_remote (location))
    {
      g_task_report_new_error (
          NULL, callback, user_data, bell_store_open_async, BELL_ERROR, BELL_ERROR_DENIED,
          "%s: a desk elsewhere is opened as somebody: sign in first", location);
      return;
    }

  bell_local_store_open_async (location, flags, now, cancellable, callback, user_data);
}

/**
 * bell_store_open_finish:
 * @result: what the callback was given
 * @error: return location for %BELL_ERROR_STORE, which says in words what is wrong
 *
 * Returns: (transfer full) (nullable): the desk, or %NULL
 */
BellStore *
bell_store_open_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * bell_store_call_async:
 * @self: a store
 * @actor: (nullable): the id of the person who calls, or %NULL for the keeper of the store
 * @call: (type BellRecord) (transfer none): what to do; it must not change any more
 * @cancellable: (nullable): to give up, as long as it is not done
 * @callback: called when it is done, and on disk
 * @user_data: for @callback
 *
 * Makes a call of bell-calls.h.
 */
void
bell_store_call_async (BellStore          *self,
                       const char         *actor,
                       gpointer            call,
                       GCancellable       *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer            user_data)
{
  g_return_if_fail (BELL_IS_STORE (self));
  g_return_if_fail (call != NULL);

  BELL_STORE_GET_IFACE (self)->call_async (self, actor, call, cancellable, callback, user_data);
}

/**
 * bell_store_call_finish:
 * @self: a store
 * @result: what the callback was given
 * @error: return location for any #BellError
 *
 * Returns: (transfer full) (nullable) (element-type BellRecord): what the call gives, or %NULL
 */
GPtrArray *
bell_store_call_finish (BellStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (BELL_IS_STORE (self), NULL);

  return BELL_STORE_GET_IFACE (self)->call_finish (self, result, error);
}

/**
 * bell_store_give_up:
 * @cancellable: (inout): what calls were made with
 *
 * Gives up the calls that are not answered yet, and gives another cancellable for those that come
 * in their place: an answer may come after that to a later question, and would be outdated then.
 */
void
bell_store_give_up (GCancellable **cancellable)
{
  g_cancellable_cancel (*cancellable);
  g_object_unref (*cancellable);
  *cancellable = g_cancellable_new ();
}

/**
 * bell_store_closed_error:
 *
 * Returns: (transfer full): what there is to say to whoever asks a store that is closed
 */
GError *
bell_store_closed_error (void)
{
  return g_error_new_literal (BELL_ERROR, BELL_ERROR_OFFLINE, "the desk is closed");
}

/**
 * bell_store_close_async:
 * @self: a store
 * @callback: (nullable): called when it is closed
 * @user_data: for @callback
 *
 * Finishes what was asked for, and lets go of the desk.
 */
void
bell_store_close_async (BellStore *self, GAsyncReadyCallback callback, gpointer user_data)
{
  g_return_if_fail (BELL_IS_STORE (self));

  BELL_STORE_GET_IFACE (self)->close_async (self, callback, user_data);
}

/**
 * bell_store_close_finish:
 * @self: a store
 * @result: what the callback was given
 * @error: return location for %BELL_ERROR_STORE
 *
 * Returns: whether it was closed as it should be
 */
gboolean
bell_store_close_finish (BellStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (BELL_IS_STORE (self), FALSE);

  return BELL_STORE_GET_IFACE (self)->close_finish (self, result, error);
}

/**
 * bell_store_emit_changed:
 * @self: a store
 * @change: what changed
 *
 * For implementations: reports a change.
 */
void
bell_store_emit_changed (BellStore *self, BellChange *change)
{
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0, change);
}

/**
 * bell_store_get_line:
 * @self: a store
 *
 * Returns: how it stands with the line to the desk; %BELL_LINE_HERE for one on this computer
 */
BellLine
bell_store_get_line (BellStore *self)
{
  BellStoreInterface *iface;

  g_return_val_if_fail (BELL_IS_STORE (self), BELL_LINE_HERE);

  iface = BELL_STORE_GET_IFACE (self);

  return iface->get_line != NULL ? iface->get_line (self) : BELL_LINE_HERE;
}

/**
 * bell_store_emit_reloaded:
 * @self: a store
 *
 * For implementations: says that anything may have changed.
 */
void
bell_store_emit_reloaded (BellStore *self)
{
  g_signal_emit (self, signals[SIGNAL_RELOADED], 0);
}

/**
 * bell_store_emit_line_changed:
 * @self: a store
 *
 * For implementations: says that the line is another than before.
 */
void
bell_store_emit_line_changed (BellStore *self)
{
  g_signal_emit (self, signals[SIGNAL_LINE_CHANGED], 0);
}

/**
 * bell_records_find:
 * @records: (element-type BellRecord): what a call gave
 * @shape: a type of record
 * @id: (nullable): an id, or %NULL for the first of the type
 *
 * Returns: (transfer none) (nullable): the record, or %NULL if there is none
 */
gpointer
bell_records_find (GPtrArray *records, const BellShape *shape, const char *id)
{
  for (guint i = 0; i < records->len; i++)
    {
      BellRecord *record = records->pdata[i];

      if (record->shape == shape && (id == NULL || g_strcmp0 (record->id, id) == 0))
        return record;
    }

  return NULL;
}
