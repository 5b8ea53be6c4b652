/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-application-private.h"

#include "bell-link.h"
#include "bell-preferences-dialog.h"
#include "bell-settings.h"

#include <glib/gi18n.h>

static void
on_quit (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  bell_application_quit_carefully (user_data);
}

static void
on_preferences (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  BellApplication *self = user_data;
  GtkWindow       *parent = gtk_application_get_active_window (GTK_APPLICATION (self));

  if (parent == NULL)
    parent = GTK_WINDOW (bell_application_show (self, NULL));
  if (parent == NULL)
    return;

  if (self->preferences == NULL)
    g_set_weak_pointer (&self->preferences,
                        bell_preferences_dialog_new (
                            self->session, self->settings, self->status,
                            g_action_map_lookup_action (G_ACTION_MAP (self), "start-at-login")));
  adw_dialog_present (self->preferences, GTK_WIDGET (parent));
}

static void
on_about (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  BellApplication *self = user_data;
  AdwDialog       *dialog = adw_about_dialog_new ();

  adw_about_dialog_set_application_name (ADW_ABOUT_DIALOG (dialog), "Deskbell");
  adw_about_dialog_set_application_icon (ADW_ABOUT_DIALOG (dialog), BELL_APP_ID);
  adw_about_dialog_set_version (ADW_ABOUT_DIALOG (dialog), BELL_VERSION);
  adw_about_dialog_set_developer_name (ADW_ABOUT_DIALOG (dialog), _ ("The Deskbell developers"));
  adw_about_dialog_set_license_type (ADW_ABOUT_DIALOG (dialog), GTK_LICENSE_GPL_3_0);
  adw_about_dialog_set_comments (ADW_ABOUT_DIALOG (dialog),
                                 _ ("The live-support desk for IT service management."));
  adw_dialog_present (dialog,
                      GTK_WIDGET (gtk_application_get_active_window (GTK_APPLICATION (self))));
}

static void
on_shortcuts (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  BellApplication *self = user_data;
  g_autoptr (GtkBuilder) builder
      = gtk_builder_new_from_resource ("/org/deskbell/Deskbell/bell-shortcuts.ui");
  GtkWindow *window = GTK_WINDOW (gtk_builder_get_object (builder, "shortcuts"));

  gtk_window_set_transient_for (window, gtk_application_get_active_window (GTK_APPLICATION (self)));
  gtk_window_present (window);
}

static void
on_open_chat (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  bell_application_open_chat (user_data, g_variant_get_string (parameter, NULL), NULL);
}

static void
follow (BellApplication *self, BellLinkKind kind, GVariant *id)
{
  g_autofree char *uri = bell_link_format (kind, g_variant_get_string (id, NULL));

  bell_application_follow_link (self, uri, NULL);
}

static void
on_show_request (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  follow (user_data, BELL_LINK_REQUEST, parameter);
}

static void
on_show_person (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  follow (user_data, BELL_LINK_PERSON, parameter);
}

static void
on_show_place (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GtkWidget *window = bell_application_show (user_data, NULL);

  if (window != NULL)
    bell_main_window_show_place (BELL_MAIN_WINDOW (window), g_variant_get_string (parameter, NULL));
}

static void
on_my_chat_requests (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GtkWidget *window = bell_application_show (user_data, NULL);

  if (window != NULL)
    bell_main_window_show_place (BELL_MAIN_WINDOW (window), "pending");
}

/* Without a window nobody would see what has become of it. */
static void
on_do_not_disturb (BellApplication *self)
{
  gboolean   on = g_settings_get_boolean (self->settings, BELL_SETTINGS_DISTURB);
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (self));
  BellNotice notice = {
    .id = BELL_APPLICATION_NOTICE_DISTURB,
    .kind = BELL_NOTICE_PLAIN,
    .title = on ? _ ("Do Not Disturb Is On") : _ ("Do Not Disturb Is Off"),
    .body = on ? _ ("Chat requests do not ring on this computer.")
               : _ ("Chat requests ring on this computer again."),
  };

  bell_application_refresh_rings (self);
  if (window == NULL || !gtk_window_is_active (window))
    bell_notifications_show (self->notifications, &notice);
}

static void
on_open_portal (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  BellApplication *self = user_data;
  GtkWindow       *parent = gtk_application_get_active_window (GTK_APPLICATION (self));
  g_autofree char *uri = bell_session_dup_portal_uri (self->session);
  g_autoptr (GtkUriLauncher) launcher = NULL;

  if (uri == NULL)
    {
      on_preferences (NULL, NULL, self);
      return;
    }

  launcher = gtk_uri_launcher_new (uri);
  gtk_uri_launcher_launch (launcher, parent, NULL, NULL, NULL);
}

static void
on_test_notification (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  BellApplication *self = user_data;
  BellNotice       notice = {
          .id = BELL_APPLICATION_NOTICE_TEST,
          .kind = BELL_NOTICE_PLAIN,
          .title = _ ("This Is How It Rings"),
          .body = _ ("When somebody asks to chat, their name and their request stand here."),
          .sound = g_settings_get_boolean (self->settings, BELL_SETTINGS_SOUND),
  };

  bell_notifications_show (self->notifications, &notice);
}

static void
on_welcome (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  bell_application_show_welcome (user_data);
}

static void
on_open_again (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  bell_application_open_desk (user_data);
}

static const GActionEntry actions[] = {
  { "quit", on_quit, NULL, NULL, NULL, { 0 } },
  { "preferences", on_preferences, NULL, NULL, NULL, { 0 } },
  { "about", on_about, NULL, NULL, NULL, { 0 } },
  { "shortcuts", on_shortcuts, NULL, NULL, NULL, { 0 } },
  { "open-chat", on_open_chat, "s", NULL, NULL, { 0 } },
  { "show-request", on_show_request, "s", NULL, NULL, { 0 } },
  { "show-person", on_show_person, "s", NULL, NULL, { 0 } },
  { "show-place", on_show_place, "s", NULL, NULL, { 0 } },
  { "my-chat-requests", on_my_chat_requests, NULL, NULL, NULL, { 0 } },
  { "open-portal", on_open_portal, NULL, NULL, NULL, { 0 } },
  { "test-notification", on_test_notification, NULL, NULL, NULL, { 0 } },
  { "welcome", on_welcome, NULL, NULL, NULL, { 0 } },
  { "open-again", on_open_again, NULL, NULL, NULL, { 0 } },
};

static const struct
{
  const char *action;
  const char *accels[2];
} accels[] = {
  { "app.quit", { "<Control>q" } },
  { "app.preferences", { "<Control>comma" } },
  { "app.shortcuts", { "<Control>question" } },
  { "app.show-place::pending", { "<Alt>1" } },
  { "app.show-place::mine", { "<Alt>2" } },
  { "app.show-place::requests", { "<Alt>3" } },
};

/**
 * bell_application_add_actions:
 * @self: the program
 *
 * Gives the program its actions and their keys.
 */
void
bell_application_add_actions (BellApplication *self)
{
  g_autoptr (GAction) disturb = g_settings_create_action (self->settings, BELL_SETTINGS_DISTURB);

  g_action_map_add_action (G_ACTION_MAP (self), disturb);
  g_signal_connect_object (self->settings, "changed::" BELL_SETTINGS_DISTURB,
                           G_CALLBACK (on_do_not_disturb), self, G_CONNECT_SWAPPED);
  g_action_map_add_action_entries (G_ACTION_MAP (self), actions, G_N_ELEMENTS (actions), self);
  for (guint i = 0; i < G_N_ELEMENTS (accels); i++)
    gtk_application_set_accels_for_action (GTK_APPLICATION (self), accels[i].action,
                                           (const char *[]) { accels[i].accels[0], NULL });
}
