/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "bell-session.h"

BellRecord *bell_admin_start_new (BellSession *session, const BellShape *shape);
char       *bell_admin_start_id (BellSession *session, const BellShape *shape, const char *name);
