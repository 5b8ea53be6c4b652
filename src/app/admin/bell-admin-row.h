/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "bell-admin-item.h"

#include <gtk/gtk.h>

/* What the list of a type of record shows of one of them. */
#define BELL_TYPE_ADMIN_ROW (bell_admin_row_get_type ())
G_DECLARE_FINAL_TYPE (BellAdminRow, bell_admin_row, BELL, ADMIN_ROW, GtkBox)

BellAdminItem *bell_admin_row_get_item (BellAdminRow *self);
