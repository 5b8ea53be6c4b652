/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-admin-effect.h"

#include "bell-admin-effect-dialog.h"
#include "bell-admin-value.h"
#include "bell-json.h"

#include <glib/gi18n.h>

/* After how long one sees that the desk is being asked. */
#define SLOW_MS 500

/* One question about one edit. */
typedef struct
{
  BellSession  *session;
  BellRecord   *record;
  gboolean      deleting;
  GCancellable *cancellable;
  AdwDialog    *progress;
  guint         timer;
  gboolean      answered;
} Asking;

/* What can change who has chat, and who is told of it. */
static const BellShape *const shapes[] = {
  &bell_agreement_shape, &bell_offering_shape, &bell_rule_shape,     &bell_service_shape,
  &bell_calendar_shape,  &bell_group_shape,    &bell_settings_shape,
};

static void
asking_free (gpointer data)
{
  Asking *asking = data;

  g_clear_handle_id (&asking->timer, g_source_remove);
  g_clear_object (&asking->progress);
  g_object_unref (asking->cancellable);
  g_object_unref (asking->session);
  bell_record_unref (asking->record);
  g_free (asking);
}

static gboolean
has_effect (const BellShape *shape)
{
  for (guint i = 0; i < G_N_ELEMENTS (shapes); i++)
    if (shapes[i] == shape)
      return TRUE;

  return FALSE;
}

/* The record as it would be if it decided nothing any more, which is what its removal comes to;
 * %NULL if there is no such thing. What is used otherwise cannot be removed. */
static BellRecord *
without_effect (const BellRecord *record)
{
  BellRecord *copy = bell_record_copy (record);

  if (record->shape == &bell_agreement_shape)
    ((BellAgreement *) copy)->status = BELL_STATUS_RETIRED;
  else if (record->shape == &bell_offering_shape)
    ((BellOffering *) copy)->status = BELL_STATUS_RETIRED;
  else if (record->shape == &bell_rule_shape)
    ((BellRule *) copy)->active = FALSE;
  else
    g_clear_pointer (&copy, bell_record_unref);

  return copy;
}

/* A desk document with the record alone. */
static JsonNode *
new_document (const BellRecord *record)
{
  JsonObject *document = json_object_new ();

  json_object_set_string_member (document, "format", BELL_DOCUMENT_FORMAT);
  if (record->shape == &bell_settings_shape)
    json_object_set_member (document, record->shape->name,
                            bell_record_to_json (record, BELL_RECORD_FORM_DOCUMENT));
  else
    {
      JsonArray *list = json_array_new ();

      json_array_add_element (list, bell_record_to_json (record, BELL_RECORD_FORM_DOCUMENT));
      json_object_set_array_member (document, record->shape->collection, list);
    }

  return bell_json_object_node (document);
}

static void
on_cancelled (Asking *asking)
{
  g_cancellable_cancel (asking->cancellable);
}

/* Whoever waits sees that, and need not. */
static void
on_slow (gpointer user_data)
{
  GTask     *task = user_data;
  Asking    *asking = g_task_get_task_data (task);
  GtkWidget *spinner = adw_spinner_new ();

  asking->timer = 0;
  asking->progress = g_object_ref_sink (
      adw_alert_dialog_new (_ ("Looking at What This Changes…"), _ ("Nothing is saved yet.")));
  gtk_widget_set_size_request (spinner, 32, 32);
  adw_alert_dialog_set_extra_child (ADW_ALERT_DIALOG (asking->progress), spinner);
  adw_alert_dialog_add_response (ADW_ALERT_DIALOG (asking->progress), "cancel", _ ("_Cancel"));
  adw_alert_dialog_set_close_response (ADW_ALERT_DIALOG (asking->progress), "cancel");
  g_signal_connect_swapped (asking->progress, "response", G_CALLBACK (on_cancelled), asking);
  adw_dialog_present (asking->progress, g_task_get_source_object (task));
}

static void
end_waiting (Asking *asking)
{
  g_clear_handle_id (&asking->timer, g_source_remove);
  if (asking->progress == NULL)
    return;

  g_signal_handlers_disconnect_by_func (asking->progress, on_cancelled, asking);
  adw_dialog_force_close (asking->progress);
  g_clear_object (&asking->progress);
}

static void
on_closed (BellAdminEffectDialog *dialog, gpointer user_data)
{
  GTask  *task = user_data;
  Asking *asking = g_task_get_task_data (task);

  if (asking->answered)
    return;

  asking->answered = TRUE;
  g_task_return_int (task, dialog != NULL && bell_admin_effect_dialog_is_accepted (dialog)
                               ? BELL_ADMIN_VERDICT_YES
                               : BELL_ADMIN_VERDICT_NO);
}

/* The dialog may go away with its window. */
static void
on_dialog_gone (gpointer user_data, GClosure *closure)
{
  GTask *task = user_data;

  on_closed (NULL, task);
  g_object_unref (task);
}

static void
show_effect (GTask *task, const BellEffect *effect)
{
  Asking          *asking = g_task_get_task_data (task);
  g_autofree char *title = asking->record->id != NULL ? bell_admin_value_title (asking->record)
                                                      : g_strdup (_ ("Desk Settings"));
  AdwDialog       *dialog
      = bell_admin_effect_dialog_new (asking->session, effect, title, asking->deleting);

  g_signal_connect_data (dialog, "closed", G_CALLBACK (on_closed), g_object_ref (task),
                         on_dialog_gone, 0);
  adw_dialog_present (dialog, g_task_get_source_object (task));
}

/* What is wrong with the record itself, or with who asks, saving says better. */
static gboolean
is_for_saving (const GError *error)
{
  return g_error_matches (error, BELL_ERROR, BELL_ERROR_INVALID)
         || g_error_matches (error, BELL_ERROR, BELL_ERROR_CONFLICT)
         || g_error_matches (error, BELL_ERROR, BELL_ERROR_DENIED);
}

static void
on_effect (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Asking *asking = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (GPtrArray) records = bell_store_call_finish (BELL_STORE (object), result, &error);
  const BellEffect *effect = records != NULL ? records->pdata[0] : NULL;
  gboolean          stopped = g_cancellable_is_cancelled (asking->cancellable);

  end_waiting (asking);
  if (effect != NULL && !stopped && gtk_widget_get_root (g_task_get_source_object (task)) != NULL
      && (effect->answers->len > 0 || effect->recipients->len > 0))
    show_effect (task, effect);
  else if (effect != NULL || stopped || is_for_saving (error))
    {
      g_clear_error (&error);
      g_task_return_int (task, stopped ? BELL_ADMIN_VERDICT_NO : BELL_ADMIN_VERDICT_NOTHING);
    }
  else
    g_task_return_error (task, error);
}

/**
 * bell_admin_effect_ask_async:
 * @widget: what the edit is made in
 * @session: a desk that is open
 * @record: the record as it shall be, or one that shall be removed
 * @deleting: whether it shall be removed
 * @callback: called when it is known whether to go on
 * @user_data: for @callback
 *
 * Asks the desk what the edit would do to chats, and shows that, if it does anything.
 */
void
bell_admin_effect_ask_async (GtkWidget          *widget,
                             BellSession        *session,
                             const BellRecord   *record,
                             gboolean            deleting,
                             GAsyncReadyCallback callback,
                             gpointer            user_data)
{
  GTask *task = g_task_new (widget, NULL, callback, user_data);
  g_autoptr (BellRecord) edited
      = deleting ? without_effect (record) : bell_record_ref ((gpointer) record);
  g_autoptr (BellRecord) call = NULL;
  Asking *asking;

  g_task_set_source_tag (task, bell_admin_effect_ask_async);
  if (edited == NULL || !has_effect (record->shape))
    {
      g_task_return_int (task, BELL_ADMIN_VERDICT_NOTHING);
      g_object_unref (task);
      return;
    }

  asking = g_new0 (Asking, 1);
  asking->session = g_object_ref (session);
  asking->record = bell_record_ref ((gpointer) record);
  asking->deleting = deleting;
  asking->cancellable = g_cancellable_new ();
  asking->timer = g_timeout_add_once (SLOW_MS, on_slow, task);
  g_task_set_task_data (task, asking, asking_free);
  call = bell_call_new (&bell_call_desk_effect);
  ((BellDeskEffect *) call)->document = new_document (edited);
  bell_store_call_async (bell_session_get_store (session), bell_session_get_person (session), call,
                         asking->cancellable, on_effect, task);
}

/**
 * bell_admin_effect_ask_finish:
 * @widget: what the edit is made in
 * @result: what the callback was given
 * @error: return location for why the desk did not say
 *
 * Returns: whether to make the edit
 */
BellAdminVerdict
bell_admin_effect_ask_finish (GtkWidget *widget, GAsyncResult *result, GError **error)
{
  gssize verdict = g_task_propagate_int (G_TASK (result), error);

  return verdict > 0 ? (BellAdminVerdict) verdict : BELL_ADMIN_VERDICT_NO;
}
