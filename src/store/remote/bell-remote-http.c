/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "remote/bell-remote-http.h"

#include "bell-store.h"
#include "bell-wire-client.h"
#include "remote/bell-remote-message.h"

#include <string.h>

/* How long the other end may say nothing while something is asked of it. */
#define TIMEOUT_SECONDS 30

/* How many calls are on their way at once, and how long a connection without any stays. */
#define CONNECTIONS  8
#define IDLE_SECONDS 30

#define CHUNK (64 * 1024)

struct _BellRemoteHttp
{
  GObject      parent_instance;
  SoupSession *session;
  char        *base;
  char        *token;
  char        *fingerprint; /* NULL: what this computer trusts */
  GPtrArray   *trips;       /* those that somebody waits for */
  gboolean     is_closed;
};

G_DEFINE_FINAL_TYPE (BellRemoteHttp, bell_remote_http, G_TYPE_OBJECT)

static void
bell_remote_http_dispose (GObject *object)
{
  g_clear_object (&BELL_REMOTE_HTTP (object)->session);

  G_OBJECT_CLASS (bell_remote_http_parent_class)->dispose (object);
}

static void
bell_remote_http_finalize (GObject *object)
{
  BellRemoteHttp *self = BELL_REMOTE_HTTP (object);

  g_ptr_array_unref (self->trips);
  g_free (self->base);
  g_free (self->token);
  g_free (self->fingerprint);

  G_OBJECT_CLASS (bell_remote_http_parent_class)->finalize (object);
}

static void
bell_remote_http_class_init (BellRemoteHttpClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = bell_remote_http_dispose;
  object_class->finalize = bell_remote_http_finalize;
}

static void
bell_remote_http_init (BellRemoteHttp *self)
{
  self->trips = g_ptr_array_new ();
  self->session = soup_session_new_with_options (
      "timeout", TIMEOUT_SECONDS, "idle-timeout", IDLE_SECONDS, "max-conns", CONNECTIONS,
      "max-conns-per-host", CONNECTIONS, "user-agent", "Deskbell/" BELL_VERSION, NULL);
  /* Inflating what somebody else has deflated has no bound. */
  soup_session_remove_feature_by_type (self->session, SOUP_TYPE_WEBSOCKET_EXTENSION_MANAGER);
  soup_session_remove_feature_by_type (self->session, SOUP_TYPE_CONTENT_DECODER);
}

/**
 * bell_remote_http_new:
 * @base: what bell_remote_url_check() gave
 * @fingerprint: (nullable): the one certificate that is accepted, see #BellRemoteAccount
 *
 * Returns: (transfer full): the way to the server of a desk
 */
BellRemoteHttp *
bell_remote_http_new (const char *base, const char *fingerprint)
{
  BellRemoteHttp *self = g_object_new (BELL_TYPE_REMOTE_HTTP, NULL);

  self->base = g_strdup (base);
  self->fingerprint = g_strdup (fingerprint);
  /* Nobody is trusted then, and every certificate is asked about. */
  if (fingerprint != NULL)
    soup_session_set_tls_database (self->session, NULL);

  return self;
}

/**
 * bell_remote_http_get_base:
 * @self: the way to a desk
 *
 * Returns: (transfer none): its address
 */
const char *
bell_remote_http_get_base (BellRemoteHttp *self)
{
  return self->base;
}

/**
 * bell_remote_http_set_token:
 * @self: the way to a desk
 * @token: (nullable): what shows who asks, or %NULL for nobody
 *
 * Sets what is sent along with everything from now on.
 */
void
bell_remote_http_set_token (BellRemoteHttp *self, const char *token)
{
  g_set_str (&self->token, token);
}

/**
 * bell_remote_http_get_token:
 * @self: the way to a desk
 *
 * Returns: (transfer none) (nullable): what shows who asks
 */
const char *
bell_remote_http_get_token (BellRemoteHttp *self)
{
  return self->token;
}

/* One answer.
 *
 * When a request is given up after the head of its answer has come and before libsoup has told so,
 * libsoup 3.6.5 lets go of its own record of the request once too often, and the heap of the whole
 * program is broken. So who gives up is told so at once, and libsoup when the main loop has nothing
 * more urgent to do: by then it has told what it had to tell. */

typedef struct
{
  BellRemoteHttp    *http; /* as long as there is a task, which has a reference to it */
  BellRemoteMessage *message;
  GInputStream      *stream;
  GByteArray        *body;
  GTask             *task;        /* NULL: it was given up */
  GSource           *giving_up;   /* NULL: it cannot be */
  GCancellable      *cancellable; /* that libsoup knows */
  GSource           *telling;     /* libsoup that it was given up */
} Trip;

static void
clear_source (GSource **source)
{
  if (*source != NULL)
    g_source_destroy (*source);
  g_clear_pointer (source, g_source_unref);
}

static void
trip_free (Trip *trip)
{
  clear_source (&trip->telling);
  bell_remote_message_free (trip->message);
  g_clear_object (&trip->stream);
  g_byte_array_unref (trip->body);
  g_object_unref (trip->cancellable);
  g_free (trip);
}

/* Nobody waits any more after that. */
static GTask *
take_task (Trip *trip)
{
  clear_source (&trip->giving_up);
  g_ptr_array_remove_fast (trip->http->trips, trip);
  trip->http = NULL;

  return g_steal_pointer (&trip->task);
}

static gboolean
tell (gpointer user_data)
{
  Trip *trip = user_data;

  g_clear_pointer (&trip->telling, g_source_unref);
  g_cancellable_cancel (trip->cancellable);

  return G_SOURCE_REMOVE;
}

/* Returns: (transfer full): what waited for the answer */
static GTask *
give_up (Trip *trip)
{
  GTask *task = take_task (trip);

  trip->telling = g_idle_source_new ();
  g_source_set_callback (trip->telling, tell, trip, NULL);
  g_source_attach (trip->telling, g_task_get_context (task));

  return task;
}

static gboolean
on_given_up (GCancellable *cancellable, gpointer user_data)
{
  g_autoptr (GTask) task = give_up (user_data);

  g_task_return_error_if_cancelled (task);

  return G_SOURCE_REMOVE;
}

static void
end_trip (Trip *trip, GBytes *body, GError *error)
{
  g_autoptr (GTask) task = take_task (trip);

  trip_free (trip);
  if (body != NULL)
    g_task_return_pointer (task, body, (GDestroyNotify) g_bytes_unref);
  else
    g_task_return_error (task, error);
}

static void
finish_trip (Trip *trip)
{
  g_autoptr (GBytes) body = g_byte_array_free_to_bytes (g_steal_pointer (&trip->body));

  trip->body = g_byte_array_new ();
  if (!bell_remote_message_is_whole (trip->message))
    end_trip (
        trip, NULL,
        g_error_new_literal (BELL_ERROR, BELL_ERROR_OFFLINE, "the answer of the desk was cut off"));
  else if (SOUP_STATUS_IS_SUCCESSFUL (soup_message_get_status (trip->message->message)))
    end_trip (trip, g_steal_pointer (&body), NULL);
  else
    end_trip (trip, NULL, bell_remote_message_refusal (trip->message, body));
}

static void read_more (Trip *trip);

static void
on_read (GObject *object, GAsyncResult *result, gpointer user_data)
{
  Trip   *trip = user_data;
  GError *problem = NULL;
  g_autoptr (GBytes) chunk
      = g_input_stream_read_bytes_finish (G_INPUT_STREAM (object), result, &problem);
  gsize length = chunk != NULL ? g_bytes_get_size (chunk) : 0;

  if (trip->task == NULL)
    {
      g_clear_error (&problem);
      trip_free (trip);
    }
  else if (chunk == NULL)
    end_trip (trip, NULL, bell_remote_message_error (trip->message, problem));
  else if (length == 0)
    finish_trip (trip);
  else if (trip->body->len + length > BELL_WIRE_MAX_ANSWER)
    end_trip (trip, NULL,
              g_error_new (BELL_ERROR, BELL_ERROR_TOO_LARGE, "the answer has more than %d bytes",
                           BELL_WIRE_MAX_ANSWER));
  else
    {
      g_byte_array_append (trip->body, g_bytes_get_data (chunk, NULL), (guint) length);
      read_more (trip);
    }
}

static void
read_more (Trip *trip)
{
  g_input_stream_read_bytes_async (trip->stream, CHUNK, G_PRIORITY_DEFAULT, trip->cancellable,
                                   on_read, trip);
}

static void
on_sent (GObject *object, GAsyncResult *result, gpointer user_data)
{
  Trip   *trip = user_data;
  GError *problem = NULL;

  trip->stream = soup_session_send_finish (SOUP_SESSION (object), result, &problem);
  if (trip->task == NULL)
    {
      g_clear_error (&problem);
      trip_free (trip);
    }
  else if (trip->stream == NULL)
    end_trip (trip, NULL, bell_remote_message_error (trip->message, problem));
  else
    read_more (trip);
}

static BellRemoteMessage *
new_message (BellRemoteHttp *self, const char *method, const char *path)
{
  return bell_remote_message_new (method, self->base, path, self->token, self->fingerprint);
}

/* What is asked of a desk that is closed, or for nobody. */
static gboolean
is_in_vain (BellRemoteHttp *self, GTask *task)
{
  if (g_task_return_error_if_cancelled (task))
    return TRUE;

  if (self->is_closed)
    g_task_return_error (task, bell_store_closed_error ());

  return self->is_closed;
}

/**
 * bell_remote_http_send_async:
 * @self: the way to a desk
 * @method: the name of a method in HTTP
 * @path: a path and its query, escaped
 * @body: (nullable): JSON
 * @cancellable: (nullable): to give up
 * @callback: called when there is an answer, or none can be had
 * @user_data: for @callback
 *
 * Asks the server of the desk for something.
 */
void
bell_remote_http_send_async (BellRemoteHttp     *self,
                             const char         *method,
                             const char         *path,
                             const char         *body,
                             GCancellable       *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer            user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  Trip *trip;

  g_task_set_source_tag (task, bell_remote_http_send_async);
  if (is_in_vain (self, task))
    return;

  trip = g_new0 (Trip, 1);
  trip->http = self;
  trip->message = new_message (self, method, path);
  trip->body = g_byte_array_new ();
  trip->cancellable = g_cancellable_new ();
  trip->task = g_steal_pointer (&task);
  g_ptr_array_add (self->trips, trip);
  if (body != NULL)
    {
      g_autoptr (GBytes) bytes = g_bytes_new (body, strlen (body));

      soup_message_set_request_body_from_bytes (trip->message->message, "application/json", bytes);
    }
  if (cancellable != NULL)
    {
      trip->giving_up = g_cancellable_source_new (cancellable);
      g_source_set_callback (trip->giving_up, G_SOURCE_FUNC (on_given_up), trip, NULL);
      g_source_attach (trip->giving_up, g_task_get_context (trip->task));
    }
  soup_session_send_async (self->session, trip->message->message, G_PRIORITY_DEFAULT,
                           trip->cancellable, on_sent, trip);
}

/**
 * bell_remote_http_send_finish:
 * @self: the way to a desk
 * @result: what the callback was given
 * @error: return location for any #BellError that the desk gave, for %BELL_ERROR_OFFLINE if it
 *   cannot be reached, and for %BELL_ERROR_DENIED with %BELL_TROUBLE_SIGNED_OUT or
 *   %BELL_TROUBLE_CERTIFICATE
 *
 * Returns: (transfer full) (nullable): the body of the answer, or %NULL
 */
GBytes *
bell_remote_http_send_finish (BellRemoteHttp *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/* The live connection. */

static void
on_connected (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  BellRemoteMessage       *message = g_task_get_task_data (task);
  GError                  *problem = NULL;
  SoupWebsocketConnection *connection
      = soup_session_websocket_connect_finish (SOUP_SESSION (object), result, &problem);

  if (connection != NULL)
    {
      soup_websocket_connection_set_max_incoming_payload_size (connection, BELL_WIRE_MAX_CHANGE);
      g_task_return_pointer (task, connection, g_object_unref);
      return;
    }

  if (g_task_return_error_if_cancelled (task))
    {
      g_error_free (problem);
      return;
    }

  /* The words of a handshake that was refused are not to be had; its status says enough. */
  if (soup_message_get_status (message->message) == SOUP_STATUS_UNAUTHORIZED)
    {
      g_clear_error (&problem);
      g_set_error_literal (&problem, BELL_ERROR, BELL_ERROR_DENIED, "sign in again");
      bell_error_mark (&problem, BELL_TROUBLE_SIGNED_OUT, 0);
    }
  g_task_return_error (task, bell_remote_message_error (message, problem));
}

/**
 * bell_remote_http_connect_async:
 * @self: the way to a desk
 * @path: a path and its query, escaped
 * @cancellable: (nullable): to give up
 * @callback: called when it is connected, or cannot be
 * @user_data: for @callback
 *
 * Makes a live connection to the server of the desk.
 */
void
bell_remote_http_connect_async (BellRemoteHttp     *self,
                                const char         *path,
                                GCancellable       *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer            user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  BellRemoteMessage *message;

  g_task_set_source_tag (task, bell_remote_http_connect_async);
  if (is_in_vain (self, task))
    return;

  message = new_message (self, "GET", path);
  g_task_set_task_data (task, message, (GDestroyNotify) bell_remote_message_free);
  soup_session_websocket_connect_async (self->session, message->message, NULL, NULL,
                                        G_PRIORITY_DEFAULT, cancellable, on_connected,
                                        g_steal_pointer (&task));
}

/**
 * bell_remote_http_connect_finish:
 * @self: the way to a desk
 * @result: what the callback was given
 * @error: return location for %BELL_ERROR_OFFLINE and for %BELL_ERROR_DENIED, as in
 *   bell_remote_http_send_finish()
 *
 * Returns: (transfer full) (nullable): the connection, or %NULL
 */
SoupWebsocketConnection *
bell_remote_http_connect_finish (BellRemoteHttp *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static gboolean
end_all (gpointer user_data)
{
  BellRemoteHttp *self = user_data;

  while (self->trips->len > 0)
    {
      g_autoptr (GTask) task = give_up (self->trips->pdata[0]);

      g_task_return_error (task, bell_store_closed_error ());
    }

  return G_SOURCE_REMOVE;
}

/**
 * bell_remote_http_close:
 * @self: the way to a desk
 *
 * Gives up everything that is on its way, and has everything fail that is asked from now on, with
 * %BELL_ERROR_OFFLINE. Live connections stay.
 */
void
bell_remote_http_close (BellRemoteHttp *self)
{
  if (self->is_closed)
    return;

  self->is_closed = TRUE;
  g_idle_add_full (G_PRIORITY_DEFAULT, end_all, g_object_ref (self), g_object_unref);
}
