/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-progress.h"

#include <glib/gi18n.h>

/* What takes less than this needs no dialog. */
#define PATIENCE_MS 500

struct _BellProgress
{
  GtkWidget    *parent;
  char         *text;
  GCancellable *cancellable; /* NULL: it cannot be cancelled any more */
  AdwDialog    *dialog;
  guint         timer;
};

static void
on_response (AdwAlertDialog *dialog, const char *response, gpointer user_data)
{
  g_cancellable_cancel (user_data);
}

static gboolean
on_timer (gpointer user_data)
{
  BellProgress   *self = user_data;
  AdwAlertDialog *alert;
  GtkWidget      *spinner = adw_spinner_new ();

  self->timer = 0;
  self->dialog = g_object_ref_sink (adw_alert_dialog_new (self->text, NULL));
  alert = ADW_ALERT_DIALOG (self->dialog);
  gtk_widget_set_size_request (spinner, -1, 32);
  adw_alert_dialog_set_extra_child (alert, spinner);
  if (self->cancellable != NULL)
    {
      adw_alert_dialog_add_response (alert, "cancel", _ ("_Cancel"));
      g_signal_connect_object (self->dialog, "response", G_CALLBACK (on_response),
                               self->cancellable, 0);
    }
  else
    adw_dialog_set_can_close (self->dialog, FALSE);
  adw_dialog_present (self->dialog, self->parent);

  return G_SOURCE_REMOVE;
}

/**
 * bell_progress_new:
 * @parent: where in a window something was asked for
 * @text: what is being done
 * @cancellable: (nullable): what cancels it; %NULL if nothing does
 *
 * Returns: (transfer full): what says so until it is freed
 */
BellProgress *
bell_progress_new (GtkWidget *parent, const char *text, GCancellable *cancellable)
{
  BellProgress *self = g_new0 (BellProgress, 1);

  self->parent = g_object_ref (parent);
  self->text = g_strdup (text);
  self->cancellable = cancellable != NULL ? g_object_ref (cancellable) : NULL;
  self->timer = g_timeout_add (PATIENCE_MS, on_timer, self);

  return self;
}

/**
 * bell_progress_free:
 * @self: (transfer full): a progress
 *
 * It is done.
 */
void
bell_progress_free (BellProgress *self)
{
  g_clear_handle_id (&self->timer, g_source_remove);
  if (self->dialog != NULL)
    {
      if (self->cancellable != NULL)
        g_signal_handlers_disconnect_by_data (self->dialog, self->cancellable);
      adw_dialog_force_close (self->dialog);
    }
  g_clear_object (&self->dialog);
  g_clear_object (&self->cancellable);
  g_object_unref (self->parent);
  g_free (self->text);
  g_free (self);
}
