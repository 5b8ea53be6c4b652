/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "bell-notification-status.h"
#include "bell-session.h"

#include <adwaita.h>

#define BELL_TYPE_PREFERENCES_DIALOG (bell_preferences_dialog_get_type ())
G_DECLARE_FINAL_TYPE (BellPreferencesDialog,
                      bell_preferences_dialog,
                      BELL,
                      PREFERENCES_DIALOG,
                      AdwPreferencesDialog)

AdwDialog *bell_preferences_dialog_new (BellSession            *session,
                                        GSettings              *settings,
                                        BellNotificationStatus *status,
                                        GAction                *login);
