/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "bell-condition.h"
#include "bell-session.h"

#include <adwaita.h>

/* A condition that is put together from tests and groups. */
#define BELL_TYPE_ADMIN_CONDITION (bell_admin_condition_get_type ())
G_DECLARE_FINAL_TYPE (BellAdminCondition, bell_admin_condition, BELL, ADMIN_CONDITION, GtkBox)

GtkWidget *bell_admin_condition_new (BellSession *session);
void       bell_admin_condition_show (BellAdminCondition *self, const BellCondition *condition);
void       bell_admin_condition_show_names (BellAdminCondition *self);
JsonNode  *bell_admin_condition_to_json (BellAdminCondition *self);
