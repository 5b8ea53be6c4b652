/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-search-field.h"

#include <adwaita.h>

/**
 * bell_search_field_stop:
 * @entry: a field to search a list with
 *
 * What its signal "stop-search", the Escape key, does: what is looked for is taken back; if there
 * is nothing, the dialog is closed that the field is in, if it is in one.
 */
void
bell_search_field_stop (GtkSearchEntry *entry)
{
  GtkWidget *dialog = gtk_widget_get_ancestor (GTK_WIDGET (entry), ADW_TYPE_DIALOG);

  if (gtk_editable_get_text (GTK_EDITABLE (entry))[0] != '\0')
    gtk_editable_set_text (GTK_EDITABLE (entry), "");
  else if (dialog != NULL)
    adw_dialog_close (ADW_DIALOG (dialog));
}
