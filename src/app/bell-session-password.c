/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-password.h"
#include "bell-session.h"
#include "remote/bell-remote-store.h"

/* Passwords, which a server is given as they are, and a desk on this computer only as hashes. */

typedef struct
{
  BellStore *store;
  char      *actor;
  char      *person;
} Setting;

static void
setting_free (gpointer data)
{
  Setting *setting = data;

  g_object_unref (setting->store);
  g_free (setting->actor);
  g_free (setting->person);
  g_free (setting);
}

static void
on_set_there (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (bell_remote_store_set_password_finish (BELL_REMOTE_STORE (object), result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
on_set_here (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  g_autoptr (GPtrArray) records = bell_store_call_finish (BELL_STORE (object), result, &error);

  if (records != NULL)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
on_hashed (GObject *object, GAsyncResult *result, gpointer user_data)
{
  GTask           *task = user_data;
  Setting         *setting = g_task_get_task_data (task);
  GError          *error = NULL;
  g_autofree char *hash = bell_password_hash_finish (result, &error);
  g_autoptr (BellRecord) call = NULL;

  if (hash == NULL)
    {
      g_task_return_error (task, error);
      g_object_unref (task);
      return;
    }

  call = bell_call_new (&bell_call_password_set);
  g_set_str (&((BellPasswordSet *) call)->person, setting->person);
  g_set_str (&((BellPasswordSet *) call)->hash, hash);
  bell_store_call_async (setting->store, setting->actor, call, NULL, on_set_here, task);
}

/**
 * bell_session_set_password_async:
 * @self: a session that is open
 * @person: the id of a person
 * @password: what their password shall be
 * @old: (nullable): what it was until now; a server wants it of who sets their own
 * @callback: called when it is done
 * @user_data: for @callback
 *
 * Sets the password with which a person signs in, and ends their sign-ins.
 */
void
bell_session_set_password_async (BellSession        *self,
                                 const char         *person,
                                 const char         *password,
                                 const char         *old,
                                 GAsyncReadyCallback callback,
                                 gpointer            user_data)
{
  GTask   *task = g_task_new (self, NULL, callback, user_data);
  Setting *setting;

  g_task_set_source_tag (task, bell_session_set_password_async);
  if (bell_session_get_store (self) == NULL)
    {
      g_task_return_error (task, bell_store_closed_error ());
      g_object_unref (task);
      return;
    }

  if (bell_session_is_remote (self))
    {
      bell_remote_store_set_password_async (BELL_REMOTE_STORE (bell_session_get_store (self)),
                                            person, password, old, on_set_there, task);
      return;
    }

  setting = g_new0 (Setting, 1);
  setting->store = g_object_ref (bell_session_get_store (self));
  setting->actor = g_strdup (bell_session_get_person (self));
  setting->person = g_strdup (person);
  g_task_set_task_data (task, setting, setting_free);
  bell_password_hash_async (password, on_hashed, task);
}

/**
 * bell_session_set_password_finish:
 * @self: a session
 * @result: what the callback was given
 * @error: return location for any #BellError
 *
 * Returns: whether the password is set
 */
gboolean
bell_session_set_password_finish (BellSession *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
