/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "bell-effect-records.h"
#include "bell-session.h"

#include <adwaita.h>

/* The smallest changes that would make a no a yes, each with the way to where it is made. */
#define BELL_TYPE_ADMIN_REMEDIES (bell_admin_remedies_get_type ())
G_DECLARE_FINAL_TYPE (BellAdminRemedies, bell_admin_remedies, BELL, ADMIN_REMEDIES, AdwBin)

GtkWidget *bell_admin_remedies_new (void);
void       bell_admin_remedies_show (BellAdminRemedies  *self,
                                     BellSession        *session,
                                     const BellDecision *decision);
char      *bell_admin_edit_text (BellSession *session, const BellEdit *edit);
