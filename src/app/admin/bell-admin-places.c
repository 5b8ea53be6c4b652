/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-admin-places.h"

#include "bell-admin-activity.h"
#include "bell-admin-check.h"
#include "bell-admin-coverage.h"
#include "bell-admin-findings.h"
#include "bell-admin-overview.h"

#include <glib/gi18n.h>

const BellAdminPlace bell_admin_places[] = {
  { "overview", "power-profile-performance-symbolic", N_ ("Overview"), TRUE,
    bell_admin_overview_new },
  { BELL_ADMIN_CHECK_PLACE, "object-select-symbolic", N_ ("Check a Request"), FALSE,
    bell_admin_check_new },
  { "coverage", "view-list-symbolic", N_ ("Coverage"), FALSE, bell_admin_coverage_new },
  { "findings", "dialog-information-symbolic", N_ ("Findings"), FALSE, bell_admin_findings_new },
  { "activity", "document-open-recent-symbolic", N_ ("Activity"), FALSE, bell_admin_activity_new },
  { NULL, NULL, NULL, FALSE, NULL },
};
