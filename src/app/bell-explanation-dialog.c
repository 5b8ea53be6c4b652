/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-explanation-dialog.h"

#include "bell-explanation.h"

#include <glib/gi18n.h>

struct _BellExplanationDialog
{
  AdwDialog parent_instance;

  BellExplanation *explanation;
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

  g_type_ensure (BELL_TYPE_EXPLANATION);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/deskbell/Deskbell/bell-explanation-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, BellExplanationDialog, explanation);
}

static void
bell_explanation_dialog_init (BellExplanationDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
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

  adw_dialog_set_title (ADW_DIALOG (self), decision->available ? _ ("Why Is Chat On Here?")
                                                               : _ ("Why Is There No Chat Here?"));
  bell_explanation_show (self->explanation, session, decision);

  return ADW_DIALOG (self);
}
