/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-connections.h"

#include "bell-limits.h"

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <string.h>

/* How often connections are looked over. */
#define TICK_SECONDS 1

/* How often it is logged that there are too many, at most. */
#define QUIET (60 * (gint64) G_USEC_PER_SEC)

struct _BellConnections
{
  SoupServer  *soup;
  BellProxies *proxies;
  GHashTable  *connections; /* set of BellConnection, not owned: each leaves when it is closed */
  GHashTable  *addresses;   /* of the other ends that are counted, to how many */
  guint        ticker;      /* 0 while there is nothing to look over */
  guint64      n_refused;
  guint64      n_overdue;
  gint64       complained; /* when it was last logged that there are too many */
};

/**
 * bell_connections_new:
 * @soup: what serves them
 * @proxies: whose connections are not counted by address
 *
 * Returns: (transfer full): no connections yet
 */
BellConnections *
bell_connections_new (SoupServer *soup, BellProxies *proxies)
{
  BellConnections *self = g_new0 (BellConnections, 1);

  self->soup = g_object_ref (soup);
  self->proxies = proxies;
  self->connections = g_hash_table_new (NULL, NULL);
  self->addresses = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->complained = -QUIET;

  return self;
}

static guint
count_of (BellConnections *self, const char *address)
{
  return GPOINTER_TO_UINT (g_hash_table_lookup (self->addresses, address));
}

static void
count (BellConnections *self, const char *address, int difference)
{
  guint n = count_of (self, address) + (guint) difference;

  if (n == 0)
    g_hash_table_remove (self->addresses, address);
  else
    g_hash_table_insert (self->addresses, g_strdup (address), GUINT_TO_POINTER (n));
}

static void
on_closed (BellConnection *connection, gpointer user_data)
{
  BellConnections *self = user_data;
  const char      *address = bell_connection_get_address (connection);

  g_hash_table_remove (self->connections, connection);
  if (address != NULL)
    count (self, address, -1);
  if (g_hash_table_size (self->connections) == 0)
    g_clear_handle_id (&self->ticker, g_source_remove);
}

/**
 * bell_connections_free:
 * @self: (transfer full): connections
 *
 * Lets them go; libsoup has to be disconnected first.
 */
void
bell_connections_free (BellConnections *self)
{
  GHashTableIter iter;
  gpointer       connection;

  g_hash_table_iter_init (&iter, self->connections);
  while (g_hash_table_iter_next (&iter, &connection, NULL))
    g_signal_handlers_disconnect_by_data (connection, self);
  g_clear_handle_id (&self->ticker, g_source_remove);
  g_hash_table_unref (self->connections);
  g_hash_table_unref (self->addresses);
  g_object_unref (self->soup);
  g_free (self);
}

static gboolean
on_tick (gpointer user_data)
{
  BellConnections *self = user_data;
  gint64           now = g_get_monotonic_time ();
  GHashTableIter   iter;
  gpointer         connection;

  /* Nothing leaves the set before libsoup has looked at its socket. */
  g_hash_table_iter_init (&iter, self->connections);
  while (g_hash_table_iter_next (&iter, &connection, NULL))
    if (bell_connection_is_overdue (connection, now))
      {
        self->n_overdue++;
        bell_connection_cut (connection);
      }

  return G_SOURCE_CONTINUE;
}

/* An IPv4 address that an IPv6 socket shows as ::ffff:192.0.2.1 (RFC 4291, 2.5.5.2) is one. */
static char *
address_text (GInetAddress *address)
{
  static const guint8 prefix[12] = { [10] = 0xff, [11] = 0xff };
  const guint8       *bytes = g_inet_address_to_bytes (address);
  g_autoptr (GInetAddress) mapped = NULL;

  if (g_inet_address_get_family (address) != G_SOCKET_FAMILY_IPV6
      || memcmp (bytes, prefix, sizeof prefix) != 0)
    return g_inet_address_to_string (address);

  mapped = g_inet_address_new_from_bytes (bytes + sizeof prefix, G_SOCKET_FAMILY_IPV4);

  return g_inet_address_to_string (mapped);
}

static char *
address_of (GSocket *socket)
{
  g_autoptr (GSocketAddress) address = g_socket_get_remote_address (socket, NULL);

  if (!G_IS_INET_SOCKET_ADDRESS (address))
    return NULL;

  return address_text (g_inet_socket_address_get_address (G_INET_SOCKET_ADDRESS (address)));
}

static guint
most_of (const char *address)
{
  g_autoptr (GInetAddress) inet = g_inet_address_new_from_string (address);

  return inet != NULL && g_inet_address_get_is_loopback (inet) ? BELL_LIMIT_OF_LOOPBACK
                                                               : BELL_LIMIT_OF_ADDRESS;
}

static gboolean
is_one_too_many (BellConnections *self, const char *address)
{
  if (g_hash_table_size (self->connections) >= BELL_LIMIT_CONNECTIONS)
    return TRUE;

  return address != NULL && !bell_proxies_trust (self->proxies, address)
         && count_of (self, address) >= most_of (address);
}

/* What has come already is read, as the answer would be lost with a reset otherwise. */
static void
refuse (BellConnections *self, GSocket *socket, const char *address)
{
  static const char text[] = "HTTP/1.1 503 Service Unavailable\r\n"
                             "Content-Type: text/plain; charset=utf-8\r\n"
                             "Content-Length: 22\r\n"
                             "Retry-After: 10\r\n"
                             "Connection: close\r\n\r\n"
                             "too many connections\r\n";
  gint64            now = g_get_monotonic_time ();
  char              rest[4096];

  self->n_refused++;
  if (now - self->complained > QUIET)
    {
      self->complained = now;
      g_warning ("There are too many connections (%u in all); one from %s is refused",
                 g_hash_table_size (self->connections),
                 address != NULL ? address : "a Unix socket");
    }
  g_socket_send (socket, text, sizeof text - 1, NULL, NULL);
  g_socket_shutdown (socket, FALSE, TRUE, NULL);
  g_socket_receive (socket, rest, sizeof rest, NULL, NULL);
  g_socket_close (socket, NULL);
}

/**
 * bell_connections_admit:
 * @self: connections
 * @socket: a socket that was accepted
 *
 * Serves one more, or refuses it in words if there are too many.
 */
void
bell_connections_admit (BellConnections *self, GSocket *socket)
{
  g_autofree char *address = address_of (socket);
  g_autoptr (BellConnection) connection = NULL;
  g_autoptr (GError) error = NULL;

  g_socket_set_blocking (socket, FALSE);
  if (is_one_too_many (self, address))
    {
      refuse (self, socket, address);
      return;
    }

  if (address != NULL)
    {
      g_socket_set_option (socket, IPPROTO_TCP, TCP_NODELAY, TRUE, NULL);
      count (self, address, 1);
    }
  connection = bell_connection_new (socket, address);
  g_hash_table_add (self->connections, connection);
  g_signal_connect (connection, "closed", G_CALLBACK (on_closed), self);
  if (self->ticker == 0)
    self->ticker = g_timeout_add_seconds (TICK_SECONDS, on_tick, self);

  if (!bell_connection_serve (connection, self->soup, &error))
    g_warning ("A connection cannot be served: %s", error->message);
}

/**
 * bell_connections_count:
 * @self: connections
 *
 * Returns: how many there are
 */
guint
bell_connections_count (BellConnections *self)
{
  return g_hash_table_size (self->connections);
}

/**
 * bell_connections_count_refused:
 * @self: connections
 *
 * Returns: how many have been refused, as there were too many
 */
guint64
bell_connections_count_refused (BellConnections *self)
{
  return self->n_refused;
}

/**
 * bell_connections_count_overdue:
 * @self: connections
 *
 * Returns: how many have been cut, as they took longer than they may
 */
guint64
bell_connections_count_overdue (BellConnections *self)
{
  return self->n_overdue;
}

/**
 * bell_connections_end_resting:
 * @self: connections
 *
 * Ends those on which no request is underway.
 */
void
bell_connections_end_resting (BellConnections *self)
{
  GHashTableIter iter;
  gpointer       connection;

  g_hash_table_iter_init (&iter, self->connections);
  while (g_hash_table_iter_next (&iter, &connection, NULL))
    if (bell_connection_is_at_rest (connection))
      bell_connection_cut (connection);
}
