/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "bell-session.h"

#include <gtk/gtk.h>

void bell_admin_activity_export_async (GtkWidget          *widget,
                                       BellSession        *session,
                                       BellRecordHistory  *filter,
                                       GAsyncReadyCallback callback,
                                       gpointer            user_data);
void bell_admin_activity_export_finish (GtkWidget *widget, GAsyncResult *result);
