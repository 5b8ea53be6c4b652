/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "bell-store.h"
#include "remote/bell-remote-account.h"

#define BELL_TYPE_REMOTE_STORE (bell_remote_store_get_type ())
G_DECLARE_FINAL_TYPE (BellRemoteStore, bell_remote_store, BELL, REMOTE_STORE, GObject)

void        bell_remote_store_open_async (const char              *url,
                                          const BellRemoteAccount *account,
                                          GCancellable            *cancellable,
                                          GAsyncReadyCallback      callback,
                                          gpointer                 user_data);
const char *bell_remote_store_get_person (BellRemoteStore *self);
const char *bell_remote_store_get_token (BellRemoteStore *self);
GPtrArray  *bell_remote_store_list_waiting (BellRemoteStore *self);
void        bell_remote_store_hurry (BellRemoteStore *self);
void        bell_remote_store_sign_in_async (BellRemoteStore    *self,
                                             const char         *password,
                                             GCancellable       *cancellable,
                                             GAsyncReadyCallback callback,
                                             gpointer            user_data);
gboolean
     bell_remote_store_sign_in_finish (BellRemoteStore *self, GAsyncResult *result, GError **error);
void bell_remote_store_set_password_async (BellRemoteStore    *self,
                                           const char         *person,
                                           const char         *password,
                                           const char         *old,
                                           GAsyncReadyCallback callback,
                                           gpointer            user_data);
gboolean
bell_remote_store_set_password_finish (BellRemoteStore *self, GAsyncResult *result, GError **error);
void bell_remote_store_sign_out_async (BellRemoteStore    *self,
                                       GAsyncReadyCallback callback,
                                       gpointer            user_data);
gboolean
bell_remote_store_sign_out_finish (BellRemoteStore *self, GAsyncResult *result, GError **error);
