/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-application-private.h"

#include "bell-desks-dialog.h"
#include "bell-known-desks.h"
#include "bell-sign-in-dialog.h"

#include <glib/gi18n.h>

/* The program on a desk elsewhere: signing in again, signing out, and going to another desk. */

static void
toast (BellApplication *self, const char *text)
{
  if (self->main_window != NULL)
    gtk_widget_activate_action (self->main_window, "win.toast", "s", text);
}

/* Who is signed out is asked for the password once there is a window, and not before. */
static void
sign_in (BellApplication *self)
{
  if (self->main_window == NULL || self->sign_in_dialog != NULL
      || !bell_session_needs_sign_in (self->session))
    return;

  g_set_weak_pointer (&self->sign_in_dialog, bell_sign_in_dialog_new (self->session));
  adw_dialog_present (self->sign_in_dialog, self->main_window);
}

static void
on_not_kept (BellApplication *self)
{
  toast (self,
         _ ("There is no keyring to keep your sign-in: you will be asked for your password at "
            "each start"));
}

/* Another desk may have come meanwhile. */
static void
on_session_changed (BellApplication *self)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self), "sign-out");

  g_simple_action_set_enabled (G_SIMPLE_ACTION (action),
                               bell_session_is_remote (self->session)
                                   && bell_session_get_state (self->session) == BELL_SESSION_OPEN);
  if (self->sign_in_dialog != NULL && !bell_session_needs_sign_in (self->session))
    {
      adw_dialog_force_close (self->sign_in_dialog);
      g_clear_weak_pointer (&self->sign_in_dialog);
    }
}

static void
on_sign_in (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  sign_in (user_data);
}

static void
on_signed_out (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (BellApplication) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!bell_session_sign_out_finish (BELL_SESSION (object), result, &error))
    {
      g_message ("Signing out: %s", error->message);
      toast (self, _ ("Signed out here. The server could not be told, and forgets it by itself"));
    }
}

static void
sign_out (BellApplication *self)
{
  if (bell_session_is_remote (self->session)
      && bell_session_get_state (self->session) == BELL_SESSION_OPEN)
    bell_session_sign_out_async (self->session, on_signed_out, g_object_ref (self));
}

static void
on_sign_out_response (AdwAlertDialog *dialog, const char *response, BellApplication *self)
{
  if (g_str_equal (response, "sign-out"))
    sign_out (self);
}

/* What waits stays on this computer; a draft does not. */
static char *
sign_out_text (BellApplication *self)
{
  guint n = bell_session_count_waiting (self->session);

  if (n > 0)
    return g_strdup_printf (
        ngettext (
            "%u message was not sent yet. It stays on this computer, and is sent when you "
            "sign in to this desk here again. What is still in a message field is lost.",
            "%u messages were not sent yet. They stay on this computer, and are sent when you "
            "sign in to this desk here again. What is still in a message field is lost.",
            n),
        n);
  if (bell_application_find_unsent (self) != NULL)
    return g_strdup (_ ("What you have written and not sent will be lost."));

  return NULL;
}

static void
on_sign_out (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  BellApplication *self = user_data;
  g_autofree char *text = sign_out_text (self);
  AdwDialog       *dialog;

  if (text == NULL || self->main_window == NULL)
    {
      sign_out (self);
      return;
    }

  dialog = adw_alert_dialog_new (_ ("Sign Out Without Sending?"), text);
  adw_alert_dialog_add_responses (ADW_ALERT_DIALOG (dialog), "cancel", _ ("_Cancel"), "sign-out",
                                  _ ("Sign _Out"), NULL);
  adw_alert_dialog_set_response_appearance (ADW_ALERT_DIALOG (dialog), "sign-out",
                                            ADW_RESPONSE_DESTRUCTIVE);
  adw_alert_dialog_set_default_response (ADW_ALERT_DIALOG (dialog), "cancel");
  adw_alert_dialog_set_close_response (ADW_ALERT_DIALOG (dialog), "cancel");
  g_signal_connect_object (dialog, "response", G_CALLBACK (on_sign_out_response), self, 0);
  adw_dialog_present (dialog, self->main_window);
}

static void
on_desks (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  BellApplication *self = user_data;
  GtkWidget       *window = bell_application_show (self, NULL);

  if (window != NULL)
    adw_dialog_present (bell_desks_dialog_new (self->session, self->settings), window);
}

/* A text that is not sent yet comes to the front instead: nothing goes without a word. */
static void
on_switch_desk (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  BellApplication *self = user_data;
  const char      *unsent = bell_application_find_unsent (self);
  const char      *location, *user;
  g_autoptr (BellKnownDesk) desk = NULL;

  if (unsent != NULL)
    {
      toast (self, _ ("Something is written and not sent yet. Send it or delete it first"));
      bell_application_open_chat (self, unsent, NULL);
      return;
    }

  g_variant_get (parameter, "(&s&s)", &location, &user);
  desk = bell_known_desks_find (self->settings, location, user);
  bell_known_desks_open (self->settings, location, user, desk != NULL ? desk->certificate : NULL);
  g_clear_pointer (&self->desk, g_free);
  g_clear_pointer (&self->person, g_free);
  bell_application_open_desk (self);
}

static const GActionEntry actions[] = {
  { "sign-in", on_sign_in, NULL, NULL, NULL, { 0 } },
  { "sign-out", on_sign_out, NULL, NULL, NULL, { 0 } },
  { "desks", on_desks, NULL, NULL, NULL, { 0 } },
  { "switch-desk", on_switch_desk, "(ss)", NULL, NULL, { 0 } },
};

/**
 * bell_application_follow_line:
 * @self: the program
 *
 * Follows what happens to the line to a desk elsewhere, and adds the actions that go with it.
 */
void
bell_application_follow_line (BellApplication *self)
{
  g_action_map_add_action_entries (G_ACTION_MAP (self), actions, G_N_ELEMENTS (actions), self);
  on_session_changed (self);
  g_signal_connect_object (self->session, "changed", G_CALLBACK (on_session_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->session, "line-changed", G_CALLBACK (sign_in), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->session, "not-kept", G_CALLBACK (on_not_kept), self,
                           G_CONNECT_SWAPPED);
}
