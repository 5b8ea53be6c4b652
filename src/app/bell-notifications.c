/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-notifications.h"

#include <glib/gi18n.h>
#include <libnotify/notify.h>

/* libnotify waits for the session bus in most of its functions. Therefore everything of it happens
 * in a thread with a main context of its own; what a person does with a notification comes from
 * there to the main context. */

/* How long quitting waits for a notification server that does not answer. */
#define STOP_DEADLINE (1 * G_TIME_SPAN_SECOND)

typedef struct
{
  GMainContext *context;
  GMainLoop    *loop;
  GHashTable   *shown; /* only in the thread: id to NotifyNotification */
  guint         watch; /* likewise: for the server that shows them */
  GWeakRef      owner; /* the BellNotifications */
  GMutex        lock;
  GCond         ended;
  gboolean      has_ended; /* guarded by the lock */
} Worker;

struct _BellNotifications
{
  GObject  parent_instance;
  Worker  *worker;
  gboolean stopped;
};

G_DEFINE_FINAL_TYPE (BellNotifications, bell_notifications, G_TYPE_OBJECT)

enum
{
  SIGNAL_ACTIVATED,
  SIGNAL_REPLIED,
  SIGNAL_FAILED,
  N_SIGNALS,
};
static guint signals[N_SIGNALS];

/* What goes from one side to the other. */
typedef struct
{
  Worker        *worker;
  guint          signal;
  char          *id;
  BellNoticeKind kind;
  char          *title;
  char          *body;
  gboolean       urgent;
  gboolean       sound;
} Parcel;

static void
worker_clear (gpointer data)
{
  Worker *worker = data;

  g_hash_table_unref (worker->shown);
  g_main_loop_unref (worker->loop);
  g_main_context_unref (worker->context);
  g_weak_ref_clear (&worker->owner);
  g_mutex_clear (&worker->lock);
  g_cond_clear (&worker->ended);
}

static void
parcel_free (gpointer data)
{
  Parcel *parcel = data;

  g_atomic_rc_box_release_full (parcel->worker, worker_clear);
  g_free (parcel->id);
  g_free (parcel->title);
  g_free (parcel->body);
  g_free (parcel);
}

/* To the main context: @title and @body are the action and the token, or the text of a reply. */

static gboolean
emit (gpointer data)
{
  Parcel *parcel = data;
  g_autoptr (BellNotifications) self = g_weak_ref_get (&parcel->worker->owner);

  if (self != NULL)
    g_signal_emit (self, signals[parcel->signal], 0, parcel->id, parcel->title, parcel->body);

  return G_SOURCE_REMOVE;
}

static void
tell (Worker *worker, guint signal, const char *id, const char *first, const char *second)
{
  Parcel *parcel = g_new0 (Parcel, 1);

  parcel->worker = g_atomic_rc_box_acquire (worker);
  parcel->signal = signal;
  parcel->id = g_strdup (id);
  parcel->title = g_strdup (first);
  parcel->body = g_strdup (second);
  g_main_context_invoke_full (NULL, G_PRIORITY_DEFAULT, emit, parcel, parcel_free);
}

/* In the thread. */

/* What the server can do: each question for it is a call on the bus. */
typedef GList Capabilities;

static void
capabilities_free (Capabilities *capabilities)
{
  g_list_free_full (capabilities, g_free);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Capabilities, capabilities_free)

static gboolean
server_can (GList *capabilities, const char *capability)
{
  return g_list_find_custom (capabilities, capability, (GCompareFunc) g_strcmp0) != NULL;
}

static const char *
id_of (NotifyNotification *notification)
{
  return g_object_get_data (G_OBJECT (notification), "bell-id");
}

static void
on_action (NotifyNotification *notification, char *action, gpointer user_data)
{
  tell (user_data, SIGNAL_ACTIVATED, id_of (notification), action,
        notify_notification_get_activation_token (notification));
}

static void
on_closed (NotifyNotification *notification, gpointer user_data)
{
  Worker *worker = user_data;

  if (g_hash_table_lookup (worker->shown, id_of (notification)) == notification)
    g_hash_table_remove (worker->shown, id_of (notification));
}

static void
add_actions (Worker             *worker,
             NotifyNotification *notification,
             BellNoticeKind      kind,
             Capabilities       *capabilities)
{
  notify_notification_add_action (notification, BELL_NOTICE_ACTION_DEFAULT, C_ ("action", "Open"),
                                  on_action, worker, NULL);
  if (kind == BELL_NOTICE_PLAIN)
    return;

  notify_notification_add_action (notification, BELL_NOTICE_ACTION_OPEN, _ ("Open Chat"), on_action,
                                  worker, NULL);
  if (kind == BELL_NOTICE_CHAT_REQUEST)
    notify_notification_add_action (notification, BELL_NOTICE_ACTION_LATER, _ ("Not Now"),
                                    on_action, worker, NULL);
  if (server_can (capabilities, "inline-reply"))
    notify_notification_add_action (notification, "inline-reply", _ ("Reply"), on_action, worker,
                                    NULL);
}

static NotifyNotification *
new_notification (Worker *worker, const Parcel *parcel)
{
  static const char *const categories[] = { [BELL_NOTICE_CHAT_REQUEST] = "im.received",
                                            [BELL_NOTICE_MESSAGE] = "im.received",
                                            [BELL_NOTICE_PLAIN] = "im" };
  g_autoptr (Capabilities) capabilities = notify_get_server_caps ();
  g_autofree char    *body = server_can (capabilities, "body-markup")
                                 ? g_markup_escape_text (parcel->body, -1)
                                 : g_strdup (parcel->body);
  NotifyNotification *notification = notify_notification_new (parcel->title, body, BELL_APP_ID);

  g_object_set_data_full (G_OBJECT (notification), "bell-id", g_strdup (parcel->id), g_free);
  notify_notification_set_app_name (notification, "Deskbell");
  notify_notification_set_category (notification, categories[parcel->kind]);
  notify_notification_set_urgency (notification, parcel->urgent ? NOTIFY_URGENCY_CRITICAL
                                                                : NOTIFY_URGENCY_NORMAL);
  notify_notification_set_timeout (notification, parcel->kind == BELL_NOTICE_CHAT_REQUEST
                                                     ? NOTIFY_EXPIRES_NEVER
                                                     : NOTIFY_EXPIRES_DEFAULT);
  notify_notification_set_hint_string (notification, "desktop-entry", BELL_APP_ID);
  if (parcel->sound)
    notify_notification_set_hint_string (notification, "sound-name", "message-new-instant");
  else
    notify_notification_set_hint (notification, "suppress-sound", g_variant_new_boolean (TRUE));
  add_actions (worker, notification, parcel->kind, capabilities);
  g_signal_connect (notification, "closed", G_CALLBACK (on_closed), worker);

  return notification;
}

static void
close_shown (Worker *worker, const char *id)
{
  NotifyNotification *notification = g_hash_table_lookup (worker->shown, id);

  if (notification == NULL)
    return;

  g_object_ref (notification);
  g_hash_table_remove (worker->shown, id);
  notify_notification_close (notification, NULL);
  g_object_unref (notification);
}

static gboolean
show_in_thread (gpointer data)
{
  const Parcel *parcel = data;
  Worker       *worker = parcel->worker;
  g_autoptr (GError) error = NULL;
  NotifyNotification *notification;

  close_shown (worker, parcel->id);
  notification = new_notification (worker, parcel);
  g_hash_table_insert (worker->shown, g_strdup (parcel->id), notification);
  if (!notify_notification_show (notification, &error))
    {
      g_message ("A notification could not be shown: %s", error->message);
      tell (worker, SIGNAL_FAILED, parcel->id, error->message, NULL);
      g_hash_table_remove (worker->shown, parcel->id);
    }

  return G_SOURCE_REMOVE;
}

static gboolean
withdraw_in_thread (gpointer data)
{
  const Parcel *parcel = data;

  close_shown (parcel->worker, parcel->id);

  return G_SOURCE_REMOVE;
}

static gboolean
stop_in_thread (gpointer data)
{
  Worker *worker = ((Parcel *) data)->worker;
  g_auto (GStrv) ids = (char **) g_hash_table_get_keys_as_array (worker->shown, NULL);

  for (guint i = 0; ids[i] != NULL; i++)
    ids[i] = g_strdup (ids[i]);
  for (guint i = 0; ids[i] != NULL; i++)
    close_shown (worker, ids[i]);
  g_main_loop_quit (worker->loop);

  return G_SOURCE_REMOVE;
}

/* libnotify does not know this signal; servers that offer a reply field send it. */
static void
on_replied (GDBusConnection *bus,
            const char      *sender,
            const char      *path,
            const char      *interface,
            const char      *signal,
            GVariant        *parameters,
            gpointer         user_data)
{
  Worker        *worker = user_data;
  GHashTableIter iter;
  gpointer       id, notification;
  guint32        replied;
  const char    *text;

  if (!g_variant_is_of_type (parameters, G_VARIANT_TYPE ("(us)")))
    return;

  g_variant_get (parameters, "(u&s)", &replied, &text);
  g_hash_table_iter_init (&iter, worker->shown);
  while (g_hash_table_iter_next (&iter, &id, &notification))
    {
      int number;

      g_object_get (notification, "id", &number, NULL);
      if ((guint32) number == replied)
        tell (worker, SIGNAL_REPLIED, id, text, NULL);
    }
}

/* The numbers of a server that has gone mean other programs' notifications to the next one. */
static void
on_server_vanished (GDBusConnection *bus, const char *name, gpointer user_data)
{
  g_hash_table_remove_all (((Worker *) user_data)->shown);
}

static void
on_bus (GObject *object, GAsyncResult *result, gpointer user_data)
{
  Worker *worker = user_data;
  g_autoptr (GDBusConnection) bus = g_bus_get_finish (result, NULL);

  if (bus == NULL)
    return;

  g_dbus_connection_signal_subscribe (bus, NULL, "org.freedesktop.Notifications",
                                      "NotificationReplied", "/org/freedesktop/Notifications", NULL,
                                      G_DBUS_SIGNAL_FLAGS_NONE, on_replied, worker, NULL);
  worker->watch = g_bus_watch_name_on_connection (bus, "org.freedesktop.Notifications",
                                                  G_BUS_NAME_WATCHER_FLAGS_NONE, NULL,
                                                  on_server_vanished, worker, NULL);
}

static gpointer
thread_main (gpointer data)
{
  Worker *worker = data;

  g_main_context_push_thread_default (worker->context);
  notify_init ("Deskbell");
  g_bus_get (G_BUS_TYPE_SESSION, NULL, on_bus, worker);
  g_main_loop_run (worker->loop);
  if (worker->watch != 0)
    g_bus_unwatch_name (worker->watch);
  g_hash_table_remove_all (worker->shown);
  notify_uninit ();
  g_main_context_pop_thread_default (worker->context);
  g_mutex_lock (&worker->lock);
  worker->has_ended = TRUE;
  g_cond_signal (&worker->ended);
  g_mutex_unlock (&worker->lock);
  g_atomic_rc_box_release_full (worker, worker_clear);

  return NULL;
}

/* In the main context. */

static void
hand_over (BellNotifications *self, GSourceFunc func, Parcel *parcel)
{
  g_autoptr (GSource) source = g_idle_source_new ();

  parcel->worker = g_atomic_rc_box_acquire (self->worker);
  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, func, parcel, parcel_free);
  g_source_attach (source, self->worker->context);
}

static void
bell_notifications_dispose (GObject *object)
{
  bell_notifications_stop (BELL_NOTIFICATIONS (object));

  G_OBJECT_CLASS (bell_notifications_parent_class)->dispose (object);
}

static void
bell_notifications_finalize (GObject *object)
{
  g_atomic_rc_box_release_full (BELL_NOTIFICATIONS (object)->worker, worker_clear);

  G_OBJECT_CLASS (bell_notifications_parent_class)->finalize (object);
}

static void
bell_notifications_class_init (BellNotificationsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = bell_notifications_dispose;
  G_OBJECT_CLASS (klass)->finalize = bell_notifications_finalize;

  /* id, action, activation token */
  signals[SIGNAL_ACTIVATED]
      = g_signal_new ("activated", BELL_TYPE_NOTIFICATIONS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                      G_TYPE_NONE, 3, G_TYPE_STRING, G_TYPE_STRING, G_TYPE_STRING);
  /* id, text */
  signals[SIGNAL_REPLIED]
      = g_signal_new ("replied", BELL_TYPE_NOTIFICATIONS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                      G_TYPE_NONE, 3, G_TYPE_STRING, G_TYPE_STRING, G_TYPE_STRING);
  /* id, why */
  signals[SIGNAL_FAILED]
      = g_signal_new ("failed", BELL_TYPE_NOTIFICATIONS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                      G_TYPE_NONE, 3, G_TYPE_STRING, G_TYPE_STRING, G_TYPE_STRING);
}

static void
bell_notifications_init (BellNotifications *self)
{
  Worker *worker = g_atomic_rc_box_new0 (Worker);

  g_mutex_init (&worker->lock);
  g_cond_init (&worker->ended);
  worker->context = g_main_context_new ();
  worker->loop = g_main_loop_new (worker->context, FALSE);
  worker->shown = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  g_weak_ref_init (&worker->owner, self);
  self->worker = worker;
  g_thread_unref (g_thread_new ("bell-notify", thread_main, g_atomic_rc_box_acquire (worker)));
}

/**
 * bell_notifications_new:
 *
 * Returns: (transfer full): a way to the notification server that never waits for it
 */
BellNotifications *
bell_notifications_new (void)
{
  return g_object_new (BELL_TYPE_NOTIFICATIONS, NULL);
}

/**
 * bell_notifications_show:
 * @self: notifications
 * @notice: what to show
 *
 * Shows a notification, in the place of the one of its id if there is one. What the person does
 * with it "activated" and "replied" report; "failed" that nobody could be shown anything.
 */
void
bell_notifications_show (BellNotifications *self, const BellNotice *notice)
{
  Parcel *parcel;

  g_return_if_fail (BELL_IS_NOTIFICATIONS (self));

  if (self->stopped)
    return;

  parcel = g_new0 (Parcel, 1);
  parcel->id = g_strdup (notice->id);
  parcel->kind = notice->kind;
  parcel->title = g_strdup (notice->title);
  parcel->body = g_strdup (notice->body);
  parcel->urgent = notice->urgent;
  parcel->sound = notice->sound;
  hand_over (self, show_in_thread, parcel);
}

/**
 * bell_notifications_withdraw:
 * @self: notifications
 * @id: what the program calls it
 *
 * Takes a notification away, if it is shown.
 */
void
bell_notifications_withdraw (BellNotifications *self, const char *id)
{
  Parcel *parcel;

  g_return_if_fail (BELL_IS_NOTIFICATIONS (self));

  if (self->stopped)
    return;

  parcel = g_new0 (Parcel, 1);
  parcel->id = g_strdup (id);
  hand_over (self, withdraw_in_thread, parcel);
}

/**
 * bell_notifications_stop:
 * @self: notifications
 *
 * Takes all of them away and ends the thread; does not wait for a server that does not answer.
 * Nothing is shown after this.
 */
void
bell_notifications_stop (BellNotifications *self)
{
  Worker *worker = self->worker;
  gint64  deadline;

  g_return_if_fail (BELL_IS_NOTIFICATIONS (self));

  if (self->stopped)
    return;

  self->stopped = TRUE;
  deadline = g_get_monotonic_time () + STOP_DEADLINE;
  hand_over (self, stop_in_thread, g_new0 (Parcel, 1));
  g_mutex_lock (&worker->lock);
  while (!worker->has_ended && g_cond_wait_until (&worker->ended, &worker->lock, deadline))
    continue;
  g_mutex_unlock (&worker->lock);
  g_weak_ref_set (&worker->owner, NULL);
}
