/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-admin-effect.h"
#include "bell-admin-extras.h"
#include "bell-admin-field.h"
#include "bell-admin-form-private.h"
#include "bell-admin-refusal.h"
#include "bell-admin-text.h"
#include "bell-admin-value.h"
#include "bell-request.h"

#include <glib/gi18n.h>

/* The rows of a form, its dialogs, and what they do. */

static gboolean
is_admin (BellAdminForm *self)
{
  const BellPerson *person = bell_session_get_person_record (self->session);

  return person != NULL && (person->roles & BELL_ROLE_ADMIN) != 0;
}

/* As bell-desk-edits.c has it: a chat administrator switches chat, and nothing else; agents work on
 * requests. */
static gboolean
may_edit (BellAdminForm *self, const BellField *field)
{
  if (is_admin (self))
    return !g_str_equal (field->name, "id") || bell_record_edit_is_new (self->edit);

  if (bell_record_edit_get_shape (self->edit) == &bell_request_shape)
    return bell_request_is_work (field);

  return field == bell_shape_find_field (&bell_agreement_shape, "chat")
         || field == bell_shape_find_field (&bell_settings_shape, "live_chat");
}

/* Adds a group at the end of the form. */
void
bell_admin_form_add_group (BellAdminForm *self, GtkWidget *group)
{
  adw_preferences_page_add (self->page, ADW_PREFERENCES_GROUP (group));
  g_ptr_array_add (self->groups, group);
}

static AdwPreferencesGroup *
add_group (BellAdminForm *self, GtkWidget *group)
{
  bell_admin_form_add_group (self, group);

  return ADW_PREFERENCES_GROUP (group);
}

static void
add_fields_of (BellAdminForm *self, gboolean can_edit, AdwPreferencesGroup *group)
{
  for (guint i = 0; i < self->fields->len; i++)
    {
      BellAdminField *field = self->fields->pdata[i];

      if (bell_admin_field_can_edit (bell_admin_field_get_field (field)) == can_edit
          && bell_admin_field_get_group (field) == NULL)
        bell_admin_field_add_to (field, group);
    }
}

static void
make_fields (BellAdminForm *self, const BellShape *shape)
{
  const BellField *id = bell_shape_find_field (shape, "id");

  for (guint i = 0; i < shape->n_fields; i++)
    if (&shape->fields[i] != id && (shape->fields[i].flags & BELL_FIELD_KEPT) == 0)
      g_ptr_array_add (self->fields,
                       bell_admin_field_new (self->session, self->edit, &shape->fields[i],
                                             may_edit (self, &shape->fields[i])));
  /* The id comes after what it is made of. */
  if (id != NULL)
    g_ptr_array_insert (self->fields, bell_admin_text_name_field (shape) != NULL ? 1 : 0,
                        bell_admin_field_new (self->session, self->edit, id, may_edit (self, id)));
}

static gboolean
has_shown_only (const BellShape *shape)
{
  for (guint i = 0; i < shape->n_fields; i++)
    if (!bell_admin_field_can_edit (&shape->fields[i]))
      return TRUE;

  return FALSE;
}

static void
add_shown_only (BellAdminForm *self)
{
  GtkWidget *group = adw_preferences_group_new ();

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), _ ("Shown Only"));
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (group),
                                         _ ("This is changed by importing a desk document."));
  add_fields_of (self, FALSE, add_group (self, group));
}

static void
add_delete (BellAdminForm *self)
{
  GtkWidget *group = adw_preferences_group_new ();
  GtkWidget *row = adw_button_row_new ();

  adw_preferences_row_set_use_underline (ADW_PREFERENCES_ROW (row), TRUE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ ("_Delete…"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (row), "admin.delete");
  gtk_widget_add_css_class (row, "destructive-action");
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
  add_group (self, group);
}

static void
add_extras (BellAdminForm *self, const BellShape *shape)
{
  for (const BellAdminExtra *extra = bell_admin_extras; extra->shape != NULL; extra++)
    if (extra->shape == shape && (!extra->only_saved || !self->built_new))
      add_group (self, extra->new_group (self->session, self->edit));
}

/* Makes the rows, from the table of fields. */
void
bell_admin_form_build (BellAdminForm *self)
{
  const BellShape *shape = bell_record_edit_get_shape (self->edit);

  for (guint i = 0; i < self->groups->len; i++)
    adw_preferences_page_remove (self->page, self->groups->pdata[i]);
  g_ptr_array_set_size (self->groups, 0);
  g_ptr_array_set_size (self->fields, 0);
  self->built_new = bell_record_edit_is_new (self->edit);
  make_fields (self, shape);

  bell_admin_form_add_findings (self);
  add_fields_of (self, TRUE, add_group (self, adw_preferences_group_new ()));
  for (guint i = 0; i < self->fields->len; i++)
    {
      GtkWidget *group = bell_admin_field_get_group (self->fields->pdata[i]);

      if (group != NULL)
        add_group (self, group);
    }
  if (has_shown_only (shape))
    add_shown_only (self);
  add_extras (self, shape);
  if (!self->built_new && is_admin (self) && shape != &bell_settings_shape)
    add_delete (self);
  if (is_admin (self))
    bell_admin_form_ask_findings (self);
}

static void
on_removed (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (BellAdminForm) self = user_data;
  g_autoptr (GError) error = NULL;

  if (bell_admin_form_is_refused (self, result, &error))
    {
      g_autofree char *text = bell_admin_refusal_removal_text (
          self->session, bell_record_edit_get_was (self->edit), error);

      bell_admin_form_say_failed (self, text);
    }
}

static void
remove_record (BellAdminForm *self)
{
  if (!bell_record_edit_is_busy (self->edit) && !bell_record_edit_is_new (self->edit))
    bell_record_edit_remove_async (self->edit, on_removed, g_object_ref (self));
}

static void
on_remove_response (AdwAlertDialog *dialog, const char *response, BellAdminForm *self)
{
  if (g_str_equal (response, "delete"))
    remove_record (self);
}

static void
ask_to_remove (BellAdminForm *self)
{
  g_autofree char *title = bell_admin_value_title (bell_record_edit_get_was (self->edit));
  /* Translators: what a record is called */
  g_autofree char *heading = g_strdup_printf (_ ("Delete “%s”?"), title);
  AdwDialog       *dialog = adw_alert_dialog_new (
      heading, _ ("What others still refer to is not deleted, and you are told by what."));

  adw_alert_dialog_add_responses (ADW_ALERT_DIALOG (dialog), "cancel", _ ("_Cancel"), "delete",
                                  _ ("_Delete"), NULL);
  adw_alert_dialog_set_response_appearance (ADW_ALERT_DIALOG (dialog), "delete",
                                            ADW_RESPONSE_DESTRUCTIVE);
  adw_alert_dialog_set_close_response (ADW_ALERT_DIALOG (dialog), "cancel");
  g_signal_connect_object (dialog, "response", G_CALLBACK (on_remove_response), self, 0);
  adw_dialog_present (dialog, GTK_WIDGET (self));
}

static void
on_removal_effect (GObject *object, GAsyncResult *result, gpointer user_data)
{
  BellAdminForm *self = BELL_ADMIN_FORM (object);
  g_autoptr (GError) error = NULL;
  BellAdminVerdict verdict = bell_admin_effect_ask_finish (GTK_WIDGET (object), result, &error);

  if (self->edit == NULL || bell_record_edit_is_new (self->edit))
    return;

  if (error != NULL)
    bell_admin_form_fail (self, _ ("Not deleted: %s"), error);
  else if (verdict == BELL_ADMIN_VERDICT_YES)
    remove_record (self);
  else if (verdict == BELL_ADMIN_VERDICT_NOTHING)
    ask_to_remove (self);
}

/* Asks before the record is removed, and says what that would do to chats. */
void
bell_admin_form_ask_to_remove (BellAdminForm *self)
{
  bell_admin_effect_ask_async (GTK_WIDGET (self), self->session,
                               bell_record_edit_get_was (self->edit), TRUE, on_removal_effect,
                               NULL);
}

/* Both versions. */

static GtkWidget *
add_cell (GtkGrid *grid, int column, int row, const char *text, const char *style)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_yalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_widget_set_hexpand (label, TRUE);
  if (style != NULL)
    gtk_widget_add_css_class (label, style);
  gtk_grid_attach (grid, label, column, row, 1, 1);

  return label;
}

static char *
text_of (BellAdminForm *self, const BellField *field, const BellRecord *record)
{
  g_autofree char *text = bell_admin_value_text (self->session, field, record);

  return g_strdup (text[0] != '\0' ? text : C_ ("value", "None"));
}

static GtkWidget *
new_comparison (BellAdminForm *self, const BellRecord *theirs)
{
  const BellRecord *mine = bell_record_edit_get_now (self->edit);
  GtkWidget        *grid = gtk_grid_new ();
  int               row = 1;

  gtk_grid_set_column_spacing (GTK_GRID (grid), 12);
  gtk_grid_set_row_spacing (GTK_GRID (grid), 6);
  gtk_grid_set_column_homogeneous (GTK_GRID (grid), TRUE);
  add_cell (GTK_GRID (grid), 0, 0, _ ("Field"), "heading");
  add_cell (GTK_GRID (grid), 1, 0, _ ("Theirs"), "heading");
  add_cell (GTK_GRID (grid), 2, 0, _ ("Yours"), "heading");
  for (guint i = 0; i < theirs->shape->n_fields; i++)
    {
      const BellField *field = &theirs->shape->fields[i];
      g_autofree char *left = text_of (self, field, theirs);
      g_autofree char *right = text_of (self, field, mine);

      if ((field->flags & BELL_FIELD_KEPT) != 0 || g_str_equal (left, right))
        continue;
      add_cell (GTK_GRID (grid), 0, row, bell_admin_text_field (theirs->shape, field), "dim-label");
      add_cell (GTK_GRID (grid), 1, row, left, NULL);
      add_cell (GTK_GRID (grid), 2, row++, right, NULL);
    }

  return grid;
}

static void
use_theirs (BellAdminForm *self)
{
  if (bell_record_edit_get_theirs (self->edit) != NULL)
    bell_record_edit_use_theirs (self->edit);
  else
    bell_admin_form_done (self, NULL);
}

static void
on_theirs_response (AdwAlertDialog *dialog, const char *response, BellAdminForm *self)
{
  if (!bell_record_edit_is_overtaken (self->edit))
    return;

  if (g_str_equal (response, "theirs"))
    use_theirs (self);
  else if (g_str_equal (response, "mine"))
    {
      bell_record_edit_keep_mine (self->edit);
      bell_admin_form_save (self);
    }
}

/* Lets the editor choose between what they and somebody else made of the record. */
void
bell_admin_form_show_theirs (BellAdminForm *self)
{
  const BellRecord *theirs = bell_record_edit_get_theirs (self->edit);
  gboolean          gone = theirs == NULL;
  AdwDialog        *dialog = adw_alert_dialog_new (
      gone ? _ ("Deleted Meanwhile") : _ ("Changed Meanwhile"),
      gone ? _ ("Somebody else has deleted this. You can let it go, or make it again as you have "
                "it here.")
           : _ ("This is what differs between what is on the desk now and what you have here. If "
                "you keep yours, what only they have changed stays as they have it."));
  AdwAlertDialog *alert = ADW_ALERT_DIALOG (dialog);

  adw_alert_dialog_set_prefer_wide_layout (alert, TRUE);
  if (!gone)
    adw_alert_dialog_set_extra_child (alert, new_comparison (self, theirs));
  adw_alert_dialog_add_responses (alert, "close", _ ("_Decide Later"), "theirs",
                                  gone ? _ ("_Let It Go") : _ ("Use _Theirs"), "mine",
                                  _ ("_Keep Mine"), NULL);
  adw_alert_dialog_set_response_enabled (alert, "mine", bell_record_edit_is_right (self->edit));
  adw_alert_dialog_set_close_response (alert, "close");
  g_signal_connect_object (dialog, "response", G_CALLBACK (on_theirs_response), self, 0);
  adw_dialog_present (dialog, GTK_WIDGET (self));
}
