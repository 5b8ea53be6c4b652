/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "bell-session.h"

#include <adwaita.h>

/* Whether the requests of each active offering have chat. */
#define BELL_TYPE_ADMIN_COVERAGE (bell_admin_coverage_get_type ())
G_DECLARE_FINAL_TYPE (BellAdminCoverage, bell_admin_coverage, BELL, ADMIN_COVERAGE, AdwBin)

GtkWidget *bell_admin_coverage_new (BellSession *session);
