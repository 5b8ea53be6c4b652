/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-exchange.h"

#include "bell-password.h"
#include "bell-server-private.h"
#include "bell-wire.h"

#include <string.h>

#define COOKIE "deskbell"

/* The other end has all the time it needs while the server works, and no more than that before and
 * after. */
static void
enter (SoupServerMessage *message, BellConnectionPhase phase)
{
  BellConnection *connection = bell_connection_of (message);

  if (connection != NULL)
    bell_connection_enter (connection, phase);
}

static void
on_disconnected (SoupServerMessage *message, BellExchange *self)
{
  self->is_gone = TRUE;
}

/**
 * bell_exchange_new:
 * @server: the server
 * @message: a request that has come
 * @query: (nullable): the query of its address
 *
 * Pauses the request until it is answered.
 *
 * Returns: (transfer full): the exchange
 */
BellExchange *
bell_exchange_new (BellServer *server, SoupServerMessage *message, GHashTable *query)
{
  BellExchange *self = g_new0 (BellExchange, 1);

  self->server = g_object_ref (server);
  self->message = g_object_ref (message);
  self->query = query != NULL ? g_hash_table_ref (query) : NULL;
  g_signal_connect (message, "disconnected", G_CALLBACK (on_disconnected), self);
  soup_server_message_pause (message);
  enter (message, BELL_CONNECTION_WORKING);

  return self;
}

/**
 * bell_exchange_free:
 * @self: (transfer full): an exchange that was answered
 *
 * Lets the request go on.
 */
void
bell_exchange_free (BellExchange *self)
{
  BellTrace *trace = bell_trace_of (self->message);

  g_signal_handlers_disconnect_by_data (self->message, self);
  g_set_str (&trace->person, self->person);
  enter (self->message, trace->is_read ? BELL_CONNECTION_ANSWERING : BELL_CONNECTION_BODY);
  if (!self->is_gone)
    soup_server_message_unpause (self->message);
  g_clear_pointer (&self->query, g_hash_table_unref);
  g_free (self->person);
  g_free (self->login);
  g_object_unref (self->message);
  g_object_unref (self->server);
  g_free (self);
}

/**
 * bell_exchange_path:
 * @self: an exchange
 *
 * Returns: the path that is asked for, as it was escaped
 */
const char *
bell_exchange_path (BellExchange *self)
{
  return g_uri_get_path (soup_server_message_get_uri (self->message));
}

/**
 * bell_exchange_body:
 * @self: an exchange
 *
 * Returns: (transfer full): the body of the request, perhaps empty
 */
GBytes *
bell_exchange_body (BellExchange *self)
{
  return soup_message_body_flatten (soup_server_message_get_request_body (self->message));
}

static char *
find_cookie (SoupMessageHeaders *headers)
{
  const char *text = soup_message_headers_get_list (headers, "Cookie");
  g_auto (GStrv) pairs = g_strsplit (text != NULL ? text : "", ";", -1);

  for (guint i = 0; pairs[i] != NULL; i++)
    {
      g_strstrip (pairs[i]);
      if (g_str_has_prefix (pairs[i], COOKIE "="))
        return g_strdup (pairs[i] + strlen (COOKIE "="));
    }

  return NULL;
}

/* What the request brings to show who sends it: a header of a program's, or a browser's cookie. */
static char *
find_token (BellExchange *self)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (self->message);
  const char         *given = soup_message_headers_get_one (headers, "Authorization");

  if (given != NULL && g_ascii_strncasecmp (given, "Bearer ", 7) == 0)
    return g_strstrip (g_strdup (given + 7));

  return find_cookie (headers);
}

static void
on_login (GObject *object, GAsyncResult *result, gpointer user_data)
{
  BellExchange *self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) records = bell_store_call_finish (BELL_STORE (object), result, &error);

  if (records == NULL)
    {
      bell_exchange_respond_error (self, error);
      return;
    }

  if (records->len > 0)
    {
      self->person = g_strdup (((BellLogin *) records->pdata[0])->person);
      bell_session_used (self->server, records->pdata[0]);
    }
  self->signed_in (self);
}

/**
 * bell_exchange_authenticate:
 * @self: an exchange
 * @signed_in: called once @self->person is known; it is %NULL for somebody who is not signed in
 *
 * Finds out who is asking.
 */
void
bell_exchange_authenticate (BellExchange *self, void (*signed_in) (BellExchange *self))
{
  g_autofree char *token = find_token (self);
  g_autoptr (BellRecord) call = NULL;

  self->signed_in = signed_in;
  if (token == NULL || token[0] == '\0' || strlen (token) > 200)
    {
      signed_in (self);
      return;
    }

  self->login = bell_token_hash (token);
  call = bell_call_new (&bell_call_login_get);
  g_set_str (&((BellLoginGet *) call)->login, self->login);
  bell_store_call_async (self->server->store, NULL, call, NULL, on_login, self);
}

static const struct
{
  const char *name;
  const char *value;
} headers_of_all[] = {
  /* No script, style or frame from elsewhere, and nothing in the page itself (W3C CSP 3); no script
   * that makes markup of text either (W3C Trusted Types). */
  { "Content-Security-Policy",
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "manifest-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; "
    "require-trusted-types-for 'script'; trusted-types 'none'" },
  { "Cross-Origin-Opener-Policy", "same-origin" },
  { "Cross-Origin-Resource-Policy", "same-origin" },
  { "Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()" },
  { "Referrer-Policy", "no-referrer" },
  { "X-Content-Type-Options", "nosniff" },
  { "X-Frame-Options", "DENY" },
};

/**
 * bell_exchange_set_headers:
 * @message: a request that is about to be answered
 *
 * Sets what every answer tells a browser not to do.
 */
void
bell_exchange_set_headers (SoupServerMessage *message)
{
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (message);
  const char         *path = g_uri_get_path (soup_server_message_get_uri (message));

  for (guint i = 0; i < G_N_ELEMENTS (headers_of_all); i++)
    soup_message_headers_replace (headers, headers_of_all[i].name, headers_of_all[i].value);
  soup_message_headers_replace (headers, "Cache-Control",
                                g_str_has_prefix (path, BELL_WIRE_API) ? "no-store" : "no-cache");
}

/**
 * bell_exchange_respond:
 * @self: (transfer full): an exchange
 * @status: the HTTP status
 * @type: (nullable): the type of @body
 * @body: (nullable): the body
 *
 * Answers, and ends the exchange.
 */
void
bell_exchange_respond (BellExchange *self, guint status, const char *type, GBytes *body)
{
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (self->message);

  bell_exchange_set_headers (self->message);
  if (self->server->is_stopping)
    soup_message_headers_replace (headers, "Connection", "close");
  soup_server_message_set_status (self->message, status, NULL);
  if (body != NULL)
    {
      soup_message_headers_set_content_type (headers, type, NULL);
      soup_message_body_append_bytes (soup_server_message_get_response_body (self->message), body);
    }
  bell_exchange_free (self);
}

static void
respond_text (BellExchange *self, guint status, char *text)
{
  g_autoptr (GBytes) body = g_bytes_new_take (text, strlen (text));

  bell_exchange_respond (self, status, "application/json", body);
}

/**
 * bell_exchange_respond_records:
 * @self: (transfer full): an exchange
 * @status: the HTTP status
 * @records: (element-type BellRecord): what was asked for
 *
 * Answers with records.
 */
void
bell_exchange_respond_records (BellExchange *self, guint status, GPtrArray *records)
{
  respond_text (self, status, bell_wire_write_records (records));
}

/**
 * bell_exchange_respond_error:
 * @self: (transfer full): an exchange
 * @error: why it could not be done
 *
 * Answers that it could not be done.
 */
void
bell_exchange_respond_error (BellExchange *self, const GError *error)
{
  respond_text (self, bell_wire_status (error), bell_wire_write_error (error));
}

/**
 * bell_exchange_respond_signed_out:
 * @self: (transfer full): an exchange
 * @message: why
 *
 * Answers that one has to sign in for this (RFC 9110, 401).
 */
void
bell_exchange_respond_signed_out (BellExchange *self, const char *message)
{
  g_autoptr (GError) error = g_error_new_literal (BELL_ERROR, BELL_ERROR_DENIED, message);
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (self->message);

  soup_message_headers_replace (headers, "WWW-Authenticate", "Bearer");
  respond_text (self, SOUP_STATUS_UNAUTHORIZED, bell_wire_write_error (error));
}

/**
 * bell_exchange_set_cookie:
 * @self: an exchange
 * @token: the token that shows who is signed in, or an empty text to take it away
 * @max_age: how many seconds the browser keeps it
 *
 * Has the browser send @token with every request; no script can read it, no other site can use it.
 */
void
bell_exchange_set_cookie (BellExchange *self, const char *token, gint64 max_age)
{
  g_autofree char *cookie = g_strdup_printf (
      COOKIE "=%s; Path=/; HttpOnly; SameSite=Strict; Max-Age=%" G_GINT64_FORMAT "%s", token,
      max_age, bell_exchange_is_behind_tls (self) ? "; Secure" : "");

  soup_message_headers_append (soup_server_message_get_response_headers (self->message),
                               "Set-Cookie", cookie);
}
