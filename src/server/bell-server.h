/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "bell-store.h"

#define BELL_TYPE_SERVER (bell_server_get_type ())
G_DECLARE_FINAL_TYPE (BellServer, bell_server, BELL, SERVER, GObject)

BellServer *bell_server_new (BellStore *store);
gboolean    bell_server_trust_proxy (BellServer *self, const char *network, GError **error);
gboolean bell_server_listen (BellServer *self, const char *address, guint16 port, GError **error);
gboolean bell_server_listen_unix (BellServer *self, const char *path, GError **error);
gboolean bell_server_listen_fd (BellServer *self, int fd, GError **error);
char    *bell_server_dup_uri (BellServer *self);
char   **bell_server_dup_uris (BellServer *self);
void     bell_server_stop (BellServer *self);
void     bell_server_drain_async (BellServer         *self,
                                  GCancellable       *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer            user_data);
gboolean bell_server_drain_finish (BellServer *self, GAsyncResult *result, GError **error);
