/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-sandbox.h"

#include "bell-id.h"

#include <glib/gi18n.h>

#define PORTAL_NAME    "org.freedesktop.portal.Desktop"
#define PORTAL_PATH    "/org/freedesktop/portal/desktop"
#define BACKGROUND     "org.freedesktop.portal.Background"
#define REQUEST        "org.freedesktop.portal.Request"
#define STATUS_MAX     96 /* characters, says the portal */
#define ANSWER_SECONDS 120

/* What a program in a sandbox has to ask the desktop for: the Background portal of
 * xdg-desktop-portal. */

/* A question that is being asked. */
typedef struct
{
  GDBusConnection *connection;
  guint            subscription; /* to the answer */
  guint            timer;
  gboolean         autostart; /* what the answer was */
} Question;

/* Whether there is no answer yet; from now on there is one. */
static gboolean
settle (Question *question)
{
  gboolean is_open = question->subscription != 0;

  if (is_open)
    g_dbus_connection_signal_unsubscribe (question->connection, question->subscription);
  question->subscription = 0;
  g_clear_handle_id (&question->timer, g_source_remove);

  return is_open;
}

static void
question_free (gpointer data)
{
  Question *question = data;

  settle (question);
  g_clear_object (&question->connection);
  g_free (question);
}

/**
 * bell_sandbox_is_used:
 *
 * Returns: whether this program runs in a sandbox such as Flatpak's, where only portals reach the
 *   desktop, or is told to do as if (GLib's `GTK_USE_PORTAL`)
 */
gboolean
bell_sandbox_is_used (void)
{
  return g_file_test ("/.flatpak-info", G_FILE_TEST_EXISTS)
         || g_strcmp0 (g_getenv ("GTK_USE_PORTAL"), "1") == 0;
}

static void
on_bus_for_status (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autofree char *status = user_data;
  g_autoptr (GDBusConnection) connection = g_bus_get_finish (result, NULL);
  GVariantBuilder options;

  if (connection == NULL)
    return;

  g_variant_builder_init (&options, G_VARIANT_TYPE_VARDICT);
  g_variant_builder_add (&options, "{sv}", "message", g_variant_new_string (status));
  g_dbus_connection_call (connection, PORTAL_NAME, PORTAL_PATH, BACKGROUND, "SetStatus",
                          g_variant_new ("(a{sv})", &options), NULL,
                          G_DBUS_CALL_FLAGS_NO_AUTO_START, -1, NULL, NULL, NULL);
}

/**
 * bell_sandbox_set_status:
 * @status: what the program is doing without a window, in a few words
 *
 * Has the desktop show it in its list of background apps. Where there is no such list nothing
 * happens.
 */
void
bell_sandbox_set_status (const char *status)
{
  g_autofree char *shown = g_utf8_strlen (status, -1) > STATUS_MAX
                               ? g_utf8_substring (status, 0, STATUS_MAX)
                               : g_strdup (status);

  if (bell_sandbox_is_used ())
    g_bus_get (G_BUS_TYPE_SESSION, NULL, on_bus_for_status, g_steal_pointer (&shown));
}

static void
on_response (GDBusConnection *connection,
             const char      *sender,
             const char      *path,
             const char      *interface,
             const char      *signal,
             GVariant        *parameters,
             gpointer         user_data)
{
  g_autoptr (GTask) task = g_object_ref (user_data);
  Question *question = g_task_get_task_data (task);
  g_autoptr (GVariant) results = NULL;
  guint    response;
  gboolean background = FALSE;

  if (!settle (question))
    return;

  g_variant_get (parameters, "(u@a{sv})", &response, &results);
  g_variant_lookup (results, "background", "b", &background);
  g_variant_lookup (results, "autostart", "b", &question->autostart);
  if (response == 0 && background)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_new_error_literal (task, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED,
                                     _ ("The desktop does not allow it"));
}

static gboolean
on_no_answer (gpointer user_data)
{
  g_autoptr (GTask) task = g_object_ref (user_data);
  Question *question = g_task_get_task_data (task);

  settle (question);
  g_task_return_new_error_literal (task, G_IO_ERROR, G_IO_ERROR_TIMED_OUT,
                                   _ ("The desktop did not answer"));

  return G_SOURCE_CONTINUE; /* it was removed */
}

static void
on_asked (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) answer
      = g_dbus_connection_call_finish (G_DBUS_CONNECTION (object), result, &error);
  Question *question = g_task_get_task_data (task);

  if (answer != NULL || !settle (question))
    return;

  g_dbus_error_strip_remote_error (error);
  g_task_return_error (task, g_steal_pointer (&error));
}

/* The answer comes as a signal of an object whose path follows from the token: who listens before
 * asking cannot miss it. */
static void
listen (GTask *task, const char *token)
{
  Question        *question = g_task_get_task_data (task);
  g_autofree char *sender = g_strdup (g_dbus_connection_get_unique_name (question->connection) + 1);
  g_autofree char *path = NULL;

  g_strdelimit (sender, ".", '_');
  path = g_strconcat (PORTAL_PATH, "/request/", sender, "/", token, NULL);
  question->subscription = g_dbus_connection_signal_subscribe (
      question->connection, PORTAL_NAME, REQUEST, "Response", path, NULL, G_DBUS_SIGNAL_FLAGS_NONE,
      on_response, g_object_ref (task), g_object_unref);
}

static void
ask (GTask *task, const char *reason, gboolean autostart)
{
  static const char *const command[] = { "deskbell", "--background", NULL };
  Question                *question = g_task_get_task_data (task);
  g_autofree char         *id = bell_id_new ();
  g_autofree char         *token = g_strconcat ("deskbell_", g_strdelimit (id, "-", '_'), NULL);
  GVariantBuilder          options;

  g_variant_builder_init (&options, G_VARIANT_TYPE_VARDICT);
  g_variant_builder_add (&options, "{sv}", "handle_token", g_variant_new_string (token));
  g_variant_builder_add (&options, "{sv}", "reason", g_variant_new_string (reason));
  g_variant_builder_add (&options, "{sv}", "autostart", g_variant_new_boolean (autostart));
  g_variant_builder_add (&options, "{sv}", "commandline", g_variant_new_strv (command, -1));
  listen (task, token);
  question->timer = g_timeout_add_seconds (ANSWER_SECONDS, on_no_answer, task);
  g_dbus_connection_call (question->connection, PORTAL_NAME, PORTAL_PATH, BACKGROUND,
                          "RequestBackground", g_variant_new ("(sa{sv})", "", &options),
                          G_VARIANT_TYPE ("(o)"), G_DBUS_CALL_FLAGS_NONE, -1, NULL, on_asked,
                          g_object_ref (task));
}

static void
on_bus (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Question *question = g_task_get_task_data (task);
  GError   *error = NULL;

  question->connection = g_bus_get_finish (result, &error);
  if (question->connection == NULL)
    g_task_return_error (task, error);
  else
    ask (task, g_object_get_data (G_OBJECT (task), "reason"), question->autostart);
}

/**
 * bell_sandbox_request_background_async:
 * @reason: why, in a sentence that the person may be shown
 * @autostart: whether to be started at login, without a window
 * @callback: called when there is an answer
 * @user_data: for @callback
 *
 * Asks the desktop, which may ask the person, whether the program may run without a window
 * (org.freedesktop.portal.Background).
 */
void
bell_sandbox_request_background_async (const char         *reason,
                                       gboolean            autostart,
                                       GAsyncReadyCallback callback,
                                       gpointer            user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, NULL, callback, user_data);
  Question *question = g_new0 (Question, 1);

  question->autostart = autostart;
  g_task_set_source_tag (task, bell_sandbox_request_background_async);
  g_task_set_task_data (task, question, question_free);
  g_object_set_data_full (G_OBJECT (task), "reason", g_strdup (reason), g_free);
  g_bus_get (G_BUS_TYPE_SESSION, NULL, on_bus, g_steal_pointer (&task));
}

/**
 * bell_sandbox_request_background_finish:
 * @result: the result
 * @autostart: (out): whether the program is started at login from now on
 * @error: return location for an error
 *
 * Returns: whether the program may run without a window
 */
gboolean
bell_sandbox_request_background_finish (GAsyncResult *result, gboolean *autostart, GError **error)
{
  Question *question = g_task_get_task_data (G_TASK (result));
  gboolean  granted = g_task_propagate_boolean (G_TASK (result), error);

  *autostart = granted && question->autostart;

  return granted;
}
