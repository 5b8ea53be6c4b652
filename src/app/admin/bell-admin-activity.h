/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "bell-record-edit.h"
#include "bell-session.h"

#include <adwaita.h>

/* Who changed what and when, field by field. */
#define BELL_TYPE_ADMIN_ACTIVITY (bell_admin_activity_get_type ())
G_DECLARE_FINAL_TYPE (BellAdminActivity, bell_admin_activity, BELL, ADMIN_ACTIVITY, AdwBin)

GtkWidget *bell_admin_activity_new (BellSession *session);
void bell_admin_activity_show (BellAdminActivity *self, const BellShape *shape, const char *id);
GtkWidget *bell_admin_activity_new_group (BellSession *session, BellRecordEdit *edit);
