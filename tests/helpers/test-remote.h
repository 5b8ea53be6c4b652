/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "bell-store.h"

/* The environment variable DESKBELL_TEST_STORE: "local", the default, or "remote". */
gboolean test_remote_is_wanted (void);
void     test_remote_open_async (const char         *location,
                                 BellStoreFlags      flags,
                                 GAsyncReadyCallback callback,
                                 gpointer            user_data);
