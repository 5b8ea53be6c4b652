/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "bell-admin-extras.h"

GtkWidget *bell_admin_ical_new (BellSession *session, BellRecordEdit *edit);
