/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "bell-overview.h"
#include "bell-session.h"

/* The numbers of a desk over the last days, which follow it. */
#define BELL_TYPE_ADMIN_COUNTS (bell_admin_counts_get_type ())
G_DECLARE_FINAL_TYPE (BellAdminCounts, bell_admin_counts, BELL, ADMIN_COUNTS, GObject)

BellAdminCounts    *bell_admin_counts_new (BellSession *session);
void                bell_admin_counts_set_active (BellAdminCounts *self, gboolean active);
void                bell_admin_counts_set_days (BellAdminCounts *self, int days);
void                bell_admin_counts_set_group (BellAdminCounts *self, const char *group);
const BellOverview *bell_admin_counts_get_overview (BellAdminCounts *self);
const GError       *bell_admin_counts_get_error (BellAdminCounts *self);
