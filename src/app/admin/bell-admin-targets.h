/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "bell-record.h"

#include <adwaita.h>

/* The targets of an agreement, as a table: the kinds side by side, the priorities below each
 * other. */
#define BELL_TYPE_ADMIN_TARGETS (bell_admin_targets_get_type ())
G_DECLARE_FINAL_TYPE (BellAdminTargets, bell_admin_targets, BELL, ADMIN_TARGETS, AdwBin)

GtkWidget *bell_admin_targets_new (void);
void       bell_admin_targets_show (BellAdminTargets *self, GPtrArray *targets);
JsonNode  *bell_admin_targets_to_json (BellAdminTargets *self);
