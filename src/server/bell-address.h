/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#define BELL_ADDRESS_DEFAULT_HOST "127.0.0.1"
#define BELL_ADDRESS_DEFAULT_PORT 7373

/**
 * BellAddress:
 * @path: (nullable): the path of a Unix socket, or %NULL if it is none
 * @host: (nullable): an IP address
 * @port: its port
 *
 * Where to listen.
 */
typedef struct
{
  char   *path;
  char   *host;
  guint16 port;
} BellAddress;

BellAddress *bell_address_parse (const char *text, gboolean allow_remote, GError **error);
void         bell_address_free (BellAddress *self);
gboolean     bell_address_is_remote (const BellAddress *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BellAddress, bell_address_free)
