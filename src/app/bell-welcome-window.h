/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "bell-notification-status.h"
#include "bell-session.h"

#include <adwaita.h>

/* The first start: which desk, who, and whether to ring. */
#define BELL_TYPE_WELCOME_WINDOW (bell_welcome_window_get_type ())
G_DECLARE_FINAL_TYPE (BellWelcomeWindow,
                      bell_welcome_window,
                      BELL,
                      WELCOME_WINDOW,
                      AdwApplicationWindow)

GtkWidget *bell_welcome_window_new (GtkApplication         *application,
                                    BellSession            *session,
                                    GSettings              *settings,
                                    BellNotificationStatus *status);
