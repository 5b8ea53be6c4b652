/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "bell-effect-records.h"
#include "bell-session.h"

/* An offering in the list of all, with the answer for its requests. */
#define BELL_TYPE_ADMIN_COVERAGE_ITEM (bell_admin_coverage_item_get_type ())
G_DECLARE_FINAL_TYPE (BellAdminCoverageItem,
                      bell_admin_coverage_item,
                      BELL,
                      ADMIN_COVERAGE_ITEM,
                      GObject)

BellAdminCoverageItem             *
bell_admin_coverage_item_new (BellSession *session, const BellCoverageRow *row);
const char *bell_admin_coverage_item_get_id (BellAdminCoverageItem *self);
gboolean    bell_admin_coverage_item_is_available (BellAdminCoverageItem *self);
gboolean    bell_admin_coverage_item_fits (BellAdminCoverageItem *self, const char *folded);
gboolean bell_admin_coverage_item_same (BellAdminCoverageItem *self, BellAdminCoverageItem *other);
int      bell_admin_coverage_item_compare (gconstpointer a, gconstpointer b);
int      bell_admin_coverage_item_compare_answers (gconstpointer a, gconstpointer b);
