/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

/* One of several things, chosen from a list, in as little room as there is. */
#define BELL_TYPE_ADMIN_PICK (bell_admin_pick_get_type ())
G_DECLARE_FINAL_TYPE (BellAdminPick, bell_admin_pick, BELL, ADMIN_PICK, AdwBin)

GtkWidget  *bell_admin_pick_new (const char *label, gboolean has_search);
void        bell_admin_pick_show (BellAdminPick *self, GPtrArray *items, const char *id);
const char *bell_admin_pick_get_id (BellAdminPick *self);
