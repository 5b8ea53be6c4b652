/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "bell-chat-records.h"

/* Who may see what. */
BellRecord *bell_veil (gpointer record, const char *viewer);
gboolean    bell_person_is_agent (const BellPerson *person);
gboolean    bell_change_is_for (const BellChange *change, const BellPerson *person);
