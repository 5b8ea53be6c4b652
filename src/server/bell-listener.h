/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

/**
 * BellListener:
 *
 * A socket on which a server waits for connections.
 */
typedef struct _BellListener BellListener;

/**
 * BellListenerFunc:
 * @socket: a socket of a new connection
 * @user_data: what the listener was given
 *
 * Called for each connection.
 */
typedef void (*BellListenerFunc) (GSocket *socket, gpointer user_data);

BellListener *bell_listener_new_inet (const char *address, guint16 port, GError **error);
BellListener *bell_listener_new_unix (const char *path, GError **error);
BellListener *bell_listener_new_for_fd (int fd, GError **error);
void          bell_listener_start (BellListener *self, BellListenerFunc func, gpointer user_data);
void          bell_listener_free (BellListener *self);
char         *bell_listener_dup_uri (BellListener *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BellListener, bell_listener_free)
