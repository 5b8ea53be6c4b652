/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "bell-session.h"

#include <adwaita.h>

/* How the desk does: the numbers now, and of the last days, drawn and as tables. */
#define BELL_TYPE_ADMIN_OVERVIEW (bell_admin_overview_get_type ())
G_DECLARE_FINAL_TYPE (BellAdminOverview, bell_admin_overview, BELL, ADMIN_OVERVIEW, AdwBin)

GtkWidget *bell_admin_overview_new (BellSession *session);
