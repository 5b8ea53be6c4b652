/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "bell-store.h"

/* Calls that edit one record, filled in. */
gpointer edit_put (BellRecord *now, BellRecord *was);
gpointer edit_remove (BellRecord *was);
gpointer edit_change (BellRecord *now, BellRecord *was);
gint64   edit_position (BellStore *store);
