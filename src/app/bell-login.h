/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

/* Starting at login, without a window. */

gboolean bell_login_is_on (GSettings *settings);
void     bell_login_set_async (GSettings          *settings,
                               gboolean            wanted,
                               GAsyncReadyCallback callback,
                               gpointer            user_data);
gboolean bell_login_set_finish (GAsyncResult *result, GError **error);
