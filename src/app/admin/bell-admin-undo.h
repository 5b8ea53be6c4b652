/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "bell-session.h"

#include <adwaita.h>

void
bell_admin_undo_offer (AdwToastOverlay *toasts, BellSession *session, const BellEdited *edited);
void bell_admin_undo_offer_move (AdwToastOverlay *toasts,
                                 BellSession     *session,
                                 const char      *name,
                                 GPtrArray       *edits);
void bell_admin_undo_refuse (AdwToastOverlay *toasts, const char *title, const GError *error);
