/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "bell-chat-records.h"

/**
 * BellChatNews:
 *
 * What was reported of chats while answers about chats are on their way. Answers are not in order
 * with reports: one that was made before a chat was answered may arrive after that is known.
 */
typedef struct _BellChatNews BellChatNews;

BellChatNews *bell_chat_news_new (void);
void          bell_chat_news_free (BellChatNews *self);
void          bell_chat_news_expect (BellChatNews *self);
void          bell_chat_news_arrived (BellChatNews *self);
void          bell_chat_news_note (BellChatNews *self, const BellChat *chat);
guint         bell_chat_news_mark (BellChatNews *self);
gboolean      bell_chat_news_has (BellChatNews *self, const char *chat, guint mark);
gboolean      bell_chat_news_is_old (BellChatNews *self, const BellChat *chat);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BellChatNews, bell_chat_news_free)
