/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-explanation-dialog.h"

#include "bell-format.h"
#include "bell-reason-text.h"

#include <glib/gi18n.h>

struct _BellExplanationDialog
{
  AdwDialog parent_instance;

  AdwPreferencesGroup *steps;
  AdwPreferencesGroup *recipients;
};

G_DEFINE_FINAL_TYPE (BellExplanationDialog, bell_explanation_dialog, ADW_TYPE_DIALOG)

static void
bell_explanation_dialog_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), BELL_TYPE_EXPLANATION_DIALOG);

  G_OBJECT_CLASS (bell_explanation_dialog_parent_class)->dispose (object);
}

static void
bell_explanation_dialog_class_init (BellExplanationDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = bell_explanation_dialog_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/deskbell/Deskbell/bell-explanation-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, BellExplanationDialog, steps);
  gtk_widget_class_bind_template_child (widget_class, BellExplanationDialog, recipients);
}

static void
bell_explanation_dialog_init (BellExplanationDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static GtkWidget *
new_row (const char *title, const char *subtitle)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  if (subtitle != NULL)
    adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);

  return row;
}

/* A tick or a cross says it in a picture, its label says it to a screen reader. */
static void
add_step (BellExplanationDialog *self, BellSession *session, const BellStep *step)
{
  g_autofree char *text = bell_reason_text (session, step);
  GtkWidget       *row = new_row (text, NULL);
  GtkWidget       *icon = gtk_image_new_from_icon_name (step->accepted ? "object-select-symbolic"
                                                                       : "window-close-symbolic");

  gtk_accessible_update_property (GTK_ACCESSIBLE (icon), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  step->accepted ? _ ("Yes") : _ ("No"), -1);
  gtk_widget_add_css_class (icon, step->accepted ? "success" : "dim-label");
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), icon);
  adw_preferences_group_add (self->steps, row);
}

static void
add_recipient (BellExplanationDialog *self, BellSession *session, const BellRecipient *recipient)
{
  const char *name = bell_session_get_label (session, &bell_person_shape, recipient->person);
  GtkWidget  *row = new_row (name, bell_format_part (recipient->as));
  GtkWidget  *avatar = adw_avatar_new (32, name, TRUE);

  adw_action_row_add_prefix (ADW_ACTION_ROW (row), avatar);
  adw_preferences_group_add (self->recipients, row);
}

/**
 * bell_explanation_dialog_new:
 * @session: the desk, for names
 * @decision: whether chat is available on a request, with every step
 *
 * Returns: (transfer floating): a dialog that explains it
 */
AdwDialog *
bell_explanation_dialog_new (BellSession *session, const BellDecision *decision)
{
  BellExplanationDialog *self = g_object_new (BELL_TYPE_EXPLANATION_DIALOG, NULL);
  g_autofree char       *summary = bell_decision_summary (session, decision);
  g_autofree char       *escaped = g_markup_escape_text (summary, -1);

  adw_dialog_set_title (ADW_DIALOG (self), decision->available ? _ ("Why Is Chat On Here?")
                                                               : _ ("Why Is There No Chat Here?"));
  adw_preferences_group_set_description (self->steps, escaped);
  for (guint i = 0; i < decision->steps->len; i++)
    add_step (self, session, decision->steps->pdata[i]);
  for (guint i = 0; i < decision->recipients->len; i++)
    add_recipient (self, session, decision->recipients->pdata[i]);
  if (decision->recipients->len == 0)
    adw_preferences_group_add (
        self->recipients, new_row (_ ("Nobody"), _ ("The chat would wait in the group’s list.")));

  return ADW_DIALOG (self);
}
