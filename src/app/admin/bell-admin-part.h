/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "bell-record-edit.h"
#include "bell-session.h"

#include <adwaita.h>

/* The row of a part of a record, which unfolds to the fields of the part. */
#define BELL_TYPE_ADMIN_PART (bell_admin_part_get_type ())
G_DECLARE_FINAL_TYPE (BellAdminPart, bell_admin_part, BELL, ADMIN_PART, AdwExpanderRow)

GtkWidget *bell_admin_part_new (BellSession *session, const BellShape *shape, BellRecord *record);
BellRecordEdit *bell_admin_part_get_edit (BellAdminPart *self);
void            bell_admin_part_show (BellAdminPart *self);
void            bell_admin_part_open (BellAdminPart *self);
void            bell_admin_part_focus_remove (BellAdminPart *self);
