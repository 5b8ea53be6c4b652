/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-server-private.h"

#include "bell-listener.h"
#include "bell-wire.h"

#include <errno.h>
#include <sys/socket.h>
#include <unistd.h>

G_DEFINE_FINAL_TYPE (BellServer, bell_server, G_TYPE_OBJECT)

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
on_early (SoupServer        *soup,
          SoupServerMessage *message,
          const char        *path,
          GHashTable        *query,
          gpointer           user_data)
{
  bell_reports_on_early (user_data, message);
  bell_bounds_on_early (soup, message, path, query, user_data);
}

/* What the path of a request is for. */
static void
route (BellExchange *exchange)
{
  const char *path = bell_exchange_path (exchange);
  BellTrace  *trace = bell_trace_of (exchange->message);

  if (bell_health_handle (exchange))
    return;

  if (g_str_equal (path, BELL_WIRE_SESSION))
    {
      trace->route = BELL_WIRE_SESSION;
      bell_sign_in_handle (exchange);
    }
  else if (g_str_equal (path, BELL_WIRE_LIVE))
    {
      trace->route = BELL_WIRE_LIVE;
      bell_live_handle (exchange);
    }
  else if (g_str_has_prefix (path, BELL_WIRE_PASSWORD_BEFORE)
           && g_str_has_suffix (path, BELL_WIRE_PASSWORD_AFTER))
    {
      trace->route = BELL_WIRE_PASSWORD_BEFORE "{person}" BELL_WIRE_PASSWORD_AFTER;
      bell_new_password_handle (exchange);
    }
  else if (g_str_has_prefix (path, "/api/"))
    {
      bell_api_handle (exchange);
    }
  else
    {
      trace->route = BELL_ROUTE_PORTAL;
      bell_portal_files_handle (exchange);
    }
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

  route (exchange);
}

static void
on_changed (BellServer *self, BellChange *change)
{
  if (change->seq <= self->seq)
    return;

  self->seq = change->seq;
  self->n_changes++;
  bell_live_changed (self, change);
}

static void
on_position (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (BellServer) self = user_data;
  g_autoptr (GPtrArray) records = bell_store_call_finish (BELL_STORE (object), result, NULL);

  if (records != NULL)
    self->first_seq = ((const BellPosition *) records->pdata[0])->seq;
}

static void
ask_for_position (BellServer *self)
{
  g_autoptr (BellRecord) call = bell_call_new (&bell_call_desk_position);

  bell_store_call_async (self->store, NULL, call, NULL, on_position, g_object_ref (self));
}

/* The desk is another than was said: where it is has to be found out anew. */
static void
on_reloaded (BellServer *self)
{
  self->n_reloads++;
  self->seq = self->first_seq = 0;
  bell_live_reload (self);
  ask_for_position (self);
}

static void
bell_server_constructed (GObject *object)
{
  BellServer *self = BELL_SERVER (object);

  G_OBJECT_CLASS (bell_server_parent_class)->constructed (object);

  self->attendance = bell_attendance_new (self->store);
  self->changed_handler
      = g_signal_connect_swapped (self->store, "changed", G_CALLBACK (on_changed), self);
  self->reloaded_handler
      = g_signal_connect_swapped (self->store, "reloaded", G_CALLBACK (on_reloaded), self);
  ask_for_position (self);
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
  g_clear_pointer (&self->listeners, g_ptr_array_unref);
  g_clear_pointer (&self->connections, bell_connections_free);
  g_clear_pointer (&self->proxies, bell_proxies_free);
  g_clear_pointer (&self->metrics, bell_metrics_free);
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
close_other_end (gpointer fd)
{
  close (GPOINTER_TO_INT (fd) - 1);
}

/* libsoup keeps a connection for the next request only while it listens somewhere: this is a
 * socket on which nobody can be. */
static void
pretend_to_listen (SoupServer *soup)
{
  g_autoptr (GSocket) socket = NULL;
  g_autoptr (GError) error = NULL;
  int ends[2];

  if (socketpair (AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0)
    g_error ("No pair of sockets: %s", g_strerror (errno));

  socket = g_socket_new_from_fd (ends[0], &error);
  if (socket == NULL || !soup_server_listen_socket (soup, socket, 0, &error))
    g_error ("libsoup does not listen: %s", error->message);

  /* The other end is open as long as the server is. */
  g_object_set_data_full (G_OBJECT (soup), "bell-other-end", GINT_TO_POINTER (ends[1] + 1),
                          close_other_end);
}

static void
bell_server_init (BellServer *self)
{
  self->soup = soup_server_new ("server-header", "Deskbell", NULL);
  pretend_to_listen (self->soup);
  self->listeners = g_ptr_array_new_with_free_func ((GDestroyNotify) bell_listener_free);
  self->proxies = bell_proxies_new ();
  self->connections = bell_connections_new (self->soup, self->proxies);
  self->metrics = bell_metrics_new ();
  self->hub = bell_hub_new ();
  self->attempts = bell_attempts_new ();
  self->lives = bell_lives_new (self);
  bell_reports_watch (self);
  soup_server_add_early_handler (self->soup, NULL, on_early, self, NULL);
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

/**
 * bell_server_trust_proxy:
 * @self: a server
 * @network: an IP address, or a network
 * @error: return location for %BELL_ERROR_INVALID
 *
 * Believes what comes from there about for whom it is forwarded.
 *
 * Returns: whether @network is one
 */
gboolean
bell_server_trust_proxy (BellServer *self, const char *network, GError **error)
{
  return bell_proxies_add (self->proxies, network, error);
}

static void
on_connection (GSocket *socket, gpointer user_data)
{
  BellServer *self = user_data;

  bell_connections_admit (self->connections, socket);
}

static gboolean
start (BellServer *self, BellListener *listener)
{
  if (listener == NULL)
    return FALSE;

  g_ptr_array_add (self->listeners, listener);
  bell_listener_start (listener, on_connection, self);

  return TRUE;
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
  return start (self, bell_listener_new_inet (address, port, error));
}

/**
 * bell_server_listen_unix:
 * @self: a server
 * @path: the path of a Unix socket to be made
 * @error: return location for %BELL_ERROR_INVALID or %BELL_ERROR_CONFLICT, if somebody listens
 *
 * Listens for a proxy on this computer.
 *
 * Returns: whether it listens
 */
gboolean
bell_server_listen_unix (BellServer *self, const char *path, GError **error)
{
  return start (self, bell_listener_new_unix (path, error));
}

/**
 * bell_server_listen_fd:
 * @self: a server
 * @fd: (transfer full): a socket that listens already
 * @error: return location for %BELL_ERROR_INVALID
 *
 * Listens on a socket that whoever has started this program has made.
 *
 * Returns: whether it listens
 */
gboolean
bell_server_listen_fd (BellServer *self, int fd, GError **error)
{
  return start (self, bell_listener_new_for_fd (fd, error));
}

/**
 * bell_server_dup_uris:
 * @self: a server
 *
 * Returns: (transfer full) (array zero-terminated=1): where it listens
 */
char **
bell_server_dup_uris (BellServer *self)
{
  g_autoptr (GStrvBuilder) uris = g_strv_builder_new ();

  for (guint i = 0; i < self->listeners->len; i++)
    g_strv_builder_take (uris, bell_listener_dup_uri (self->listeners->pdata[i]));

  return g_strv_builder_end (uris);
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
  return self->listeners->len > 0 ? bell_listener_dup_uri (self->listeners->pdata[0]) : NULL;
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
    {
      g_clear_signal_handler (&self->changed_handler, self->store);
      g_clear_signal_handler (&self->reloaded_handler, self->store);
    }
  if (self->listeners != NULL)
    g_ptr_array_set_size (self->listeners, 0);
  g_clear_pointer (&self->hub, bell_hub_free);
  if (self->soup != NULL)
    soup_server_disconnect (self->soup);
}
