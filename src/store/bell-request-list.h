/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "bell-store.h"

#define BELL_TYPE_REQUEST_ITEM (bell_request_item_get_type ())
G_DECLARE_FINAL_TYPE (BellRequestItem, bell_request_item, BELL, REQUEST_ITEM, GObject)

const BellRequest *bell_request_item_get_request (BellRequestItem *self);
const char        *bell_request_item_get_person_name (BellRequestItem *self);

#define BELL_TYPE_REQUEST_LIST (bell_request_list_get_type ())
G_DECLARE_FINAL_TYPE (BellRequestList, bell_request_list, BELL, REQUEST_LIST, GObject)

BellRequestList      *
bell_request_list_new (BellStore *store, const char *viewer, const BellRequestPage *wanted);
void bell_request_list_look_for (BellRequestList *self, const BellRequestPage *wanted);
gboolean bell_request_list_is_loaded (BellRequestList *self);
