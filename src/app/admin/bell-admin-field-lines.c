/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-admin-field-private.h"

/* The row of a text of several lines. */

#define LEAST_HEIGHT 72
#define MOST_HEIGHT  240

static GtkTextBuffer *
get_buffer (BellAdminField *self)
{
  return gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->row));
}

static char *
dup_shown (BellAdminField *self)
{
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (get_buffer (self), &start, &end);

  return gtk_text_buffer_get_text (get_buffer (self), &start, &end, FALSE);
}

static void
on_text (BellAdminField *self)
{
  g_autofree char *text = dup_shown (self);

  bell_admin_field_set_text (self, text);
}

static GtkWidget *
new_view (BellAdminField *self)
{
  GtkWidget *view = gtk_text_view_new ();

  gtk_text_view_set_accepts_tab (GTK_TEXT_VIEW (view), FALSE);
  gtk_text_view_set_wrap_mode (GTK_TEXT_VIEW (view), GTK_WRAP_WORD_CHAR);
  gtk_widget_add_css_class (view, "inline");
  gtk_accessible_update_property (GTK_ACCESSIBLE (view), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  bell_admin_field_label (self), -1);

  return view;
}

static void
lines_make (BellAdminField *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *title = gtk_label_new (bell_admin_field_label (self));
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  self->row = new_view (self);
  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_widget_add_css_class (title, "caption");
  gtk_widget_add_css_class (title, "dim-label");
  gtk_scrolled_window_set_min_content_height (GTK_SCROLLED_WINDOW (scrolled), LEAST_HEIGHT);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scrolled), MOST_HEIGHT);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scrolled), TRUE);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), self->row);
  gtk_widget_set_margin_start (box, 12);
  gtk_widget_set_margin_end (box, 12);
  gtk_widget_set_margin_top (box, 9);
  gtk_widget_set_margin_bottom (box, 9);
  gtk_box_append (GTK_BOX (box), title);
  gtk_box_append (GTK_BOX (box), scrolled);

  self->holder = adw_preferences_row_new ();
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self->holder), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self->holder), FALSE);
  gtk_widget_set_focusable (self->holder, FALSE);
  g_signal_connect_object (get_buffer (self), "changed", G_CALLBACK (on_text), self,
                           G_CONNECT_SWAPPED);
}

static void
lines_show (BellAdminField *self)
{
  g_autofree char *text = bell_field_dup_text (self->field, bell_record_edit_get_now (self->edit));
  g_autofree char *shown = dup_shown (self);
  const char      *expected;

  if (self->touched
      && bell_record_edit_check (self->edit, self->field, &expected) == BELL_PROBLEM_FORM)
    return;
  if (g_strcmp0 (shown, text != NULL ? text : "") != 0)
    gtk_text_buffer_set_text (get_buffer (self), text != NULL ? text : "", -1);
}

const BellAdminFieldKind bell_admin_field_lines = { lines_make, lines_show };
