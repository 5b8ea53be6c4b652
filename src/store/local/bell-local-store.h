/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "bell-store.h"

#define BELL_TYPE_LOCAL_STORE (bell_local_store_get_type ())
G_DECLARE_FINAL_TYPE (BellLocalStore, bell_local_store, BELL, LOCAL_STORE, GObject)

void bell_local_store_open_async (const char         *location,
                                  BellStoreFlags      flags,
                                  BellInstant         now,
                                  GCancellable       *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer            user_data);
