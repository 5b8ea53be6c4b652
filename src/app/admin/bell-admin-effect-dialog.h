/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "bell-effect-records.h"
#include "bell-session.h"

#include <adwaita.h>

/* Who gains and who loses chat by an edit, and who is told, with the question whether to make it.
 */
#define BELL_TYPE_ADMIN_EFFECT_DIALOG (bell_admin_effect_dialog_get_type ())
G_DECLARE_FINAL_TYPE (BellAdminEffectDialog,
                      bell_admin_effect_dialog,
                      BELL,
                      ADMIN_EFFECT_DIALOG,
                      AdwDialog)

AdwDialog *bell_admin_effect_dialog_new (BellSession      *session,
                                         const BellEffect *effect,
                                         const char       *title,
                                         gboolean          deleting);
gboolean   bell_admin_effect_dialog_is_accepted (BellAdminEffectDialog *self);
