/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "bell-session.h"

#include <adwaita.h>

/* The service level targets of a request, while time runs. */
#define BELL_TYPE_SERVICE_LEVELS (bell_service_levels_get_type ())
G_DECLARE_FINAL_TYPE (BellServiceLevels,
                      bell_service_levels,
                      BELL,
                      SERVICE_LEVELS,
                      AdwPreferencesGroup)

void bell_service_levels_set_request (BellServiceLevels *self,
                                      BellSession       *session,
                                      const char        *request);
void bell_service_levels_load (BellServiceLevels *self);
