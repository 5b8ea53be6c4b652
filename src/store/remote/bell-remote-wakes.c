/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "remote/bell-remote-wakes.h"

struct _BellRemoteWakes
{
  void (*woken) (gpointer user_data);
  gpointer         user_data;
  GCancellable    *cancellable;
  GDBusConnection *bus;
  guint            subscription;
  gulong           network_handler;
};

static void
on_network_changed (GNetworkMonitor *monitor, gboolean available, BellRemoteWakes *self)
{
  if (available)
    self->woken (self->user_data);
}

/* org.freedesktop.login1.Manager: before the computer sleeps with TRUE, after it with FALSE. */
static void
on_sleep (GDBusConnection *bus,
          const char      *sender,
          const char      *path,
          const char      *interface,
          const char      *name,
          GVariant        *arguments,
          gpointer         user_data)
{
  BellRemoteWakes *self = user_data;
  gboolean         begins = TRUE;

  if (g_variant_is_of_type (arguments, G_VARIANT_TYPE ("(b)")))
    g_variant_get (arguments, "(b)", &begins);
  if (!begins)
    self->woken (self->user_data);
}

/* Where there is no system bus, or no logind on it, a line that slept is found dead by its pings.
 */
static void
on_bus (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  GDBusConnection *bus = g_bus_get_finish (result, &error);
  BellRemoteWakes *self = user_data;

  if (bus == NULL)
    {
      g_debug ("Nobody says when this computer has slept: %s", error->message);
      return;
    }

  self->bus = bus;
  self->subscription = g_dbus_connection_signal_subscribe (
      bus, "org.freedesktop.login1", "org.freedesktop.login1.Manager", "PrepareForSleep",
      "/org/freedesktop/login1", NULL, G_DBUS_SIGNAL_FLAGS_NONE, on_sleep, self, NULL);
}

/**
 * bell_remote_wakes_new:
 * @woken: what to call
 * @user_data: what to call it with
 *
 * Returns: (transfer full): what listens
 */
BellRemoteWakes *
bell_remote_wakes_new (void (*woken) (gpointer user_data), gpointer user_data)
{
  BellRemoteWakes *self = g_new0 (BellRemoteWakes, 1);

  self->woken = woken;
  self->user_data = user_data;
  self->cancellable = g_cancellable_new ();
  self->network_handler = g_signal_connect (g_network_monitor_get_default (), "network-changed",
                                            G_CALLBACK (on_network_changed), self);
  g_bus_get (G_BUS_TYPE_SYSTEM, self->cancellable, on_bus, self);

  return self;
}

/**
 * bell_remote_wakes_free:
 * @self: (transfer full): what listens
 *
 * Listens no more.
 */
void
bell_remote_wakes_free (BellRemoteWakes *self)
{
  g_cancellable_cancel (self->cancellable);
  g_signal_handler_disconnect (g_network_monitor_get_default (), self->network_handler);
  if (self->bus != NULL)
    g_dbus_connection_signal_unsubscribe (self->bus, self->subscription);
  g_clear_object (&self->bus);
  g_object_unref (self->cancellable);
  g_free (self);
}
