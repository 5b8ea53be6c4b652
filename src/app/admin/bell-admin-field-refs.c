/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-admin-drag.h"
#include "bell-admin-field-private.h"
#include "bell-admin-item.h"
#include "bell-admin-sentence.h"
#include "bell-admin-text.h"

#include <glib/gi18n.h>

/* Rows of fields that refer to several records, in their order. */

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
  const char *id = bell_admin_field_selected_id (self->row);
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

/* Only where the order says something one cannot do without: at least one has to be there. */
static gboolean
is_ordered (BellAdminField *self)
{
  return self->field->min > 0;
}

/* Says where somebody is now. */
static void
announce_place (BellAdminField *self, const char *id, guint index, guint length)
{
  const char *name = bell_session_get_label (self->session, self->field->shape, id);
  /* Translators: a name, its place in a list, and the length of the list */
  g_autofree char *text = g_strdup_printf (_ ("%s is %u of %u"), name, index + 1, length);

  gtk_accessible_announce (GTK_ACCESSIBLE (self->list), text,
                           GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

static gboolean
move (BellAdminField *self, guint from, guint to)
{
  g_autoptr (GPtrArray) ids = dup_ids (self);
  char *id;

  if (from >= ids->len || to >= ids->len)
    return FALSE;

  id = g_ptr_array_steal_index (ids, from);
  g_ptr_array_insert (ids, (int) to, id);
  set_ids (self, ids);
  announce_place (self, id, to, ids->len);

  return TRUE;
}

static void
on_up (BellAdminField *self, GtkWidget *button)
{
  guint index = index_of_button (button);

  if (index > 0 && move (self, index, index - 1))
    focus_button (self, index - 1, index > 1 ? "up" : "down");
}

static void
on_down (BellAdminField *self, GtkWidget *button)
{
  guint index = index_of_button (button);
  guint last = g_strv_length (get_ids (self)) - 1;

  if (move (self, index, index + 1))
    focus_button (self, index + 1, index + 1 < last ? "down" : "up");
}

/* By keyboard, from anywhere in a row; the focus goes along. */
static gboolean
on_step (gboolean up, gpointer user_data)
{
  BellAdminField *self = user_data;
  GtkRoot        *root = gtk_widget_get_root (self->list);
  GtkWidget      *focused = root != NULL ? gtk_root_get_focus (root) : NULL;
  GtkWidget      *row = NULL;
  guint           index;

  if (focused != NULL)
    row = gtk_widget_get_ancestor (focused, GTK_TYPE_LIST_BOX_ROW);
  if (row == NULL || row == self->row || gtk_widget_get_parent (row) != self->list)
    return FALSE;

  index = (guint) gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (row));
  if (up ? index > 0 && move (self, index, index - 1) : move (self, index, index + 1))
    gtk_widget_grab_focus (GTK_WIDGET (gtk_list_box_get_row_at_index (
        GTK_LIST_BOX (self->list), (int) (up ? index - 1 : index + 1))));
  else
    gtk_widget_error_bell (row);

  return TRUE;
}

static void
on_drop (GtkWidget *dragged, GtkWidget *onto, gboolean after, gpointer user_data)
{
  guint from = (guint) gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (dragged));
  guint to = (guint) gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (onto)) + (after ? 1 : 0);

  move (user_data, from, from < to ? to - 1 : to);
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

/* What moves a row to another place. */
static void
make_movable (BellAdminField *self, GtkWidget *row, const char *name, guint index)
{
  GtkWidget       *handle = bell_admin_drag_handle_new ();
  g_autofree char *up = g_strdup_printf (_ ("Move %s Up"), name);
  g_autofree char *down = g_strdup_printf (_ ("Move %s Down"), name);
  guint            last = g_strv_length (get_ids (self)) - 1;

  adw_action_row_add_prefix (ADW_ACTION_ROW (row), handle);
  bell_admin_drag_from (handle, row, self);
  bell_admin_drag_onto (row, self, on_drop, self);
  gtk_widget_set_sensitive (add_button (self, row, "up", "go-up-symbolic", up, G_CALLBACK (on_up)),
                            index > 0);
  gtk_widget_set_sensitive (
      add_button (self, row, "down", "go-down-symbolic", down, G_CALLBACK (on_down)), index < last);
}

static GtkWidget *
new_row (BellAdminField *self, const char *id, guint index)
{
  GtkWidget       *row = adw_action_row_new ();
  const char      *name = bell_session_get_label (self->session, self->field->shape, id);
  g_autofree char *remove = g_strdup_printf (_ ("Remove %s"), name);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), name);
  if (is_ordered (self))
    make_movable (self, row, name, index);
  add_button (self, row, "remove", "list-remove-symbolic", remove, G_CALLBACK (on_remove));

  return row;
}

static void
refs_make (BellAdminField *self)
{
  g_autofree char *add = bell_admin_sentence (self->field->shape, BELL_ADMIN_SENTENCE_ADD, NULL);

  self->group = adw_preferences_group_new ();
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self->group),
                                   bell_admin_field_label (self));
  self->row = bell_admin_field_new_combo (self, add);
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
  if (is_ordered (self))
    bell_admin_drag_add_keys (self->list, on_step, self);
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
