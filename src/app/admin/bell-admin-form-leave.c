/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-admin-form-private.h"

#include <glib/gi18n.h>

/* Going away from a form in which something is edited. */

/* Tells whoever waits to go away from here whether they may. */
void
bell_admin_form_finish_leaving (BellAdminForm *self, gboolean left)
{
  g_autoptr (GTask) task = g_steal_pointer (&self->leaving);

  if (task != NULL)
    g_task_return_boolean (task, left);
}

static void
on_leave_response (AdwAlertDialog *dialog, const char *response, BellAdminForm *self)
{
  if (g_str_equal (response, "discard"))
    {
      bell_record_edit_discard (self->edit);
      bell_admin_form_finish_leaving (self, TRUE);
    }
  else if (g_str_equal (response, "save"))
    bell_admin_form_save (self);
  else
    bell_admin_form_finish_leaving (self, FALSE);
}

static void
ask_to_leave (BellAdminForm *self)
{
  AdwDialog *dialog
      = adw_alert_dialog_new (_ ("Save Changes?"), _ ("What you changed here is not saved yet."));
  AdwAlertDialog *alert = ADW_ALERT_DIALOG (dialog);

  adw_alert_dialog_add_responses (alert, "keep", _ ("_Keep Editing"), "discard", _ ("_Discard"),
                                  "save", _ ("_Save"), NULL);
  adw_alert_dialog_set_response_appearance (alert, "discard", ADW_RESPONSE_DESTRUCTIVE);
  adw_alert_dialog_set_response_appearance (alert, "save", ADW_RESPONSE_SUGGESTED);
  adw_alert_dialog_set_response_enabled (alert, "save",
                                         bell_record_edit_is_right (self->edit)
                                             && !bell_record_edit_is_overtaken (self->edit));
  adw_alert_dialog_set_default_response (alert, "save");
  adw_alert_dialog_set_close_response (alert, "keep");
  g_signal_connect_object (dialog, "response", G_CALLBACK (on_leave_response), self, 0);
  adw_dialog_present (dialog, GTK_WIDGET (self));
}

/**
 * bell_admin_form_leave_async:
 * @self: a form
 * @callback: called when it may be left, or when it shall not
 * @user_data: for @callback
 *
 * Asks what becomes of what was edited, if anything was.
 */
void
bell_admin_form_leave_async (BellAdminForm *self, GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task = g_task_new (self, NULL, callback, user_data);

  g_task_set_source_tag (task, bell_admin_form_leave_async);
  if (!bell_record_edit_differs (self->edit) || self->leaving != NULL)
    {
      g_task_return_boolean (task, self->leaving == NULL);
      g_object_unref (task);
      return;
    }

  self->leaving = task;
  ask_to_leave (self);
}

/**
 * bell_admin_form_leave_finish:
 * @self: a form
 * @result: what the callback was given
 *
 * Returns: whether it may be left
 */
gboolean
bell_admin_form_leave_finish (BellAdminForm *self, GAsyncResult *result)
{
  return g_task_propagate_boolean (G_TASK (result), NULL);
}
