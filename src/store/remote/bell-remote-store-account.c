/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "remote/bell-remote-store-private.h"

#include "bell-wire.h"

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

static void
on_signed_out (GObject *object, GAsyncResult *result, gpointer user_data)
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
  bell_remote_http_send_async (self->http, "DELETE", BELL_WIRE_SESSION, NULL, NULL, on_signed_out,
                               task);
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
