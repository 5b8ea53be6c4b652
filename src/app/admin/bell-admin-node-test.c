/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-admin-condition-private.h"
#include "bell-admin-condition-text.h"
#include "bell-admin-item.h"
#include "bell-admin-text.h"

#include <glib/gi18n.h>

/* A test: what it looks at, what it asks, and what it compares with. */

#define VALUE_CHARS       14
#define VALUE_CHARS_LEAST 5

static GPtrArray *
new_items (void)
{
  return g_ptr_array_new_with_free_func (g_object_unref);
}

static void
show_field (BellAdminNode *self)
{
  BellCondition looked_at = { .subject = self->draft->subject, .field = self->draft->field };
  g_autoptr (GPtrArray) items = new_items ();
  g_auto (GStrv) names = bell_condition_list_fields ();
  g_autofree char *chosen
      = self->draft->field != NULL ? bell_condition_field_name (&looked_at) : NULL;

  if (chosen == NULL)
    g_ptr_array_add (items, bell_admin_item_new_plain (NULL, _ ("Choose…")));
  for (guint i = 0; names[i] != NULL; i++)
    g_ptr_array_add (items,
                     bell_admin_item_new_plain (names[i], bell_admin_condition_field (names[i])));
  bell_admin_pick_show (self->field, items, chosen);
}

static void
show_comparison (BellAdminNode *self)
{
  g_autoptr (GPtrArray) items = new_items ();
  const BellAdminComparison *all = bell_admin_comparisons;

  for (guint i = 0; all[i].name != NULL; i++)
    g_ptr_array_add (items, bell_admin_item_new_plain (all[i].name, _ (all[i].words)));
  bell_admin_pick_show (self->comparison, items,
                        bell_admin_condition_comparison (self->draft)->name);
}

/* One of a few words, or a record; what is chosen is there, whatever has become of it. */
static GPtrArray *
list_values (BellAdminNode *self, const char *chosen)
{
  const BellShape *shape = bell_condition_draft_refers_to (self->draft);
  GPtrArray       *items
      = shape != NULL ? bell_admin_items_new (self->condition->session, shape) : new_items ();
  gboolean found = FALSE;

  for (guint i = 0; shape == NULL && i < self->draft->field->values->n_nicks; i++)
    g_ptr_array_add (
        items, bell_admin_item_new_plain (self->draft->field->values->nicks[i],
                                          bell_admin_text_word (self->draft->field->values, i)));
  for (guint i = 0; i < items->len; i++)
    found = found || g_strcmp0 (bell_admin_item_get_id (items->pdata[i]), chosen) == 0;
  if (!found)
    g_ptr_array_insert (
        items, 0, bell_admin_item_new_plain (chosen, chosen != NULL ? chosen : _ ("Choose…")));

  return items;
}

static void
show_value (BellAdminNode *self, guint index)
{
  const char *value = self->draft->values->pdata[index];
  GtkWidget  *widget = self->values->pdata[index];
  g_autoptr (GPtrArray) items = NULL;

  if (GTK_IS_ENTRY (widget))
    {
      if (g_strcmp0 (gtk_editable_get_text (GTK_EDITABLE (widget)), value != NULL ? value : "")
          != 0)
        gtk_editable_set_text (GTK_EDITABLE (widget), value != NULL ? value : "");
      return;
    }

  items = list_values (self, value);
  bell_admin_pick_show (BELL_ADMIN_PICK (widget), items, value);
}

static void
set_value (BellAdminNode *self, GtkWidget *widget, const char *value)
{
  guint index;

  if (!g_ptr_array_find (self->values, widget, &index))
    return;

  bell_condition_draft_set_value (self->draft, index, value);
  bell_admin_condition_edited (self->condition);
}

static void
on_value_picked (BellAdminNode *self, BellAdminPick *pick)
{
  set_value (self, GTK_WIDGET (pick), bell_admin_pick_get_id (pick));
}

static void
on_value_typed (BellAdminNode *self, GtkEditable *editable)
{
  const char *text = gtk_editable_get_text (editable);

  set_value (self, GTK_WIDGET (editable), text[0] != '\0' ? text : NULL);
}

static GtkWidget *
new_value (BellAdminNode *self, guint index)
{
  GtkWidget *widget;

  if (!bell_condition_draft_is_typed (self->draft))
    {
      widget
          = bell_admin_pick_new (_ ("Value"), bell_condition_draft_refers_to (self->draft) != NULL);
      g_signal_connect_object (widget, "picked", G_CALLBACK (on_value_picked), self,
                               G_CONNECT_SWAPPED);
      return widget;
    }

  widget = gtk_entry_new ();
  gtk_editable_set_width_chars (GTK_EDITABLE (widget), VALUE_CHARS_LEAST);
  gtk_editable_set_max_width_chars (GTK_EDITABLE (widget), VALUE_CHARS);
  gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Value"), -1);
  if (self->draft->values->pdata[index] != NULL)
    gtk_editable_set_text (GTK_EDITABLE (widget), self->draft->values->pdata[index]);
  g_signal_connect_object (widget, "changed", G_CALLBACK (on_value_typed), self, G_CONNECT_SWAPPED);

  return widget;
}

static void
on_value_removed (BellAdminNode *self, GtkWidget *button)
{
  GtkWidget *widget = gtk_widget_get_prev_sibling (button);
  guint      index;

  if (!g_ptr_array_find (self->values, widget, &index))
    return;

  g_ptr_array_remove_index (self->draft->values, index);
  bell_admin_node_show_values (self);
  bell_admin_condition_edited (self->condition);
  gtk_widget_grab_focus (self->values->len > 0 ? self->values->pdata[self->values->len - 1]
                                               : GTK_WIDGET (self->comparison));
}

static void
on_value_added (BellAdminNode *self)
{
  bell_condition_draft_set_value (self->draft, self->draft->values->len, NULL);
  bell_admin_node_show_values (self);
  bell_admin_condition_edited (self->condition);
  gtk_widget_grab_focus (self->values->pdata[self->values->len - 1]);
}

static GtkWidget *
new_button (BellAdminNode *self, const char *icon_name, const char *label, GCallback callback)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon_name);

  gtk_widget_set_tooltip_text (button, label);
  gtk_widget_add_css_class (button, "flat");
  g_signal_connect_object (button, "clicked", callback, self, G_CONNECT_SWAPPED);

  return button;
}

/* A value, what takes it away where there are several, and what adds to the last one. */
static void
add_value (BellAdminNode *self, guint index)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *widget = new_value (self, index);

  g_ptr_array_add (self->values, widget);
  gtk_widget_set_hexpand (widget, TRUE);
  gtk_box_append (GTK_BOX (box), widget);
  if (self->draft->op == BELL_CONDITION_IN && self->draft->values->len > 1)
    gtk_box_append (GTK_BOX (box), new_button (self, "list-remove-symbolic", _ ("Remove Value"),
                                               G_CALLBACK (on_value_removed)));
  if (self->draft->op == BELL_CONDITION_IN && index + 1 == self->draft->values->len)
    gtk_box_append (GTK_BOX (box), new_button (self, "list-add-symbolic", _ ("Add Value"),
                                               G_CALLBACK (on_value_added)));
  adw_wrap_box_append (self->said, box);
  show_value (self, index);
}

/* Makes what a test compares with anew, as its field and what it asks of it want. */
void
bell_admin_node_show_values (BellAdminNode *self)
{
  GtkWidget *next;

  g_ptr_array_set_size (self->values, 0);
  while ((next = gtk_widget_get_next_sibling (GTK_WIDGET (self->comparison))) != NULL)
    adw_wrap_box_remove (self->said, next);
  if (self->draft->field == NULL || self->draft->op == BELL_CONDITION_IS_SET)
    return;

  for (guint i = 0; i < self->draft->values->len; i++)
    add_value (self, i);
}

static void
on_field_picked (BellAdminNode *self)
{
  if (!bell_condition_draft_set_field (self->draft, bell_admin_pick_get_id (self->field)))
    return;

  bell_admin_node_show_values (self);
  bell_admin_condition_edited (self->condition);
}

static void
on_comparison_picked (BellAdminNode *self)
{
  const char                *name = bell_admin_pick_get_id (self->comparison);
  const BellAdminComparison *comparison = bell_admin_comparisons;

  while (comparison->name != NULL && g_strcmp0 (comparison->name, name) != 0)
    comparison++;
  if (comparison->name == NULL)
    return;

  bell_condition_draft_set_op (self->draft, comparison->op, comparison->set);
  bell_admin_node_show_values (self);
  bell_admin_condition_edited (self->condition);
}

/* Shows anew what can be chosen, and what it is called. */
void
bell_admin_node_show_names (BellAdminNode *self)
{
  if (!bell_condition_draft_is_group (self->draft))
    for (guint i = 0; i < self->values->len; i++)
      show_value (self, i);
  for (GtkWidget *part = self->parts != NULL ? gtk_widget_get_first_child (self->parts) : NULL;
       part != NULL; part = gtk_widget_get_next_sibling (part))
    bell_admin_node_show_names (BELL_ADMIN_NODE (part));
}

/* Makes what can be chosen in a test. */
void
bell_admin_node_make_test (BellAdminNode *self)
{
  self->said = ADW_WRAP_BOX (adw_wrap_box_new ());
  adw_wrap_box_set_child_spacing (self->said, 6);
  adw_wrap_box_set_line_spacing (self->said, 6);
  gtk_widget_set_hexpand (GTK_WIDGET (self->said), TRUE);
  self->field = BELL_ADMIN_PICK (bell_admin_pick_new (_ ("Field"), TRUE));
  self->comparison = BELL_ADMIN_PICK (bell_admin_pick_new (_ ("Comparison"), FALSE));
  self->values = g_ptr_array_new ();
  adw_wrap_box_append (self->said, GTK_WIDGET (self->field));
  adw_wrap_box_append (self->said, GTK_WIDGET (self->comparison));
  show_field (self);
  show_comparison (self);
  bell_admin_node_show_values (self);
  g_signal_connect_object (self->field, "picked", G_CALLBACK (on_field_picked), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->comparison, "picked", G_CALLBACK (on_comparison_picked), self,
                           G_CONNECT_SWAPPED);
}
