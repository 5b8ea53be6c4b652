/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "bell-session.h"

#include <adwaita.h>

/* Asks for the password of somebody who is not signed in any more. */
#define BELL_TYPE_SIGN_IN_DIALOG (bell_sign_in_dialog_get_type ())
G_DECLARE_FINAL_TYPE (BellSignInDialog, bell_sign_in_dialog, BELL, SIGN_IN_DIALOG, AdwDialog)

AdwDialog *bell_sign_in_dialog_new (BellSession *session);
