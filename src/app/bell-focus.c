/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-focus.h"

/* Where the keyboard goes when what has the focus goes. */

/**
 * bell_focus_is_in:
 * @widget: a widget
 *
 * Returns: whether it, or something in it, has the focus of its window
 */
gboolean
bell_focus_is_in (GtkWidget *widget)
{
  GtkRoot   *root = gtk_widget_get_root (widget);
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  return focus != NULL && (focus == widget || gtk_widget_is_ancestor (focus, widget));
}

/**
 * bell_focus_move_on:
 * @widget: what had the focus, and has nothing any more that may have it
 *
 * Moves the focus to the first thing in @widget that takes it, or else to what comes after it.
 */
void
bell_focus_move_on (GtkWidget *widget)
{
  gtk_widget_set_focus_child (widget, NULL);
  for (GtkWidget *within = widget; within != NULL; within = gtk_widget_get_parent (within))
    if (gtk_widget_child_focus (within, GTK_DIR_TAB_FORWARD))
      return;
}
