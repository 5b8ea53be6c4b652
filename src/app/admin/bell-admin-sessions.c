/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-admin-sessions.h"

#include "bell-admin-password.h"
#include "bell-focus.h"
#include "bell-format.h"
#include "bell-question.h"

#include <adwaita.h>
#include <glib/gi18n.h>

/* How a person signs in, in their form: where they are signed in, and their password. */

#define BELL_TYPE_ADMIN_SESSIONS (bell_admin_sessions_get_type ())
G_DECLARE_FINAL_TYPE (BellAdminSessions,
                      bell_admin_sessions,
                      BELL,
                      ADMIN_SESSIONS,
                      AdwPreferencesGroup)

struct _BellAdminSessions
{
  AdwPreferencesGroup parent_instance;
  BellSession        *session;
  BellStore          *store;
  char               *person;
  GCancellable       *cancellable;
  BellQuestion        question;
  GPtrArray          *rows; /* of sign-ins, not owned */
  GtkWidget          *password;
};

G_DEFINE_FINAL_TYPE (BellAdminSessions, bell_admin_sessions, ADW_TYPE_PREFERENCES_GROUP)

static void load (BellAdminSessions *self);

static void
on_closed (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (BellAdminSessions) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) records = bell_store_call_finish (BELL_STORE (object), result, &error);
  g_autofree char *words = NULL;
  g_autofree char *text = NULL;

  if (self->store == NULL)
    return;

  if (records == NULL)
    {
      words = bell_format_error (error);
      /* Translators: what follows is a reason */
      text = g_strdup_printf (_ ("The sign-in was not ended: %s"), words);
      gtk_widget_activate_action (GTK_WIDGET (self), "win.toast", "s", text);
    }
  load (self);
}

static void
on_end (BellAdminSessions *self, GtkWidget *button)
{
  g_autoptr (BellRecord) call = bell_call_new (&bell_call_session_close);

  g_set_str (&((BellSessionClose *) call)->session, gtk_widget_get_name (button));
  bell_store_call_async (self->store, bell_session_get_person (self->session), call, NULL,
                         on_closed, g_object_ref (self));
}

static void
add_session (BellAdminSessions *self, const BellOpenSession *session)
{
  GtkWidget       *row = adw_action_row_new ();
  GtkWidget       *end = gtk_button_new_with_mnemonic (_ ("_End"));
  gint64           now = g_get_real_time ();
  g_autofree char *begun = bell_format_moment (session->created_at, now);
  g_autofree char *ends = bell_format_moment (session->expires_at, now);
  /* Translators: two points in time: "14:05", "Yesterday, 14:05" or "24 December, 14:05" */
  g_autofree char *subtitle = g_strdup_printf (_ ("Begun: %s · Ends: %s"), begun, ends);
  const char      *agent = session->agent != NULL ? session->agent : _ ("An unknown program");
  /* Translators: a program with which somebody is signed in */
  g_autofree char *label = g_strdup_printf (_ ("End the sign-in of %s"), agent);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), agent);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 2);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  gtk_widget_set_name (end, session->record.id);
  gtk_widget_set_valign (end, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (end), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, label,
                                  -1);
  g_signal_connect_object (end, "clicked", G_CALLBACK (on_end), self, G_CONNECT_SWAPPED);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), end);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
  g_ptr_array_add (self->rows, row);
}

static void
add_none (BellAdminSessions *self)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ ("Not signed in anywhere"));
  gtk_widget_add_css_class (row, "dim-label");
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
  g_ptr_array_add (self->rows, row);
}

static void
on_sessions (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (BellAdminSessions) self = user_data;
  g_autoptr (GPtrArray) sessions = bell_store_call_finish (BELL_STORE (object), result, NULL);
  gboolean had_focus = FALSE;

  if (bell_question_end (&self->question))
    load (self);
  if (sessions == NULL || self->store == NULL)
    return;

  for (guint i = 0; i < self->rows->len; i++)
    {
      had_focus |= bell_focus_is_in (self->rows->pdata[i]);
      adw_preferences_group_remove (ADW_PREFERENCES_GROUP (self), self->rows->pdata[i]);
    }
  g_ptr_array_set_size (self->rows, 0);
  for (guint i = 0; i < sessions->len; i++)
    add_session (self, sessions->pdata[i]);
  if (sessions->len == 0)
    add_none (self);
  if (had_focus)
    gtk_widget_grab_focus (self->password);
}

static void
load (BellAdminSessions *self)
{
  g_autoptr (BellRecord) call = NULL;

  if (self->store == NULL || !bell_question_begin (&self->question))
    return;

  call = bell_call_new (&bell_call_session_list);
  g_set_str (&((BellSessionList *) call)->person, self->person);
  bell_store_call_async (self->store, bell_session_get_person (self->session), call,
                         self->cancellable, on_sessions, g_object_ref (self));
}

/* Somebody has signed in or out, or has another password. */
static void
on_changed (BellAdminSessions *self, BellChange *change)
{
  if (g_str_equal (change->type, bell_account_shape.name)
      && g_strcmp0 (change->subject, self->person) == 0)
    load (self);
}

static void
on_password (BellAdminSessions *self)
{
  adw_dialog_present (bell_admin_password_new (self->session, self->person), GTK_WIDGET (self));
}

static void
bell_admin_sessions_dispose (GObject *object)
{
  BellAdminSessions *self = BELL_ADMIN_SESSIONS (object);

  g_cancellable_cancel (self->cancellable);
  if (self->store != NULL)
    g_signal_handlers_disconnect_by_data (self->store, self);
  g_clear_object (&self->store);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (bell_admin_sessions_parent_class)->dispose (object);
}

static void
bell_admin_sessions_finalize (GObject *object)
{
  BellAdminSessions *self = BELL_ADMIN_SESSIONS (object);

  g_object_unref (self->cancellable);
  g_ptr_array_unref (self->rows);
  g_free (self->person);

  G_OBJECT_CLASS (bell_admin_sessions_parent_class)->finalize (object);
}

static void
bell_admin_sessions_class_init (BellAdminSessionsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = bell_admin_sessions_dispose;
  G_OBJECT_CLASS (klass)->finalize = bell_admin_sessions_finalize;
}

static void
bell_admin_sessions_init (BellAdminSessions *self)
{
  self->cancellable = g_cancellable_new ();
  self->rows = g_ptr_array_new ();
}

/**
 * bell_admin_sessions_new:
 * @session: a desk that is open
 * @edit: a person that the desk has
 *
 * Returns: (transfer floating): the part of their form about how they sign in
 */
GtkWidget *
bell_admin_sessions_new (BellSession *session, BellRecordEdit *edit)
{
  BellAdminSessions *self = g_object_new (BELL_TYPE_ADMIN_SESSIONS, NULL);

  self->session = g_object_ref (session);
  self->store = g_object_ref (bell_session_get_store (session));
  self->person = g_strdup (bell_record_edit_get_was (edit)->id);
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self), _ ("Signed In"));
  adw_preferences_group_set_description (
      ADW_PREFERENCES_GROUP (self),
      _ ("People sign in to the Service Portal, and to a desk on a server."));
  self->password = gtk_button_new_with_mnemonic (_ ("Set _Password…"));
  gtk_button_set_can_shrink (GTK_BUTTON (self->password), TRUE);
  gtk_widget_set_valign (self->password, GTK_ALIGN_CENTER);
  g_signal_connect_object (self->password, "clicked", G_CALLBACK (on_password), self,
                           G_CONNECT_SWAPPED);
  adw_preferences_group_set_header_suffix (ADW_PREFERENCES_GROUP (self), self->password);
  if ((bell_session_get_person_record (session)->roles & BELL_ROLE_ADMIN) == 0)
    {
      gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
      return GTK_WIDGET (self);
    }

  g_signal_connect_object (self->store, "changed", G_CALLBACK (on_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->store, "reloaded", G_CALLBACK (load), self, G_CONNECT_SWAPPED);
  load (self);

  return GTK_WIDGET (self);
}
