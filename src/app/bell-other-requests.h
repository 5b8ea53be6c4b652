/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "bell-session.h"

#include <adwaita.h>

/* What else somebody has asked for. */
#define BELL_TYPE_OTHER_REQUESTS (bell_other_requests_get_type ())
G_DECLARE_FINAL_TYPE (BellOtherRequests,
                      bell_other_requests,
                      BELL,
                      OTHER_REQUESTS,
                      AdwPreferencesGroup)

void bell_other_requests_show (BellOtherRequests *self,
                               BellSession       *session,
                               const char        *person,
                               const char        *except);
