/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-admin-part.h"

#include "bell-admin-field.h"
#include "bell-admin-text.h"
#include "bell-admin-value.h"

#include <glib/gi18n.h>

struct _BellAdminPart
{
  AdwExpanderRow  parent_instance;
  BellSession    *session;
  BellRecordEdit *edit;
  GPtrArray      *fields; /* BellAdminField; none before it is unfolded for the first time */
  GtkWidget      *remove;
};

G_DEFINE_FINAL_TYPE (BellAdminPart, bell_admin_part, ADW_TYPE_EXPANDER_ROW)

enum
{
  SIGNAL_EDITED,
  SIGNAL_REMOVED,
  N_SIGNALS,
};
static guint signals[N_SIGNALS];

/* What it is called, and whether it is right; each field says what is wrong with it. */
static void
refresh (BellAdminPart *self)
{
  gboolean         right = bell_record_edit_is_right (self->edit);
  const BellShape *shape = bell_record_edit_get_shape (self->edit);
  g_autofree char *text
      = right ? bell_admin_value_part (self->session, bell_record_edit_get_now (self->edit))
              : g_strdup (bell_admin_text_one (shape));
  /* Translators: what is removed from a list */
  g_autofree char *remove = g_strdup_printf (_ ("Remove %s"), text);

  for (guint i = 0; i < self->fields->len; i++)
    bell_admin_field_check (self->fields->pdata[i]);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), text);
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (self), right ? "" : _ ("Not complete yet"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
  gtk_widget_set_tooltip_text (self->remove, remove);
}

static void
on_changed (BellAdminPart *self)
{
  refresh (self);
  g_signal_emit (self, signals[SIGNAL_EDITED], 0);
}

static void
on_remove (BellAdminPart *self)
{
  g_signal_emit (self, signals[SIGNAL_REMOVED], 0);
}

static void
on_expanded (BellAdminPart *self)
{
  const BellShape *shape = bell_record_edit_get_shape (self->edit);

  if (self->fields->len > 0 || !adw_expander_row_get_expanded (ADW_EXPANDER_ROW (self)))
    return;

  for (guint i = 0; i < shape->n_fields; i++)
    {
      BellAdminField *field
          = bell_admin_field_new (self->session, self->edit, &shape->fields[i], TRUE);

      g_ptr_array_add (self->fields, field);
      bell_admin_field_add_to_part (field, ADW_EXPANDER_ROW (self));
    }
  refresh (self);
}

static void
bell_admin_part_dispose (GObject *object)
{
  BellAdminPart *self = BELL_ADMIN_PART (object);

  if (self->edit != NULL)
    g_signal_handlers_disconnect_by_data (self->edit, self);
  g_clear_pointer (&self->fields, g_ptr_array_unref);
  g_clear_object (&self->edit);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (bell_admin_part_parent_class)->dispose (object);
}

static void
bell_admin_part_class_init (BellAdminPartClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = bell_admin_part_dispose;

  /* Something in it is another. */
  signals[SIGNAL_EDITED] = g_signal_new ("edited", BELL_TYPE_ADMIN_PART, G_SIGNAL_RUN_LAST, 0, NULL,
                                         NULL, NULL, G_TYPE_NONE, 0);

  /* It shall go. */
  signals[SIGNAL_REMOVED] = g_signal_new ("removed", BELL_TYPE_ADMIN_PART, G_SIGNAL_RUN_LAST, 0,
                                          NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
bell_admin_part_init (BellAdminPart *self)
{
  self->fields = g_ptr_array_new_with_free_func (g_object_unref);
  self->remove = gtk_button_new_from_icon_name ("list-remove-symbolic");
  gtk_widget_set_valign (self->remove, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (self->remove, "flat");
  adw_expander_row_add_suffix (ADW_EXPANDER_ROW (self), self->remove);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self), FALSE);
  g_signal_connect_object (self->remove, "clicked", G_CALLBACK (on_remove), self,
                           G_CONNECT_SWAPPED);
}

/**
 * bell_admin_part_new:
 * @session: a desk that is open
 * @shape: what the part is
 * @record: (nullable): the part; %NULL for a new one
 *
 * Returns: (transfer none): a row for it
 */
GtkWidget *
bell_admin_part_new (BellSession *session, const BellShape *shape, BellRecord *record)
{
  BellAdminPart *self = g_object_new (BELL_TYPE_ADMIN_PART, NULL);

  self->session = g_object_ref (session);
  self->edit = bell_record_edit_new_part (shape, record);
  g_signal_connect_object (self->edit, "changed", G_CALLBACK (on_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect (self, "notify::expanded", G_CALLBACK (on_expanded), NULL);
  refresh (self);

  return GTK_WIDGET (self);
}

/**
 * bell_admin_part_get_edit:
 * @self: the row of a part
 *
 * Returns: (transfer none): the part as it shall be
 */
BellRecordEdit *
bell_admin_part_get_edit (BellAdminPart *self)
{
  return self->edit;
}

/**
 * bell_admin_part_show:
 * @self: the row of a part
 *
 * Shows anew what others are called, and what can be chosen.
 */
void
bell_admin_part_show (BellAdminPart *self)
{
  for (guint i = 0; i < self->fields->len; i++)
    bell_admin_field_show (self->fields->pdata[i]);
  refresh (self);
}

/**
 * bell_admin_part_open:
 * @self: the row of a part
 *
 * Unfolds it, and goes to its first field.
 */
void
bell_admin_part_open (BellAdminPart *self)
{
  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (self), TRUE);
  bell_admin_field_focus (self->fields->pdata[0]);
}

/**
 * bell_admin_part_focus_remove:
 * @self: the row of a part
 *
 * Goes to the button that removes it.
 */
void
bell_admin_part_focus_remove (BellAdminPart *self)
{
  gtk_widget_grab_focus (self->remove);
}
