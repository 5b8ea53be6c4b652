/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "bell-error.h"
#include "remote/bell-remote-account.h"

#include <libsoup/soup.h>

#define BELL_TYPE_REMOTE_HTTP (bell_remote_http_get_type ())
G_DECLARE_FINAL_TYPE (BellRemoteHttp, bell_remote_http, BELL, REMOTE_HTTP, GObject)

BellRemoteHttp *bell_remote_http_new (const char *base, const char *fingerprint);
const char     *bell_remote_http_get_base (BellRemoteHttp *self);
void            bell_remote_http_set_token (BellRemoteHttp *self, const char *token);
const char     *bell_remote_http_get_token (BellRemoteHttp *self);
void            bell_remote_http_send_async (BellRemoteHttp     *self,
                                             const char         *method,
                                             const char         *path,
                                             const char         *body,
                                             GCancellable       *cancellable,
                                             GAsyncReadyCallback callback,
                                             gpointer            user_data);
GBytes *bell_remote_http_send_finish (BellRemoteHttp *self, GAsyncResult *result, GError **error);
void    bell_remote_http_connect_async (BellRemoteHttp     *self,
                                        const char         *path,
                                        GCancellable       *cancellable,
                                        GAsyncReadyCallback callback,
                                        gpointer            user_data);
SoupWebsocketConnection      *
bell_remote_http_connect_finish (BellRemoteHttp *self, GAsyncResult *result, GError **error);
void bell_remote_http_close (BellRemoteHttp *self);
