/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "remote/bell-remote-store-private.h"

#include "remote/bell-remote-asking.h"
#include "remote/bell-remote-opening.h"

/* How long after an answer that may be out of date to ask again over a line that is up. */
#define REFRESH_SECONDS 5

/* How long after a change it is kept how far the desk is. */
#define POSITION_SECONDS 2

enum
{
  SIGNAL_REFUSED,
  N_SIGNALS,
};
static guint signals[N_SIGNALS];

static void bell_remote_store_store_init (BellStoreInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (BellRemoteStore,
                               bell_remote_store,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (BELL_TYPE_STORE,
                                                      bell_remote_store_store_init))

/* How far the desk is. */

static void
keep_position (BellRemoteStore *self)
{
  g_autoptr (GBytes) value = NULL;

  if (self->keep == NULL || self->position == NULL)
    return;

  value = bell_remote_keep_form (self->position);
  bell_remote_keep_put_async (self->keep, BELL_KEEP_ANSWERS, BELL_KEEP_POSITION, value, NULL, NULL);
}

static gboolean
on_position_timer (gpointer user_data)
{
  BellRemoteStore *self = user_data;

  self->position_timer = 0;
  keep_position (self);

  return G_SOURCE_REMOVE;
}

/* What the line reports. */

static void
on_line_changed (gpointer user_data)
{
  g_autoptr (BellRemoteStore) self = g_object_ref (user_data);

  bell_store_emit_line_changed (BELL_STORE (self));
  if (self->line == NULL || bell_remote_line_get_state (self->line) != BELL_LINE_UP)
    return;

  bell_remote_outbox_hurry (self->outbox);
  if (self->is_stale)
    {
      self->is_stale = FALSE;
      bell_store_emit_reloaded (BELL_STORE (self));
    }
}

static void
on_changed (BellChange *change, gpointer user_data)
{
  bell_store_emit_changed (BELL_STORE (user_data), change);
}

/* Answers of what is there no more are of no use, not even offline. */
static void
forget_answers (BellRemoteStore *self)
{
  g_autoptr (GBytes) person = bell_remote_keep_form (self->record);

  bell_remote_keep_clear (self->keep, BELL_KEEP_ANSWERS);
  bell_remote_keep_put_async (self->keep, BELL_KEEP_ANSWERS, BELL_KEEP_PERSON, person, NULL, NULL);
  keep_position (self);
}

static void
on_reloaded (gboolean is_another, gpointer user_data)
{
  BellRemoteStore *self = user_data;

  self->is_stale = FALSE;
  if (is_another && self->keep != NULL)
    forget_answers (self);
  bell_store_emit_reloaded (BELL_STORE (self));
}

static void
on_moved (gint64 seq, gpointer user_data)
{
  BellRemoteStore *self = user_data;

  if (self->position == NULL)
    return;

  self->position->seq = seq;
  if (self->position_timer == 0)
    self->position_timer = g_timeout_add_seconds (POSITION_SECONDS, on_position_timer, self);
}

static const BellRemoteLineHandlers line_handlers = {
  .state_changed = on_line_changed,
  .changed = on_changed,
  .reloaded = on_reloaded,
  .moved = on_moved,
};

/* What is said of who is signed in goes for the line, too; and where one gets through, so may it.
 */
static void
note_answer (BellRemoteStore *self, const GError *error)
{
  gboolean is_lost = g_error_matches (error, BELL_ERROR, BELL_ERROR_OFFLINE);

  if (self->line == NULL || (error != NULL && error->domain != BELL_ERROR)
      || (error != NULL && bell_error_get_trouble (error) == BELL_TROUBLE_CERTIFICATE))
    return;

  if (error != NULL && bell_error_get_trouble (error) == BELL_TROUBLE_SIGNED_OUT)
    bell_remote_line_sign_out (self->line);
  else
    bell_remote_line_note_answer (self->line, is_lost);
}

static void
on_outbox_answered (const GError *error, gpointer user_data)
{
  note_answer (user_data, error);
}

static void
on_outbox_refused (BellRecord *call, const GError *error, gpointer user_data)
{
  g_message ("What waited to be sent was refused (%s): %s", call->shape->name, error->message);
  g_signal_emit (user_data, signals[SIGNAL_REFUSED], 0, call, error);
}

static const BellRemoteOutboxHandlers outbox_handlers = {
  .answered = on_outbox_answered,
  .refused = on_outbox_refused,
};

/* BellStore */

static gboolean
on_refresh (gpointer user_data)
{
  BellRemoteStore *self = user_data;

  self->refresh = 0;
  if (self->is_stale && bell_store_get_line (BELL_STORE (self)) == BELL_LINE_UP)
    on_reloaded (FALSE, self);

  return G_SOURCE_REMOVE;
}

/* What was given is asked for anew when the line comes back; or after a while, if it never went. */
static void
note_stale (BellRemoteStore *self)
{
  self->is_stale = TRUE;
  if (self->line != NULL && self->refresh == 0)
    self->refresh = g_timeout_add_seconds (REFRESH_SECONDS, on_refresh, self);
}

static void
on_asked (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  BellRemoteStore *self = g_task_get_source_object (task);
  GError          *error = NULL;
  BellAnswer       answer = BELL_ANSWER_FRESH;
  GPtrArray       *records = bell_remote_asking_finish (result, &answer, &error);

  if (answer != BELL_ANSWER_FRESH)
    note_stale (self);
  else
    note_answer (self, error);

  if (records != NULL)
    g_task_return_pointer (task, records, (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, error);
}

static gboolean
is_somebody_else (BellRemoteStore *self, const char *actor)
{
  return actor != NULL && !g_str_equal (actor, self->person);
}

static void
bell_remote_store_call_async (BellStore          *store,
                              const char         *actor,
                              gpointer            call,
                              GCancellable       *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer            user_data)
{
  BellRemoteStore *self = BELL_REMOTE_STORE (store);
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  g_autoptr (BellWireRequest) request = NULL;
  GError  *error = NULL;
  gboolean is_down;

  g_task_set_source_tag (task, bell_remote_store_call_async);
  if (self->http == NULL)
    {
      g_task_return_error (task, bell_store_closed_error ());
      return;
    }

  if (is_somebody_else (self, actor))
    {
      g_task_return_new_error (task, BELL_ERROR, BELL_ERROR_DENIED,
                               "\"%s\" is signed in, and cannot act as \"%s\"", self->person,
                               actor);
      return;
    }

  request = bell_wire_write_call (call, &error);
  if (request == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  if (self->outbox != NULL && bell_remote_outbox_takes (call))
    {
      bell_remote_outbox_add (self->outbox, call, g_steal_pointer (&task));
      return;
    }

  is_down = self->line != NULL && bell_remote_line_has_failed (self->line);
  bell_remote_asking_async (self->http, self->keep, is_down, call, g_steal_pointer (&request),
                            cancellable, on_asked, g_steal_pointer (&task));
}

static GPtrArray *
bell_remote_store_call_finish (BellStore *store, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static BellLine
bell_remote_store_get_line (BellStore *store)
{
  BellRemoteStore *self = BELL_REMOTE_STORE (store);

  return self->line != NULL ? bell_remote_line_get_state (self->line) : BELL_LINE_DOWN;
}

/* Whoever waits for an answer is told that the desk is closed. */
static void
let_go (BellRemoteStore *self)
{
  if (self->position_timer != 0)
    keep_position (self);
  g_clear_handle_id (&self->position_timer, g_source_remove);
  g_clear_handle_id (&self->refresh, g_source_remove);
  g_clear_pointer (&self->line, bell_remote_line_free);
  g_clear_pointer (&self->outbox, bell_remote_outbox_free);
  if (self->http != NULL)
    bell_remote_http_close (self->http);
  g_clear_object (&self->http);
  g_clear_pointer (&self->keep, bell_remote_keep_unref);
}

static void
bell_remote_store_close_async (BellStore *store, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (store, NULL, callback, user_data);

  g_task_set_source_tag (task, bell_remote_store_close_async);
  let_go (BELL_REMOTE_STORE (store));
  g_task_return_boolean (task, TRUE);
}

static gboolean
bell_remote_store_close_finish (BellStore *store, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
bell_remote_store_store_init (BellStoreInterface *iface)
{
  iface->call_async = bell_remote_store_call_async;
  iface->call_finish = bell_remote_store_call_finish;
  iface->close_async = bell_remote_store_close_async;
  iface->close_finish = bell_remote_store_close_finish;
  iface->get_line = bell_remote_store_get_line;
}

static void
bell_remote_store_dispose (GObject *object)
{
  let_go (BELL_REMOTE_STORE (object));

  G_OBJECT_CLASS (bell_remote_store_parent_class)->dispose (object);
}

static void
bell_remote_store_finalize (GObject *object)
{
  BellRemoteStore *self = BELL_REMOTE_STORE (object);

  g_clear_pointer (&self->position, bell_record_unref);
  g_clear_pointer (&self->record, bell_record_unref);
  g_free (self->person);

  G_OBJECT_CLASS (bell_remote_store_parent_class)->finalize (object);
}

static void
bell_remote_store_class_init (BellRemoteStoreClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = bell_remote_store_dispose;
  object_class->finalize = bell_remote_store_finalize;

  /**
   * BellRemoteStore::refused:
   * @self: a store
   * @call: (type BellRecord): what waited to be sent
   * @error: why it was refused
   *
   * Emitted when the desk refuses a command that an earlier run of the program has left to be sent:
   * nobody waits for its answer any more.
   */
  signals[SIGNAL_REFUSED]
      = g_signal_new ("refused", BELL_TYPE_REMOTE_STORE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                      G_TYPE_NONE, 2, G_TYPE_POINTER, G_TYPE_ERROR);
}

static void
bell_remote_store_init (BellRemoteStore *self)
{
}

/* Opening. */

static void
follow (BellRemoteStore *self, BellRemoteOpening *opening)
{
  g_autoptr (GPtrArray) waiting = g_steal_pointer (&opening->outbox);

  self->line = bell_remote_line_new (self->http, self->position != NULL ? self->position->seq : -1,
                                     opening->is_offline ? BELL_LINE_DOWN : BELL_LINE_CONNECTING,
                                     &line_handlers, self);
  self->outbox
      = bell_remote_outbox_new (self->http, self->keep, self->person, &outbox_handlers, self);
  if (waiting != NULL)
    bell_remote_outbox_restore (self->outbox, waiting);
  bell_remote_line_start (self->line);
}

static void
on_opened (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError            *error = NULL;
  BellRemoteOpening *opening = bell_remote_opening_finish (result, &error);
  BellRemoteStore   *self;

  if (opening == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  self = g_object_new (BELL_TYPE_REMOTE_STORE, NULL);
  self->http = g_steal_pointer (&opening->http);
  self->keep = g_steal_pointer (&opening->keep);
  self->position = g_steal_pointer (&opening->position);
  self->record = g_steal_pointer (&opening->person);
  self->person = g_strdup (self->record->record.id);
  if ((opening->account->flags & BELL_REMOTE_BRIEF) == 0)
    follow (self, opening);
  g_task_return_pointer (task, self, g_object_unref);
}

/**
 * bell_remote_store_open_async:
 * @url: the address of a Deskbell server: https://, or http:// and an address of this computer
 * @account: as whom, and how
 * @cancellable: (nullable): to give up
 * @callback: called with what bell_store_open_finish() takes
 * @user_data: for @callback
 *
 * Opens a desk elsewhere. With a token, and with what an earlier run has kept of the desk, that
 * works without the network, too: then bell_store_get_line() is %BELL_LINE_DOWN.
 *
 * bell_store_open_finish() gives %BELL_ERROR_INVALID for an address that is none,
 * %BELL_ERROR_OFFLINE if the desk cannot be reached, and %BELL_ERROR_DENIED for a wrong name or
 * password; with %BELL_TROUBLE_SIGNED_OUT for a token that is not valid any more, with
 * %BELL_TROUBLE_CERTIFICATE for a server whose certificate is none that is trusted:
 * bell_error_get_record() is then the #BellCertificate that a person has to compare, and whose
 * fingerprint in the account makes it the one that is accepted.
 */
void
bell_remote_store_open_async (const char              *url,
                              const BellRemoteAccount *account,
                              GCancellable            *cancellable,
                              GAsyncReadyCallback      callback,
                              gpointer                 user_data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_set_source_tag (task, bell_remote_store_open_async);
  bell_remote_opening_async (url, account, cancellable, on_opened, task);
}
