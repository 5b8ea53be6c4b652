/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "bell-session.h"

#include <adwaita.h>

void
bell_admin_undo_offer (AdwToastOverlay *toasts, BellSession *session, const BellEdited *edited);
