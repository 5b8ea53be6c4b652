/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "bell-session.h"

#include <adwaita.h>

/* What a list is limited to: one of some things, or all of them. */
#define BELL_TYPE_ADMIN_LIMIT (bell_admin_limit_get_type ())
G_DECLARE_FINAL_TYPE (BellAdminLimit, bell_admin_limit, BELL, ADMIN_LIMIT, AdwBin)

GtkWidget  *bell_admin_limit_new (BellSession *session, const char *label, const char *all);
void        bell_admin_limit_add (BellAdminLimit *self, const char *id, const char *title);
void        bell_admin_limit_set_shape (BellAdminLimit *self, const BellShape *shape);
void        bell_admin_limit_set_id (BellAdminLimit *self, const char *id);
const char *bell_admin_limit_get_id (BellAdminLimit *self);
