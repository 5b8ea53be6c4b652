/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "remote/bell-remote-asking.h"

#include "remote/bell-remote-backoff.h"

/* The largest answer that is kept, and that is read without a thread. */
#define MAX_KEPT  (4 * 1024 * 1024)
#define MAX_QUICK (128 * 1024)

/* How often one who keeps nothing tries, before it fails: less than two seconds. */
#define BRIEF_TRIES 4

/* A call on its way. */
typedef struct
{
  BellRemoteHttp  *http;
  BellRemoteKeep  *keep; /* NULL: nothing is kept */
  BellWireRequest *request;
  gboolean         is_question; /* its answer is kept */
  gboolean         was_looked_up;
  guint            n_tries;
  BellAnswer       answer;
} Asking;

static void
asking_free (gpointer data)
{
  Asking *asking = data;

  g_object_unref (asking->http);
  g_clear_pointer (&asking->keep, bell_remote_keep_unref);
  bell_wire_request_free (asking->request);
  g_free (asking);
}

/* Reading the answer; a long one in a thread, which gets nothing but its bytes. */

static void
read_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError    *error = NULL;
  GPtrArray *records = bell_wire_read_records (data, &error);

  if (records != NULL)
    g_task_return_pointer (task, records, (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, error);
}

static void
return_records (GTask *task, GPtrArray *records, GError *error)
{
  if (records != NULL)
    {
      g_task_return_pointer (task, records, (GDestroyNotify) g_ptr_array_unref);
      return;
    }

  g_prefix_error_literal (&error, "the answer of the desk is not understood: ");
  g_task_return_error (task, error);
}

static void
on_read (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError    *error = NULL;
  GPtrArray *records = g_task_propagate_pointer (G_TASK (result), &error);

  return_records (task, records, error);
}

static void
read_answer (GTask *task, GBytes *body)
{
  GPtrArray *records;
  GError    *error = NULL;

  if (g_bytes_get_size (body) > MAX_QUICK)
    {
      g_autoptr (GTask) reading = g_task_new (NULL, NULL, on_read, g_object_ref (task));

      g_task_set_source_tag (reading, read_answer);
      g_task_set_task_data (reading, g_bytes_ref (body), (GDestroyNotify) g_bytes_unref);
      g_task_run_in_thread (reading, read_in_thread);
      return;
    }

  records = bell_wire_read_records (body, &error);
  return_records (task, records, error);
}

/* Asking, and what is kept of it. */

static void send (GTask *task);

static void
on_kept (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Asking *asking = g_task_get_task_data (task);
  g_autoptr (GBytes) body = bell_remote_keep_get_finish (result, NULL);

  asking->was_looked_up = TRUE;
  if (body == NULL)
    {
      send (task);
      return;
    }

  asking->answer = BELL_ANSWER_KEPT;
  read_answer (task, body);
}

static void
on_kept_instead (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Asking *asking = g_task_get_task_data (task);
  g_autoptr (GBytes) body = bell_remote_keep_get_finish (result, NULL);
  GError *problem = g_object_steal_data (G_OBJECT (task), "bell-problem");

  if (body == NULL)
    {
      g_task_return_error (task, problem);
      return;
    }

  g_error_free (problem);
  asking->answer = BELL_ANSWER_KEPT;
  read_answer (task, body);
}

static gboolean
on_retry (gpointer user_data)
{
  send (user_data);

  return G_SOURCE_REMOVE;
}

/* The desk cannot be reached. Whatever is asked may be asked again: it has an id, or changes
 * nothing.
 */
static void
do_without (GTask *task, GError *error)
{
  Asking *asking = g_task_get_task_data (task);

  if (asking->keep == NULL && asking->n_tries < BRIEF_TRIES)
    {
      g_error_free (error);
      g_timeout_add_full (G_PRIORITY_DEFAULT, bell_remote_backoff (asking->n_tries), on_retry,
                          g_object_ref (task), g_object_unref);
      return;
    }

  if (asking->is_question)
    asking->answer = BELL_ANSWER_NONE;
  if (!asking->is_question || asking->was_looked_up || asking->keep == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  g_object_set_data_full (G_OBJECT (task), "bell-problem", error, (GDestroyNotify) g_error_free);
  bell_remote_keep_get_async (asking->keep, BELL_KEEP_ANSWERS, asking->request->path,
                              on_kept_instead, g_object_ref (task));
}

static void
on_sent (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Asking *asking = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (GBytes) body = bell_remote_http_send_finish (asking->http, result, &error);

  if (body == NULL)
    {
      if (g_error_matches (error, BELL_ERROR, BELL_ERROR_OFFLINE))
        do_without (task, error);
      else
        g_task_return_error (task, error);
      return;
    }

  if (asking->is_question && asking->keep != NULL && g_bytes_get_size (body) <= MAX_KEPT)
    bell_remote_keep_put_async (asking->keep, BELL_KEEP_ANSWERS, asking->request->path, body, NULL,
                                NULL);
  read_answer (task, body);
}

static void
send (GTask *task)
{
  Asking *asking = g_task_get_task_data (task);

  asking->n_tries++;
  bell_remote_http_send_async (asking->http, asking->request->method, asking->request->path,
                               asking->request->body, g_task_get_cancellable (task), on_sent,
                               g_object_ref (task));
}

/**
 * bell_remote_asking_async:
 * @http: the way to a desk
 * @keep: (nullable): what is kept of it, or %NULL for one who keeps nothing, and tries again a few
 *   times instead
 * @is_down: whether it is known that the desk cannot be reached: then what is kept comes first
 * @call: (type BellRecord): what to ask
 * @request: (transfer full): the same as it goes over the wire
 * @cancellable: (nullable): to give up
 * @callback: called when there is an answer, or none can be had
 * @user_data: for @callback
 *
 * Makes a call. The answer to one that only reads is kept for when the desk cannot be reached.
 */
void
bell_remote_asking_async (BellRemoteHttp     *http,
                          BellRemoteKeep     *keep,
                          gboolean            is_down,
                          gpointer            call,
                          BellWireRequest    *request,
                          GCancellable       *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer            user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Asking *asking = g_new0 (Asking, 1);

  asking->http = g_object_ref (http);
  asking->keep = keep != NULL ? bell_remote_keep_ref (keep) : NULL;
  asking->request = request;
  asking->is_question = BELL_CALL_TYPE (call)->method == BELL_METHOD_GET
                        && BELL_CALL_TYPE (call) != &bell_call_desk_changes;
  g_task_set_source_tag (task, bell_remote_asking_async);
  g_task_set_task_data (task, asking, asking_free);
  if (is_down && asking->is_question && keep != NULL)
    bell_remote_keep_get_async (keep, BELL_KEEP_ANSWERS, request->path, on_kept,
                                g_object_ref (task));
  else
    send (task);
}

/**
 * bell_remote_asking_finish:
 * @result: what the callback was given
 * @answer: (out): where the answer is from
 * @error: return location for any #BellError
 *
 * Returns: (transfer full) (nullable) (element-type BellRecord): the answer, or %NULL
 */
GPtrArray *
bell_remote_asking_finish (GAsyncResult *result, BellAnswer *answer, GError **error)
{
  *answer = ((Asking *) g_task_get_task_data (G_TASK (result)))->answer;

  return g_task_propagate_pointer (G_TASK (result), error);
}
