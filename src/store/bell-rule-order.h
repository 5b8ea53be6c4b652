/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "bell-calls.h"
#include "bell-store.h"

int        bell_rule_order_compare (const BellRule *a, const BellRule *b);
gboolean   bell_rule_order_is_tried_with (const BellRule *a, const BellRule *b);
GPtrArray *bell_rule_order_plan (GPtrArray *rules, guint from, guint to);
void       bell_rule_order_move_async (BellStore          *store,
                                       const char         *actor,
                                       GPtrArray          *rules,
                                       guint               from,
                                       guint               to,
                                       GAsyncReadyCallback callback,
                                       gpointer            user_data);
void       bell_rule_order_undo_async (BellStore          *store,
                                       const char         *actor,
                                       GPtrArray          *edits,
                                       GAsyncReadyCallback callback,
                                       gpointer            user_data);
GPtrArray *bell_rule_order_finish (BellStore *store, GAsyncResult *result, GError **error);
