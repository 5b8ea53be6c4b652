/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "bell-connection.h"
#include "bell-proxies.h"

/**
 * BellConnections:
 *
 * The HTTP connections of a server: as many as there may be, and no one longer than it may be.
 * What becomes a live connection is none of them any more.
 */
typedef struct _BellConnections BellConnections;

BellConnections *bell_connections_new (SoupServer *soup, BellProxies *proxies);
void             bell_connections_free (BellConnections *self);
void             bell_connections_admit (BellConnections *self, GSocket *socket);
guint            bell_connections_count (BellConnections *self);
guint64          bell_connections_count_refused (BellConnections *self);
guint64          bell_connections_count_overdue (BellConnections *self);
void             bell_connections_end_resting (BellConnections *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BellConnections, bell_connections_free)
