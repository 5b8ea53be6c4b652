/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "bell-session.h"

#include <adwaita.h>

/* Everything on the desk that is allowed and hardly meant; a row goes to its record. It can be a
 * page, or a part of one: then it is as high as it must, up to a bound. */
#define BELL_TYPE_ADMIN_FINDINGS (bell_admin_findings_get_type ())
G_DECLARE_FINAL_TYPE (BellAdminFindings, bell_admin_findings, BELL, ADMIN_FINDINGS, AdwBin)

GtkWidget *bell_admin_findings_new (BellSession *session);
