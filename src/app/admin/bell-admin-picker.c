/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-admin-picker.h"

#include "bell-requests-page.h"

#include <glib/gi18n.h>

struct _BellAdminPicker
{
  AdwDialog         parent_instance;
  BellRequestsPage *requests;
};

G_DEFINE_FINAL_TYPE (BellAdminPicker, bell_admin_picker, ADW_TYPE_DIALOG)

enum
{
  SIGNAL_PICKED,
  N_SIGNALS,
};
static guint signals[N_SIGNALS];

static void
pick (GtkWidget *widget, const char *action, GVariant *parameter)
{
  g_signal_emit (widget, signals[SIGNAL_PICKED], 0, g_variant_get_string (parameter, NULL));
  adw_dialog_close (ADW_DIALOG (widget));
}

static void
bell_admin_picker_class_init (BellAdminPickerClass *klass)
{
  gtk_widget_class_install_action (GTK_WIDGET_CLASS (klass), "picker.pick", "s", pick);

  /* The id of the request that was picked. */
  signals[SIGNAL_PICKED] = g_signal_new ("picked", BELL_TYPE_ADMIN_PICKER, G_SIGNAL_RUN_LAST, 0,
                                         NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
bell_admin_picker_init (BellAdminPicker *self)
{
  GtkWidget *view = adw_toolbar_view_new ();

  self->requests = g_object_new (BELL_TYPE_REQUESTS_PAGE, NULL);
  bell_requests_page_set_action (self->requests, "picker.pick");
  adw_toolbar_view_add_top_bar (ADW_TOOLBAR_VIEW (view), adw_header_bar_new ());
  adw_toolbar_view_set_content (ADW_TOOLBAR_VIEW (view), GTK_WIDGET (self->requests));
  adw_dialog_set_title (ADW_DIALOG (self), _ ("Pick a Request"));
  adw_dialog_set_content_width (ADW_DIALOG (self), 560);
  adw_dialog_set_content_height (ADW_DIALOG (self), 640);
  adw_dialog_set_child (ADW_DIALOG (self), view);
  adw_dialog_set_focus (ADW_DIALOG (self), GTK_WIDGET (self->requests));
}

/**
 * bell_admin_picker_new:
 * @session: a desk that is open
 *
 * Returns: (transfer floating): a dialog with its requests, the newest first; the signal "picked"
 * gives the id of the one that is picked
 */
AdwDialog *
bell_admin_picker_new (BellSession *session)
{
  BellAdminPicker *self = g_object_new (BELL_TYPE_ADMIN_PICKER, NULL);
  g_autoptr (BellRequestList) list = bell_request_list_new (
      bell_session_get_store (session), bell_session_get_person (session), NULL);

  bell_requests_page_set_list (self->requests, list);

  return ADW_DIALOG (self);
}
