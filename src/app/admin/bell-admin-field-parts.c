/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-admin-field-private.h"
#include "bell-admin-part.h"
#include "bell-admin-sentence.h"
#include "bell-admin-targets.h"
#include "bell-admin-text.h"

#include <glib/gi18n.h>

/* Rows of fields that are lists of parts: each part is a row of its own, made from the table of
 * fields of the part. */

static GPtrArray *
get_parts (BellAdminField *self)
{
  return *(GPtrArray *const *) BELL_ADMIN_SLOT (self);
}

static JsonNode *
rows_to_json (BellAdminField *self)
{
  g_autoptr (GPtrArray) edits = g_ptr_array_new ();

  for (GtkWidget *row = gtk_widget_get_first_child (self->list); row != self->row;
       row = gtk_widget_get_next_sibling (row))
    g_ptr_array_add (edits, bell_admin_part_get_edit (BELL_ADMIN_PART (row)));

  return bell_record_edit_parts_to_json (edits);
}

static void
on_edited (BellAdminField *self)
{
  bell_admin_field_set (self, rows_to_json (self));
}

/* The focus stays near. */
static void
on_removed (BellAdminField *self, GtkWidget *row)
{
  GtkWidget *next = gtk_widget_get_next_sibling (row);

  if (next == self->row && gtk_widget_get_prev_sibling (row) != NULL)
    next = gtk_widget_get_prev_sibling (row);
  if (next != self->row)
    bell_admin_part_focus_remove (BELL_ADMIN_PART (next));
  else
    gtk_widget_grab_focus (self->row);
  gtk_list_box_remove (GTK_LIST_BOX (self->list), row);
  on_edited (self);
}

static BellAdminPart *
add_row (BellAdminField *self, BellRecord *part)
{
  GtkWidget *row = bell_admin_part_new (self->session, self->field->shape, part);

  gtk_list_box_insert (GTK_LIST_BOX (self->list), row,
                       gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (self->row)));
  g_signal_connect_object (row, "edited", G_CALLBACK (on_edited), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (row, "removed", G_CALLBACK (on_removed), self, G_CONNECT_SWAPPED);

  return BELL_ADMIN_PART (row);
}

static void
on_add (BellAdminField *self)
{
  BellAdminPart *row = add_row (self, NULL);

  on_edited (self);
  bell_admin_part_open (row);
}

static void
parts_make (BellAdminField *self)
{
  g_autofree char *add = bell_admin_sentence (self->field->shape, BELL_ADMIN_SENTENCE_ADD, NULL);

  self->group = adw_preferences_group_new ();
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self->group),
                                   bell_admin_field_label (self));
  self->row = adw_button_row_new ();
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->row), add);
  adw_button_row_set_start_icon_name (ADW_BUTTON_ROW (self->row), "list-add-symbolic");
  self->list = gtk_list_box_new ();
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (self->list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (self->list, "boxed-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  bell_admin_field_label (self), -1);
  gtk_list_box_append (GTK_LIST_BOX (self->list), self->row);
  gtk_list_box_append (GTK_LIST_BOX (self->list), self->problem);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self->group), self->list);
  g_signal_connect_object (self->row, "activated", G_CALLBACK (on_add), self, G_CONNECT_SWAPPED);
}

static void
fill (BellAdminField *self)
{
  GPtrArray *parts = get_parts (self);
  GtkWidget *row;

  while ((row = gtk_widget_get_first_child (self->list)) != self->row)
    gtk_list_box_remove (GTK_LIST_BOX (self->list), row);
  for (guint i = 0; i < parts->len; i++)
    add_row (self, parts->pdata[i]);
}

/* Rows that say what they shall, or what is not right yet, are left alone. */
static void
parts_show (BellAdminField *self)
{
  g_autoptr (JsonNode) shown = rows_to_json (self);
  g_autoptr (JsonNode) value
      = bell_field_to_json (self->field, bell_record_edit_get_now (self->edit));

  if (!json_node_equal (shown, value) && !bell_admin_field_is_being_written (self))
    fill (self);
  for (GtkWidget *row = gtk_widget_get_first_child (self->list); row != self->row;
       row = gtk_widget_get_next_sibling (row))
    bell_admin_part_show (BELL_ADMIN_PART (row));
}

const BellAdminFieldKind bell_admin_field_parts = { parts_make, parts_show };

/* Targets, in a table of their own. */

static void
on_targets_edited (BellAdminField *self)
{
  bell_admin_field_set (self, bell_admin_targets_to_json (BELL_ADMIN_TARGETS (self->row)));
}

static void
targets_make (BellAdminField *self)
{
  GtkWidget *row = adw_preferences_row_new ();

  self->group = adw_preferences_group_new ();
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self->group),
                                   bell_admin_field_label (self));
  adw_preferences_group_set_description (
      ADW_PREFERENCES_GROUP (self->group),
      _ ("In minutes of working time. Where nothing is written, there is no target. A warning comes "
         "when that many percent of the time are over."));
  self->row = bell_admin_targets_new ();
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), self->row);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_widget_set_focusable (row, FALSE);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self->group), row);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self->group), self->problem);
  g_signal_connect_object (self->row, "edited", G_CALLBACK (on_targets_edited), self,
                           G_CONNECT_SWAPPED);
}

static void
targets_show (BellAdminField *self)
{
  g_autoptr (JsonNode) shown = bell_admin_targets_to_json (BELL_ADMIN_TARGETS (self->row));
  g_autoptr (JsonNode) value
      = bell_field_to_json (self->field, bell_record_edit_get_now (self->edit));

  if (!json_node_equal (shown, value) && !bell_admin_field_is_being_written (self))
    bell_admin_targets_show (BELL_ADMIN_TARGETS (self->row), get_parts (self));
}

const BellAdminFieldKind bell_admin_field_targets = { targets_make, targets_show };
