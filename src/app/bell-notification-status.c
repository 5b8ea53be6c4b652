/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-notification-status.h"

#define NAME    "org.freedesktop.Notifications"
#define PATH    "/org/freedesktop/Notifications"
#define DUNST   "org.dunstproject.cmd0"
#define GNOME   "org.gnome.desktop.notifications"
#define TIMEOUT 5000

/* How long until a server that did not answer is asked again. */
#define RETRY_SECONDS 5

struct _BellNotificationStatus
{
  GObject          parent_instance;
  GCancellable    *cancellable;
  GDBusConnection *bus;
  GSettings       *gnome; /* where there is such a desktop */
  guint            watch;
  guint            properties; /* the subscription to their changes */
  guint            retry;
  guint            asked; /* counts the servers; answers of an earlier one are of no use */
  gboolean         known;
  gboolean         present;     /* a server runs */
  gboolean         lost;        /* one ran, with all that it showed, and none has come since */
  gboolean         activatable; /* or will be started by the first notification */
  char            *server;      /* its name and version, NULL as long as that is not known */
  char           **capabilities;
  BellDisturb      disturb;
};

G_DEFINE_FINAL_TYPE (BellNotificationStatus, bell_notification_status, G_TYPE_OBJECT)

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS,
};
static guint signals[N_SIGNALS];

static void
changed (BellNotificationStatus *self)
{
  self->known = TRUE;
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

typedef void (*Take) (BellNotificationStatus *self, GVariant *answer);

/* One question over the bus, and what to do with its answer; NULL stands for none. */
typedef struct
{
  BellNotificationStatus *self;
  Take                    take;
  guint                   asked;
} Question;

static void
on_answer (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autofree Question *question = user_data;
  g_autoptr (BellNotificationStatus) self = question->self;
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) answer
      = g_dbus_connection_call_finish (G_DBUS_CONNECTION (object), result, &error);

  if (question->asked != self->asked || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  question->take (self, answer);
}

static void
ask (BellNotificationStatus *self,
     const char             *name,
     const char             *path,
     const char             *interface,
     const char             *method,
     GVariant               *parameters,
     Take                    take)
{
  Question *question = g_new0 (Question, 1);

  question->self = g_object_ref (self);
  question->take = take;
  question->asked = self->asked;
  g_dbus_connection_call (self->bus, name, path, interface, method, parameters, NULL,
                          G_DBUS_CALL_FLAGS_NO_AUTO_START, TIMEOUT, self->cancellable, on_answer,
                          question);
}

static void
ask_property (BellNotificationStatus *self, const char *interface, const char *property, Take take)
{
  ask (self, NAME, PATH, "org.freedesktop.DBus.Properties", "Get",
       g_variant_new ("(ss)", interface, property), take);
}

static gboolean
get_boolean (GVariant *answer, gboolean *value)
{
  g_autoptr (GVariant) boxed = NULL;

  if (answer == NULL || !g_variant_is_of_type (answer, G_VARIANT_TYPE ("(v)")))
    return FALSE;

  g_variant_get (answer, "(v)", &boxed);
  if (!g_variant_is_of_type (boxed, G_VARIANT_TYPE_BOOLEAN))
    return FALSE;
  *value = g_variant_get_boolean (boxed);

  return TRUE;
}

static void
set_disturb (BellNotificationStatus *self, BellDisturb disturb)
{
  self->disturb = disturb;
  changed (self);
}

static void
take_paused (BellNotificationStatus *self, GVariant *answer)
{
  gboolean paused;

  if (get_boolean (answer, &paused))
    set_disturb (self, paused ? BELL_DISTURB_NO : BELL_DISTURB_YES);
  else
    set_disturb (self, BELL_DISTURB_UNKNOWN);
}

/* KDE's servers say "Inhibited", dunst says "paused". */
static void
take_inhibited (BellNotificationStatus *self, GVariant *answer)
{
  gboolean inhibited;

  if (get_boolean (answer, &inhibited))
    set_disturb (self, inhibited ? BELL_DISTURB_NO : BELL_DISTURB_YES);
  else
    ask_property (self, DUNST, "paused", take_paused);
}

static void
find_disturb (BellNotificationStatus *self)
{
  gboolean is_gnome = self->server != NULL && g_str_has_prefix (self->server, "gnome-shell");

  if (is_gnome && self->gnome != NULL)
    set_disturb (self, g_settings_get_boolean (self->gnome, "show-banners") ? BELL_DISTURB_YES
                                                                            : BELL_DISTURB_NO);
  else
    ask_property (self, NAME, "Inhibited", take_inhibited);
}

static void
take_capabilities (BellNotificationStatus *self, GVariant *answer)
{
  g_clear_pointer (&self->capabilities, g_strfreev);
  if (answer != NULL && g_variant_is_of_type (answer, G_VARIANT_TYPE ("(as)")))
    g_variant_get (answer, "(^as)", &self->capabilities);
  find_disturb (self);
}

static gboolean
on_retry (gpointer user_data)
{
  BellNotificationStatus *self = user_data;

  self->retry = 0;
  bell_notification_status_refresh (self);

  return G_SOURCE_REMOVE;
}

static void
take_information (BellNotificationStatus *self, GVariant *answer)
{
  const char *name, *version;

  g_clear_pointer (&self->server, g_free);
  if (answer == NULL || !g_variant_is_of_type (answer, G_VARIANT_TYPE ("(ssss)")))
    {
      set_disturb (self, BELL_DISTURB_UNKNOWN);
      if (self->retry == 0)
        self->retry = g_timeout_add_seconds (RETRY_SECONDS, on_retry, self);
      return;
    }

  g_variant_get (answer, "(&s&s&s&s)", &name, NULL, &version, NULL);
  self->server = g_strdup_printf ("%s %s", name, version);
  ask (self, NAME, PATH, NAME, "GetCapabilities", NULL, take_capabilities);
}

static void
take_activatable (BellNotificationStatus *self, GVariant *answer)
{
  g_auto (GStrv) names = NULL;

  if (answer != NULL && g_variant_is_of_type (answer, G_VARIANT_TYPE ("(as)")))
    g_variant_get (answer, "(^as)", &names);
  self->activatable = names != NULL && g_strv_contains ((const char *const *) names, NAME);
  changed (self);
}

/* Do Not Disturb was switched: KDE's servers and dunst say so. */
static void
on_properties (GDBusConnection *bus,
               const char      *sender,
               const char      *path,
               const char      *interface,
               const char      *signal,
               GVariant        *parameters,
               gpointer         user_data)
{
  bell_notification_status_refresh (user_data);
}

static void
stop_listening (BellNotificationStatus *self)
{
  self->asked++;
  g_clear_handle_id (&self->retry, g_source_remove);
  if (self->properties != 0)
    g_dbus_connection_signal_unsubscribe (self->bus, self->properties);
  self->properties = 0;
}

static void
on_appeared (GDBusConnection *bus, const char *name, const char *owner, gpointer user_data)
{
  BellNotificationStatus *self = user_data;

  stop_listening (self);
  g_set_object (&self->bus, bus);
  self->present = TRUE;
  self->lost = FALSE;
  self->properties = g_dbus_connection_signal_subscribe (
      bus, NAME, "org.freedesktop.DBus.Properties", "PropertiesChanged", PATH, NULL,
      G_DBUS_SIGNAL_FLAGS_NONE, on_properties, self, NULL);
  bell_notification_status_refresh (self);
}

/* Also called at the beginning if there is no server, and without a bus if there is none. */
static void
on_vanished (GDBusConnection *bus, const char *name, gpointer user_data)
{
  BellNotificationStatus *self = user_data;

  stop_listening (self);
  g_set_object (&self->bus, bus);
  self->lost = self->lost || self->present;
  self->present = FALSE;
  self->activatable = FALSE;
  self->disturb = BELL_DISTURB_UNKNOWN;
  g_clear_pointer (&self->server, g_free);
  g_clear_pointer (&self->capabilities, g_strfreev);
  if (bus == NULL)
    changed (self);
  else
    ask (self, "org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus",
         "ListActivatableNames", NULL, take_activatable);
}

static void
bell_notification_status_dispose (GObject *object)
{
  BellNotificationStatus *self = BELL_NOTIFICATION_STATUS (object);

  g_cancellable_cancel (self->cancellable);
  stop_listening (self);
  if (self->watch != 0)
    g_bus_unwatch_name (self->watch);
  self->watch = 0;
  g_clear_object (&self->bus);
  g_clear_object (&self->gnome);

  G_OBJECT_CLASS (bell_notification_status_parent_class)->dispose (object);
}

static void
bell_notification_status_finalize (GObject *object)
{
  BellNotificationStatus *self = BELL_NOTIFICATION_STATUS (object);

  g_object_unref (self->cancellable);
  g_free (self->server);
  g_strfreev (self->capabilities);

  G_OBJECT_CLASS (bell_notification_status_parent_class)->finalize (object);
}

static void
bell_notification_status_class_init (BellNotificationStatusClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = bell_notification_status_dispose;
  object_class->finalize = bell_notification_status_finalize;

  signals[SIGNAL_CHANGED] = g_signal_new ("changed", BELL_TYPE_NOTIFICATION_STATUS,
                                          G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
watch_gnome (BellNotificationStatus *self)
{
  GSettingsSchemaSource *source = g_settings_schema_source_get_default ();
  g_autoptr (GSettingsSchema) schema
      = source != NULL ? g_settings_schema_source_lookup (source, GNOME, TRUE) : NULL;

  if (schema == NULL || !g_settings_schema_has_key (schema, "show-banners"))
    return;

  self->gnome = g_settings_new (GNOME);
  g_signal_connect_object (self->gnome, "changed::show-banners",
                           G_CALLBACK (bell_notification_status_refresh), self, G_CONNECT_SWAPPED);
}

static void
bell_notification_status_init (BellNotificationStatus *self)
{
  self->cancellable = g_cancellable_new ();
  watch_gnome (self);
  self->watch = g_bus_watch_name (G_BUS_TYPE_SESSION, NAME, G_BUS_NAME_WATCHER_FLAGS_NONE,
                                  on_appeared, on_vanished, self, NULL);
}

/**
 * bell_notification_status_new:
 *
 * Returns: (transfer full): what is known of the notification server; "changed" is emitted when it
 * is known, and whenever it is another than before
 */
BellNotificationStatus *
bell_notification_status_new (void)
{
  return g_object_new (BELL_TYPE_NOTIFICATION_STATUS, NULL);
}

/**
 * bell_notification_status_refresh:
 * @self: a status
 *
 * Asks the server again what it can, and whether it may disturb.
 */
void
bell_notification_status_refresh (BellNotificationStatus *self)
{
  g_return_if_fail (BELL_IS_NOTIFICATION_STATUS (self));

  if (self->present)
    ask (self, NAME, PATH, NAME, "GetServerInformation", NULL, take_information);
}

/**
 * bell_notification_status_is_known:
 * @self: a status
 *
 * Returns: whether the server has been asked
 */
gboolean
bell_notification_status_is_known (BellNotificationStatus *self)
{
  return self->known;
}

/**
 * bell_notification_status_is_present:
 * @self: a status
 *
 * Returns: whether a notification server runs, which may not answer
 */
gboolean
bell_notification_status_is_present (BellNotificationStatus *self)
{
  return self->present;
}

/**
 * bell_notification_status_can_ring:
 * @self: a status
 *
 * Returns: whether a notification server answers, or one will be started when it is needed
 */
gboolean
bell_notification_status_can_ring (BellNotificationStatus *self)
{
  return self->server != NULL || (!self->present && self->activatable);
}

/**
 * bell_notification_status_is_lost:
 * @self: a status
 *
 * Returns: whether a server has ended, with all that it showed, and none has come in its place
 */
gboolean
bell_notification_status_is_lost (BellNotificationStatus *self)
{
  g_return_val_if_fail (BELL_IS_NOTIFICATION_STATUS (self), FALSE);

  return self->lost;
}

/**
 * bell_notification_status_get_server:
 * @self: a status
 *
 * Returns: (transfer none) (nullable): the server's name and version, or %NULL if that is not known
 */
const char *
bell_notification_status_get_server (BellNotificationStatus *self)
{
  return self->server;
}

/**
 * bell_notification_status_has:
 * @self: a status
 * @capability: a capability of the Desktop Notifications Specification
 *
 * Returns: whether the server has it
 */
gboolean
bell_notification_status_has (BellNotificationStatus *self, const char *capability)
{
  return self->capabilities != NULL
         && g_strv_contains ((const char *const *) self->capabilities, capability);
}

/**
 * bell_notification_status_may_disturb:
 * @self: a status
 *
 * Returns: whether notifications are shown at once, or held back (do not disturb)
 */
BellDisturb
bell_notification_status_may_disturb (BellNotificationStatus *self)
{
  return self->disturb;
}
