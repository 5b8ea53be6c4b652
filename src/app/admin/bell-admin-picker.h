/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "bell-session.h"

#include <adwaita.h>

/* A dialog to pick a request in, by what its number, its title or its person contains. */
#define BELL_TYPE_ADMIN_PICKER (bell_admin_picker_get_type ())
G_DECLARE_FINAL_TYPE (BellAdminPicker, bell_admin_picker, BELL, ADMIN_PICKER, AdwDialog)

AdwDialog *bell_admin_picker_new (BellSession *session);
