/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "bell-calls.h"

gpointer bell_edit_call_new (gconstpointer now, gconstpointer was);
gpointer bell_edit_call_undo (const BellEdited *edited);
