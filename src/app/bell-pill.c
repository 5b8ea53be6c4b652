/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-pill.h"

#include "bell-format.h"

/**
 * bell_pill_set_priority:
 * @label: a label of the class "pill-label"
 * @priority: a #BellPriority
 *
 * Shows a priority, in words and in colour.
 */
void
bell_pill_set_priority (GtkLabel *label, int priority)
{
  for (guint i = 0; i < bell_priority_type.n_nicks; i++)
    gtk_widget_remove_css_class (GTK_WIDGET (label), bell_priority_type.nicks[i]);

  gtk_label_set_label (label, bell_format_priority (priority));
  if (priority >= 0)
    gtk_widget_add_css_class (GTK_WIDGET (label), bell_enum_nick (&bell_priority_type, priority));
}
