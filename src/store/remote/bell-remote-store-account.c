/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "remote/bell-remote-store-private.h"

#include "bell-wire-client.h"

/**
 * bell_remote_store_get_person:
 * @self: a store
 *
 * Returns: (transfer none): the id of who is signed in
 */
const char *
bell_remote_store_get_person (BellRemoteStore *self)
{
  return self->person;
}

/**
 * bell_remote_store_get_token:
 * @self: a store
 *
 * Returns: (transfer none) (nullable): what shows who is signed in, for the next opening; it is a
 *   secret. %NULL once the store is closed.
 */
const char *
bell_remote_store_get_token (BellRemoteStore *self)
{
  return self->http != NULL ? bell_remote_http_get_token (self->http) : NULL;
}

/**
 * bell_remote_store_list_waiting:
 * @self: a store
 *
 * Returns: (transfer full) (element-type BellRecord): the calls that wait to be sent, or for their
 *   answer, in order; among them those of an earlier run
 */
GPtrArray *
bell_remote_store_list_waiting (BellRemoteStore *self)
{
  return self->outbox != NULL ? bell_remote_outbox_list (self->outbox) : bell_record_list_new ();
}

/**
 * bell_remote_store_hurry:
 * @self: a store
 *
 * Tries now to reach the desk, if it cannot be reached, whatever was to be waited for.
 */
void
bell_remote_store_hurry (BellRemoteStore *self)
{
  g_return_if_fail (BELL_IS_REMOTE_STORE (self));

  if (self->line == NULL)
    return;

  bell_remote_line_hurry (self->line);
  bell_remote_outbox_hurry (self->outbox);
}

/* The account is the same, so everything that is known and that waits is of use still. */
static gboolean
take_sign_in (BellRemoteStore *self, GBytes *body, GError **error)
{
  g_autoptr (GPtrArray) records = bell_wire_read_records (body, error);
  BellSignedIn *session;

  if (records == NULL)
    return FALSE;

  session = bell_records_find (records, &bell_signed_in_shape, NULL);
  if (session == NULL || session->token == NULL)
    {
      g_set_error_literal (error, BELL_ERROR, BELL_ERROR_STORE, "no Deskbell server answers");
      return FALSE;
    }

  if (g_strcmp0 (session->person, self->person) != 0)
    {
      g_set_error (error, BELL_ERROR, BELL_ERROR_DENIED, "expected \"%s\" to sign in, not \"%s\"",
                   self->person, session->person);
      return FALSE;
    }

  bell_remote_http_set_token (self->http, session->token);

  return TRUE;
}

static void
on_signed_in (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  BellRemoteStore *self = g_task_get_source_object (task);
  GError          *error = NULL;
  g_autoptr (GBytes) body
      = bell_remote_http_send_finish (BELL_REMOTE_HTTP (object), result, &error);

  if (body != NULL && self->http == NULL)
    error = bell_store_closed_error ();
  if (error != NULL || !take_sign_in (self, body, &error))
    {
      g_task_return_error (task, error);
      return;
    }

  bell_remote_store_hurry (self);
  g_task_return_boolean (task, TRUE);
}

/**
 * bell_remote_store_sign_in_async:
 * @self: a store that is %BELL_LINE_SIGNED_OUT
 * @password: the password of who was signed in
 * @cancellable: (nullable): to give up
 * @callback: called when it is done
 * @user_data: for @callback
 *
 * Signs the same person in again, and goes on with everything that is known of the desk and that
 * waits to be sent. bell_remote_store_get_token() is another then.
 */
void
bell_remote_store_sign_in_async (BellRemoteStore    *self,
                                 const char         *password,
                                 GCancellable       *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer            user_data)
{
  GTask           *task;
  g_autofree char *body = NULL;

  g_return_if_fail (BELL_IS_REMOTE_STORE (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, bell_remote_store_sign_in_async);
  if (self->http == NULL)
    {
      g_task_return_error (task, bell_store_closed_error ());
      g_object_unref (task);
      return;
    }

  body = bell_wire_write_sign_in (self->person, password);
  bell_remote_http_send_async (self->http, "POST", BELL_WIRE_SESSION, body, cancellable,
                               on_signed_in, task);
}

/**
 * bell_remote_store_sign_in_finish:
 * @self: a store
 * @result: what the callback was given
 * @error: return location for %BELL_ERROR_DENIED for a wrong password, and for %BELL_ERROR_OFFLINE
 *
 * Returns: whether the person is signed in
 */
gboolean
bell_remote_store_sign_in_finish (BellRemoteStore *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
on_done (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  g_autoptr (GBytes) body
      = bell_remote_http_send_finish (BELL_REMOTE_HTTP (object), result, &error);

  if (body != NULL)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/**
 * bell_remote_store_sign_out_async:
 * @self: a store
 * @callback: (nullable): called when it is done
 * @user_data: for @callback
 *
 * Ends the sign-in on the server, so that its token is of no use any more, and follows the desk no
 * longer. What an account's files hold stays, for when the person comes back.
 */
void
bell_remote_store_sign_out_async (BellRemoteStore    *self,
                                  GAsyncReadyCallback callback,
                                  gpointer            user_data)
{
  GTask *task;

  g_return_if_fail (BELL_IS_REMOTE_STORE (self));

  task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (task, bell_remote_store_sign_out_async);
  if (self->http == NULL)
    {
      g_task_return_boolean (task, TRUE);
      g_object_unref (task);
      return;
    }

  if (self->line != NULL)
    bell_remote_line_sign_out (self->line);
  bell_remote_http_send_async (self->http, "DELETE", BELL_WIRE_SESSION, NULL, NULL, on_done, task);
}

/**
 * bell_remote_store_sign_out_finish:
 * @self: a store
 * @result: what the callback was given
 * @error: return location for %BELL_ERROR_OFFLINE
 *
 * Returns: whether the server knows that the sign-in is over
 */
gboolean
bell_remote_store_sign_out_finish (BellRemoteStore *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * bell_remote_store_set_password_async:
 * @self: a store
 * @person: the id of a person
 * @password: what their password shall be
 * @old: (nullable): what it was until now; needed if it is that of who is signed in
 * @callback: called when it is done
 * @user_data: for @callback
 *
 * Sets the password of a person, who has to sign in again then. An administrator sets that of
 * anybody. It is sent now or not at all, so that no password waits on disk.
 */
void
bell_remote_store_set_password_async (BellRemoteStore    *self,
                                      const char         *person,
                                      const char         *password,
                                      const char         *old,
                                      GAsyncReadyCallback callback,
                                      gpointer            user_data)
{
  GTask           *task;
  g_autofree char *body = NULL;
  g_autofree char *path = NULL;

  g_return_if_fail (BELL_IS_REMOTE_STORE (self));

  task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (task, bell_remote_store_set_password_async);
  if (self->http == NULL)
    {
      g_task_return_error (task, bell_store_closed_error ());
      g_object_unref (task);
      return;
    }

  body = bell_wire_write_new_password (password, old);
  path = bell_wire_password_path (person);
  bell_remote_http_send_async (self->http, "PUT", path, body, NULL, on_done, task);
}

/**
 * bell_remote_store_set_password_finish:
 * @self: a store
 * @result: what the callback was given
 * @error: return location for %BELL_ERROR_DENIED, %BELL_ERROR_INVALID and %BELL_ERROR_OFFLINE
 *
 * Returns: whether the password is set
 */
gboolean
bell_remote_store_set_password_finish (BellRemoteStore *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
