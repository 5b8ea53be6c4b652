/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-admin-field.h"
#include "bell-admin-finding-text.h"
#include "bell-admin-form-private.h"
#include "bell-records.h"

#include <glib/gi18n.h>

/* What was found about the record of a form: all of it at the top, and a few words at the fields.
 */

static gboolean
is_about (BellAdminForm *self, const BellFinding *finding)
{
  const BellRecord *was = bell_record_edit_get_was (self->edit);

  return was != NULL && g_str_equal (finding->type, was->shape->name)
         && g_strcmp0 (finding->subject, was->id) == 0;
}

/* The record of this form is mended in it; another one has a form of its own. */
static void
add_fix (BellAdminForm *self, AdwActionRow *row, const BellFinding *finding)
{
  g_autoptr (BellAdminFix) fix = bell_admin_finding_fix (self->session, finding);
  const BellRecord *was = bell_record_edit_get_was (self->edit);
  GtkWidget        *button;
  g_autofree char  *label = NULL;

  if (fix == NULL)
    return;

  button = gtk_button_new_with_mnemonic (_ ("_Mend…"));
  /* Translators: what was found, in a few words */
  label = g_strdup_printf (_ ("Mend: %s"), bell_admin_finding_title (finding));
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_accessible_reset_relation (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_RELATION_LABELLED_BY);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
  if (fix->shape == was->shape && g_strcmp0 (fix->id, was->id) == 0)
    {
      gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "admin.propose");
      gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", fix->fields);
    }
  else
    {
      gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "desk.edit");
      gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "(sss)", fix->shape->name, fix->id,
                                        fix->fields);
    }
  adw_action_row_add_suffix (row, button);
}

static void
add_finding (BellAdminForm *self, const BellFinding *finding)
{
  GtkWidget       *row = adw_action_row_new ();
  GtkWidget       *icon = gtk_image_new_from_icon_name (bell_admin_finding_icon (finding));
  g_autofree char *message = bell_admin_finding_message (self->session, finding);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), bell_admin_finding_title (finding));
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), message);
  gtk_accessible_update_property (GTK_ACCESSIBLE (icon), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  bell_admin_finding_severity (finding), -1);
  if (finding->severity != BELL_SEVERITY_NOTICE)
    gtk_widget_add_css_class (icon, finding->severity == BELL_SEVERITY_ERROR ? "error" : "warning");
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), icon);
  add_fix (self, ADW_ACTION_ROW (row), finding);
  adw_preferences_group_add (self->remarks, row);
  g_ptr_array_add (self->remark_rows, row);
}

/* The words of all that was found about a field. */
static char *
remark_on (BellAdminForm *self, const BellField *field)
{
  const BellRecord *was = bell_record_edit_get_was (self->edit);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < self->findings->len; i++)
    if (bell_admin_finding_field (self->findings->pdata[i], was) == field)
      g_string_append_printf (text, "%s%s", text->len > 0 ? "\n" : "",
                              bell_admin_finding_title (self->findings->pdata[i]));

  return text->len > 0 ? g_strdup (text->str) : NULL;
}

static void
show_findings (BellAdminForm *self)
{
  for (guint i = 0; i < self->remark_rows->len; i++)
    adw_preferences_group_remove (self->remarks, self->remark_rows->pdata[i]);
  g_ptr_array_set_size (self->remark_rows, 0);
  for (guint i = 0; i < self->findings->len; i++)
    add_finding (self, self->findings->pdata[i]);
  gtk_widget_set_visible (GTK_WIDGET (self->remarks), self->findings->len > 0);
  for (guint i = 0; i < self->fields->len; i++)
    {
      const BellField *field = bell_admin_field_get_field (self->fields->pdata[i]);
      g_autofree char *text = remark_on (self, field);

      bell_admin_field_remark (self->fields->pdata[i], text);
    }
}

static gboolean
is_same (GPtrArray *findings, GPtrArray *others)
{
  if (findings->len != others->len)
    return FALSE;

  for (guint i = 0; i < findings->len; i++)
    if (!bell_record_equal (findings->pdata[i], others->pdata[i]))
      return FALSE;

  return TRUE;
}

/* Rows that are right stay, so that the focus stays in them; from rows that go it goes to the
 * fields. */
static void
on_answered (BellAdminForm *self, GPtrArray *records, const GError *error)
{
  g_autoptr (GPtrArray) findings = bell_record_list_new ();
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (self)));
  gboolean had_focus = focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (self->remarks));

  for (guint i = 0; records != NULL && i < records->len; i++)
    if (is_about (self, records->pdata[i]))
      g_ptr_array_add (findings, bell_record_ref (records->pdata[i]));
  if (records == NULL || is_same (self->findings, findings))
    return;

  g_ptr_array_unref (self->findings);
  self->findings = g_steal_pointer (&findings);
  show_findings (self);
  if (had_focus)
    gtk_widget_grab_focus (GTK_WIDGET (self));
}

/* Makes the group for them, the first of the form. */
void
bell_admin_form_add_findings (BellAdminForm *self)
{
  self->remarks = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  adw_preferences_group_set_title (self->remarks, _ ("Findings"));
  gtk_widget_set_visible (GTK_WIDGET (self->remarks), FALSE);
  g_ptr_array_set_size (self->remark_rows, 0);
  bell_admin_form_add_group (self, GTK_WIDGET (self->remarks));
}

/* Shows again what was found, and asks for it, once the form is made. */
void
bell_admin_form_ask_findings (BellAdminForm *self)
{
  if (self->built_new || bell_record_edit_get_shape (self->edit) == &bell_settings_shape)
    return;

  show_findings (self);
  if (self->question != NULL)
    return;

  self->question = bell_admin_question_new (self->session, GTK_WIDGET (self));
  g_signal_connect_object (self->question, "answered", G_CALLBACK (on_answered), self,
                           G_CONNECT_SWAPPED);
  bell_admin_question_ask (self->question, bell_call_new (&bell_call_desk_lint));
}
