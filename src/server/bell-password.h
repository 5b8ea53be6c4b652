/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "bell-error.h"

#include <gio/gio.h>

/* The most bytes a password may have. */
#define BELL_PASSWORD_MAX 1024

void
bell_password_hash_async (const char *password, GAsyncReadyCallback callback, gpointer user_data);
char    *bell_password_hash_finish (GAsyncResult *result, GError **error);
void     bell_password_verify_async (const char         *password,
                                     const char         *hash,
                                     GAsyncReadyCallback callback,
                                     gpointer            user_data);
gboolean bell_password_verify_finish (GAsyncResult *result, GError **error);
char    *bell_token_new (void);
char    *bell_token_hash (const char *token);
