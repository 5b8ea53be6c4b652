/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-stack.h"

#include "bell-focus.h"

/**
 * bell_stack_show:
 * @stack: a stack
 * @name: the name of a page
 *
 * Shows a page. If what had the focus was on the page before, the focus is in the stack
 * afterwards, or behind it if nothing on the new page takes it.
 *
 * A list that lost its last row together with the focus still counts as the way to the focus.
 * Once it is hidden, GTK's scrolled window says each time that it took the focus, and Tab would
 * do nothing in the whole window.
 */
void
bell_stack_show (GtkStack *stack, const char *name)
{
  GtkWidget *widget = GTK_WIDGET (stack);
  GtkWidget *old, *focus;
  GtkRoot   *root;
  gboolean   had_focus;

  g_return_if_fail (GTK_IS_STACK (stack));

  old = gtk_stack_get_visible_child (stack);
  had_focus = gtk_widget_get_focus_child (widget) != NULL;
  gtk_stack_set_visible_child_name (stack, name);
  root = gtk_widget_get_root (widget);
  if (!had_focus || root == NULL || old == NULL || gtk_stack_get_visible_child (stack) == old)
    return;

  /* A row that is gone may still be said to have it. */
  focus = gtk_root_get_focus (root);
  if (focus == NULL || gtk_widget_get_root (focus) != root || bell_focus_is_in (old))
    bell_focus_move_on (widget);
}
