/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "bell-session.h"

#include <adwaita.h>

/* Asks for a new password of a person, and sets it. */
#define BELL_TYPE_ADMIN_PASSWORD (bell_admin_password_get_type ())
G_DECLARE_FINAL_TYPE (BellAdminPassword, bell_admin_password, BELL, ADMIN_PASSWORD, AdwDialog)

AdwDialog *bell_admin_password_new (BellSession *session, const char *person);
