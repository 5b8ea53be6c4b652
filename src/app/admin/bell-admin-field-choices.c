/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-admin-field-private.h"
#include "bell-admin-item.h"
#include "bell-admin-text.h"

#include <glib/gi18n.h>

/* Rows of fields that refer to another record. */

/* A row to choose one of the records in. */
GtkWidget *
bell_admin_field_new_combo (BellAdminField *self, const char *title)
{
  GtkWidget *row = adw_combo_row_new ();
  g_autoptr (GtkExpression) expression
      = gtk_property_expression_new (BELL_TYPE_ADMIN_ITEM, NULL, "title");

  self->choices = g_list_store_new (BELL_TYPE_ADMIN_ITEM);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_combo_row_set_expression (ADW_COMBO_ROW (row), expression);
  adw_combo_row_set_enable_search (ADW_COMBO_ROW (row), TRUE);
  adw_combo_row_set_search_match_mode (ADW_COMBO_ROW (row), GTK_STRING_FILTER_MATCH_MODE_SUBSTRING);
  adw_combo_row_set_model (ADW_COMBO_ROW (row), G_LIST_MODEL (self->choices));

  return row;
}

static guint
position_of (GPtrArray *items, const char *id)
{
  for (guint i = 0; i < items->len; i++)
    if (g_strcmp0 (bell_admin_item_get_id (items->pdata[i]), id) == 0)
      return i;

  return GTK_INVALID_LIST_POSITION;
}

/* What is chosen in such a row. */
const char *
bell_admin_field_selected_id (GtkWidget *row)
{
  BellAdminItem *item = adw_combo_row_get_selected_item (ADW_COMBO_ROW (row));

  return item != NULL ? bell_admin_item_get_id (item) : NULL;
}

static void
on_chosen (BellAdminField *self)
{
  bell_admin_field_set_text (self, bell_admin_field_selected_id (self->row));
}

static void
ref_make (BellAdminField *self)
{
  self->row = bell_admin_field_new_combo (self, bell_admin_field_label (self));
  g_signal_connect_object (self->row, "notify::selected-item", G_CALLBACK (on_chosen), self,
                           G_CONNECT_SWAPPED);
}

static void
ref_show (BellAdminField *self)
{
  const char *id = bell_field_get_string (self->field, bell_record_edit_get_now (self->edit));
  g_autoptr (GPtrArray) items = bell_admin_items_new (self->session, self->field->shape);
  gboolean nullable = (self->field->flags & BELL_FIELD_NULLABLE) != 0;

  g_ptr_array_insert (
      items, 0, bell_admin_item_new_plain (NULL, nullable ? C_ ("choice", "None") : _ ("Choose…")));
  if (position_of (items, id) == GTK_INVALID_LIST_POSITION)
    g_ptr_array_add (items, bell_admin_item_new_plain (id, id));
  bell_admin_items_update (self->choices, items);
  adw_combo_row_set_selected (ADW_COMBO_ROW (self->row), position_of (items, id));
}

const BellAdminFieldKind bell_admin_field_ref = { ref_make, ref_show };
