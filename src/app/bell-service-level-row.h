/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "bell-clock-records.h"

#include <adwaita.h>

/* How it stands with one service level target of a request. */
#define BELL_TYPE_SERVICE_LEVEL_ROW (bell_service_level_row_get_type ())
G_DECLARE_FINAL_TYPE (BellServiceLevelRow,
                      bell_service_level_row,
                      BELL,
                      SERVICE_LEVEL_ROW,
                      AdwPreferencesRow)

GtkWidget *bell_service_level_row_new (void);
void       bell_service_level_row_set_clock (BellServiceLevelRow *self,
                                             const BellClock     *clock,
                                             const char          *agreement,
                                             BellInstant          now);
gboolean   bell_service_level_row_tick (BellServiceLevelRow *self, BellInstant now);
