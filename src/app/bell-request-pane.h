/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "bell-session.h"

#include <adwaita.h>

/* A request and who made it, beside a chat or by itself. */
#define BELL_TYPE_REQUEST_PANE (bell_request_pane_get_type ())
G_DECLARE_FINAL_TYPE (BellRequestPane, bell_request_pane, BELL, REQUEST_PANE, AdwBin)

void bell_request_pane_show (BellRequestPane *self, BellSession *session, const char *request);
