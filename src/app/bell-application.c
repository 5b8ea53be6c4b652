/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-application-private.h"

#include "bell-contrast.h"
#include "bell-known-desks.h"
#include "bell-link.h"
#include "bell-settings.h"
#include "bell-welcome-window.h"

#include <glib-unix.h>
#include <glib/gi18n.h>

G_DEFINE_FINAL_TYPE (BellApplication, bell_application, ADW_TYPE_APPLICATION)

/* On a window that was the active one since it was last shown. */
#define HAS_BEEN_ACTIVE "bell-has-been-active"

static void
on_active (GtkWindow *window)
{
  if (gtk_window_is_active (window))
    g_object_set_data (G_OBJECT (window), HAS_BEEN_ACTIVE, GINT_TO_POINTER (TRUE));
}

/**
 * bell_application_present:
 * @window: a window
 * @token: (nullable): the activation token that came with what the person did
 *
 * Brings a window to the front. Some shells give notifications no token, and then do not raise a
 * window that is behind another: one that is mapped anew they do. One that is only just being
 * mapped is left alone, or the window manager may lose it.
 */
void
bell_application_present (GtkWindow *window, const char *token)
{
  gboolean has_token = token != NULL && token[0] != '\0';
  gboolean has_been_active = g_object_get_data (G_OBJECT (window), HAS_BEEN_ACTIVE) != NULL;

  if (has_token)
    gtk_window_set_startup_id (window, token);
  else if (gtk_widget_get_visible (GTK_WIDGET (window)) && has_been_active
           && !gtk_window_is_active (window))
    gtk_widget_set_visible (GTK_WIDGET (window), FALSE);

  if (!gtk_widget_get_visible (GTK_WIDGET (window)))
    {
      g_object_set_data (G_OBJECT (window), HAS_BEEN_ACTIVE, NULL);
      g_signal_handlers_disconnect_by_func (window, on_active, NULL);
      g_signal_connect (window, "notify::is-active", G_CALLBACK (on_active), NULL);
    }
  gtk_window_present (window);
}

static const char *
desk_path (BellApplication *self, char **kept)
{
  if (self->desk != NULL)
    return self->desk;

  *kept = g_settings_get_string (self->settings, BELL_SETTINGS_DESK);

  return *kept;
}

static const char *
person_id (BellApplication *self, char **kept)
{
  if (self->person != NULL)
    return self->person;

  *kept = g_settings_get_string (self->settings, BELL_SETTINGS_PERSON);

  return *kept;
}

static gboolean
has_desk (BellApplication *self)
{
  g_autofree char *path = NULL;
  g_autofree char *person = NULL;

  return desk_path (self, &path)[0] != '\0' && person_id (self, &person)[0] != '\0';
}

/**
 * bell_application_open_desk:
 * @self: the program
 *
 * Opens the desk of the settings, or of the command line, if there is one.
 */
void
bell_application_open_desk (BellApplication *self)
{
  g_autofree char *kept_path = NULL;
  g_autofree char *kept_person = NULL;
  const char      *path = desk_path (self, &kept_path);
  const char      *person = person_id (self, &kept_person);
  g_autoptr (BellKnownDesk) known = NULL;

  if (!has_desk (self))
    return;

  if (bell_store_is_remote (path))
    {
      known = bell_known_desks_find (self->settings, path, person);
      bell_session_open_remote (self->session, path, person,
                                known != NULL ? known->certificate : NULL);
    }
  else
    {
      bell_session_open (self->session, path, person);
    }
}

static void
on_welcome_done (BellApplication *self)
{
  bell_application_present_main (self, NULL);
  gtk_window_destroy (GTK_WINDOW (self->welcome_window));
}

/* Who leaves the first start in the middle goes on with the desk that there was. */
static void
on_welcome_gone (BellApplication *self)
{
  if (!self->ending && bell_session_get_state (self->session) == BELL_SESSION_CLOSED)
    bell_application_open_desk (self);
}

/**
 * bell_application_show_welcome:
 * @self: the program
 *
 * Shows the window of the first start.
 */
void
bell_application_show_welcome (BellApplication *self)
{
  if (self->welcome_window == NULL)
    {
      g_set_weak_pointer (&self->welcome_window,
                          bell_welcome_window_new (GTK_APPLICATION (self), self->session,
                                                   self->settings, self->status));
      g_signal_connect_object (self->welcome_window, "done", G_CALLBACK (on_welcome_done), self,
                               G_CONNECT_SWAPPED);
      g_signal_connect_object (self->welcome_window, "destroy", G_CALLBACK (on_welcome_gone), self,
                               G_CONNECT_SWAPPED | G_CONNECT_AFTER);
    }
  gtk_window_present (GTK_WINDOW (self->welcome_window));
  if (self->main_window != NULL)
    gtk_window_destroy (GTK_WINDOW (self->main_window));
}

/**
 * bell_application_present_main:
 * @self: the program
 * @token: (nullable): an activation token
 *
 * Returns: (transfer none): the main window, in front
 */
GtkWidget *
bell_application_present_main (BellApplication *self, const char *token)
{
  bell_application_is_wanted (self);
  if (bell_session_get_state (self->session) == BELL_SESSION_CLOSED)
    bell_application_open_desk (self);
  if (self->main_window == NULL)
    {
      g_set_weak_pointer (&self->main_window, bell_main_window_new (GTK_APPLICATION (self),
                                                                    self->session, self->settings));
      bell_application_refresh_rings (self);
    }
  bell_application_present (GTK_WINDOW (self->main_window), token);
  bell_application_ask_rings (self);

  return self->main_window;
}

/**
 * bell_application_show:
 * @self: the program
 * @token: (nullable): an activation token
 *
 * Shows the main window, or before the first start is over, that.
 *
 * Returns: (transfer none) (nullable): the main window, or %NULL before the first start is over
 */
GtkWidget *
bell_application_show (BellApplication *self, const char *token)
{
  if (self->welcome_window != NULL || !has_desk (self))
    {
      bell_application_show_welcome (self);
      return NULL;
    }

  return bell_application_present_main (self, token);
}

static void
bell_application_activate (GApplication *application)
{
  bell_application_show (BELL_APPLICATION (application), NULL);
}

static gboolean
are_links (char **words, GApplicationCommandLine *line)
{
  for (; *words != NULL; words++)
    {
      g_autofree char *id = NULL;
      g_autofree char *scheme = g_uri_parse_scheme (*words);
      g_autoptr (GError) error = NULL;
      BellLinkKind kind;

      if (bell_link_parse (*words, &kind, &id, &error))
        continue;
      if (scheme != NULL)
        g_application_command_line_printerr (line, "deskbell: %s\n", error->message);
      else
        g_application_command_line_printerr (
            line, _ ("deskbell: “%s” is not expected here; see deskbell --help\n"), *words);
      return FALSE;
    }

  return TRUE;
}

/* Links, and what the launcher's menu has. Gives whether something was asked for. */
static gboolean
do_what_is_asked (BellApplication *self, GVariantDict *options, char **words)
{
  static const char *const names[] = { "my-chat-requests", "do-not-disturb" };
  gboolean                 asked = g_variant_dict_contains (options, "background");

  for (guint i = 1; words[0] != NULL && words[i] != NULL; i++)
    asked = bell_application_follow_link (self, words[i], NULL);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_variant_dict_contains (options, names[i]))
      {
        g_action_group_activate_action (G_ACTION_GROUP (self), names[i], NULL);
        asked = TRUE;
      }

  return asked;
}

/* In the process that holds the desk, whoever asked. */
static int
bell_application_command_line (GApplication *application, GApplicationCommandLine *line)
{
  BellApplication *self = BELL_APPLICATION (application);
  GVariantDict    *options = g_application_command_line_get_options_dict (line);
  const char      *desk = NULL;
  const char      *person = NULL;
  g_auto (GStrv) words = g_application_command_line_get_arguments (line, NULL);

  if (!are_links (words + 1, line))
    return 2;

  g_variant_dict_lookup (options, "desk", "^&ay", &desk);
  g_variant_dict_lookup (options, "person", "&s", &person);
  if (desk != NULL && bell_store_is_remote (desk))
    {
      g_set_str (&self->desk, desk);
    }
  else if (desk != NULL)
    {
      g_autoptr (GFile) file = g_application_command_line_create_file_for_arg (line, desk);

      g_set_str (&self->desk, g_file_peek_path (file));
    }
  if (person != NULL)
    g_set_str (&self->person, person);

  if (desk != NULL && self->welcome_window != NULL)
    gtk_window_destroy (GTK_WINDOW (self->welcome_window));
  if (desk != NULL || person != NULL
      || bell_session_get_state (self->session) == BELL_SESSION_CLOSED)
    bell_application_open_desk (self);
  bell_application_is_wanted (self);
  if (!do_what_is_asked (self, options, words))
    bell_application_show (self, NULL);

  return 0;
}

static int
bell_application_handle_local_options (GApplication *application, GVariantDict *options)
{
  if (!g_variant_dict_contains (options, "version"))
    return -1;

  g_print ("deskbell %s\n", BELL_VERSION);

  return 0;
}

static void
on_portal_setting (BellApplication *self)
{
  if (bell_session_get_state (self->session) == BELL_SESSION_OPEN)
    bell_session_serve_portal (
        self->session, g_settings_get_boolean (self->settings, BELL_SETTINGS_SERVE_PORTAL),
        (guint16) g_settings_get_uint (self->settings, BELL_SETTINGS_PORTAL_PORT));
}

static gboolean
on_terminate (gpointer user_data)
{
  g_application_quit (user_data);

  return G_SOURCE_CONTINUE;
}

static void
bell_application_startup (GApplication *application)
{
  BellApplication *self = BELL_APPLICATION (application);

  G_APPLICATION_CLASS (bell_application_parent_class)->startup (application);

  gtk_window_set_default_icon_name (BELL_APP_ID);
  bell_contrast_follow ();
  self->settings = g_settings_new (BELL_APP_ID);
  self->session = bell_session_new ();
  self->notifications = bell_notifications_new ();
  self->status = bell_notification_status_new ();
  bell_application_add_actions (self);
  bell_application_follow_background (self);
  bell_application_follow_search (self);
  bell_application_follow_line (self);
  bell_application_follow_notifications (self);
  bell_application_follow_chats (self);
  g_signal_connect_object (self->session, "changed", G_CALLBACK (bell_application_follow_session),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->settings, "changed::" BELL_SETTINGS_SERVE_PORTAL,
                           G_CALLBACK (on_portal_setting), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->settings, "changed::" BELL_SETTINGS_PORTAL_PORT,
                           G_CALLBACK (on_portal_setting), self, G_CONNECT_SWAPPED);
}

/* Everything that was asked for is on disk before the process ends. */
static void
bell_application_shutdown (GApplication *application)
{
  BellApplication *self = BELL_APPLICATION (application);

  self->ending = TRUE;
  g_clear_handle_id (&self->search_timer, g_source_remove);
  g_clear_object (&self->ringer);
  g_clear_object (&self->ringer_store);
  bell_application_close_chats (self);
  if (self->session != NULL)
    bell_session_close (self->session);
  if (self->notifications != NULL)
    bell_notifications_stop (self->notifications);

  G_APPLICATION_CLASS (bell_application_parent_class)->shutdown (application);
}

/* Before the name on the bus is owned: the shell may start the program by searching. */
static gboolean
bell_application_dbus_register (GApplication    *application,
                                GDBusConnection *connection,
                                const char      *path,
                                GError         **error)
{
  BellApplication *self = BELL_APPLICATION (application);
  g_autofree char *search_path = g_strconcat (path, "/SearchProvider", NULL);

  return G_APPLICATION_CLASS (bell_application_parent_class)
             ->dbus_register (application, connection, path, error)
         && bell_search_provider_export (self->search, connection, search_path, error);
}

static void
bell_application_dbus_unregister (GApplication    *application,
                                  GDBusConnection *connection,
                                  const char      *path)
{
  bell_search_provider_unexport (BELL_APPLICATION (application)->search);

  G_APPLICATION_CLASS (bell_application_parent_class)
      ->dbus_unregister (application, connection, path);
}

static void
bell_application_dispose (GObject *object)
{
  BellApplication *self = BELL_APPLICATION (object);

  g_clear_object (&self->ringer);
  g_clear_object (&self->ringer_store);
  g_clear_object (&self->session);
  g_clear_object (&self->notifications);
  g_clear_object (&self->status);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (bell_application_parent_class)->dispose (object);
}

static void
bell_application_finalize (GObject *object)
{
  BellApplication *self = BELL_APPLICATION (object);

  g_object_unref (self->search);
  g_hash_table_unref (self->conversations);
  g_free (self->desk);
  g_free (self->person);
  g_free (self->open_later);
  g_free (self->told);

  G_OBJECT_CLASS (bell_application_parent_class)->finalize (object);
}

static void
bell_application_class_init (BellApplicationClass *klass)
{
  GObjectClass      *object_class = G_OBJECT_CLASS (klass);
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  object_class->dispose = bell_application_dispose;
  object_class->finalize = bell_application_finalize;
  application_class->activate = bell_application_activate;
  application_class->command_line = bell_application_command_line;
  application_class->dbus_register = bell_application_dbus_register;
  application_class->dbus_unregister = bell_application_dbus_unregister;
  application_class->open = bell_application_open_links;
  application_class->handle_local_options = bell_application_handle_local_options;
  application_class->startup = bell_application_startup;
  application_class->shutdown = bell_application_shutdown;
}

static const GOptionEntry options[] = {
  { "background", 'b', 0, G_OPTION_ARG_NONE, NULL, N_ ("Start without a window"), NULL },
  { "desk", 'd', 0, G_OPTION_ARG_FILENAME, NULL, N_ ("Open this desk"), N_ ("DESK") },
  { "person", 'p', 0, G_OPTION_ARG_STRING, NULL, N_ ("Be this agent"), N_ ("ID") },
  { "my-chat-requests", 0, 0, G_OPTION_ARG_NONE, NULL, N_ ("Show who is waiting"), NULL },
  { "do-not-disturb", 0, 0, G_OPTION_ARG_NONE, NULL, N_ ("Ring no more, or ring again"), NULL },
  { "version", 'v', 0, G_OPTION_ARG_NONE, NULL, N_ ("Print the version"), NULL },
  { NULL },
};

static void
bell_application_init (BellApplication *self)
{
  self->search = bell_search_provider_new ();
  self->conversations = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  g_application_add_main_option_entries (G_APPLICATION (self), options);
  g_application_set_option_context_parameter_string (G_APPLICATION (self), _ ("[LINK…]"));
  g_unix_signal_add (SIGTERM, on_terminate, self);
  g_unix_signal_add (SIGINT, on_terminate, self);
}

/**
 * bell_application_new:
 *
 * Returns: (transfer full): the program
 */
BellApplication *
bell_application_new (void)
{
  return g_object_new (BELL_TYPE_APPLICATION, "application-id", BELL_APP_ID, "flags",
                       G_APPLICATION_HANDLES_COMMAND_LINE | G_APPLICATION_HANDLES_OPEN,
                       "resource-base-path", "/org/deskbell/Deskbell", NULL);
}
