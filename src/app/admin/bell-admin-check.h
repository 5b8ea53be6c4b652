/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "bell-session.h"

#include <adwaita.h>

#define BELL_ADMIN_CHECK_PLACE "check"

/* Whether chat is available on a request, made or not, at any time: why, who would be told, and
 * what would make it so. */
#define BELL_TYPE_ADMIN_CHECK (bell_admin_check_get_type ())
G_DECLARE_FINAL_TYPE (BellAdminCheck, bell_admin_check, BELL, ADMIN_CHECK, AdwBin)

GtkWidget *bell_admin_check_new (BellSession *session);
void       bell_admin_check_compose (BellAdminCheck *self, const char *offering, BellInstant at);
