/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-desks-dialog.h"

#include "bell-known-desks.h"

#include <glib/gi18n.h>

static gboolean
is_open (BellSession *session, const BellKnownDesk *desk)
{
  return g_strcmp0 (bell_session_get_path (session), desk->location) == 0
         && g_strcmp0 (bell_session_get_user (session), desk->user) == 0;
}

static GtkWidget *
new_row (const BellKnownDesk *desk, gboolean open)
{
  GtkWidget       *row = adw_action_row_new ();
  g_autofree char *name = bell_known_desks_dup_name (desk->location);
  g_autofree char *place = bell_store_is_remote (desk->location)
                               ? g_strdup (desk->location)
                               : g_filename_display_name (desk->location);
  /* Translators: the name of a person, and the address or the path of a desk */
  g_autofree char *text = g_strdup_printf (_ ("%s at %s"), desk->user, place);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), name);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), text);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), !open);
  if (open)
    {
      GtkWidget *mark = gtk_image_new_from_icon_name ("object-select-symbolic");

      gtk_accessible_update_property (GTK_ACCESSIBLE (mark), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                      C_ ("desk", "Open"), -1);
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), mark);
    }
  else
    {
      gtk_actionable_set_action_name (GTK_ACTIONABLE (row), "app.switch-desk");
      gtk_actionable_set_action_target (GTK_ACTIONABLE (row), "(ss)", desk->location, desk->user);
    }

  return row;
}

static void
add_other (AdwPreferencesPage *page, AdwDialog *dialog)
{
  GtkWidget *group = adw_preferences_group_new ();
  GtkWidget *row = adw_button_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ ("_Another Desk…"));
  adw_preferences_row_set_use_underline (ADW_PREFERENCES_ROW (row), TRUE);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (row), "app.welcome");
  g_signal_connect_object (row, "activated", G_CALLBACK (adw_dialog_close), dialog,
                           G_CONNECT_SWAPPED);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
  adw_preferences_page_add (page, ADW_PREFERENCES_GROUP (group));
}

/**
 * bell_desks_dialog_new:
 * @session: the desk that is open
 * @settings: the program's settings
 *
 * Returns: (transfer floating): the desks that are known, to go to another one
 */
AdwDialog *
bell_desks_dialog_new (BellSession *session, GSettings *settings)
{
  AdwDialog *dialog = adw_dialog_new ();
  GtkWidget *view = adw_toolbar_view_new ();
  GtkWidget *page = adw_preferences_page_new ();
  GtkWidget *group = adw_preferences_group_new ();
  g_autoptr (GPtrArray) desks = bell_known_desks_list (settings);

  for (guint i = 0; i < desks->len; i++)
    {
      GtkWidget *row = new_row (desks->pdata[i], is_open (session, desks->pdata[i]));

      g_signal_connect_object (row, "activated", G_CALLBACK (adw_dialog_close), dialog,
                               G_CONNECT_SWAPPED);
      adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
    }
  adw_preferences_page_add (ADW_PREFERENCES_PAGE (page), ADW_PREFERENCES_GROUP (group));
  add_other (ADW_PREFERENCES_PAGE (page), dialog);
  adw_toolbar_view_add_top_bar (ADW_TOOLBAR_VIEW (view), adw_header_bar_new ());
  adw_toolbar_view_set_content (ADW_TOOLBAR_VIEW (view), page);
  adw_dialog_set_title (dialog, _ ("Desks"));
  adw_dialog_set_content_width (dialog, 420);
  adw_dialog_set_child (dialog, view);

  return dialog;
}
