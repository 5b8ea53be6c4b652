/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "bell-session.h"

#include <adwaita.h>

AdwDialog *bell_desks_dialog_new (BellSession *session, GSettings *settings);
