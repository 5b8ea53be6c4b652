/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "bell-store.h"

/* A change in a list. */
#define BELL_TYPE_HISTORY_ITEM (bell_history_item_get_type ())
G_DECLARE_FINAL_TYPE (BellHistoryItem, bell_history_item, BELL, HISTORY_ITEM, GObject)

const BellChange *bell_history_item_get_change (BellHistoryItem *self);

/* What was edited on a desk, newest first, paged from the store. */
#define BELL_TYPE_HISTORY_LIST (bell_history_list_get_type ())
G_DECLARE_FINAL_TYPE (BellHistoryList, bell_history_list, BELL, HISTORY_LIST, GObject)

BellHistoryList *bell_history_list_new (BellStore *store, const char *viewer);
void             bell_history_list_set_filter (BellHistoryList *self, BellRecordHistory *filter);
gboolean         bell_history_list_is_loaded (BellHistoryList *self);
const GError    *bell_history_list_get_error (BellHistoryList *self);
