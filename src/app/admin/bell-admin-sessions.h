/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "bell-record-edit.h"
#include "bell-session.h"

#include <gtk/gtk.h>

GtkWidget *bell_admin_sessions_new (BellSession *session, BellRecordEdit *edit);
