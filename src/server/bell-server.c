/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-server-private.h"

#include "bell-wire.h"

G_DEFINE_FINAL_TYPE (BellServer, bell_server, G_TYPE_OBJECT)

/* How many may wait to be connected. */
#define BACKLOG 1024

typedef enum
{
  PROP_STORE = 1,
} BellServerProperty;
static GParamSpec *props[PROP_STORE + 1];

static gboolean
changes_something (BellExchange *exchange)
{
  const char *method = soup_server_message_get_method (exchange->message);

  return !g_str_equal (method, "GET") && !g_str_equal (method, "HEAD");
}

static void
on_request (SoupServer        *soup,
            SoupServerMessage *message,
            const char        *path,
            GHashTable        *query,
            gpointer           user_data)
{
  BellServer   *self = user_data;
  BellExchange *exchange;

  if (soup_server_message_get_status (message) != 0)
    return;

  exchange = bell_exchange_new (self, message, query);
  if (changes_something (exchange) && !bell_exchange_is_same_origin (exchange))
    {
      g_autoptr (GError) error
          = g_error_new_literal (BELL_ERROR, BELL_ERROR_DENIED, "not for pages of other sites");

      bell_exchange_respond_error (exchange, error);
      return;
    }

  path = bell_exchange_path (exchange);
  if (g_str_equal (path, BELL_WIRE_SESSION))
    bell_sign_in_handle (exchange);
  else if (g_str_equal (path, BELL_WIRE_LIVE))
    bell_live_handle (exchange);
  else if (g_str_has_prefix (path, "/api/"))
    bell_api_handle (exchange);
  else
    bell_portal_files_handle (exchange);
}

static void
on_changed (BellServer *self, BellChange *change)
{
  if (change->seq <= self->seq)
    return;

  self->seq = change->seq;
  bell_live_changed (self, change);
}

static void
bell_server_constructed (GObject *object)
{
  BellServer *self = BELL_SERVER (object);

  G_OBJECT_CLASS (bell_server_parent_class)->constructed (object);

  self->attendance = bell_attendance_new (self->store);
  self->changed_handler
      = g_signal_connect_swapped (self->store, "changed", G_CALLBACK (on_changed), self);
}

static void
bell_server_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  BellServer *self = BELL_SERVER (object);

  switch ((BellServerProperty) id)
    {
    case PROP_STORE:
      self->store = g_value_dup_object (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
bell_server_dispose (GObject *object)
{
  BellServer *self = BELL_SERVER (object);

  bell_server_stop (self);
  g_clear_pointer (&self->attendance, bell_attendance_free);
  g_clear_pointer (&self->attempts, bell_attempts_free);
  g_clear_pointer (&self->lives, bell_lives_free);
  g_clear_object (&self->store);
  g_clear_object (&self->soup);

  G_OBJECT_CLASS (bell_server_parent_class)->dispose (object);
}

static void
bell_server_class_init (BellServerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->constructed = bell_server_constructed;
  object_class->set_property = bell_server_set_property;
  object_class->dispose = bell_server_dispose;

  props[PROP_STORE]
      = g_param_spec_object ("store", NULL, NULL, BELL_TYPE_STORE,
                             G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (props), props);
}

static void
bell_server_init (BellServer *self)
{
  self->soup = soup_server_new ("server-header", "Deskbell", NULL);
  self->hub = bell_hub_new ();
  self->attempts = bell_attempts_new ();
  self->lives = bell_lives_new (self);
  soup_server_add_early_handler (self->soup, NULL, bell_bounds_on_early, self, NULL);
  soup_server_add_handler (self->soup, NULL, on_request, self, NULL);
}

/**
 * bell_server_new:
 * @store: a desk
 *
 * Returns: (transfer full): a server for @store, which does not listen yet
 */
BellServer *
bell_server_new (BellStore *store)
{
  return g_object_new (BELL_TYPE_SERVER, "store", store, NULL);
}

/* A socket of the server's own, as libsoup's lets no more than ten wait: after a restart all come
 * back at once. */
static GSocket *
listening_socket (GSocketAddress *address, GError **error)
{
  g_autoptr (GSocket) socket = g_socket_new (g_socket_address_get_family (address),
                                             G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_TCP, error);

  if (socket == NULL)
    return NULL;

  g_socket_set_listen_backlog (socket, BACKLOG);
  if (!g_socket_bind (socket, address, TRUE, error) || !g_socket_listen (socket, error))
    return NULL;

  return g_steal_pointer (&socket);
}

/**
 * bell_server_listen:
 * @self: a server
 * @address: an IP address of this computer
 * @port: a port, or 0 for any that is free
 * @error: return location for %BELL_ERROR_INVALID or %BELL_ERROR_CONFLICT, if the port is taken
 *
 * Listens for browsers and programs.
 *
 * Returns: whether it listens
 */
gboolean
bell_server_listen (BellServer *self, const char *address, guint16 port, GError **error)
{
  g_autoptr (GSocketAddress) socket_address = g_inet_socket_address_new_from_string (address, port);
  g_autoptr (GSocket) socket = NULL;
  g_autoptr (GError) problem = NULL;

  if (socket_address == NULL)
    {
      g_set_error (error, BELL_ERROR, BELL_ERROR_INVALID, "%s is no IP address", address);
      return FALSE;
    }

  socket = listening_socket (socket_address, &problem);
  if (socket != NULL && soup_server_listen_socket (self->soup, socket, 0, &problem))
    return TRUE;

  if (g_error_matches (problem, G_IO_ERROR, G_IO_ERROR_ADDRESS_IN_USE))
    g_set_error (error, BELL_ERROR, BELL_ERROR_CONFLICT,
                 "port %u of %s is taken by another program; choose another port", port, address);
  else
    g_set_error (error, BELL_ERROR, BELL_ERROR_INVALID, "%s port %u: %s", address, port,
                 problem->message);

  return FALSE;
}

/**
 * bell_server_dup_uri:
 * @self: a server
 *
 * Returns: (transfer full) (nullable): the address of the portal, or %NULL if it does not listen
 */
char *
bell_server_dup_uri (BellServer *self)
{
  GSList *uris = self->soup != NULL ? soup_server_get_uris (self->soup) : NULL;
  char   *uri = uris != NULL ? g_uri_to_string (uris->data) : NULL;

  g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);

  return uri;
}

/**
 * bell_server_stop:
 * @self: a server
 *
 * Stops listening and ends all connections; those who were connected find the desk as it is when
 * they come back.
 */
void
bell_server_stop (BellServer *self)
{
  if (self->store != NULL)
    g_clear_signal_handler (&self->changed_handler, self->store);
  g_clear_pointer (&self->hub, bell_hub_free);
  if (self->soup != NULL)
    soup_server_disconnect (self->soup);
}
