/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-group-rows.h"

#include "bell-focus.h"

/* The rows of a group that shows records: they stay when what they show changes, and the keyboard's
 * focus stays with them. */

/**
 * bell_group_rows_get:
 * @group: what the rows are in
 * @rows: (element-type GtkWidget): the rows that there are, which the group owns
 * @i: which one is wanted; at most one more than there are
 * @make: makes a row that shows nothing yet
 *
 * Returns: (transfer none): the row
 */
GtkWidget *
bell_group_rows_get (AdwPreferencesGroup *group,
                     GPtrArray           *rows,
                     guint                i,
                     GtkWidget *(*make) (void) )
{
  g_return_val_if_fail (i <= rows->len, NULL);

  if (i == rows->len)
    {
      g_ptr_array_add (rows, make ());
      adw_preferences_group_add (group, rows->pdata[i]);
    }

  return rows->pdata[i];
}

/**
 * bell_group_rows_end:
 * @group: what the rows are in
 * @rows: (element-type GtkWidget): the rows that there are
 * @n: how many there shall be
 *
 * Takes away the rows that are too many, and hides a group without any. If one of them has the
 * focus, the last that stays has it then, or what comes after the group.
 */
void
bell_group_rows_end (AdwPreferencesGroup *group, GPtrArray *rows, guint n)
{
  gboolean had_focus = FALSE;

  while (rows->len > n)
    {
      GtkWidget *row = g_ptr_array_steal_index (rows, rows->len - 1);

      had_focus |= bell_focus_is_in (row);
      adw_preferences_group_remove (group, row);
    }
  if (had_focus && n > 0)
    gtk_widget_grab_focus (rows->pdata[n - 1]);
  gtk_widget_set_visible (GTK_WIDGET (group), n > 0);
  if (had_focus && n == 0)
    bell_focus_move_on (GTK_WIDGET (group));
}

/**
 * bell_group_rows_make_link:
 *
 * Returns: (transfer floating): a row that leads to what its action says
 */
GtkWidget *
bell_group_rows_make_link (void)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *icon = gtk_image_new_from_icon_name ("go-next-symbolic");

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 2);
  gtk_accessible_update_property (GTK_ACCESSIBLE (icon), GTK_ACCESSIBLE_PROPERTY_LABEL, "", -1);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), icon);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);

  return row;
}

/**
 * bell_group_rows_set_link:
 * @row: what bell_group_rows_make_link() gave
 * @title: a text
 * @subtitle: another
 * @action: the name of an action that takes an id
 * @id: the id
 *
 * Sets what a row says, and where it leads.
 */
void
bell_group_rows_set_link (GtkWidget  *row,
                          const char *title,
                          const char *subtitle,
                          const char *action,
                          const char *id)
{
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (row), action);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (row), "s", id);
}
