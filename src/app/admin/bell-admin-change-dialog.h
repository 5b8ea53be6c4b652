/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "bell-session.h"

#include <adwaita.h>

void bell_admin_change_dialog_present (BellSession      *session,
                                       GtkWidget        *parent,
                                       const BellChange *change);
