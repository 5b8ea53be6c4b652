/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

gboolean bell_sandbox_is_used (void);
void     bell_sandbox_set_status (const char *status);
void     bell_sandbox_request_background_async (const char         *reason,
                                                gboolean            autostart,
                                                GAsyncReadyCallback callback,
                                                gpointer            user_data);
gboolean
bell_sandbox_request_background_finish (GAsyncResult *result, gboolean *autostart, GError **error);
