/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "bell-store.h"

/**
 * BellServe:
 *
 * A desk that is served until the program is told to stop: what deskbell-server and "deskbellctl
 * serve" are.
 */
typedef struct _BellServe BellServe;

/* The options that say how. Their values are kept until bell_serve_new() takes them. */
extern const GOptionEntry bell_serve_options[];

BellServe *bell_serve_new (const char *store, GError **error);
void       bell_serve_free (BellServe *self);
void       bell_serve_run_async (BellServe *self, GAsyncReadyCallback callback, gpointer user_data);
gboolean   bell_serve_run_finish (GAsyncResult *result, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BellServe, bell_serve_free)
