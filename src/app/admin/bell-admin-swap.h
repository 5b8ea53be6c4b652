/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "bell-chat-records.h"
#include "bell-session.h"

#include <adwaita.h>

/* Puts two people in each other's place for a day of a shift. */
#define BELL_TYPE_ADMIN_SWAP (bell_admin_swap_get_type ())
G_DECLARE_FINAL_TYPE (BellAdminSwap, bell_admin_swap, BELL, ADMIN_SWAP, AdwDialog)

AdwDialog *bell_admin_swap_new (BellSession     *session,
                                AdwToastOverlay *toasts,
                                const BellTurn  *turn,
                                BellDate         day);
