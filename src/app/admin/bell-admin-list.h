/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "bell-admin-text.h"
#include "bell-session.h"

#include <adwaita.h>

/* The records of one type, by what they are called, with a search. */
#define BELL_TYPE_ADMIN_LIST (bell_admin_list_get_type ())
G_DECLARE_FINAL_TYPE (BellAdminList, bell_admin_list, BELL, ADMIN_LIST, AdwBin)

GtkWidget       *bell_admin_list_new (BellSession *session, const BellAdminKind *kind);
const BellShape *bell_admin_list_get_shape (BellAdminList *self);
void             bell_admin_list_take_row (BellAdminList *self, GtkWidget *row);
