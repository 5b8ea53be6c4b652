/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "bell-session.h"

#include <adwaita.h>

/* A row to choose one of the records of a type with, or none. */
#define BELL_TYPE_ADMIN_CHOICE (bell_admin_choice_get_type ())
G_DECLARE_FINAL_TYPE (BellAdminChoice, bell_admin_choice, BELL, ADMIN_CHOICE, AdwComboRow)

void        bell_admin_choice_fill (BellAdminChoice *self,
                                    BellSession     *session,
                                    const BellShape *shape,
                                    const char      *none);
void        bell_admin_choice_set_id (BellAdminChoice *self, const char *id);
const char *bell_admin_choice_get_id (BellAdminChoice *self);
