/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-session-private.h"

#include "bell-known-desks.h"
#include "bell-secrets.h"

#include "remote/bell-remote-store.h"

/* A session on a desk elsewhere: signing in and out, and the line. */

static GError *
signed_out_error (void)
{
  GError *error = g_error_new_literal (BELL_ERROR, BELL_ERROR_DENIED, "nobody is signed in");

  bell_error_mark (&error, BELL_TROUBLE_SIGNED_OUT, 0);

  return error;
}

static BellRemoteAccount *
new_account (BellSession *self)
{
  BellRemoteAccount *account = bell_remote_account_new (self->user);

  if (self->certificate != NULL && self->certificate[0] != '\0')
    account->fingerprint = g_strdup (self->certificate);

  return account;
}

/* Opens the desk with the sign-in that was kept. */
void
bell_session_open_store (BellSession *self, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (BellRemoteAccount) account = new_account (self);

  account->token = g_strdup (self->token);
  bell_remote_store_open_async (self->path, account, self->opening, callback, user_data);
}

static void
on_kept (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (BellSession) self = user_data;
  g_autoptr (GError) error = NULL;

  if (bell_secrets_keep_finish (result, &error))
    return;

  g_message ("The sign-in could not be kept: %s", error->message);
  bell_session_not_kept (self);
}

/* Keeps the sign-in of the desk that is open for the next start. */
void
bell_session_keep_sign_in (BellSession *self)
{
  const char *token = bell_remote_store_get_token (BELL_REMOTE_STORE (self->store));

  if (token != NULL)
    bell_secrets_keep_async (self->path, self->user, token, on_kept, g_object_ref (self));
}

static void
on_found (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  BellSession *self = g_task_get_source_object (task);
  g_autoptr (GError) error = NULL;
  char *token = bell_secrets_find_finish (result, &error);

  /* Another desk has been asked for meanwhile, or none any more. */
  if (g_cancellable_is_cancelled (g_task_get_cancellable (task)))
    {
      g_free (token);
      return;
    }

  if (error != NULL)
    g_message ("There is no keyring with a sign-in: %s", error->message);
  if (token == NULL)
    {
      bell_session_fail (self, signed_out_error ());
      return;
    }

  g_free (self->token);
  self->token = token;
  bell_session_begin_opening (self);
}

/**
 * bell_session_open_remote:
 * @self: a session
 * @url: the address of a desk elsewhere
 * @user: the name or e-mail address that the agent signs in with
 * @certificate: (nullable): the SHA-256 of the certificate that they have accepted
 *
 * Opens a desk elsewhere, instead of the one that may be open, with the sign-in that was kept. If
 * there is none bell_session_needs_sign_in().
 */
void
bell_session_open_remote (BellSession *self,
                          const char  *url,
                          const char  *user,
                          const char  *certificate)
{
  GTask *task;

  g_return_if_fail (BELL_IS_SESSION (self));

  bell_session_prepare (self, url, user);
  g_set_str (&self->certificate, certificate);
  task = g_task_new (self, self->cancellable, NULL, NULL);
  g_task_set_source_tag (task, bell_session_open_remote);
  bell_secrets_find_async (url, user, self->cancellable, on_found, task);
}

/**
 * bell_session_set_certificate:
 * @self: a session
 * @certificate: (nullable): the SHA-256 of the certificate that the person has accepted
 *
 * Which certificate the server may show.
 */
void
bell_session_set_certificate (BellSession *self, const char *certificate)
{
  g_return_if_fail (BELL_IS_SESSION (self));

  g_set_str (&self->certificate, certificate);
}

/**
 * bell_session_dup_name:
 * @self: a session
 *
 * Returns: (transfer full): what the desk is called in windows
 */
char *
bell_session_dup_name (BellSession *self)
{
  return bell_known_desks_dup_name (self->path != NULL ? self->path : "");
}

/**
 * bell_session_get_user:
 * @self: a session
 *
 * Returns: (transfer none) (nullable): who was asked for: the id of the agent, or on a desk
 *   elsewhere the name that they sign in with
 */
const char *
bell_session_get_user (BellSession *self)
{
  return self->user;
}

/**
 * bell_session_is_remote:
 * @self: a session
 *
 * Returns: whether the desk is elsewhere
 */
gboolean
bell_session_is_remote (BellSession *self)
{
  return self->path != NULL && bell_store_is_remote (self->path);
}

/**
 * bell_session_get_line:
 * @self: a session
 *
 * Returns: how it stands with the line to the desk
 */
BellLine
bell_session_get_line (BellSession *self)
{
  if (!bell_session_is_remote (self))
    return BELL_LINE_HERE;

  return self->store != NULL ? bell_store_get_line (self->store) : BELL_LINE_CONNECTING;
}

/**
 * bell_session_needs_sign_in:
 * @self: a session
 *
 * Returns: whether it takes the password to go on
 */
gboolean
bell_session_needs_sign_in (BellSession *self)
{
  if (self->state == BELL_SESSION_FAILED)
    return bell_error_get_trouble (self->error) == BELL_TROUBLE_SIGNED_OUT;

  return self->state == BELL_SESSION_OPEN && bell_session_get_line (self) == BELL_LINE_SIGNED_OUT;
}

/**
 * bell_session_count_waiting:
 * @self: a session
 *
 * Returns: how many things wait to be sent to the desk
 */
guint
bell_session_count_waiting (BellSession *self)
{
  g_autoptr (GPtrArray) waiting = NULL;

  if (!BELL_IS_REMOTE_STORE (self->store))
    return 0;

  waiting = bell_remote_store_list_waiting (BELL_REMOTE_STORE (self->store));

  return waiting->len;
}

/**
 * bell_session_hurry:
 * @self: a session
 *
 * Tries now to reach a desk that cannot be reached.
 */
void
bell_session_hurry (BellSession *self)
{
  if (BELL_IS_REMOTE_STORE (self->store))
    bell_remote_store_hurry (BELL_REMOTE_STORE (self->store));
}

/* Signing in. */

static void
on_signed_in_again (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  BellSession *self = g_task_get_source_object (task);
  GError      *error = NULL;

  if (!bell_remote_store_sign_in_finish (BELL_REMOTE_STORE (object), result, &error))
    {
      g_task_return_error (task, error);
      return;
    }

  if (self->store == BELL_STORE (object))
    {
      bell_session_keep_sign_in (self);
      if (self->state == BELL_SESSION_FAILED)
        {
          self->state = BELL_SESSION_OPENING;
          bell_session_changed (self);
          bell_session_start (self);
        }
    }
  g_task_return_boolean (task, TRUE);
}

static void
on_signed_in (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  BellSession *self = g_task_get_source_object (task);
  const char  *url = g_task_get_task_data (task);
  GError      *error = NULL;
  g_autoptr (BellStore) store = bell_store_open_finish (result, &error);

  if (store == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  /* Another desk may have been asked for meanwhile. */
  if (self->store == NULL && g_strcmp0 (self->path, url) == 0)
    bell_session_adopt (self, store, url, self->user);
  else
    bell_store_close_async (store, NULL, NULL);
  g_task_return_boolean (task, TRUE);
}

/**
 * bell_session_sign_in_async:
 * @self: a session that bell_session_needs_sign_in()
 * @password: the password of the person
 * @cancellable: (nullable): to give up
 * @callback: called when it is done
 * @user_data: for @callback
 *
 * Signs the same person in again. A desk that is open stays so, with everything that is written.
 */
void
bell_session_sign_in_async (BellSession        *self,
                            const char         *password,
                            GCancellable       *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer            user_data)
{
  GTask *task;
  g_autoptr (BellRemoteAccount) account = NULL;

  g_return_if_fail (BELL_IS_SESSION (self));
  g_return_if_fail (bell_session_is_remote (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, bell_session_sign_in_async);
  if (self->store != NULL)
    {
      bell_remote_store_sign_in_async (BELL_REMOTE_STORE (self->store), password, cancellable,
                                       on_signed_in_again, task);
      return;
    }

  g_task_set_task_data (task, g_strdup (self->path), g_free);
  account = new_account (self);
  account->password = g_strdup (password);
  bell_remote_store_open_async (self->path, account, cancellable, on_signed_in, task);
}

/**
 * bell_session_sign_in_finish:
 * @self: a session
 * @result: what the callback was given
 * @error: return location for what bell_remote_store_open_async() gives
 *
 * Returns: whether the person is signed in
 */
gboolean
bell_session_sign_in_finish (BellSession *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
on_signed_out (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (bell_remote_store_sign_out_finish (BELL_REMOTE_STORE (object), result, &error)
      || bell_error_get_trouble (error) == BELL_TROUBLE_SIGNED_OUT)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, g_steal_pointer (&error));
  g_clear_error (&error);
  bell_store_close_async (BELL_STORE (object), NULL, NULL);
}

/**
 * bell_session_sign_out_async:
 * @self: a session on a desk elsewhere
 * @callback: called when the server has been told
 * @user_data: for @callback
 *
 * Forgets the sign-in, here and at the server, and lets go of the desk. What waits to be sent stays
 * on this computer, and is sent when the same person signs in here again.
 */
void
bell_session_sign_out_async (BellSession *self, GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task;
  g_autoptr (BellStore) store = NULL;

  g_return_if_fail (BELL_IS_SESSION (self));
  g_return_if_fail (BELL_IS_REMOTE_STORE (self->store));

  task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (task, bell_session_sign_out_async);
  store = g_steal_pointer (&self->store);
  g_signal_handlers_disconnect_by_data (store, self);
  bell_secrets_remove (self->path, self->user);
  bell_session_let_go (self);
  bell_session_fail (self, signed_out_error ());
  bell_remote_store_sign_out_async (BELL_REMOTE_STORE (store), on_signed_out, task);
}

/**
 * bell_session_sign_out_finish:
 * @self: a session
 * @result: what the callback was given
 * @error: return location for %BELL_ERROR_OFFLINE
 *
 * Returns: whether the server knows that the sign-in is over
 */
gboolean
bell_session_sign_out_finish (BellSession *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
