/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-server-private.h"

#include <string.h>

/* Where a request comes from. What it says of that itself counts only if a trusted proxy has
 * brought it: everybody can send such headers. */

static const char *
peer_of (BellExchange *self)
{
  BellConnection *connection = bell_connection_of (self->message);

  return connection != NULL ? bell_connection_get_address (connection) : "unknown";
}

/* A header that proxies set, of all the proxies on the way; NULL if it is not to be believed. */
static const char *
forwarded (BellExchange *self, const char *name)
{
  if (!bell_proxies_trust (self->server->proxies, peer_of (self)))
    return NULL;

  return soup_message_headers_get_list (soup_server_message_get_request_headers (self->message),
                                        name);
}

/* What the nearest proxy has said: each may append to what the one before it said. */
static char *
last_of (const char *list)
{
  const char *comma = list != NULL ? strrchr (list, ',') : NULL;

  return list != NULL ? g_strstrip (g_strdup (comma != NULL ? comma + 1 : list)) : NULL;
}

/**
 * bell_exchange_address:
 * @self: an exchange
 *
 * Returns: (transfer full): where the request comes from
 */
char *
bell_exchange_address (BellExchange *self)
{
  char *client = bell_proxies_find_client (self->server->proxies, peer_of (self),
                                           forwarded (self, "X-Forwarded-For"));

  return client != NULL ? client : g_strdup ("unix");
}

/**
 * bell_exchange_is_behind_tls:
 * @self: an exchange
 *
 * Returns: whether the browser talks to a proxy that ends TLS
 */
gboolean
bell_exchange_is_behind_tls (BellExchange *self)
{
  g_autofree char *scheme = last_of (forwarded (self, "X-Forwarded-Proto"));

  return scheme != NULL && g_ascii_strcasecmp (scheme, "https") == 0;
}

/**
 * bell_exchange_is_near:
 * @self: an exchange
 *
 * Returns: whether somebody on this computer, or a trusted proxy, asks for themselves
 */
gboolean
bell_exchange_is_near (BellExchange *self)
{
  static const char *const names[] = { "X-Forwarded-For", "Forwarded", "Via", "X-Real-IP" };
  SoupMessageHeaders      *headers = soup_server_message_get_request_headers (self->message);
  const char              *peer = peer_of (self);
  g_autoptr (GInetAddress) inet = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (soup_message_headers_get_list (headers, names[i]) != NULL)
      return FALSE;

  if (bell_proxies_trust (self->server->proxies, peer))
    return TRUE;

  inet = g_inet_address_new_from_string (peer);

  return inet != NULL && g_inet_address_get_is_loopback (inet);
}

/**
 * bell_exchange_is_same_origin:
 * @self: an exchange
 *
 * Whether a page of this server has made the request, or no page at all. A browser says where a
 * page is from on everything that changes something, and on WebSockets (RFC 6454, RFC 6455, 10.2).
 *
 * Returns: %FALSE if a page from elsewhere has made it
 */
gboolean
bell_exchange_is_same_origin (BellExchange *self)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (self->message);
  const char         *origin = soup_message_headers_get_list (headers, "Origin");
  g_autofree char    *host = last_of (forwarded (self, "X-Forwarded-Host"));
  const char         *of_origin;

  if (origin == NULL)
    return TRUE;

  if (host == NULL)
    host = g_strdup (soup_message_headers_get_one (headers, "Host"));
  of_origin = strstr (origin, "://");
  if (bell_exchange_is_behind_tls (self) && g_ascii_strncasecmp (origin, "https://", 8) != 0)
    return FALSE;

  return host != NULL && of_origin != NULL && g_ascii_strcasecmp (of_origin + 3, host) == 0;
}
