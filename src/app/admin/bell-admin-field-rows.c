/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-admin-field-private.h"
#include "bell-admin-text.h"
#include "bell-admin-time.h"
#include "bell-admin-value.h"

#include <glib/gi18n.h>
#include <stdio.h>

/* Rows of fields that do not refer to other records. */

#define TITLED(title, row) adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title)

static void
on_text (BellAdminField *self, GtkEditable *editable)
{
  g_autofree char *text = g_strdup (gtk_editable_get_text (editable));

  bell_admin_field_set_text (self, g_strstrip (text));
}

static void
entry_make (BellAdminField *self)
{
  const char *hint = bell_admin_text_hint (self->field);

  self->row = adw_entry_row_new ();
  TITLED (bell_admin_field_label (self), self->row);
  if (hint != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (self->row), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                    hint, -1);
  g_signal_connect_object (self->row, "changed", G_CALLBACK (on_text), self, G_CONNECT_SWAPPED);
}

/* What is not right is left as it was written. */
static void
entry_show (BellAdminField *self)
{
  g_autofree char *text = bell_field_dup_text (self->field, bell_record_edit_get_now (self->edit));
  const char      *shown = gtk_editable_get_text (GTK_EDITABLE (self->row));
  g_autofree char *written = g_strstrip (g_strdup (shown));

  if (bell_admin_field_is_being_written (self))
    return;
  if (g_strcmp0 (written, text != NULL ? text : "") != 0)
    gtk_editable_set_text (GTK_EDITABLE (self->row), text != NULL ? text : "");
}

const BellAdminFieldKind bell_admin_field_entry = { entry_make, entry_show };

/* A duration is written as the desk document has it; in words it is beside that. */
static void
show_words (AdwEntryRow *row, GtkLabel *words)
{
  g_autofree char *written = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (row))));
  g_autofree char *text = NULL;
  int              days;

  if (bell_duration_parse (written, &days))
    text = bell_admin_time_days (days);
  gtk_label_set_label (words, text != NULL ? text : "");
}

static void
duration_make (BellAdminField *self)
{
  GtkWidget *words = gtk_label_new (NULL);

  entry_make (self);
  gtk_widget_add_css_class (words, "dim-label");
  adw_entry_row_add_suffix (ADW_ENTRY_ROW (self->row), words);
  g_signal_connect_object (self->row, "changed", G_CALLBACK (show_words), words, 0);
}

const BellAdminFieldKind bell_admin_field_duration = { duration_make, entry_show };

static void
on_active (BellAdminField *self)
{
  JsonNode *value = json_node_new (JSON_NODE_VALUE);

  json_node_set_boolean (value, adw_switch_row_get_active (ADW_SWITCH_ROW (self->row)));
  bell_admin_field_set (self, value);
}

static void
switch_make (BellAdminField *self)
{
  self->row = adw_switch_row_new ();
  TITLED (bell_admin_field_label (self), self->row);
  g_signal_connect_object (self->row, "notify::active", G_CALLBACK (on_active), self,
                           G_CONNECT_SWAPPED);
}

static void
switch_show (BellAdminField *self)
{
  adw_switch_row_set_active (ADW_SWITCH_ROW (self->row),
                             *(const gboolean *) BELL_ADMIN_SLOT (self));
}

const BellAdminFieldKind bell_admin_field_switch = { switch_make, switch_show };

/* Of a number in a narrow window: its title is to be read, too. */
#define SPIN_CHARS_LEAST 3

static void
on_number (BellAdminField *self)
{
  JsonNode *value = json_node_new (JSON_NODE_VALUE);

  json_node_set_int (value, (gint64) adw_spin_row_get_value (ADW_SPIN_ROW (self->row)));
  bell_admin_field_set (self, value);
}

static void
spin_make (BellAdminField *self)
{
  self->row = adw_spin_row_new_with_range ((double) self->field->min, (double) self->field->max, 1);
  gtk_editable_set_max_width_chars (GTK_EDITABLE (self->row),
                                    snprintf (NULL, 0, "%" G_GINT64_FORMAT, self->field->max));
  gtk_editable_set_width_chars (GTK_EDITABLE (self->row), SPIN_CHARS_LEAST);
  TITLED (bell_admin_field_label (self), self->row);
  g_signal_connect_object (self->row, "notify::value", G_CALLBACK (on_number), self,
                           G_CONNECT_SWAPPED);
}

static void
spin_show (BellAdminField *self)
{
  adw_spin_row_set_value (ADW_SPIN_ROW (self->row),
                          (double) *(const gint64 *) BELL_ADMIN_SLOT (self));
}

const BellAdminFieldKind bell_admin_field_spin = { spin_make, spin_show };

static void
on_word (BellAdminField *self)
{
  guint selected = adw_combo_row_get_selected (ADW_COMBO_ROW (self->row));

  if (selected < self->field->values->n_nicks)
    bell_admin_field_set_text (self, self->field->values->nicks[selected]);
}

static void
enum_make (BellAdminField *self)
{
  g_autoptr (GtkStringList) words = gtk_string_list_new (NULL);

  for (guint i = 0; i < self->field->values->n_nicks; i++)
    gtk_string_list_append (words, bell_admin_text_word (self->field->values, i));
  self->row = adw_combo_row_new ();
  TITLED (bell_admin_field_label (self), self->row);
  adw_combo_row_set_model (ADW_COMBO_ROW (self->row), G_LIST_MODEL (words));
  g_signal_connect_object (self->row, "notify::selected", G_CALLBACK (on_word), self,
                           G_CONNECT_SWAPPED);
}

static void
enum_show (BellAdminField *self)
{
  int value = *(const int *) BELL_ADMIN_SLOT (self);

  adw_combo_row_set_selected (ADW_COMBO_ROW (self->row),
                              value >= 0 ? (guint) value : GTK_INVALID_LIST_POSITION);
}

const BellAdminFieldKind bell_admin_field_enum = { enum_make, enum_show };

static GtkWidget *
flag_row (BellAdminField *self, guint bit)
{
  GtkWidget *row = gtk_widget_get_next_sibling (self->row);

  if (bit == 0)
    return self->row;
  for (guint i = 1; i < bit; i++)
    row = gtk_widget_get_next_sibling (row);

  return row;
}

static void
on_flag (BellAdminField *self)
{
  JsonArray *list;
  JsonNode  *value;

  if (self->showing)
    return;

  list = json_array_new ();
  value = json_node_new (JSON_NODE_ARRAY);
  for (guint i = 0; i < self->field->values->n_nicks; i++)
    if (adw_switch_row_get_active (ADW_SWITCH_ROW (flag_row (self, i))))
      json_array_add_string_element (list, self->field->values->nicks[i]);
  json_node_take_array (value, list);
  bell_admin_field_set (self, value);
}

static void
flags_make (BellAdminField *self)
{
  self->group = adw_preferences_group_new ();
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self->group),
                                   bell_admin_field_label (self));
  for (guint i = 0; i < self->field->values->n_nicks; i++)
    {
      GtkWidget *row = adw_switch_row_new ();

      TITLED (bell_admin_text_word (self->field->values, i), row);
      if (i == 0)
        self->row = row;
      adw_preferences_group_add (ADW_PREFERENCES_GROUP (self->group), row);
      g_signal_connect_object (row, "notify::active", G_CALLBACK (on_flag), self,
                               G_CONNECT_SWAPPED);
    }
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self->group), self->problem);
}

static void
flags_show (BellAdminField *self)
{
  guint flags = *(const guint *) BELL_ADMIN_SLOT (self);

  for (guint i = 0; i < self->field->values->n_nicks; i++)
    adw_switch_row_set_active (ADW_SWITCH_ROW (flag_row (self, i)), (flags & (1u << i)) != 0);
}

const BellAdminFieldKind bell_admin_field_flags = { flags_make, flags_show };

/* What is only read. */

static void
plain_make (BellAdminField *self)
{
  self->row = adw_action_row_new ();
  TITLED (bell_admin_field_label (self), self->row);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self->row), FALSE);
  adw_action_row_set_subtitle_selectable (ADW_ACTION_ROW (self->row), TRUE);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (self->row), 0);
  gtk_widget_add_css_class (self->row, "property");
}

static void
plain_show (BellAdminField *self)
{
  g_autofree char *text
      = bell_admin_value_text (self->session, self->field, bell_record_edit_get_now (self->edit));

  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->row),
                               text[0] != '\0' ? text : C_ ("value", "None"));
}

const BellAdminFieldKind bell_admin_field_plain = { plain_make, plain_show };
