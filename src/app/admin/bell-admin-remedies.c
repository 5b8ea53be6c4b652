/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-admin-remedies.h"

#include "bell-json.h"

#include <glib/gi18n.h>

struct _BellAdminRemedies
{
  AdwBin  parent_instance;
  GtkBox *box;
};

G_DEFINE_FINAL_TYPE (BellAdminRemedies, bell_admin_remedies, ADW_TYPE_BIN)

static void
bell_admin_remedies_class_init (BellAdminRemediesClass *klass)
{
}

static void
bell_admin_remedies_init (BellAdminRemedies *self)
{
  self->box = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 12));
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->box));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

/**
 * bell_admin_remedies_new:
 *
 * Returns: (transfer floating): a place for such changes, not visible while there are none
 */
GtkWidget *
bell_admin_remedies_new (void)
{
  return g_object_new (BELL_TYPE_ADMIN_REMEDIES, NULL);
}

/* Everything that a remedy changes in one record, as the members of a desk document. */
static char *
fields_text (const BellRemedy *remedy, const BellEdit *edit)
{
  g_autoptr (JsonObject) fields = json_object_new ();
  g_autoptr (JsonNode) node = NULL;

  for (guint i = 0; i < remedy->edits->len; i++)
    {
      const BellEdit *other = remedy->edits->pdata[i];

      if (g_str_equal (other->type, edit->type) && g_strcmp0 (other->subject, edit->subject) == 0)
        json_object_set_member (fields, other->field,
                                other->value != NULL ? json_node_copy (other->value)
                                                     : json_node_new (JSON_NODE_NULL));
    }
  node = bell_json_object_node (g_steal_pointer (&fields));

  return bell_json_text (node, FALSE);
}

/* A request that is not made yet is here; one that is made has a page of its own. */
static void
set_action (GtkActionable *button, const BellRemedy *remedy, const BellEdit *edit)
{
  g_autofree char *fields = NULL;

  if (!g_str_equal (edit->type, bell_request_shape.name))
    {
      fields = fields_text (remedy, edit);
      gtk_actionable_set_action_name (button, "desk.edit");
      gtk_actionable_set_action_target (button, "(sss)", edit->type,
                                        edit->subject != NULL ? edit->subject : "", fields);
    }
  else if (edit->subject != NULL)
    {
      gtk_actionable_set_action_name (button, "app.show-request");
      gtk_actionable_set_action_target (button, "s", edit->subject);
    }
  else if (edit->value != NULL && bell_json_holds (edit->value, G_TYPE_STRING))
    {
      gtk_actionable_set_action_name (button, "check.service");
      gtk_actionable_set_action_target (button, "s", json_node_get_string (edit->value));
    }
}

/* The row gives it its name. */
static GtkWidget *
new_button (const BellRemedy *remedy, const BellEdit *edit)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (_ ("_Make…"));

  set_action (GTK_ACTIONABLE (button), remedy, edit);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);

  return button;
}

static void
add_edit (AdwPreferencesGroup *group,
          BellSession         *session,
          const BellRemedy    *remedy,
          const BellEdit      *edit)
{
  g_autofree char *text = bell_admin_edit_text (session, edit);
  GtkWidget       *row = adw_action_row_new ();
  GtkWidget       *button = new_button (remedy, edit);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), text);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), button);
  adw_preferences_group_add (group, row);
}

static AdwPreferencesGroup *
add_group (BellAdminRemedies *self)
{
  GtkWidget *group = adw_preferences_group_new ();

  gtk_box_append (self->box, group);

  return ADW_PREFERENCES_GROUP (group);
}

/**
 * bell_admin_remedies_show:
 * @self: a place for changes
 * @session: the desk, for names
 * @decision: whether chat is available on a request, and what would make it so
 *
 * Shows the changes in the place of those before.
 */
void
bell_admin_remedies_show (BellAdminRemedies  *self,
                          BellSession        *session,
                          const BellDecision *decision)
{
  AdwPreferencesGroup *group = NULL;
  GtkWidget           *child;

  g_return_if_fail (BELL_IS_ADMIN_REMEDIES (self));

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->box))) != NULL)
    gtk_box_remove (self->box, child);

  for (guint i = 0; i < decision->changes->len; i++)
    {
      const BellRemedy *remedy = decision->changes->pdata[i];

      if (group == NULL || remedy->edits->len > 1)
        group = add_group (self);
      if (i == 0)
        {
          adw_preferences_group_set_title (group, _ ("What Would Make It a Yes"));
          adw_preferences_group_set_description (
              group, remedy->edits->len > 1 ? _ ("The changes of one box, all of them.")
                                            : _ ("Any one of these changes."));
        }
      for (guint e = 0; e < remedy->edits->len; e++)
        add_edit (group, session, remedy, remedy->edits->pdata[e]);
    }
  gtk_widget_set_visible (GTK_WIDGET (self), decision->changes->len > 0);
}
