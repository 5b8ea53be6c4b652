/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-explanation.h"

#include "bell-format.h"
#include "bell-reason-text.h"

#include <glib/gi18n.h>

struct _BellExplanation
{
  AdwBin        parent_instance;
  BellDecision *decision; /* that is shown */
  GPtrArray    *rows;     /* of both groups, not owned */

  AdwActionRow        *answer;
  GtkImage            *sign;
  AdwBin              *advice;
  AdwPreferencesGroup *steps;
  AdwPreferencesGroup *recipients;
};

G_DEFINE_FINAL_TYPE (BellExplanation, bell_explanation, ADW_TYPE_BIN)

#define ICON(yes) ((yes) ? "object-select-symbolic" : "window-close-symbolic")

static void
bell_explanation_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), BELL_TYPE_EXPLANATION);

  G_OBJECT_CLASS (bell_explanation_parent_class)->dispose (object);
}

static void
bell_explanation_finalize (GObject *object)
{
  BellExplanation *self = BELL_EXPLANATION (object);

  g_clear_pointer (&self->decision, bell_record_unref);
  g_ptr_array_unref (self->rows);

  G_OBJECT_CLASS (bell_explanation_parent_class)->finalize (object);
}

static void
bell_explanation_class_init (BellExplanationClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = bell_explanation_dispose;
  G_OBJECT_CLASS (klass)->finalize = bell_explanation_finalize;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/deskbell/Deskbell/bell-explanation.ui");
  gtk_widget_class_bind_template_child (widget_class, BellExplanation, answer);
  gtk_widget_class_bind_template_child (widget_class, BellExplanation, sign);
  gtk_widget_class_bind_template_child (widget_class, BellExplanation, advice);
  gtk_widget_class_bind_template_child (widget_class, BellExplanation, steps);
  gtk_widget_class_bind_template_child (widget_class, BellExplanation, recipients);
}

static void
bell_explanation_init (BellExplanation *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->rows = g_ptr_array_new ();
}

static GtkWidget *
add_row (BellExplanation *self, AdwPreferencesGroup *group, const char *title, const char *subtitle)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  if (subtitle != NULL)
    adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);
  adw_preferences_group_add (group, row);
  g_ptr_array_add (self->rows, row);

  return row;
}

/* A tick or a cross says it in a picture, its label says it to a screen reader. */
static void
add_step (BellExplanation *self, BellSession *session, const BellStep *step)
{
  g_autofree char *text = bell_reason_text (session, step);
  GtkWidget       *row = add_row (self, self->steps, text, NULL);
  GtkWidget       *icon = gtk_image_new_from_icon_name (ICON (step->accepted));

  gtk_accessible_update_property (GTK_ACCESSIBLE (icon), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  step->accepted ? _ ("Yes") : _ ("No"), -1);
  gtk_widget_add_css_class (icon, step->accepted ? "success" : "dim-label");
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), icon);
}

static void
add_recipient (BellExplanation *self, BellSession *session, const BellRecipient *recipient)
{
  const char *name = bell_session_get_label (session, &bell_person_shape, recipient->person);
  GtkWidget  *row = add_row (self, self->recipients, name, bell_format_part (recipient->as));
  GtkWidget  *avatar = adw_avatar_new (32, name, TRUE);

  gtk_accessible_update_state (GTK_ACCESSIBLE (avatar), GTK_ACCESSIBLE_STATE_HIDDEN, TRUE, -1);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), avatar);
}

static void
show_answer (BellExplanation *self, BellSession *session, const BellDecision *decision)
{
  g_autofree char *summary = bell_decision_summary (session, decision);
  g_autofree char *until = bell_decision_until (decision);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->answer), summary);
  adw_action_row_set_subtitle (self->answer, until != NULL ? until : "");
  gtk_image_set_from_icon_name (self->sign, ICON (decision->available));
  if (decision->available)
    gtk_widget_add_css_class (GTK_WIDGET (self->sign), "success");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->sign), "success");
}

static gboolean
has_focus (BellExplanation *self)
{
  GtkRoot   *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  return focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (self));
}

static void
remove_rows (BellExplanation *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    {
      GtkWidget *group = gtk_widget_get_ancestor (self->rows->pdata[i], ADW_TYPE_PREFERENCES_GROUP);

      adw_preferences_group_remove (ADW_PREFERENCES_GROUP (group), self->rows->pdata[i]);
    }
  g_ptr_array_set_size (self->rows, 0);
}

/**
 * bell_explanation_set_advice:
 * @self: an explanation
 * @advice: what follows the answer, while it is visible
 *
 * Adds to the explanation what is to be done about it.
 */
void
bell_explanation_set_advice (BellExplanation *self, GtkWidget *advice)
{
  g_return_if_fail (BELL_IS_EXPLANATION (self));

  adw_bin_set_child (self->advice, advice);
  g_object_bind_property (advice, "visible", self->advice, "visible", G_BINDING_SYNC_CREATE);
}

/**
 * bell_explanation_show:
 * @self: an explanation
 * @session: the desk, for names
 * @decision: whether chat is available on a request, with every step
 *
 * Shows a decision in the place of the one before. Whoever was reading that goes on at the answer.
 */
void
bell_explanation_show (BellExplanation *self, BellSession *session, const BellDecision *decision)
{
  gboolean had_focus;

  g_return_if_fail (BELL_IS_EXPLANATION (self));

  had_focus = has_focus (self);
  g_clear_pointer (&self->decision, bell_record_unref);
  self->decision = bell_record_ref ((gpointer) decision);
  remove_rows (self);
  show_answer (self, session, decision);
  for (guint i = 0; i < decision->steps->len; i++)
    add_step (self, session, decision->steps->pdata[i]);
  for (guint i = 0; i < decision->recipients->len; i++)
    add_recipient (self, session, decision->recipients->pdata[i]);
  if (decision->recipients->len == 0)
    add_row (self, self->recipients, _ ("Nobody"), _ ("The chat would wait in the group’s list."));
  if (had_focus)
    gtk_widget_grab_focus (GTK_WIDGET (self->answer));
}
