/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

/* The sign-ins to desks elsewhere, in the keyring of the person at this computer. */

void     bell_secrets_find_async (const char         *url,
                                  const char         *user,
                                  GCancellable       *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer            user_data);
char    *bell_secrets_find_finish (GAsyncResult *result, GError **error);
void     bell_secrets_keep_async (const char         *url,
                                  const char         *user,
                                  const char         *token,
                                  GAsyncReadyCallback callback,
                                  gpointer            user_data);
gboolean bell_secrets_keep_finish (GAsyncResult *result, GError **error);
void     bell_secrets_remove (const char *url, const char *user);
