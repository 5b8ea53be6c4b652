/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-end-dialog.h"

#include "bell-end-reasons.h"
#include "bell-format.h"

#include <glib/gi18n.h>

static void
on_ended (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GtkWidget) parent = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  AdwDialog       *dialog;

  if (bell_conversation_end_finish (BELL_CONVERSATION (object), result, &error))
    return;

  text = bell_format_error (error);
  dialog = adw_alert_dialog_new (_ ("The Chat Could Not Be Ended"), text);
  adw_alert_dialog_add_response (ADW_ALERT_DIALOG (dialog), "close", _ ("_Close"));
  adw_dialog_present (dialog, parent);
}

static void
on_response (AdwAlertDialog *dialog, const char *response, BellConversation *conversation)
{
  AdwComboRow     *reason = g_object_get_data (G_OBJECT (dialog), "reason");
  GtkEditable     *note = g_object_get_data (G_OBJECT (dialog), "note");
  GtkWidget       *parent = g_object_get_data (G_OBJECT (dialog), "parent");
  g_autofree char *text = NULL;

  if (!g_str_equal (response, "end"))
    return;

  text = g_strstrip (g_strdup (gtk_editable_get_text (note)));
  bell_conversation_end_async (conversation,
                               bell_end_reasons_get (adw_combo_row_get_selected (reason)), text,
                               on_ended, g_object_ref (parent));
}

static GtkWidget *
new_reason_row (void)
{
  GtkWidget *row = adw_combo_row_new ();
  g_autoptr (GtkStringList) labels = gtk_string_list_new (NULL);

  for (guint i = 0; i < bell_end_reasons_count (); i++)
    gtk_string_list_append (labels, bell_end_reasons_label (bell_end_reasons_get (i)));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ ("Reason"));
  adw_combo_row_set_model (ADW_COMBO_ROW (row), G_LIST_MODEL (labels));

  return row;
}

static GtkWidget *
new_note_row (void)
{
  GtkWidget *row = adw_entry_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ ("Note for Your Colleagues"));
  adw_entry_row_set_max_length (ADW_ENTRY_ROW (row), 4000);
  adw_entry_row_set_activates_default (ADW_ENTRY_ROW (row), TRUE);

  return row;
}

/**
 * bell_end_dialog_present:
 * @conversation: a chat that goes on
 * @parent: where to ask
 *
 * Asks for a reason and a note, and ends the chat (domain.md, "The life of a chat").
 */
void
bell_end_dialog_present (BellConversation *conversation, GtkWidget *parent)
{
  AdwDialog *dialog = adw_alert_dialog_new (_ ("End This Chat?"),
                                            _ ("Nobody can write in it after that. Everything that "
                                               "was written stays on the request."));
  GtkWidget *list = gtk_list_box_new ();
  GtkWidget *reason = new_reason_row ();
  GtkWidget *note = new_note_row ();

  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  gtk_list_box_append (GTK_LIST_BOX (list), reason);
  gtk_list_box_append (GTK_LIST_BOX (list), note);
  adw_alert_dialog_set_extra_child (ADW_ALERT_DIALOG (dialog), list);
  adw_alert_dialog_add_responses (ADW_ALERT_DIALOG (dialog), "cancel", _ ("_Cancel"), "end",
                                  _ ("_End Chat"), NULL);
  adw_alert_dialog_set_response_appearance (ADW_ALERT_DIALOG (dialog), "end",
                                            ADW_RESPONSE_DESTRUCTIVE);
  adw_alert_dialog_set_default_response (ADW_ALERT_DIALOG (dialog), "end");
  adw_alert_dialog_set_close_response (ADW_ALERT_DIALOG (dialog), "cancel");
  g_object_set_data (G_OBJECT (dialog), "reason", reason);
  g_object_set_data (G_OBJECT (dialog), "note", note);
  g_object_set_data_full (G_OBJECT (dialog), "parent", g_object_ref (parent), g_object_unref);
  g_signal_connect_object (dialog, "response", G_CALLBACK (on_response), conversation, 0);
  adw_dialog_present (dialog, parent);
}
