/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-application-private.h"

#include "bell-login.h"
#include "bell-sandbox.h"

#include <glib/gi18n.h>

#define ACTION "start-at-login"

/* The program without a window: started at login, and what it says of itself meanwhile. */

/* What went wrong, and what to do. */
static const char *
explain (const GError *error)
{
  if (g_error_matches (error, G_DBUS_ERROR, G_DBUS_ERROR_SERVICE_UNKNOWN)
      || g_error_matches (error, G_DBUS_ERROR, G_DBUS_ERROR_NAME_HAS_NO_OWNER))
    return _ ("This desktop does not let programs in a sandbox ask for that. Add Deskbell to the "
              "programs that it starts at login in its own settings.");

  return error->message;
}

static void
on_login_set (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (BellApplication) self = user_data;
  g_autoptr (GError) error = NULL;
  GAction   *action = g_action_map_lookup_action (G_ACTION_MAP (self), ACTION);
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (self));
  AdwDialog *dialog;

  if (!bell_login_set_finish (result, &error))
    {
      g_message ("Starting at login: %s", error->message);
      dialog = adw_alert_dialog_new (_ ("Starting at Login Cannot Be Changed"), explain (error));
      adw_alert_dialog_add_response (ADW_ALERT_DIALOG (dialog), "close", _ ("_Close"));
      if (window != NULL)
        adw_dialog_present (dialog, GTK_WIDGET (window));
      else
        g_object_unref (g_object_ref_sink (dialog));
    }
  if (self->settings == NULL)
    return;

  g_simple_action_set_state (G_SIMPLE_ACTION (action),
                             g_variant_new_boolean (bell_login_is_on (self->settings)));
  /* A switch that was moved goes back. */
  g_object_notify (G_OBJECT (action), "state");
}

static void
on_login (GSimpleAction *action, GVariant *state, gpointer user_data)
{
  BellApplication *self = user_data;

  bell_login_set_async (self->settings, g_variant_get_boolean (state), on_login_set,
                        g_object_ref (self));
}

static const GActionEntry entries[] = {
  { ACTION, NULL, NULL, "false", on_login, { 0 } },
};

/**
 * bell_application_follow_background:
 * @self: the program, starting
 *
 * Gives the program the action "start-at-login", whose state is a boolean.
 */
void
bell_application_follow_background (BellApplication *self)
{
  GAction *action;

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  action = g_action_map_lookup_action (G_ACTION_MAP (self), ACTION);
  g_simple_action_set_state (G_SIMPLE_ACTION (action),
                             g_variant_new_boolean (bell_login_is_on (self->settings)));
}

/**
 * bell_application_tell_background:
 * @self: the program
 * @rings: whether this computer rings, in a few words
 *
 * Has the desktop say what the program does while it has no window.
 */
void
bell_application_tell_background (BellApplication *self, const char *rings)
{
  const char *text = rings;

  if (bell_session_get_state (self->session) != BELL_SESSION_OPEN)
    text = _ ("No desk is open");
  else if (bell_session_get_line (self->session) == BELL_LINE_SIGNED_OUT)
    text = _ ("Signed out of the desk");
  else if (bell_session_get_line (self->session) == BELL_LINE_DOWN)
    text = _ ("No connection to the desk");
  if (g_set_str (&self->told, text))
    bell_sandbox_set_status (text);
}
