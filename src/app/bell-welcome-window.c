/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-welcome-window.h"

#include "bell-connect-page.h"
#include "bell-desk-setup.h"
#include "bell-failure-text.h"
#include "bell-known-desks.h"
#include "bell-login.h"
#include "bell-sandbox.h"
#include "bell-settings.h"
#include "bell-status-text.h"

#include "remote/bell-remote-store.h"

#include <glib/gi18n.h>

struct _BellWelcomeWindow
{
  AdwApplicationWindow    parent_instance;
  BellSession            *session;
  GSettings              *settings;
  BellNotificationStatus *status;
  BellStore              *store; /* the desk that was chosen */
  char                   *path;
  char                   *person;
  char                   *user;        /* elsewhere: the name that they signed in with */
  GPtrArray              *people;      /* BellPerson */
  GPtrArray              *person_rows; /* one for each of the agents */

  AdwToastOverlay     *toasts;
  AdwNavigationView   *navigation;
  AdwPreferencesGroup *choices;
  BellConnectPage     *connect;
  AdwPreferencesGroup *people_group;
  AdwEntryRow         *name;
  AdwEntryRow         *email;
  AdwButtonRow        *add;
  AdwSwitchRow        *rings;
  AdwSwitchRow        *login;
  AdwActionRow        *server;
  GtkImage            *server_icon;
  AdwSwitchRow        *portal;
  AdwPreferencesGroup *portal_group;
};

G_DEFINE_FINAL_TYPE (BellWelcomeWindow, bell_welcome_window, ADW_TYPE_APPLICATION_WINDOW)

enum
{
  SIGNAL_DONE,
  N_SIGNALS,
};
static guint signals[N_SIGNALS];

static void
show_error (BellWelcomeWindow *self, const GError *error)
{
  g_autofree char *text = bell_failure_text_desk (error, self->path, NULL);
  AdwDialog       *dialog = adw_alert_dialog_new (_ ("The Desk Cannot Be Opened"), text);

  adw_alert_dialog_add_response (ADW_ALERT_DIALOG (dialog), "close", _ ("_Close"));
  adw_dialog_present (dialog, GTK_WIDGET (self));
}

static void
let_go (BellWelcomeWindow *self)
{
  if (self->store != NULL)
    bell_store_close_async (self->store, NULL, NULL);
  g_clear_object (&self->store);
}

/* Who: pick or make your person. */

static void
choose_person (BellWelcomeWindow *self, const char *id)
{
  g_set_str (&self->person, id);
  gtk_widget_set_visible (GTK_WIDGET (self->portal_group), self->user == NULL);
  adw_navigation_view_push_by_tag (self->navigation, "ring");
}

static void
on_person_activated (BellWelcomeWindow *self, AdwActionRow *row)
{
  choose_person (self, g_object_get_data (G_OBJECT (row), "person"));
}

static void
add_person_row (BellWelcomeWindow *self, const BellPerson *person)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), person->name);
  if (person->email != NULL)
    adw_action_row_set_subtitle (ADW_ACTION_ROW (row), person->email);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), adw_avatar_new (32, person->name, TRUE));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  g_object_set_data_full (G_OBJECT (row), "person", g_strdup (person->record.id), g_free);
  g_signal_connect_object (row, "activated", G_CALLBACK (on_person_activated), self,
                           G_CONNECT_SWAPPED);
  adw_preferences_group_add (self->people_group, row);
  g_ptr_array_add (self->person_rows, row);
}

static void
show_people (BellWelcomeWindow *self)
{
  for (guint i = 0; i < self->person_rows->len; i++)
    adw_preferences_group_remove (self->people_group, self->person_rows->pdata[i]);
  g_ptr_array_set_size (self->person_rows, 0);

  for (guint i = 0; i < self->people->len; i++)
    {
      const BellPerson *person = self->people->pdata[i];

      if (person->active && (person->roles & ~(guint) BELL_ROLE_USER) != 0)
        add_person_row (self, person);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->people_group), self->person_rows->len > 0);
  adw_navigation_view_push_by_tag (self->navigation, "person");
}

static void
on_people (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (BellWelcomeWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) records = bell_store_call_finish (BELL_STORE (object), result, &error);

  if (self->navigation == NULL)
    return;

  gtk_widget_set_sensitive (GTK_WIDGET (self->choices), TRUE);
  if (records == NULL)
    {
      show_error (self, error);
      return;
    }

  g_clear_pointer (&self->people, g_ptr_array_unref);
  self->people = g_steal_pointer (&records);
  show_people (self);
}

static void
on_name_changed (BellWelcomeWindow *self)
{
  g_autofree char *name = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->name))));

  gtk_widget_set_sensitive (GTK_WIDGET (self->add), name[0] != '\0');
}

static void
on_added (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (BellWelcomeWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *id = bell_desk_setup_add_person_finish (result, &error);

  if (self->navigation == NULL)
    return;

  if (id != NULL)
    choose_person (self, id);
  else
    show_error (self, error);
}

static void
on_add (BellWelcomeWindow *self)
{
  g_autofree char *name = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->name))));
  g_autofree char *email
      = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->email))));

  if (name[0] != '\0')
    bell_desk_setup_add_person_async (self->store, self->people, name, email, on_added,
                                      g_object_ref (self));
}

/* Which desk. */

static void
on_opened (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (BellWelcomeWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (BellRecord) record = NULL;
  BellStore *store = bell_desk_setup_open_finish (result, &error);

  if (self->navigation == NULL)
    {
      if (store != NULL)
        bell_store_close_async (store, NULL, NULL);
      g_clear_object (&store);
      return;
    }

  if (store == NULL)
    {
      gtk_widget_set_sensitive (GTK_WIDGET (self->choices), TRUE);
      show_error (self, error);
      return;
    }

  self->store = store;
  record = bell_call_new (&bell_call_desk_records);
  g_set_str (&((BellDeskRecords *) record)->collection, bell_person_shape.collection);
  bell_store_call_async (store, NULL, record, NULL, on_people, g_object_ref (self));
}

/* The desk that is open is let go first: it may be the same. */
static void
open_desk (BellWelcomeWindow *self, BellDeskSetup kind, const char *path)
{
  gtk_widget_set_sensitive (GTK_WIDGET (self->choices), FALSE);
  let_go (self);
  bell_session_close (self->session);
  g_set_str (&self->path, path);
  g_clear_pointer (&self->user, g_free);
  bell_desk_setup_open_async (kind, path, on_opened, g_object_ref (self));
}

static void
on_new (BellWelcomeWindow *self)
{
  g_autofree char *path = bell_settings_default_desk ();

  open_desk (self, BELL_DESK_SETUP_NEW, path);
}

static void
on_example (BellWelcomeWindow *self)
{
  g_autofree char *path = g_build_filename (g_get_user_data_dir (), "deskbell", "example.db", NULL);

  open_desk (self, BELL_DESK_SETUP_EXAMPLE, path);
}

static void
on_file (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (BellWelcomeWindow) self = user_data;
  g_autoptr (GFile) file = gtk_file_dialog_open_finish (GTK_FILE_DIALOG (object), result, NULL);

  if (file != NULL && self->navigation != NULL)
    open_desk (self, BELL_DESK_SETUP_EXISTING, g_file_peek_path (file));
}

static void
on_existing (BellWelcomeWindow *self)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();

  gtk_file_dialog_set_title (dialog, _ ("Open a Desk"));
  gtk_file_dialog_open (dialog, GTK_WINDOW (self), NULL, on_file, g_object_ref (self));
}

/* The desk that is open may be the same, and is let go first. */
static void
on_connect (BellWelcomeWindow *self)
{
  let_go (self);
  bell_session_close (self->session);
  adw_navigation_view_push_by_tag (self->navigation, "connect");
}

static void
on_connected (BellWelcomeWindow *self)
{
  let_go (self);
  self->store = bell_connect_page_take_store (self->connect);
  g_set_str (&self->path, bell_connect_page_get_url (self->connect));
  g_set_str (&self->user, bell_connect_page_get_user (self->connect));
  choose_person (self, bell_remote_store_get_person (BELL_REMOTE_STORE (self->store)));
}

/* Whether to ring. */

static void
refresh_status (BellWelcomeWindow *self)
{
  g_auto (BellStatusText) text = { 0 };

  bell_status_text_server (self->status, &text);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->server), text.title);
  adw_action_row_set_subtitle (self->server, text.subtitle);
  gtk_image_set_from_icon_name (self->server_icon, text.icon_name);
}

static void
adopt (BellWelcomeWindow *self)
{
  const char *user = self->user != NULL ? self->user : self->person;
  const char *certificate
      = self->user != NULL ? bell_connect_page_get_certificate (self->connect) : NULL;

  if (self->user == NULL)
    g_settings_set_boolean (self->settings, BELL_SETTINGS_SERVE_PORTAL,
                            adw_switch_row_get_active (self->portal));
  bell_known_desks_open (self->settings, self->path, user, certificate);
  bell_session_set_certificate (self->session, certificate);
  bell_session_adopt (self->session, self->store, self->path, user);
  g_clear_object (&self->store);
}

/* To run without a window may have to be asked for, too. */
static void
set_login (BellWelcomeWindow *self)
{
  GActionGroup *actions = G_ACTION_GROUP (gtk_window_get_application (GTK_WINDOW (self)));
  gboolean      wanted = adw_switch_row_get_active (self->login);

  if (wanted != bell_login_is_on (self->settings) || bell_sandbox_is_used ())
    g_action_group_change_action_state (actions, "start-at-login", g_variant_new_boolean (wanted));
}

static void
on_position (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (BellWelcomeWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) records = bell_store_call_finish (BELL_STORE (object), result, &error);

  if (self->navigation == NULL)
    return;

  if (records == NULL)
    {
      show_error (self, error);
      return;
    }

  bell_settings_set_rings (self->settings, ((BellPosition *) records->pdata[0])->desk, self->person,
                           adw_switch_row_get_active (self->rings));
  set_login (self);
  adopt (self);
  g_signal_emit (self, signals[SIGNAL_DONE], 0);
}

static void
on_start (BellWelcomeWindow *self)
{
  g_autoptr (BellRecord) record = bell_call_new (&bell_call_desk_position);

  if (self->store != NULL)
    bell_store_call_async (self->store, NULL, record, NULL, on_position, g_object_ref (self));
}

static void
bell_welcome_window_dispose (GObject *object)
{
  BellWelcomeWindow *self = BELL_WELCOME_WINDOW (object);

  let_go (self);
  if (self->status != NULL)
    g_signal_handlers_disconnect_by_data (self->status, self);
  g_clear_object (&self->session);
  g_clear_object (&self->settings);
  g_clear_object (&self->status);
  gtk_widget_dispose_template (GTK_WIDGET (object), BELL_TYPE_WELCOME_WINDOW);

  G_OBJECT_CLASS (bell_welcome_window_parent_class)->dispose (object);
}

static void
bell_welcome_window_finalize (GObject *object)
{
  BellWelcomeWindow *self = BELL_WELCOME_WINDOW (object);

  g_clear_pointer (&self->people, g_ptr_array_unref);
  g_ptr_array_unref (self->person_rows);
  g_free (self->path);
  g_free (self->person);
  g_free (self->user);

  G_OBJECT_CLASS (bell_welcome_window_parent_class)->finalize (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, BellWelcomeWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, BellWelcomeWindow, navigation);
  gtk_widget_class_bind_template_child (widget_class, BellWelcomeWindow, choices);
  gtk_widget_class_bind_template_child (widget_class, BellWelcomeWindow, connect);
  gtk_widget_class_bind_template_child_full (widget_class, "people", FALSE,
                                             G_STRUCT_OFFSET (BellWelcomeWindow, people_group));
  gtk_widget_class_bind_template_child (widget_class, BellWelcomeWindow, name);
  gtk_widget_class_bind_template_child (widget_class, BellWelcomeWindow, email);
  gtk_widget_class_bind_template_child (widget_class, BellWelcomeWindow, add);
  gtk_widget_class_bind_template_child (widget_class, BellWelcomeWindow, rings);
  gtk_widget_class_bind_template_child (widget_class, BellWelcomeWindow, login);
  gtk_widget_class_bind_template_child (widget_class, BellWelcomeWindow, server);
  gtk_widget_class_bind_template_child (widget_class, BellWelcomeWindow, server_icon);
  gtk_widget_class_bind_template_child (widget_class, BellWelcomeWindow, portal);
  gtk_widget_class_bind_template_child (widget_class, BellWelcomeWindow, portal_group);
}

static void
bell_welcome_window_class_init (BellWelcomeWindowClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = bell_welcome_window_dispose;
  object_class->finalize = bell_welcome_window_finalize;

  /* The session has a desk and a person. */
  signals[SIGNAL_DONE] = g_signal_new ("done", BELL_TYPE_WELCOME_WINDOW, G_SIGNAL_RUN_LAST, 0, NULL,
                                       NULL, NULL, G_TYPE_NONE, 0);

  g_type_ensure (BELL_TYPE_CONNECT_PAGE);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/deskbell/Deskbell/bell-welcome-window.ui");
  bind_children (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, on_new);
  gtk_widget_class_bind_template_callback (widget_class, on_example);
  gtk_widget_class_bind_template_callback (widget_class, on_existing);
  gtk_widget_class_bind_template_callback (widget_class, on_connect);
  gtk_widget_class_bind_template_callback (widget_class, on_connected);
  gtk_widget_class_bind_template_callback (widget_class, on_name_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_add);
  gtk_widget_class_bind_template_callback (widget_class, on_start);
}

static void
bell_welcome_window_init (BellWelcomeWindow *self)
{
  self->person_rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * bell_welcome_window_new:
 * @application: the program
 * @session: the session that gets the desk and the person
 * @settings: the program's settings
 * @status: the notification server
 *
 * Returns: (transfer none): the window of the first start; "done" is emitted when it is over
 */
GtkWidget *
bell_welcome_window_new (GtkApplication         *application,
                         BellSession            *session,
                         GSettings              *settings,
                         BellNotificationStatus *status)
{
  BellWelcomeWindow *self
      = g_object_new (BELL_TYPE_WELCOME_WINDOW, "application", application, NULL);

  self->session = g_object_ref (session);
  self->settings = g_object_ref (settings);
  self->status = g_object_ref (status);
  g_signal_connect_object (status, "changed", G_CALLBACK (refresh_status), self, G_CONNECT_SWAPPED);
  adw_switch_row_set_active (self->login, bell_login_is_on (settings));
  refresh_status (self);

  return GTK_WIDGET (self);
}
