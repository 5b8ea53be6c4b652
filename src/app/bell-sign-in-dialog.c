/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-sign-in-dialog.h"

#include "bell-failure-text.h"

#include <glib/gi18n.h>

struct _BellSignInDialog
{
  AdwDialog     parent_instance;
  BellSession  *session;
  GCancellable *cancellable; /* while the password is tried */

  GtkButton           *sign_in;
  AdwPreferencesGroup *group;
  AdwPasswordEntryRow *password;
  GtkLabel            *problem;
  GtkWidget           *progress;
};

G_DEFINE_FINAL_TYPE (BellSignInDialog, bell_sign_in_dialog, ADW_TYPE_DIALOG)

static void
refresh (BellSignInDialog *self)
{
  gboolean is_busy = self->cancellable != NULL;
  gboolean has_text = gtk_editable_get_text (GTK_EDITABLE (self->password))[0] != '\0';

  gtk_widget_set_sensitive (GTK_WIDGET (self->sign_in), has_text && !is_busy);
  gtk_widget_set_sensitive (GTK_WIDGET (self->password), !is_busy);
  gtk_widget_set_visible (self->progress, is_busy);
}

static void
on_typed (BellSignInDialog *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self->problem), FALSE);
  gtk_widget_remove_css_class (GTK_WIDGET (self->password), "error");
  refresh (self);
}

static void
show_failure (BellSignInDialog *self, const GError *error)
{
  g_autofree char *name = bell_session_dup_name (self->session);
  g_autofree char *text = NULL;

  if (g_error_matches (error, BELL_ERROR, BELL_ERROR_DENIED))
    text = g_strdup (_ ("The password is not right."));
  else
    text = bell_failure_text_remote (error, name, bell_session_get_user (self->session));
  gtk_label_set_label (self->problem, text);
  gtk_widget_set_visible (GTK_WIDGET (self->problem), TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->password), "error");
  gtk_widget_grab_focus (GTK_WIDGET (self->password));
  gtk_accessible_announce (GTK_ACCESSIBLE (self), text,
                           GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

static void
on_signed_in (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (BellSignInDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean is_signed_in = bell_session_sign_in_finish (BELL_SESSION (object), result, &error);

  /* It was closed meanwhile. */
  if (self->cancellable == NULL)
    return;

  g_clear_object (&self->cancellable);
  refresh (self);
  if (is_signed_in)
    adw_dialog_force_close (ADW_DIALOG (self));
  else
    show_failure (self, error);
}

static void
on_sign_in (BellSignInDialog *self)
{
  const char *password = gtk_editable_get_text (GTK_EDITABLE (self->password));

  if (self->cancellable != NULL || password[0] == '\0')
    return;

  on_typed (self);
  self->cancellable = g_cancellable_new ();
  bell_session_sign_in_async (self->session, password, self->cancellable, on_signed_in,
                              g_object_ref (self));
  refresh (self);
}

static void
bell_sign_in_dialog_closed (AdwDialog *dialog)
{
  BellSignInDialog *self = BELL_SIGN_IN_DIALOG (dialog);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

static void
bell_sign_in_dialog_dispose (GObject *object)
{
  BellSignInDialog *self = BELL_SIGN_IN_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->session);
  gtk_widget_dispose_template (GTK_WIDGET (object), BELL_TYPE_SIGN_IN_DIALOG);

  G_OBJECT_CLASS (bell_sign_in_dialog_parent_class)->dispose (object);
}

static void
bell_sign_in_dialog_class_init (BellSignInDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = bell_sign_in_dialog_dispose;
  ADW_DIALOG_CLASS (klass)->closed = bell_sign_in_dialog_closed;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/deskbell/Deskbell/bell-sign-in-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, BellSignInDialog, sign_in);
  gtk_widget_class_bind_template_child (widget_class, BellSignInDialog, group);
  gtk_widget_class_bind_template_child (widget_class, BellSignInDialog, password);
  gtk_widget_class_bind_template_child (widget_class, BellSignInDialog, problem);
  gtk_widget_class_bind_template_child (widget_class, BellSignInDialog, progress);
  gtk_widget_class_bind_template_callback (widget_class, on_typed);
  gtk_widget_class_bind_template_callback (widget_class, on_sign_in);
}

static void
bell_sign_in_dialog_init (BellSignInDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * bell_sign_in_dialog_new:
 * @session: a session that bell_session_needs_sign_in()
 *
 * Returns: (transfer floating): the question for the password; it goes once it was right
 */
AdwDialog *
bell_sign_in_dialog_new (BellSession *session)
{
  BellSignInDialog *self = g_object_new (BELL_TYPE_SIGN_IN_DIALOG, NULL);
  g_autofree char  *name = bell_session_dup_name (session);
  gboolean          is_open = bell_session_get_state (session) == BELL_SESSION_OPEN;
  const char       *user = bell_session_get_user (session);
  /* Translators: the name of a person, and of a server */
  g_autofree char *text
      = is_open
            ? g_strdup_printf (_ ("The password of “%s” on %s. Everything that you have written "
                                  "here is kept."),
                               user, name)
            : g_strdup_printf (_ ("The password of “%s” on %s."), user, name);
  g_autofree char *escaped = g_markup_escape_text (text, -1);

  self->session = g_object_ref (session);
  adw_preferences_group_set_description (self->group, escaped);
  refresh (self);

  return ADW_DIALOG (self);
}
