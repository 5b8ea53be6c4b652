/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "remote/bell-remote-http.h"

#include "bell-wire-client.h"

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
};

G_DEFINE_FINAL_TYPE (BellRemoteHttp, bell_remote_http, G_TYPE_OBJECT)

/* What is on its way. */
typedef struct
{
  SoupMessage     *message;
  GInputStream    *stream;
  GByteArray      *body;
  BellCertificate *refused; /* the certificate that was not accepted */
  gboolean         has_token;
} Trip;

static void
trip_free (gpointer data)
{
  Trip *trip = data;

  /* A connection that is being made goes on for a while after its trip was given up. */
  g_signal_handlers_disconnect_by_data (trip->message, trip);
  g_clear_object (&trip->message);
  g_clear_object (&trip->stream);
  g_byte_array_unref (trip->body);
  g_clear_pointer (&trip->refused, bell_record_unref);
  g_free (trip);
}

static void
bell_remote_http_dispose (GObject *object)
{
  BellRemoteHttp *self = BELL_REMOTE_HTTP (object);

  bell_remote_http_abort (self);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (bell_remote_http_parent_class)->dispose (object);
}

static void
bell_remote_http_finalize (GObject *object)
{
  BellRemoteHttp *self = BELL_REMOTE_HTTP (object);

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

/* Certificates. */

static char *
fingerprint_of (GTlsCertificate *certificate)
{
  g_autoptr (GByteArray) der = NULL;

  g_object_get (certificate, "certificate", &der, NULL);

  return der != NULL ? g_compute_checksum_for_data (G_CHECKSUM_SHA256, der->data, der->len)
                     : g_strdup ("");
}

static void
take_name (char **field, char *name)
{
  g_free (*field);
  *field = name != NULL ? g_utf8_make_valid (name, -1) : g_strdup ("");
  g_free (name);
}

static BellCertificate *
describe_certificate (GTlsCertificate *certificate)
{
  BellCertificate *self = bell_record_new (&bell_certificate_shape);
  g_autoptr (GDateTime) expires = g_tls_certificate_get_not_valid_after (certificate);

  take_name (&self->subject, g_tls_certificate_get_subject_name (certificate));
  take_name (&self->issuer, g_tls_certificate_get_issuer_name (certificate));
  g_free (self->fingerprint);
  self->fingerprint = fingerprint_of (certificate);
  if (expires != NULL)
    self->expires_at = g_date_time_to_unix_usec (expires);

  return self;
}

/* Asked about a certificate that nobody this computer trusts has signed, or about any, if only one
 * is accepted. */
static gboolean
on_accept_certificate (SoupMessage         *message,
                       GTlsCertificate     *certificate,
                       GTlsCertificateFlags errors,
                       gpointer             user_data)
{
  Trip            *trip = user_data;
  const char      *pinned = g_object_get_data (G_OBJECT (message), "bell-fingerprint");
  g_autofree char *shown = fingerprint_of (certificate);

  if (g_strcmp0 (pinned, shown) == 0)
    return TRUE;

  g_clear_pointer (&trip->refused, bell_record_unref);
  trip->refused = describe_certificate (certificate);

  return FALSE;
}

static void
set_certificate_error (BellRemoteHttp *self, BellCertificate *certificate, GError **error)
{
  g_set_error (error, BELL_ERROR, BELL_ERROR_DENIED,
               self->fingerprint != NULL
                   ? "%s: the certificate is not the one that is expected; its SHA-256 is %s"
                   : "%s: the certificate is none that this computer trusts; its SHA-256 is %s",
               self->base, certificate->fingerprint);
  bell_error_mark (error, BELL_TROUBLE_CERTIFICATE, 0);
  bell_error_attach (error, bell_record_ref (certificate));
}

/* Gives an error of a library as one that a caller can act on. */
static void
return_problem (GTask *task, Trip *trip, GError *problem)
{
  BellRemoteHttp *self = g_task_get_source_object (task);
  GError         *error = NULL;

  if (g_task_return_error_if_cancelled (task))
    {
      g_error_free (problem);
      return;
    }

  if (trip->refused != NULL)
    set_certificate_error (self, trip->refused, &error);
  else if (problem->domain == BELL_ERROR)
    error = g_error_copy (problem);
  else
    error = g_error_new (BELL_ERROR, BELL_ERROR_OFFLINE, "%s: the desk cannot be reached: %s",
                         self->base, problem->message);
  g_error_free (problem);
  g_task_return_error (task, error);
}

static Trip *
new_trip (BellRemoteHttp *self, const char *method, const char *path)
{
  g_autofree char    *uri = g_strconcat (self->base, path, NULL);
  Trip               *trip = g_new0 (Trip, 1);
  SoupMessageHeaders *headers;

  trip->body = g_byte_array_new ();
  trip->message = soup_message_new (method, uri);
  /* What shows who asks is for this server alone. */
  soup_message_add_flags (trip->message, SOUP_MESSAGE_NO_REDIRECT);
  soup_message_disable_feature (trip->message, SOUP_TYPE_AUTH_MANAGER);
  g_object_set_data_full (G_OBJECT (trip->message), "bell-fingerprint",
                          g_strdup (self->fingerprint), g_free);
  g_signal_connect (trip->message, "accept-certificate", G_CALLBACK (on_accept_certificate), trip);
  trip->has_token = self->token != NULL;
  if (trip->has_token)
    {
      g_autofree char *bearer = g_strconcat ("Bearer ", self->token, NULL);

      headers = soup_message_get_request_headers (trip->message);
      soup_message_headers_replace (headers, "Authorization", bearer);
    }

  return trip;
}

static GError *
error_of_answer (Trip *trip, GBytes *body)
{
  guint   status = soup_message_get_status (trip->message);
  GError *error = bell_wire_read_error (status, body);

  if (status == SOUP_STATUS_UNAUTHORIZED && trip->has_token
      && g_error_matches (error, BELL_ERROR, BELL_ERROR_DENIED))
    bell_error_mark (&error, BELL_TROUBLE_SIGNED_OUT, 0);

  return error;
}

/* libsoup takes a head that breaks off for a whole one. A desk always says how long its answer is;
 * what does not say so is one that was cut off before. */
static gboolean
is_whole (Trip *trip)
{
  SoupMessageHeaders *headers = soup_message_get_response_headers (trip->message);

  return soup_message_get_status (trip->message) == SOUP_STATUS_NO_CONTENT
         || soup_message_headers_get_encoding (headers) != SOUP_ENCODING_EOF;
}

static void
finish_trip (GTask *task, Trip *trip)
{
  g_autoptr (GBytes) body = g_byte_array_free_to_bytes (g_steal_pointer (&trip->body));

  trip->body = g_byte_array_new ();
  if (!is_whole (trip))
    g_task_return_new_error_literal (task, BELL_ERROR, BELL_ERROR_OFFLINE,
                                     "the answer of the desk was cut off");
  else if (SOUP_STATUS_IS_SUCCESSFUL (soup_message_get_status (trip->message)))
    g_task_return_pointer (task, g_steal_pointer (&body), (GDestroyNotify) g_bytes_unref);
  else
    g_task_return_error (task, error_of_answer (trip, body));
}

static void
on_read (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Trip   *trip = g_task_get_task_data (task);
  GError *problem = NULL;
  g_autoptr (GBytes) chunk
      = g_input_stream_read_bytes_finish (G_INPUT_STREAM (object), result, &problem);
  gsize         length;
  gconstpointer data;

  if (chunk == NULL)
    {
      return_problem (task, trip, problem);
      return;
    }

  data = g_bytes_get_data (chunk, &length);
  if (length == 0)
    {
      finish_trip (task, trip);
      return;
    }

  if (trip->body->len + length > BELL_WIRE_MAX_ANSWER)
    {
      g_task_return_new_error (task, BELL_ERROR, BELL_ERROR_TOO_LARGE,
                               "the answer has more than %d bytes", BELL_WIRE_MAX_ANSWER);
      return;
    }

  g_byte_array_append (trip->body, data, (guint) length);
  g_input_stream_read_bytes_async (trip->stream, CHUNK, G_PRIORITY_DEFAULT,
                                   g_task_get_cancellable (task), on_read, g_object_ref (task));
}

static void
on_sent (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Trip   *trip = g_task_get_task_data (task);
  GError *problem = NULL;

  trip->stream = soup_session_send_finish (SOUP_SESSION (object), result, &problem);
  if (trip->stream == NULL)
    {
      return_problem (task, trip, problem);
      return;
    }

  g_input_stream_read_bytes_async (trip->stream, CHUNK, G_PRIORITY_DEFAULT,
                                   g_task_get_cancellable (task), on_read, g_object_ref (task));
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
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  Trip  *trip = new_trip (self, method, path);

  g_task_set_source_tag (task, bell_remote_http_send_async);
  g_task_set_task_data (task, trip, trip_free);
  if (body != NULL)
    {
      g_autoptr (GBytes) bytes = g_bytes_new (body, strlen (body));

      soup_message_set_request_body_from_bytes (trip->message, "application/json", bytes);
    }
  soup_session_send_async (self->session, trip->message, G_PRIORITY_DEFAULT, cancellable, on_sent,
                           task);
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
  Trip                    *trip = g_task_get_task_data (task);
  GError                  *problem = NULL;
  SoupWebsocketConnection *connection
      = soup_session_websocket_connect_finish (SOUP_SESSION (object), result, &problem);
  g_autoptr (GBytes) nothing = g_bytes_new (NULL, 0);

  if (connection != NULL)
    {
      soup_websocket_connection_set_max_incoming_payload_size (connection, BELL_WIRE_MAX_CHANGE);
      g_task_return_pointer (task, connection, g_object_unref);
      return;
    }

  /* The words of a handshake that was refused are not to be had; its status says enough. */
  if (soup_message_get_status (trip->message) == SOUP_STATUS_UNAUTHORIZED)
    {
      g_clear_error (&problem);
      g_set_error_literal (&problem, BELL_ERROR, BELL_ERROR_DENIED, "sign in again");
      bell_error_mark (&problem, BELL_TROUBLE_SIGNED_OUT, 0);
    }
  return_problem (task, trip, problem);
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
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  Trip  *trip = new_trip (self, "GET", path);

  g_task_set_source_tag (task, bell_remote_http_connect_async);
  g_task_set_task_data (task, trip, trip_free);
  soup_session_websocket_connect_async (self->session, trip->message, NULL, NULL,
                                        G_PRIORITY_DEFAULT, cancellable, on_connected, task);
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

/**
 * bell_remote_http_abort:
 * @self: the way to a desk
 *
 * Gives up everything that is on its way.
 */
void
bell_remote_http_abort (BellRemoteHttp *self)
{
  if (self->session != NULL)
    soup_session_abort (self->session);
}
