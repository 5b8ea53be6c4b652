/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

/**
 * BellProxies:
 *
 * Whom the server believes what they say of somebody for whom they forward: the addresses that it
 * was told of, and whoever may write to its Unix socket.
 */
typedef struct _BellProxies BellProxies;

BellProxies *bell_proxies_new (void);
void         bell_proxies_free (BellProxies *self);
gboolean     bell_proxies_add (BellProxies *self, const char *network, GError **error);
gboolean     bell_proxies_trust (BellProxies *self, const char *address);
char *bell_proxies_find_client (BellProxies *self, const char *peer, const char *forwarded_for);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BellProxies, bell_proxies_free)
