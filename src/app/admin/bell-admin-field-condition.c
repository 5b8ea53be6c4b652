/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-admin-condition.h"
#include "bell-admin-field-private.h"

/* The rows of a condition. */

#define MARGIN 12

static void
on_edited (BellAdminField *self)
{
  bell_admin_field_set (self, bell_admin_condition_to_json (BELL_ADMIN_CONDITION (self->row)));
}

static void
condition_make (BellAdminField *self)
{
  GtkWidget *row = adw_preferences_row_new ();

  self->group = adw_preferences_group_new ();
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self->group),
                                   bell_admin_field_label (self));
  self->row = bell_admin_condition_new (self->session);
  gtk_widget_set_margin_start (self->row, MARGIN);
  gtk_widget_set_margin_end (self->row, MARGIN);
  gtk_widget_set_margin_top (self->row, MARGIN);
  gtk_widget_set_margin_bottom (self->row, MARGIN);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), self->row);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_widget_set_focusable (row, FALSE);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self->group), row);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self->group), self->problem);
  g_signal_connect_object (self->row, "edited", G_CALLBACK (on_edited), self, G_CONNECT_SWAPPED);
}

static void
condition_show (BellAdminField *self)
{
  if (!bell_admin_field_is_being_written (self))
    bell_admin_condition_show (BELL_ADMIN_CONDITION (self->row),
                               *(BellCondition *const *) BELL_ADMIN_SLOT (self));
  bell_admin_condition_show_names (BELL_ADMIN_CONDITION (self->row));
}

const BellAdminFieldKind bell_admin_field_condition = { condition_make, condition_show };
