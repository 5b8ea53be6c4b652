/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-listener.h"

#include "bell-error.h"
#include "bell-limits.h"

#include <errno.h>
#include <gio/gunixsocketaddress.h>
#include <glib/gstdio.h>
#include <sys/socket.h>
#include <unistd.h>

/* How many connections are taken at one turn of the main loop. */
#define AT_A_TURN 64

/* How long it rests when there are no descriptors left. */
#define REST_MILLISECONDS 500

/* Who may connect to a Unix socket: its owner and its group. */
#define UNIX_MODE 0660

struct _BellListener
{
  GSocket         *socket;
  GSource         *source;
  guint            rest; /* 0: it does not */
  char            *path; /* of a Unix socket that goes with it */
  gboolean         is_lent;
  BellListenerFunc func;
  gpointer         user_data;
};

static BellListener *
listener_new (GSocket *socket)
{
  BellListener *self = g_new0 (BellListener, 1);

  self->socket = g_object_ref (socket);
  g_socket_set_blocking (socket, FALSE);

  return self;
}

static gboolean
bind_and_listen (GSocket *socket, GSocketAddress *address, GError **error)
{
  g_socket_set_listen_backlog (socket, BELL_LIMIT_BACKLOG);

  return g_socket_bind (socket, address, TRUE, error) && g_socket_listen (socket, error);
}

static void
set_listen_error (GError **error, const GError *problem, const char *address, guint port)
{
  if (g_error_matches (problem, G_IO_ERROR, G_IO_ERROR_ADDRESS_IN_USE))
    g_set_error (error, BELL_ERROR, BELL_ERROR_CONFLICT,
                 "port %u of %s is taken by another program; choose another port", port, address);
  else
    g_set_error (error, BELL_ERROR, BELL_ERROR_INVALID, "%s port %u: %s", address, port,
                 problem->message);
}

/**
 * bell_listener_new_inet:
 * @address: an IP address of this computer
 * @port: a port, or 0 for any that is free
 * @error: return location for %BELL_ERROR_INVALID or %BELL_ERROR_CONFLICT, if the port is taken
 *
 * Returns: (transfer full) (nullable): a listener on it, which waits to be started
 */
BellListener *
bell_listener_new_inet (const char *address, guint16 port, GError **error)
{
  g_autoptr (GSocketAddress) where = g_inet_socket_address_new_from_string (address, port);
  g_autoptr (GSocket) socket = NULL;
  g_autoptr (GError) problem = NULL;

  if (where == NULL)
    {
      g_set_error (error, BELL_ERROR, BELL_ERROR_INVALID, "%s is no IP address", address);
      return NULL;
    }

  socket = g_socket_new (g_socket_address_get_family (where), G_SOCKET_TYPE_STREAM,
                         G_SOCKET_PROTOCOL_TCP, &problem);
  if (socket == NULL || !bind_and_listen (socket, where, &problem))
    {
      set_listen_error (error, problem, address, port);
      return NULL;
    }

  return listener_new (socket);
}

/* Whether somebody answers on a socket; one that crashed has left it behind. */
static gboolean
is_live (GSocketAddress *address)
{
  g_autoptr (GSocket) socket
      = g_socket_new (G_SOCKET_FAMILY_UNIX, G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_DEFAULT, NULL);
  g_autoptr (GError) error = NULL;

  if (socket == NULL)
    return FALSE;

  g_socket_set_blocking (socket, FALSE);

  return g_socket_connect (socket, address, NULL, &error)
         || !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CONNECTION_REFUSED);
}

/* Makes room for a socket where one was left behind. */
static gboolean
clear_path (const char *path, GSocketAddress *address, GError **error)
{
  GStatBuf status;

  if (g_lstat (path, &status) != 0)
    return TRUE;

  if (!S_ISSOCK (status.st_mode))
    {
      g_set_error (error, BELL_ERROR, BELL_ERROR_INVALID,
                   "%s: expected the path of a socket, found something else there", path);
      return FALSE;
    }

  if (is_live (address))
    {
      g_set_error (error, BELL_ERROR, BELL_ERROR_CONFLICT,
                   "%s is taken by another program that listens there; choose another path", path);
      return FALSE;
    }

  if (g_unlink (path) == 0)
    return TRUE;

  g_set_error (error, BELL_ERROR, BELL_ERROR_INVALID, "%s: the socket that was left behind: %s",
               path, g_strerror (errno));

  return FALSE;
}

/**
 * bell_listener_new_unix:
 * @path: the path of a Unix socket to be made
 * @error: return location for %BELL_ERROR_INVALID, or %BELL_ERROR_CONFLICT if somebody listens
 *
 * Makes a Unix socket that its owner and its group may connect to. It is removed with the listener.
 *
 * Returns: (transfer full) (nullable): a listener on it, which waits to be started
 */
BellListener *
bell_listener_new_unix (const char *path, GError **error)
{
  g_autoptr (GSocketAddress) address = g_unix_socket_address_new (path);
  g_autoptr (GError) problem = NULL;
  g_autoptr (GSocket) socket = NULL;
  BellListener *self;

  if (!clear_path (path, address, error))
    return NULL;

  /* What a socket's file may be is what its descriptor may be when it is bound. */
  socket = g_socket_new (G_SOCKET_FAMILY_UNIX, G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_DEFAULT,
                         &problem);
  if (socket != NULL)
    fchmod (g_socket_get_fd (socket), UNIX_MODE);
  if (socket == NULL || !bind_and_listen (socket, address, &problem))
    {
      g_set_error (error, BELL_ERROR, BELL_ERROR_INVALID, "%s: %s", path, problem->message);
      return NULL;
    }

  if (g_chmod (path, UNIX_MODE) != 0)
    g_warning ("%s: %s", path, g_strerror (errno));
  self = listener_new (socket);
  self->path = g_strdup (path);

  return self;
}

/**
 * bell_listener_new_for_fd:
 * @fd: (transfer full): a socket that listens already, of whoever has started this program
 * @error: return location for %BELL_ERROR_INVALID
 *
 * Returns: (transfer full) (nullable): a listener on it, which waits to be started
 */
BellListener *
bell_listener_new_for_fd (int fd, GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autoptr (GSocket) socket = g_socket_new_from_fd (fd, &problem);
  BellListener *self;
  int           listens = 0;

  if (socket == NULL)
    close (fd);
  else if (!g_socket_get_option (socket, SOL_SOCKET, SO_ACCEPTCONN, &listens, &problem))
    listens = 0;

  if (listens == 0)
    {
      g_set_error (error, BELL_ERROR, BELL_ERROR_INVALID,
                   "descriptor %d: expected a socket that listens%s%s", fd,
                   problem != NULL ? ": " : "", problem != NULL ? problem->message : "");
      return NULL;
    }

  self = listener_new (socket);
  self->is_lent = TRUE;

  return self;
}

static void watch (BellListener *self);

static gboolean
on_rested (gpointer user_data)
{
  BellListener *self = user_data;

  self->rest = 0;
  watch (self);

  return G_SOURCE_REMOVE;
}

/* Takes what waits. Returns: %FALSE if it has to rest, as there is no descriptor for the next. */
static gboolean
take (BellListener *self, guint most)
{
  for (guint i = 0; i < most; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GSocket) socket = g_socket_accept (self->socket, NULL, &error);

      if (socket != NULL)
        {
          self->func (socket, self->user_data);
        }
      else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_WOULD_BLOCK))
        {
          return TRUE;
        }
      else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CONNECTION_CLOSED))
        {
          g_warning ("No connection can be taken now: %s", error->message);
          return FALSE;
        }
    }

  return TRUE;
}

static gboolean
on_connection (GSocket *socket, GIOCondition condition, gpointer user_data)
{
  BellListener *self = user_data;

  if (take (self, AT_A_TURN))
    return G_SOURCE_CONTINUE;

  g_clear_pointer (&self->source, g_source_unref);
  self->rest = g_timeout_add (REST_MILLISECONDS, on_rested, self);

  return G_SOURCE_REMOVE;
}

static void
watch (BellListener *self)
{
  self->source = g_socket_create_source (self->socket, G_IO_IN, NULL);
  g_source_set_callback (self->source, G_SOURCE_FUNC (on_connection), self, NULL);
  g_source_attach (self->source, g_main_context_get_thread_default ());
}

/**
 * bell_listener_start:
 * @self: a listener
 * @func: called for each connection
 * @user_data: for @func
 *
 * Takes connections from now on.
 */
void
bell_listener_start (BellListener *self, BellListenerFunc func, gpointer user_data)
{
  self->func = func;
  self->user_data = user_data;
  watch (self);
}

/**
 * bell_listener_free:
 * @self: (transfer full): a listener
 *
 * Takes those who are waiting, unless the socket goes on without this program, and then nobody.
 */
void
bell_listener_free (BellListener *self)
{
  if (self->source != NULL)
    {
      g_source_destroy (self->source);
      g_source_unref (self->source);
    }
  g_clear_handle_id (&self->rest, g_source_remove);
  if (self->path != NULL)
    g_unlink (self->path);
  if (self->func != NULL && !self->is_lent)
    take (self, BELL_LIMIT_BACKLOG);
  g_object_unref (self->socket);
  g_free (self->path);
  g_free (self);
}

/**
 * bell_listener_dup_uri:
 * @self: a listener
 *
 * Returns: (transfer full): where it listens, "http://127.0.0.1:7373/" or "unix:/run/desk.sock"
 */
char *
bell_listener_dup_uri (BellListener *self)
{
  g_autoptr (GSocketAddress) address = g_socket_get_local_address (self->socket, NULL);
  g_autofree char *host = NULL;
  GInetAddress    *inet;

  if (G_IS_UNIX_SOCKET_ADDRESS (address))
    return g_strdup_printf ("unix:%s",
                            g_unix_socket_address_get_path (G_UNIX_SOCKET_ADDRESS (address)));

  if (!G_IS_INET_SOCKET_ADDRESS (address))
    return g_strdup ("unknown:");

  inet = g_inet_socket_address_get_address (G_INET_SOCKET_ADDRESS (address));
  host = g_inet_address_to_string (inet);

  return g_strdup_printf (g_inet_address_get_family (inet) == G_SOCKET_FAMILY_IPV6
                              ? "http://[%s]:%u/"
                              : "http://%s:%u/",
                          host, g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (address)));
}
