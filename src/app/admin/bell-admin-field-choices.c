/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-admin-field-private.h"
#include "bell-admin-item.h"
#include "bell-admin-text.h"

#include <glib/gi18n.h>

/* Rows of fields that refer to other records. */

static GtkWidget *
new_combo (BellAdminField *self, const char *title)
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

static const char *
selected_id (GtkWidget *row)
{
  BellAdminItem *item = adw_combo_row_get_selected_item (ADW_COMBO_ROW (row));

  return item != NULL ? bell_admin_item_get_id (item) : NULL;
}

/* One. */

static void
on_chosen (BellAdminField *self)
{
  bell_admin_field_set_text (self, selected_id (self->row));
}

static void
ref_make (BellAdminField *self)
{
  self->row = new_combo (self, bell_admin_field_label (self));
  g_signal_connect_object (self->row, "notify::selected-item", G_CALLBACK (on_chosen), self,
                           G_CONNECT_SWAPPED);
}

static void
ref_show (BellAdminField *self)
{
  const char *id = bell_field_get_string (self->field, bell_record_edit_get_now (self->edit));
  g_autoptr (GPtrArray) items = bell_admin_items_new (self->session, self->field->shape);
  gboolean nullable = (self->field->flags & BELL_FIELD_NULLABLE) != 0;

  g_ptr_array_insert (items, 0,
                      bell_admin_item_new_plain (NULL, nullable ? _ ("None") : _ ("Choose…")));
  if (position_of (items, id) == GTK_INVALID_LIST_POSITION)
    g_ptr_array_add (items, bell_admin_item_new_plain (id, id));
  bell_admin_items_update (self->choices, items);
  adw_combo_row_set_selected (ADW_COMBO_ROW (self->row), position_of (items, id));
}

const BellAdminFieldKind bell_admin_field_ref = { ref_make, ref_show };

/* Several, in their order. */

static char **
get_ids (BellAdminField *self)
{
  return *(char **const *) BELL_ADMIN_SLOT (self);
}

static void
set_ids (BellAdminField *self, GPtrArray *ids)
{
  JsonArray *list = json_array_new ();
  JsonNode  *value = json_node_new (JSON_NODE_ARRAY);

  for (guint i = 0; i < ids->len; i++)
    json_array_add_string_element (list, ids->pdata[i]);
  json_node_take_array (value, list);
  bell_admin_field_set (self, value);
  bell_admin_field_show (self);
}

static GPtrArray *
dup_ids (BellAdminField *self)
{
  char     **ids = get_ids (self);
  GPtrArray *copy = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; ids[i] != NULL; i++)
    g_ptr_array_add (copy, g_strdup (ids[i]));

  return copy;
}

static void
on_added (BellAdminField *self)
{
  const char *id = selected_id (self->row);
  g_autoptr (GPtrArray) ids = NULL;

  if (self->showing || id == NULL)
    return;

  ids = dup_ids (self);
  g_ptr_array_add (ids, g_strdup (id));
  set_ids (self, ids);
  gtk_widget_grab_focus (self->row);
}

static guint
index_of_button (GtkWidget *button)
{
  GtkWidget *row = gtk_widget_get_ancestor (button, GTK_TYPE_LIST_BOX_ROW);

  return (guint) gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (row));
}

/* The focus stays near. */
static void
focus_button (BellAdminField *self, guint index, const char *name)
{
  GtkListBoxRow *row = gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->list), (int) index);
  GtkWidget     *button = row != NULL ? g_object_get_data (G_OBJECT (row), name) : NULL;

  gtk_widget_grab_focus (button != NULL ? button : self->row);
}

static void
on_remove (BellAdminField *self, GtkWidget *button)
{
  g_autoptr (GPtrArray) ids = dup_ids (self);
  guint index = index_of_button (button);

  if (index >= ids->len)
    return;
  g_ptr_array_remove_index (ids, index);
  set_ids (self, ids);
  focus_button (self, index, "remove");
}

static void
on_up (BellAdminField *self, GtkWidget *button)
{
  g_autoptr (GPtrArray) ids = dup_ids (self);
  guint    index = index_of_button (button);
  gpointer id;

  if (index == 0 || index >= ids->len)
    return;
  id = ids->pdata[index];
  ids->pdata[index] = ids->pdata[index - 1];
  ids->pdata[index - 1] = id;
  set_ids (self, ids);
  focus_button (self, index - 1, "up");
}

static GtkWidget *
add_button (BellAdminField *self,
            GtkWidget      *row,
            const char     *name,
            const char     *icon_name,
            const char     *label,
            GCallback       callback)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon_name);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (button, label);
  gtk_widget_add_css_class (button, "flat");
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  g_object_set_data (G_OBJECT (row), name, button);
  g_signal_connect_object (button, "clicked", callback, self, G_CONNECT_SWAPPED);

  return button;
}

static GtkWidget *
new_row (BellAdminField *self, const char *id, guint index)
{
  GtkWidget       *row = adw_action_row_new ();
  const char      *name = bell_session_get_label (self->session, self->field->shape, id);
  g_autofree char *remove = g_strdup_printf (_ ("Remove %s"), name);
  g_autofree char *up = g_strdup_printf (_ ("Move %s Up"), name);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), name);
  /* Only where the order says something one cannot do without: at least one has to be there. */
  if (self->field->min > 0 && index > 0)
    add_button (self, row, "up", "go-up-symbolic", up, G_CALLBACK (on_up));
  add_button (self, row, "remove", "list-remove-symbolic", remove, G_CALLBACK (on_remove));

  return row;
}

static void
refs_make (BellAdminField *self)
{
  /* Translators: what one record is called: "Add Service" */
  g_autofree char *add = g_strdup_printf (_ ("Add %s"), bell_admin_text_one (self->field->shape));

  self->group = adw_preferences_group_new ();
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self->group),
                                   bell_admin_field_label (self));
  self->row = new_combo (self, add);
  self->list = gtk_list_box_new ();
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (self->list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (self->list, "boxed-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  bell_admin_field_label (self), -1);
  gtk_list_box_append (GTK_LIST_BOX (self->list), self->row);
  gtk_list_box_append (GTK_LIST_BOX (self->list), self->problem);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self->group), self->list);
  g_signal_connect_object (self->row, "notify::selected-item", G_CALLBACK (on_added), self,
                           G_CONNECT_SWAPPED);
}

/* What is not in the list yet can be added. */
static void
show_choices (BellAdminField *self)
{
  g_autoptr (GPtrArray) items = bell_admin_items_new (self->session, self->field->shape);
  char *const *ids = get_ids (self);

  for (guint i = items->len; i > 0; i--)
    if (g_strv_contains ((const char *const *) ids, bell_admin_item_get_id (items->pdata[i - 1])))
      g_ptr_array_remove_index (items, i - 1);
  gtk_widget_set_sensitive (self->row, items->len > 0);
  g_ptr_array_insert (items, 0, bell_admin_item_new_plain (NULL, _ ("Choose…")));
  bell_admin_items_update (self->choices, items);
  adw_combo_row_set_selected (ADW_COMBO_ROW (self->row), 0);
}

static char *
rows_text (BellAdminField *self)
{
  char *const *ids = get_ids (self);
  GString     *text = g_string_new (NULL);

  for (guint i = 0; ids[i] != NULL; i++)
    g_string_append_printf (text, "%s\n%s\n", ids[i],
                            bell_session_get_label (self->session, self->field->shape, ids[i]));

  return g_string_free (text, FALSE);
}

/* Rows that say what they shall are left alone, so that the focus stays in them. */
static void
refs_show (BellAdminField *self)
{
  char *const     *ids = get_ids (self);
  g_autofree char *text = rows_text (self);
  GtkWidget       *row;

  show_choices (self);
  if (!g_set_str (&self->shown, text))
    return;

  while ((row = gtk_widget_get_first_child (self->list)) != self->row)
    gtk_list_box_remove (GTK_LIST_BOX (self->list), row);
  for (guint i = 0; ids[i] != NULL; i++)
    gtk_list_box_insert (GTK_LIST_BOX (self->list), new_row (self, ids[i], i), (int) i);
}

const BellAdminFieldKind bell_admin_field_refs = { refs_make, refs_show };
