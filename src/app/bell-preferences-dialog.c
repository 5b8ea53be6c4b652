/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-preferences-dialog.h"

#include "bell-failure-text.h"
#include "bell-settings.h"
#include "bell-status-text.h"

#include <glib/gi18n.h>

struct _BellPreferencesDialog
{
  AdwPreferencesDialog    parent_instance;
  BellSession            *session;
  GSettings              *settings;
  BellNotificationStatus *status;
  GAction                *login_action;
  gboolean                refreshing;

  AdwSwitchRow        *rings;
  AdwSwitchRow        *do_not_disturb;
  AdwSwitchRow        *login;
  AdwSwitchRow        *sound;
  AdwActionRow        *server;
  GtkImage            *server_icon;
  AdwActionRow        *disturb;
  GtkImage            *disturb_icon;
  AdwSwitchRow        *portal;
  GtkSpinButton       *port;
  AdwPreferencesGroup *portal_group;
  AdwActionRow        *desk;
};

G_DEFINE_FINAL_TYPE (BellPreferencesDialog, bell_preferences_dialog, ADW_TYPE_PREFERENCES_DIALOG)

static void
set_status_row (AdwActionRow *row, GtkImage *icon, const BellStatusText *text)
{
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), text->title);
  adw_action_row_set_subtitle (row, text->subtitle);
  gtk_image_set_from_icon_name (icon, text->icon_name);
}

static void
refresh_status (BellPreferencesDialog *self)
{
  g_auto (BellStatusText) server = { 0 };
  g_auto (BellStatusText) disturb = { 0 };

  bell_status_text_server (self->status, &server);
  bell_status_text_disturb (self->status, &disturb);
  set_status_row (self->server, self->server_icon, &server);
  set_status_row (self->disturb, self->disturb_icon, &disturb);
  gtk_widget_set_visible (GTK_WIDGET (self->disturb),
                          bell_notification_status_can_ring (self->status));
}

static void
refresh_portal (BellPreferencesDialog *self)
{
  const GError    *error = bell_session_get_portal_error (self->session);
  g_autofree char *uri = bell_session_dup_portal_uri (self->session);
  g_autofree char *text
      = error != NULL ? bell_failure_text_portal (
                            error, g_settings_get_uint (self->settings, BELL_SETTINGS_PORTAL_PORT))
                      : NULL;

  if (text != NULL)
    {
      gtk_widget_add_css_class (GTK_WIDGET (self->portal), "error");
      if (g_strcmp0 (adw_action_row_get_subtitle (ADW_ACTION_ROW (self->portal)), text) != 0)
        gtk_accessible_announce (GTK_ACCESSIBLE (self->portal), text,
                                 GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
    }
  else
    {
      gtk_widget_remove_css_class (GTK_WIDGET (self->portal), "error");
    }
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->portal), text != NULL  ? text
                                                              : uri != NULL ? uri
                                                                            : "");
}

static void
refresh_session (BellPreferencesDialog *self)
{
  gboolean is_open = bell_session_get_state (self->session) == BELL_SESSION_OPEN;

  self->refreshing = TRUE;
  gtk_widget_set_sensitive (GTK_WIDGET (self->rings), is_open);
  if (is_open)
    adw_switch_row_set_active (
        self->rings, bell_settings_get_rings (self->settings, bell_session_get_desk (self->session),
                                              bell_session_get_person (self->session))
                         == BELL_RINGS_YES);
  gtk_widget_set_visible (GTK_WIDGET (self->portal_group), !bell_session_is_remote (self->session));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->desk),
                                 bell_session_is_remote (self->session) ? _ ("Address")
                                                                        : _ ("File"));
  adw_action_row_set_subtitle (self->desk, bell_session_get_path (self->session));
  refresh_portal (self);
  self->refreshing = FALSE;
}

static void
on_rings (BellPreferencesDialog *self)
{
  if (!self->refreshing && bell_session_get_state (self->session) == BELL_SESSION_OPEN)
    bell_settings_set_rings (self->settings, bell_session_get_desk (self->session),
                             bell_session_get_person (self->session),
                             adw_switch_row_get_active (self->rings));
}

static void
refresh_login (BellPreferencesDialog *self)
{
  g_autoptr (GVariant) state = g_action_get_state (self->login_action);

  self->refreshing = TRUE;
  adw_switch_row_set_active (self->login, g_variant_get_boolean (state));
  self->refreshing = FALSE;
}

static void
on_login (BellPreferencesDialog *self)
{
  if (!self->refreshing)
    g_action_change_state (self->login_action,
                           g_variant_new_boolean (adw_switch_row_get_active (self->login)));
}

static void
bell_preferences_dialog_dispose (GObject *object)
{
  BellPreferencesDialog *self = BELL_PREFERENCES_DIALOG (object);

  if (self->session != NULL)
    g_signal_handlers_disconnect_by_data (self->session, self);
  if (self->status != NULL)
    g_signal_handlers_disconnect_by_data (self->status, self);
  g_clear_object (&self->session);
  g_clear_object (&self->settings);
  if (self->login_action != NULL)
    g_signal_handlers_disconnect_by_data (self->login_action, self);
  g_clear_object (&self->status);
  g_clear_object (&self->login_action);
  gtk_widget_dispose_template (GTK_WIDGET (object), BELL_TYPE_PREFERENCES_DIALOG);

  G_OBJECT_CLASS (bell_preferences_dialog_parent_class)->dispose (object);
}

static void
bell_preferences_dialog_class_init (BellPreferencesDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = bell_preferences_dialog_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/deskbell/Deskbell/bell-preferences-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, BellPreferencesDialog, rings);
  gtk_widget_class_bind_template_child (widget_class, BellPreferencesDialog, do_not_disturb);
  gtk_widget_class_bind_template_child (widget_class, BellPreferencesDialog, login);
  gtk_widget_class_bind_template_child (widget_class, BellPreferencesDialog, sound);
  gtk_widget_class_bind_template_child (widget_class, BellPreferencesDialog, server);
  gtk_widget_class_bind_template_child (widget_class, BellPreferencesDialog, server_icon);
  gtk_widget_class_bind_template_child (widget_class, BellPreferencesDialog, disturb);
  gtk_widget_class_bind_template_child (widget_class, BellPreferencesDialog, disturb_icon);
  gtk_widget_class_bind_template_child (widget_class, BellPreferencesDialog, portal);
  gtk_widget_class_bind_template_child (widget_class, BellPreferencesDialog, portal_group);
  gtk_widget_class_bind_template_child (widget_class, BellPreferencesDialog, port);
  gtk_widget_class_bind_template_child (widget_class, BellPreferencesDialog, desk);
}

static void
bell_preferences_dialog_init (BellPreferencesDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * bell_preferences_dialog_new:
 * @session: the desk
 * @settings: the program's settings
 * @status: the notification server
 * @login: the action whose state is whether the program starts at login
 *
 * Returns: (transfer floating): the preferences; what is changed in them holds at once
 */
AdwDialog *
bell_preferences_dialog_new (BellSession            *session,
                             GSettings              *settings,
                             BellNotificationStatus *status,
                             GAction                *login)
{
  BellPreferencesDialog *self = g_object_new (BELL_TYPE_PREFERENCES_DIALOG, NULL);

  self->session = g_object_ref (session);
  self->settings = g_object_ref (settings);
  self->status = g_object_ref (status);
  self->login_action = g_object_ref (login);
  g_settings_bind (settings, BELL_SETTINGS_DISTURB, self->do_not_disturb, "active",
                   G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, BELL_SETTINGS_SOUND, self->sound, "active", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, BELL_SETTINGS_SERVE_PORTAL, self->portal, "active",
                   G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, BELL_SETTINGS_PORTAL_PORT, self->port, "value",
                   G_SETTINGS_BIND_DEFAULT);
  g_signal_connect_object (self->rings, "notify::active", G_CALLBACK (on_rings), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (status, "changed", G_CALLBACK (refresh_status), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "changed", G_CALLBACK (refresh_session), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->login, "notify::active", G_CALLBACK (on_login), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (login, "notify::state", G_CALLBACK (refresh_login), self,
                           G_CONNECT_SWAPPED);
  refresh_login (self);
  refresh_session (self);
  refresh_status (self);
  bell_notification_status_refresh (status);

  return ADW_DIALOG (self);
}
