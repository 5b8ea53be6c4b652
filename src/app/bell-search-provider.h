/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "bell-session.h"

/* What the shell's search finds on a desk: requests and people. */
#define BELL_TYPE_SEARCH_PROVIDER (bell_search_provider_get_type ())
G_DECLARE_FINAL_TYPE (BellSearchProvider, bell_search_provider, BELL, SEARCH_PROVIDER, GObject)

BellSearchProvider *bell_search_provider_new (void);
void     bell_search_provider_set_session (BellSearchProvider *self, BellSession *session);
gboolean bell_search_provider_export (BellSearchProvider *self,
                                      GDBusConnection    *connection,
                                      const char         *path,
                                      GError            **error);
void     bell_search_provider_unexport (BellSearchProvider *self);
