/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "bell-list-options.h"

void     bell_admin_order_add_options (BellListOptions *options,
                                       BellSession     *session,
                                       const BellShape *shape);
gboolean bell_admin_order_fits (BellListOptions *options, gconstpointer record);
void     bell_admin_order_sort (BellListOptions *options, BellSession *session, GPtrArray *items);
