/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-application-private.h"

#include "bell-settings.h"
#include "bell-status-text.h"

#include <glib/gi18n.h>

/* The program while a desk is open: ringing. */

static BellRings
rings (BellApplication *self)
{
  if (bell_session_get_state (self->session) != BELL_SESSION_OPEN)
    return BELL_RINGS_UNASKED;

  return bell_settings_get_rings (self->settings, bell_session_get_desk (self->session),
                                  bell_session_get_person (self->session));
}

static gboolean
is_not_to_disturb (BellApplication *self)
{
  return g_settings_get_boolean (self->settings, BELL_SETTINGS_DISTURB);
}

static void
set_rings (BellApplication *self, gboolean wanted)
{
  bell_settings_set_rings (self->settings, bell_session_get_desk (self->session),
                           bell_session_get_person (self->session), wanted);
}

static void
on_ring_response (AdwAlertDialog *dialog, const char *response, BellApplication *self)
{
  if (bell_session_get_state (self->session) == BELL_SESSION_OPEN
      && (g_str_equal (response, "yes") || g_str_equal (response, "no")))
    set_rings (self, g_str_equal (response, "yes"));
}

/**
 * bell_application_ask_rings:
 * @self: the program
 *
 * A computer that was never asked about this account asks, once it has a window; it does not just
 * stay silent.
 */
void
bell_application_ask_rings (BellApplication *self)
{
  AdwDialog *dialog;

  if (self->main_window == NULL || self->ring_dialog != NULL
      || bell_session_get_state (self->session) != BELL_SESSION_OPEN
      || rings (self) != BELL_RINGS_UNASKED)
    return;

  dialog = adw_alert_dialog_new (
      _ ("Ring This Computer?"),
      _ ("When somebody asks to chat about one of your requests, this computer "
         "can show a desktop notification. You can change it later."));

  adw_alert_dialog_add_responses (ADW_ALERT_DIALOG (dialog), "no", _ ("_Do Not Ring"), "yes",
                                  _ ("_Ring"), NULL);
  adw_alert_dialog_set_response_appearance (ADW_ALERT_DIALOG (dialog), "yes",
                                            ADW_RESPONSE_SUGGESTED);
  adw_alert_dialog_set_default_response (ADW_ALERT_DIALOG (dialog), "yes");
  adw_alert_dialog_set_close_response (ADW_ALERT_DIALOG (dialog), "later");
  g_signal_connect_object (dialog, "response", G_CALLBACK (on_ring_response), self, 0);
  g_set_weak_pointer (&self->ring_dialog, dialog);
  adw_dialog_present (dialog, self->main_window);
}

/* The question is about one account on one desk; it goes with them. */
static void
stop_asking (BellApplication *self)
{
  if (self->ring_dialog != NULL)
    adw_dialog_force_close (self->ring_dialog);
  g_clear_weak_pointer (&self->ring_dialog);
}

static const char *
rings_problem (BellApplication *self)
{
  if (rings (self) != BELL_RINGS_YES)
    return NULL;
  if (is_not_to_disturb (self))
    return _ ("Do Not Disturb is on: chat requests do not ring on this computer.");

  return bell_status_text_problem (self->status);
}

static const char *
rings_text (BellApplication *self)
{
  switch (rings (self))
    {
    case BELL_RINGS_YES:
      if (is_not_to_disturb (self))
        return _ ("Do Not Disturb");
      return rings_problem (self) == NULL ? _ ("This computer rings")
                                          : _ ("This computer should ring, but does not");
    case BELL_RINGS_NO:
      return _ ("This computer does not ring");
    case BELL_RINGS_UNASKED:
    default:
      return _ ("Not asked yet whether to ring");
    }
}

/**
 * bell_application_refresh_rings:
 * @self: the program
 *
 * Makes ringing what the settings say, and the window say what is so.
 */
void
bell_application_refresh_rings (BellApplication *self)
{
  if (self->ringer != NULL)
    {
      bell_ringer_set_sound (self->ringer,
                             g_settings_get_boolean (self->settings, BELL_SETTINGS_SOUND));
      bell_ringer_set_enabled (self->ringer,
                               rings (self) == BELL_RINGS_YES && !is_not_to_disturb (self));
    }
  if (self->main_window != NULL)
    bell_main_window_set_rings (BELL_MAIN_WINDOW (self->main_window), rings_text (self),
                                rings_problem (self));
  bell_application_tell_background (self, rings_text (self));
}

static void
start_ringing (BellApplication *self)
{
  BellStore *store = bell_session_get_store (self->session);

  if (self->ringer_store == store)
    return;

  g_clear_object (&self->ringer);
  g_hash_table_remove_all (self->conversations);
  g_set_object (&self->ringer_store, store);
  self->ringer
      = bell_ringer_new (store, bell_session_get_person (self->session), self->notifications);
  bell_session_serve_portal (
      self->session, g_settings_get_boolean (self->settings, BELL_SETTINGS_SERVE_PORTAL),
      (guint16) g_settings_get_uint (self->settings, BELL_SETTINGS_PORTAL_PORT));
  bell_application_ask_rings (self);
}

static void
stop_ringing (BellApplication *self)
{
  if (self->ringer == NULL)
    return;

  stop_asking (self);
  bell_application_close_chats (self);
  g_clear_object (&self->ringer);
  g_clear_object (&self->ringer_store);
}

/**
 * bell_application_follow_session:
 * @self: the program
 *
 * Does what follows from the desk being open, or not any more.
 */
void
bell_application_follow_session (BellApplication *self)
{
  BellSessionState state = bell_session_get_state (self->session);
  gboolean         is_open = state == BELL_SESSION_OPEN;
  gboolean         hold = is_open || state == BELL_SESSION_OPENING;

  if (is_open && !self->only_for_search)
    start_ringing (self);
  else
    stop_ringing (self);

  /* With a desk the program goes on when its last window is closed, or before it has one. */
  if (hold && !self->held)
    g_application_hold (G_APPLICATION (self));
  if (state == BELL_SESSION_FAILED && self->main_window == NULL && self->welcome_window == NULL
      && !self->only_for_search)
    bell_application_show (self, NULL);
  if (!hold && self->held)
    g_application_release (G_APPLICATION (self));
  self->held = hold;

  bell_application_refresh_rings (self);
  if (is_open)
    bell_application_open_what_waits (self);
}

/* What a person does with a notification. */

static gboolean
is_of_a_chat (const char *id)
{
  return !g_str_equal (id, BELL_RINGER_SUMMARY) && !g_str_equal (id, BELL_APPLICATION_NOTICE_TEST)
         && !g_str_equal (id, BELL_APPLICATION_NOTICE_DISTURB);
}

static void
on_activated (BellApplication *self, const char *id, const char *action, const char *token)
{
  gboolean   later = g_str_equal (action, BELL_NOTICE_ACTION_LATER);
  GtkWidget *window;

  if (self->ringer != NULL)
    bell_ringer_silence (self->ringer, id);
  if (later || g_str_equal (action, "inline-reply"))
    return;

  if (is_of_a_chat (id))
    {
      bell_application_open_chat (self, id, token);
      return;
    }

  window = bell_application_show (self, token);
  if (window != NULL)
    bell_main_window_show_place (BELL_MAIN_WINDOW (window), "pending");
}

/* A reply from the notification itself answers the chat as a message in the window does. */
static void
on_replied (BellApplication *self, const char *id, const char *text)
{
  if (bell_session_get_state (self->session) != BELL_SESSION_OPEN || text[0] == '\0')
    return;

  bell_conversation_send (bell_application_find_conversation (self, id), text, FALSE);
  bell_application_open_chat (self, id, NULL);
}

/* What rang while there was no server, or was shown by one that has ended, rings when there is one.
 */
static void
on_status_changed (BellApplication *self)
{
  gboolean cannot_ring = bell_notification_status_is_known (self->status)
                         && (!bell_notification_status_can_ring (self->status)
                             || bell_notification_status_is_lost (self->status));

  if (!cannot_ring && self->could_not_ring && self->ringer != NULL)
    bell_ringer_ring_again (self->ringer);
  self->could_not_ring = cannot_ring;
  bell_application_refresh_rings (self);
}

/**
 * bell_application_follow_notifications:
 * @self: the program
 *
 * Connects notifications with what they are for.
 */
void
bell_application_follow_notifications (BellApplication *self)
{
  g_signal_connect_object (self->notifications, "activated", G_CALLBACK (on_activated), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->notifications, "replied", G_CALLBACK (on_replied), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->status, "changed", G_CALLBACK (on_status_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->settings, "changed::" BELL_SETTINGS_NOTIFICATIONS,
                           G_CALLBACK (bell_application_refresh_rings), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->settings, "changed::" BELL_SETTINGS_SOUND,
                           G_CALLBACK (bell_application_refresh_rings), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->session, "line-changed",
                           G_CALLBACK (bell_application_refresh_rings), self, G_CONNECT_SWAPPED);
}
