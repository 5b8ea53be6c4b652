/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "bell-store.h"

#define BELL_TYPE_CHAT_ITEM (bell_chat_item_get_type ())
G_DECLARE_FINAL_TYPE (BellChatItem, bell_chat_item, BELL, CHAT_ITEM, GObject)

BellChatItem *bell_chat_item_new (const BellChat *chat, GPtrArray *records, const char *viewer);
void          bell_chat_item_update (BellChatItem *self, const BellChat *chat, GPtrArray *records);
const BellChat    *bell_chat_item_get_chat (BellChatItem *self);
const BellRequest *bell_chat_item_get_request (BellChatItem *self);
const char        *bell_chat_item_get_person_name (BellChatItem *self);
int                bell_chat_item_get_part (BellChatItem *self);
int                bell_chat_item_compare (BellChatItem *self, BellChatItem *other);
int                bell_chat_get_part (const BellChat *chat, const char *person);
