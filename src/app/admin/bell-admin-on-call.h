/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "bell-admin-extras.h"

GtkWidget *bell_admin_on_call_new (BellSession *session, BellRecordEdit *edit);
