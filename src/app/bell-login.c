/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-login.h"

#include "bell-application.h"
#include "bell-paths.h"
#include "bell-sandbox.h"
#include "bell-settings.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>

/* Outside a sandbox a file says that Deskbell is started at login (Desktop Application Autostart
 * Specification); the desktop's own settings may take it away or hide it. Inside one the desktop is
 * asked, and what it said is kept in the settings. */

static char *
path_of_file (void)
{
  return g_build_filename (g_get_user_config_dir (), "autostart", BELL_APP_ID ".desktop", NULL);
}

static gboolean
is_in_file (void)
{
  g_autofree char *path = path_of_file ();
  g_autoptr (GKeyFile) file = g_key_file_new ();

  return g_key_file_load_from_file (file, path, G_KEY_FILE_NONE, NULL)
         && !g_key_file_get_boolean (file, G_KEY_FILE_DESKTOP_GROUP, G_KEY_FILE_DESKTOP_KEY_HIDDEN,
                                     NULL);
}

/* A path as the Exec key wants it: Desktop Entry Specification, "The Exec key". */
static char *
quote (const char *path)
{
  GString *text = g_string_new ("\"");

  for (const char *p = path; *p != '\0'; p++)
    {
      if (strchr ("\"`$\\", *p) != NULL)
        g_string_append_c (text, '\\');
      if (*p == '%')
        g_string_append_c (text, '%');
      g_string_append_c (text, *p);
    }

  return g_string_free_and_steal (g_string_append_c (text, '"'));
}

static gboolean
write_file (const char *path, GError **error)
{
  static const char *const keys[][2] = {
    { G_KEY_FILE_DESKTOP_KEY_TYPE, G_KEY_FILE_DESKTOP_TYPE_APPLICATION },
    { G_KEY_FILE_DESKTOP_KEY_NAME, "Deskbell" },
    { G_KEY_FILE_DESKTOP_KEY_TRY_EXEC, BELL_BIN_DIR "/deskbell" },
    { G_KEY_FILE_DESKTOP_KEY_ICON, BELL_APP_ID },
  };
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autofree char *program = quote (BELL_BIN_DIR "/deskbell");
  g_autofree char *command = g_strconcat (program, " --background", NULL);
  g_autofree char *folder = g_path_get_dirname (path);

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    g_key_file_set_string (file, G_KEY_FILE_DESKTOP_GROUP, keys[i][0], keys[i][1]);
  g_key_file_set_string (file, G_KEY_FILE_DESKTOP_GROUP, G_KEY_FILE_DESKTOP_KEY_EXEC, command);
  if (g_mkdir_with_parents (folder, 0700) != 0)
    {
      int code = errno;

      g_set_error (error, G_IO_ERROR, g_io_error_from_errno (code), "%s: %s", folder,
                   g_strerror (code));
      return FALSE;
    }

  return g_key_file_save_to_file (file, path, error);
}

static gboolean
set_file (gboolean wanted, GError **error)
{
  g_autofree char *path = path_of_file ();

  if (wanted)
    return write_file (path, error);

  if (g_unlink (path) != 0 && errno != ENOENT)
    {
      int code = errno;

      g_set_error (error, G_IO_ERROR, g_io_error_from_errno (code), "%s: %s", path,
                   g_strerror (code));
      return FALSE;
    }

  return TRUE;
}

/**
 * bell_login_is_on:
 * @settings: the program's settings
 *
 * Returns: whether this program is started at login
 */
gboolean
bell_login_is_on (GSettings *settings)
{
  return bell_sandbox_is_used () ? g_settings_get_boolean (settings, BELL_SETTINGS_LOGIN)
                                 : is_in_file ();
}

static void
on_granted (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  gboolean wanted = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (task), "wanted"));
  gboolean is_on;
  GError  *error = NULL;

  bell_sandbox_request_background_finish (result, &is_on, &error);
  if (error == NULL && is_on != wanted)
    g_set_error_literal (&error, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED,
                         _ ("The desktop does not allow it"));
  if (error == NULL || !wanted)
    g_settings_set_boolean (g_task_get_task_data (task), BELL_SETTINGS_LOGIN, is_on);
  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
}

/**
 * bell_login_set_async:
 * @settings: the program's settings
 * @wanted: whether the program shall be started at login, without a window
 * @callback: called when that is so, or cannot be
 * @user_data: for @callback
 *
 * Has the program started at login, or not any more. In a sandbox it also asks whether the program
 * may run without a window at all.
 */
void
bell_login_set_async (GSettings          *settings,
                      gboolean            wanted,
                      GAsyncReadyCallback callback,
                      gpointer            user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, NULL, callback, user_data);
  GError *error = NULL;

  g_task_set_source_tag (task, bell_login_set_async);
  g_task_set_task_data (task, g_object_ref (settings), g_object_unref);
  g_object_set_data (G_OBJECT (task), "wanted", GINT_TO_POINTER (wanted));
  if (bell_sandbox_is_used ())
    bell_sandbox_request_background_async (
        _ ("Deskbell rings this computer when somebody asks to chat."), wanted, on_granted,
        g_steal_pointer (&task));
  else if (set_file (wanted, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/**
 * bell_login_set_finish:
 * @result: the result
 * @error: return location for an error, in the person's language where the desktop gave none
 *
 * Returns: whether it is as was wanted
 */
gboolean
bell_login_set_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
