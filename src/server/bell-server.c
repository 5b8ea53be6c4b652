/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-server-private.h"

#include "bell-wire.h"

#include <string.h>

G_DEFINE_FINAL_TYPE (BellServer, bell_server, G_TYPE_OBJECT)

typedef enum
{
  PROP_STORE = 1,
} BellServerProperty;
static GParamSpec *props[PROP_STORE + 1];

/* A body that says how long it is, or grows, beyond what is taken is refused before it is read. */

static gsize
most_bytes (SoupServerMessage *message)
{
  const char *path = g_uri_get_path (soup_server_message_get_uri (message));
  BellMethod  method = bell_wire_method (soup_server_message_get_method (message));

  return bell_wire_is_large (method, path) ? BELL_WIRE_MAX_DOCUMENT : BELL_WIRE_MAX_BODY;
}

static void
refuse_large (SoupServerMessage *message)
{
  g_autoptr (GError) error
      = g_error_new (BELL_ERROR, BELL_ERROR_TOO_LARGE,
                     "at most %" G_GSIZE_FORMAT " bytes are taken", most_bytes (message));
  g_autofree char *text = bell_wire_write_error (error);

  soup_message_body_set_accumulate (soup_server_message_get_request_body (message), FALSE);
  soup_message_headers_replace (soup_server_message_get_response_headers (message), "Connection",
                                "close");
  bell_exchange_set_headers (message);
  soup_server_message_set_response (message, "application/json", SOUP_MEMORY_COPY, text,
                                    strlen (text));
  soup_server_message_set_status (message, SOUP_STATUS_REQUEST_ENTITY_TOO_LARGE, NULL);
}

static void
on_got_chunk (SoupServerMessage *message, GBytes *chunk, gpointer user_data)
{
  gsize *left = g_object_get_data (G_OBJECT (message), "bell-left");

  if (*left < g_bytes_get_size (chunk))
    refuse_large (message);
  else
    *left -= g_bytes_get_size (chunk);
}

static void
on_early (SoupServer        *soup,
          SoupServerMessage *message,
          const char        *path,
          GHashTable        *query,
          gpointer           user_data)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);
  gsize               most = most_bytes (message);

  if (soup_message_headers_get_encoding (headers) == SOUP_ENCODING_CONTENT_LENGTH
      && soup_message_headers_get_content_length (headers) > (goffset) most)
    {
      refuse_large (message);
      return;
    }

  g_object_set_data_full (G_OBJECT (message), "bell-left", g_memdup2 (&most, sizeof most), g_free);
  g_signal_connect (message, "got-chunk", G_CALLBACK (on_got_chunk), NULL);
}

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
  g_clear_pointer (&self->lives, g_hash_table_unref);
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
  self->lives = g_hash_table_new (NULL, NULL);
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
  g_autoptr (GError) problem = NULL;

  if (socket_address == NULL)
    {
      g_set_error (error, BELL_ERROR, BELL_ERROR_INVALID, "%s is no IP address", address);
      return FALSE;
    }

  if (soup_server_listen (self->soup, socket_address, 0, &problem))
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
