/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "bell-chat-item.h"

#define BELL_TYPE_CHAT_LIST (bell_chat_list_get_type ())
G_DECLARE_FINAL_TYPE (BellChatList, bell_chat_list, BELL, CHAT_LIST, GObject)

/**
 * BellChatListKind:
 * @BELL_CHAT_LIST_PENDING: My Chat Requests: the pending chats that concern somebody
 * @BELL_CHAT_LIST_MINE: My Chats: the active chats that somebody answered
 *
 * Which chats a list holds, oldest first.
 */
typedef enum
{
  BELL_CHAT_LIST_PENDING,
  BELL_CHAT_LIST_MINE
} BellChatListKind;

BellChatList *bell_chat_list_new (BellStore *store, const char *person, BellChatListKind kind);
gboolean      bell_chat_list_is_loaded (BellChatList *self);
