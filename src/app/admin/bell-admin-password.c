/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-admin-password.h"

#include "bell-format.h"
#include "bell-wire.h"

#include <glib/gi18n.h>
#include <string.h>

#define WIDTH 400

struct _BellAdminPassword
{
  AdwDialog    parent_instance;
  BellSession *session;
  char        *person;
  gboolean     busy;

  GtkWidget *old; /* NULL where it is not wanted */
  GtkWidget *password;
  GtkWidget *repeated;
  GtkLabel  *problem;
  GtkWidget *set;
};

G_DEFINE_FINAL_TYPE (BellAdminPassword, bell_admin_password, ADW_TYPE_DIALOG)

static const char *
text_of (GtkWidget *entry)
{
  return entry != NULL ? gtk_editable_get_text (GTK_EDITABLE (entry)) : NULL;
}

static void
say (BellAdminPassword *self, const char *text)
{
  gtk_label_set_label (self->problem, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->problem), text != NULL);
  if (text != NULL)
    gtk_accessible_announce (GTK_ACCESSIBLE (self), text,
                             GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

static void
refresh (BellAdminPassword *self)
{
  const char *password = text_of (self->password);
  gboolean    is_long = strlen (password) >= BELL_PASSWORD_SHORTEST;
  gboolean    is_same = g_str_equal (password, text_of (self->repeated));
  gboolean    has_old = self->old == NULL || text_of (self->old)[0] != '\0';

  gtk_widget_set_sensitive (self->set, is_long && is_same && has_old && !self->busy);
}

/* What is not finished is not called wrong. */
static void
on_typed (BellAdminPassword *self)
{
  const char      *password = text_of (self->password);
  const char      *repeated = text_of (self->repeated);
  g_autofree char *text = NULL;

  if (repeated[0] != '\0' && !g_str_has_prefix (password, repeated))
    text = g_strdup (_ ("The two are not the same."));
  else if (repeated[0] != '\0' && strlen (password) < BELL_PASSWORD_SHORTEST)
    text = g_strdup_printf (
        ngettext ("At least %d character.", "At least %d characters.", BELL_PASSWORD_SHORTEST),
        BELL_PASSWORD_SHORTEST);
  say (self, text);
  refresh (self);
}

static void
on_set (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (BellAdminPassword) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean         done = bell_session_set_password_finish (BELL_SESSION (object), result, &error);
  g_autofree char *text = NULL;

  self->busy = FALSE;
  if (self->password == NULL)
    return;

  if (done)
    {
      gtk_widget_activate_action (GTK_WIDGET (self), "win.toast", "s", _ ("Password set"));
      adw_dialog_force_close (ADW_DIALOG (self));
      return;
    }

  if (self->old != NULL && g_error_matches (error, BELL_ERROR, BELL_ERROR_DENIED))
    text = g_strdup (_ ("The current password is not right."));
  else
    text = bell_format_error (error);
  say (self, text);
  refresh (self);
}

static void
set (BellAdminPassword *self)
{
  if (!gtk_widget_get_sensitive (self->set))
    return;

  self->busy = TRUE;
  refresh (self);
  bell_session_set_password_async (self->session, self->person, text_of (self->password),
                                   text_of (self->old), on_set, g_object_ref (self));
}

static void
bell_admin_password_dispose (GObject *object)
{
  BellAdminPassword *self = BELL_ADMIN_PASSWORD (object);

  self->old = self->password = self->repeated = NULL;
  g_clear_object (&self->session);
  g_clear_pointer (&self->person, g_free);

  G_OBJECT_CLASS (bell_admin_password_parent_class)->dispose (object);
}

static void
bell_admin_password_class_init (BellAdminPasswordClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = bell_admin_password_dispose;
}

static void
bell_admin_password_init (BellAdminPassword *self)
{
}

static GtkWidget *
add_entry (BellAdminPassword *self, AdwPreferencesGroup *group, const char *title)
{
  GtkWidget *row = adw_password_entry_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  g_signal_connect_object (row, "changed", G_CALLBACK (on_typed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (row, "entry-activated", G_CALLBACK (set), self, G_CONNECT_SWAPPED);
  adw_preferences_group_add (group, row);

  return row;
}

static GtkWidget *
new_header (BellAdminPassword *self)
{
  GtkWidget *header = adw_header_bar_new ();
  GtkWidget *cancel = gtk_button_new_with_mnemonic (_ ("_Cancel"));

  self->set = gtk_button_new_with_mnemonic (_ ("_Set"));
  gtk_widget_add_css_class (self->set, "suggested-action");
  adw_header_bar_set_show_start_title_buttons (ADW_HEADER_BAR (header), FALSE);
  adw_header_bar_set_show_end_title_buttons (ADW_HEADER_BAR (header), FALSE);
  adw_header_bar_pack_start (ADW_HEADER_BAR (header), cancel);
  adw_header_bar_pack_end (ADW_HEADER_BAR (header), self->set);
  g_signal_connect_object (cancel, "clicked", G_CALLBACK (adw_dialog_close), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->set, "clicked", G_CALLBACK (set), self, G_CONNECT_SWAPPED);

  return header;
}

static GtkWidget *
new_content (BellAdminPassword *self)
{
  GtkWidget           *page = adw_preferences_page_new ();
  AdwPreferencesGroup *group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  GtkWidget           *problem = gtk_label_new (NULL);
  const char *name = bell_session_get_label (self->session, &bell_person_shape, self->person);
  /* Translators: the name of a person */
  g_autofree char *text = g_strdup_printf (
      _ ("%s signs in with it from now on, and is signed out everywhere."), name);
  g_autofree char *markup = g_markup_escape_text (text, -1);

  adw_preferences_group_set_description (group, markup);
  if (bell_session_is_remote (self->session)
      && g_strcmp0 (self->person, bell_session_get_person (self->session)) == 0)
    self->old = add_entry (self, group, _ ("Current Password"));
  self->password = add_entry (self, group, _ ("New Password"));
  self->repeated = add_entry (self, group, _ ("The Same Again"));
  self->problem = GTK_LABEL (problem);
  gtk_label_set_wrap (self->problem, TRUE);
  gtk_label_set_xalign (self->problem, 0);
  gtk_widget_set_margin_top (problem, 9);
  gtk_widget_add_css_class (problem, "error");
  gtk_widget_set_visible (problem, FALSE);
  adw_preferences_group_add (group, problem);
  adw_preferences_page_add (ADW_PREFERENCES_PAGE (page), group);

  return page;
}

/**
 * bell_admin_password_new:
 * @session: a session that is open
 * @person: the id of a person
 *
 * Returns: (transfer floating): a dialog that asks for their new password, and sets it
 */
AdwDialog *
bell_admin_password_new (BellSession *session, const char *person)
{
  BellAdminPassword *self = g_object_new (BELL_TYPE_ADMIN_PASSWORD, NULL);
  GtkWidget         *view = adw_toolbar_view_new ();

  self->session = g_object_ref (session);
  self->person = g_strdup (person);
  adw_toolbar_view_add_top_bar (ADW_TOOLBAR_VIEW (view), new_header (self));
  adw_toolbar_view_set_content (ADW_TOOLBAR_VIEW (view), new_content (self));
  adw_dialog_set_title (ADW_DIALOG (self), _ ("Set Password"));
  adw_dialog_set_content_width (ADW_DIALOG (self), WIDTH);
  adw_dialog_set_child (ADW_DIALOG (self), view);
  adw_dialog_set_focus (ADW_DIALOG (self), self->old != NULL ? self->old : self->password);
  refresh (self);

  return ADW_DIALOG (self);
}
