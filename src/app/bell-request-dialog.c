/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-request-dialog.h"

#include "bell-admin-form.h"
#include "bell-admin-undo.h"

#include <glib/gi18n.h>

#define WIDTH  520
#define HEIGHT 640

static void
on_left (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (AdwDialog) dialog = user_data;

  if (bell_admin_form_leave_finish (BELL_ADMIN_FORM (object), result))
    adw_dialog_force_close (dialog);
}

static void
on_close_attempt (AdwDialog *dialog, BellAdminForm *form)
{
  bell_admin_form_leave_async (form, on_left, g_object_ref (dialog));
}

/* Whoever has saved is done here. What was done is said where they come back to. */
static void
on_edited (BellAdminForm *form, BellEdited *edited, AdwDialog *dialog)
{
  GtkWidget   *toasts = g_object_get_data (G_OBJECT (dialog), "toasts");
  BellSession *session = g_object_get_data (G_OBJECT (dialog), "session");

  if (edited != NULL && toasts != NULL)
    bell_admin_undo_offer (ADW_TOAST_OVERLAY (toasts), session, edited);
  adw_dialog_force_close (dialog);
}

/**
 * bell_request_dialog_present:
 * @session: the desk, which is open
 * @request: a request
 * @parent: what it is opened from
 *
 * Opens the request, for what agents may change of it; an administrator may change all.
 */
void
bell_request_dialog_present (BellSession *session, BellRequest *request, GtkWidget *parent)
{
  AdwDialog *dialog = adw_dialog_new ();
  GtkWidget *view = adw_toolbar_view_new ();
  GtkWidget *form = bell_admin_form_new (session, &bell_request_shape, BELL_RECORD (request));
  GtkWidget *toasts = gtk_widget_get_ancestor (parent, ADW_TYPE_TOAST_OVERLAY);
  /* Translators: the number of a request */
  g_autofree char *title = g_strdup_printf (_ ("Request %s"), request->record.id);

  g_object_set_data_full (G_OBJECT (dialog), "session", g_object_ref (session), g_object_unref);
  if (toasts != NULL)
    g_object_set_data_full (G_OBJECT (dialog), "toasts", g_object_ref (toasts), g_object_unref);
  adw_toolbar_view_add_top_bar (ADW_TOOLBAR_VIEW (view), adw_header_bar_new ());
  adw_toolbar_view_set_content (ADW_TOOLBAR_VIEW (view), form);
  adw_dialog_set_title (dialog, title);
  adw_dialog_set_content_width (dialog, WIDTH);
  adw_dialog_set_content_height (dialog, HEIGHT);
  adw_dialog_set_child (dialog, view);
  adw_dialog_set_can_close (dialog, FALSE);
  adw_dialog_set_focus (dialog, form);
  g_signal_connect_object (dialog, "close-attempt", G_CALLBACK (on_close_attempt), form, 0);
  g_signal_connect_object (form, "edited", G_CALLBACK (on_edited), dialog, 0);
  bell_admin_form_add_save_key (BELL_ADMIN_FORM (form), GTK_WIDGET (dialog));
  adw_dialog_present (dialog, parent);
  gtk_widget_grab_focus (form);
}
