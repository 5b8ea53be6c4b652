/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-application-private.h"

#include "bell-link.h"
#include "bell-main-window.h"

#include <glib/gi18n.h>

/* The chats that are open in windows, and those in which something is not sent yet. */

static void
on_view_changed (BellApplication *self, BellSupportWindow *window)
{
  const char *chat = bell_support_window_get_chat_in_view (window);

  if (self->ringer == NULL)
    return;

  bell_ringer_set_in_view (self->ringer, chat);
  if (chat != NULL)
    bell_ringer_silence (self->ringer, chat);
}

/**
 * bell_application_find_conversation:
 * @self: the program, with a desk
 * @chat: the id of a chat
 *
 * Returns: (transfer none): the chat, the same one for all windows
 */
BellConversation *
bell_application_find_conversation (BellApplication *self, const char *chat)
{
  BellConversation *conversation = g_hash_table_lookup (self->conversations, chat);

  if (conversation != NULL)
    return conversation;

  conversation = bell_conversation_new (bell_session_get_store (self->session),
                                        bell_session_get_person (self->session), chat);
  g_hash_table_insert (self->conversations, g_strdup (chat), conversation);

  return conversation;
}

/* The window that has the chat, else the one that was used last. */
static BellSupportWindow *
find_support_window (BellApplication *self, const char *chat)
{
  BellSupportWindow *last_used = NULL;

  for (GList *l = gtk_application_get_windows (GTK_APPLICATION (self)); l != NULL; l = l->next)
    {
      if (!BELL_IS_SUPPORT_WINDOW (l->data))
        continue;
      if (bell_support_window_has_chat (l->data, chat))
        return l->data;
      if (last_used == NULL)
        last_used = l->data;
    }

  return last_used;
}

/* Conversations that no window has, and in which nothing waits to be sent, are let go. */
static gboolean
is_unused (gpointer key, gpointer value, gpointer user_data)
{
  BellSupportWindow *window = find_support_window (user_data, key);

  return !bell_conversation_has_unsent (value)
         && (window == NULL || !bell_support_window_has_chat (window, key));
}

static void
on_window_added (BellApplication *self, GtkWindow *window)
{
  if (BELL_IS_SUPPORT_WINDOW (window))
    g_signal_connect_object (window, "view-changed", G_CALLBACK (on_view_changed), self,
                             G_CONNECT_SWAPPED);
}

static void
on_window_removed (BellApplication *self, GtkWindow *window)
{
  if (!BELL_IS_SUPPORT_WINDOW (window))
    return;

  g_hash_table_foreach_remove (self->conversations, is_unused, self);
  if (self->ringer != NULL)
    bell_ringer_set_in_view (self->ringer, NULL);
}

/**
 * bell_application_follow_chats:
 * @self: the program
 *
 * Follows the windows with chats, however they come to be.
 */
void
bell_application_follow_chats (BellApplication *self)
{
  g_signal_connect (self, "window-added", G_CALLBACK (on_window_added), NULL);
  g_signal_connect (self, "window-removed", G_CALLBACK (on_window_removed), NULL);
}

/**
 * bell_application_close_chats:
 * @self: the program
 *
 * Closes all windows with chats, and lets the chats go: the desk goes.
 */
void
bell_application_close_chats (BellApplication *self)
{
  GList *windows = g_list_copy (gtk_application_get_windows (GTK_APPLICATION (self)));

  for (GList *l = windows; l != NULL; l = l->next)
    if (BELL_IS_SUPPORT_WINDOW (l->data))
      {
        bell_support_window_stop_looking (l->data);
        gtk_window_destroy (l->data);
      }
  g_list_free (windows);
  g_hash_table_remove_all (self->conversations);
}

/**
 * bell_application_open_chat:
 * @self: the program
 * @chat: the id of a chat
 * @token: (nullable): an activation token
 *
 * Brings the live support window to the front, with the chat open and the caret in its message
 * field. The person sees nothing of it yet.
 */
void
bell_application_open_chat (BellApplication *self, const char *chat, const char *token)
{
  BellSupportWindow *window;

  bell_application_is_wanted (self);
  if (bell_session_get_state (self->session) != BELL_SESSION_OPEN)
    {
      g_free (self->open_later);
      self->open_later = bell_link_format (BELL_LINK_CHAT, chat);
      bell_application_show (self, token);
      return;
    }

  window = find_support_window (self, chat);
  if (window == NULL)
    window = bell_support_window_new (GTK_APPLICATION (self), self->settings);
  if (!bell_support_window_select_chat (window, chat))
    bell_support_window_add_chat (window, self->session,
                                  bell_application_find_conversation (self, chat));
  bell_application_present (GTK_WINDOW (window), token);
  if (self->ringer != NULL)
    bell_ringer_silence (self->ringer, chat);
}

static void
on_quit_response (AdwAlertDialog *dialog, const char *response, BellApplication *self)
{
  if (g_str_equal (response, "quit"))
    g_application_quit (G_APPLICATION (self));
}

static void
ask_to_quit (BellApplication *self, const char *chat)
{
  AdwDialog *dialog = adw_alert_dialog_new (
      _ ("Quit Without Sending?"),
      bell_session_is_remote (self->session)
          ? _ ("What waits for the connection is kept, and is sent later. "
               "What is still in the message field will be lost.")
          : _ ("What you have written here was not sent, and will be lost."));

  bell_application_open_chat (self, chat, NULL);
  adw_alert_dialog_add_responses (ADW_ALERT_DIALOG (dialog), "cancel", _ ("_Cancel"), "quit",
                                  _ ("_Quit"), NULL);
  adw_alert_dialog_set_response_appearance (ADW_ALERT_DIALOG (dialog), "quit",
                                            ADW_RESPONSE_DESTRUCTIVE);
  adw_alert_dialog_set_default_response (ADW_ALERT_DIALOG (dialog), "cancel");
  adw_alert_dialog_set_close_response (ADW_ALERT_DIALOG (dialog), "cancel");
  g_signal_connect_object (dialog, "response", G_CALLBACK (on_quit_response), self, 0);
  adw_dialog_present (dialog, GTK_WIDGET (find_support_window (self, chat)));
}

/**
 * bell_application_find_unsent:
 * @self: the program
 *
 * Returns: (transfer none) (nullable): a chat in which something is not sent yet, or %NULL
 */
const char *
bell_application_find_unsent (BellApplication *self)
{
  GHashTableIter iter;
  gpointer       chat, conversation;

  g_hash_table_iter_init (&iter, self->conversations);
  while (g_hash_table_iter_next (&iter, &chat, &conversation))
    if (bell_conversation_has_unsent (conversation))
      return chat;

  return NULL;
}

static void
on_left_to_quit (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (BellApplication) self = user_data;

  if (bell_admin_leave_finish (BELL_ADMIN (object), result))
    bell_application_quit_carefully (self);
}

/**
 * bell_application_quit_carefully:
 * @self: the program
 *
 * Quits, but asks first if something would be lost.
 */
void
bell_application_quit_carefully (BellApplication *self)
{
  const char *chat = bell_application_find_unsent (self);
  BellAdmin  *admin = self->main_window != NULL
                          ? bell_main_window_get_admin (BELL_MAIN_WINDOW (self->main_window))
                          : NULL;

  if (admin != NULL && bell_admin_differs (admin))
    {
      gtk_window_present (GTK_WINDOW (self->main_window));
      bell_admin_leave_async (admin, on_left_to_quit, g_object_ref (self));
    }
  else if (chat != NULL)
    ask_to_quit (self, chat);
  else
    g_application_quit (G_APPLICATION (self));
}
