/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "bell-enum.h"

/* What can happen to a chat: domain.md, "The life of a chat". */
typedef enum
{
  BELL_CHAT_EVENT_AGENT_WRITES,
  BELL_CHAT_EVENT_PERSON_WRITES,
  BELL_CHAT_EVENT_PERSON_LEAVES,
  BELL_CHAT_EVENT_GRACE_IS_OVER,
  BELL_CHAT_EVENT_ENDS,
  BELL_CHAT_EVENT_ADMIN_ENDS,
} BellChatEvent;

gboolean bell_chat_next (BellChatStatus status, BellChatEvent event, BellChatStatus *next);
