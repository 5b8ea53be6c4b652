/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-server-private.h"

#include "bell-wire.h"

#include <string.h>

/* Bodies that say how long they are, or grow, beyond what is taken, and those that do not say
 * clearly where they end. libsoup answers when it has read a body to its end; so that nobody has to
 * send 200 MB to be told that they are too many, the answer is written to the socket here. */

/* What is still read of a refused body, so that the answer is not lost with what is underway. */
#define LINGER (1024 * 1024)

typedef struct
{
  gsize    most;
  gsize    taken;
  gboolean is_refused;
} Bounds;

static GQuark
bounds_quark (void)
{
  return g_quark_from_static_string ("bell-bounds");
}

static char *
answer_text (guint status, const GError *error)
{
  g_autofree char *body = bell_wire_write_error (error);

  return g_strdup_printf ("HTTP/1.1 %u %s\r\n"
                          "Content-Type: application/json\r\n"
                          "Content-Length: %zu\r\n"
                          "X-Content-Type-Options: nosniff\r\n"
                          "Cache-Control: no-store\r\n"
                          "Connection: close\r\n\r\n%s",
                          status, soup_status_get_phrase (status), strlen (body), body);
}

/* Nothing that comes on the connection after it is a request. */
static void
refuse (SoupServerMessage *message, Bounds *bounds, guint status, const GError *error)
{
  g_autofree char *text = answer_text (status, error);
  BellConnection  *connection = bell_connection_of (message);

  bounds->is_refused = TRUE;
  bounds->taken = 0;
  soup_message_body_set_accumulate (soup_server_message_get_request_body (message), FALSE);
  soup_server_message_set_status (message, status, NULL);
  soup_message_headers_replace (soup_server_message_get_response_headers (message), "Connection",
                                "close");
  if (connection != NULL)
    bell_connection_send_last (connection, text);
}

static void
refuse_too_large (SoupServerMessage *message, Bounds *bounds)
{
  g_autoptr (GError) error
      = g_error_new (BELL_ERROR, BELL_ERROR_TOO_LARGE,
                     "at most %" G_GSIZE_FORMAT " bytes are taken", bounds->most);

  refuse (message, bounds, SOUP_STATUS_REQUEST_ENTITY_TOO_LARGE, error);
}

/* Where a body ends is said once. What a proxy may have read in another way than libsoup would be
 * taken for the beginning of the next request, which may be somebody else's (RFC 9112, 6.1, 11.2).
 */
static gboolean
is_ambiguous (SoupServerMessage *message)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);
  const char         *coding = soup_message_headers_get_list (headers, "Transfer-Encoding");

  if (coding == NULL)
    return FALSE;

  return g_ascii_strcasecmp (coding, "chunked") != 0
         || soup_message_headers_get_list (headers, "Content-Length") != NULL;
}

static void
refuse_ambiguous (SoupServerMessage *message, Bounds *bounds)
{
  g_autoptr (GError) error
      = g_error_new_literal (BELL_ERROR, BELL_ERROR_INVALID,
                             "the end of the body is not clear: expected Content-Length or "
                             "Transfer-Encoding: chunked, and not both");

  refuse (message, bounds, SOUP_STATUS_BAD_REQUEST, error);
}

static void
on_got_chunk (SoupServerMessage *message, GBytes *chunk, gpointer user_data)
{
  Bounds         *bounds = user_data;
  BellConnection *connection = bell_connection_of (message);

  bounds->taken += g_bytes_get_size (chunk);
  if (!bounds->is_refused && bounds->taken > bounds->most)
    refuse_too_large (message, bounds);
  else if (bounds->is_refused && bounds->taken > LINGER && connection != NULL)
    bell_connection_cut (connection);
}

static gboolean
is_announced_too_large (SoupServerMessage *message, gsize most)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);

  return soup_message_headers_get_encoding (headers) == SOUP_ENCODING_CONTENT_LENGTH
         && soup_message_headers_get_content_length (headers) > (goffset) most;
}

/* A desk document is large, and not taken from somebody who is not signed in. */
static void
on_known (BellExchange *exchange)
{
  Bounds *bounds = g_object_get_qdata (G_OBJECT (exchange->message), bounds_quark ());

  if (exchange->person != NULL)
    bounds->most = BELL_WIRE_MAX_DOCUMENT;
  if (is_announced_too_large (exchange->message, bounds->most))
    refuse_too_large (exchange->message, bounds);
  bell_exchange_free (exchange);
}

/**
 * bell_bounds_on_early:
 * @soup: the HTTP server
 * @message: a request of which the head has come
 * @path: what it asks for
 * @query: (nullable): the query of its address
 * @user_data: the #BellServer
 *
 * Sees to it that no more of the body is read than is taken, and that it is clear where it ends.
 */
void
bell_bounds_on_early (SoupServer        *soup,
                      SoupServerMessage *message,
                      const char        *path,
                      GHashTable        *query,
                      gpointer           user_data)
{
  BellMethod method = bell_wire_method (soup_server_message_get_method (message));
  Bounds    *bounds = g_new0 (Bounds, 1);

  bounds->most = BELL_WIRE_MAX_BODY;
  g_object_set_qdata_full (G_OBJECT (message), bounds_quark (), bounds, g_free);
  g_signal_connect (message, "got-chunk", G_CALLBACK (on_got_chunk), bounds);

  if (is_ambiguous (message))
    refuse_ambiguous (message, bounds);
  else if (bell_wire_is_large (method, g_uri_get_path (soup_server_message_get_uri (message))))
    bell_exchange_authenticate (bell_exchange_new (user_data, message, query), on_known);
  else if (is_announced_too_large (message, bounds->most))
    refuse_too_large (message, bounds);
}
