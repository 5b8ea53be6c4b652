/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "bell-conversation.h"
#include "bell-session.h"

#include <adwaita.h>

/* A chat: its messages, the field to write in, and the request beside it. */
#define BELL_TYPE_CHAT_VIEW (bell_chat_view_get_type ())
G_DECLARE_FINAL_TYPE (BellChatView, bell_chat_view, BELL, CHAT_VIEW, AdwBin)

GtkWidget        *bell_chat_view_new (BellSession *session, BellConversation *conversation);
BellConversation *bell_chat_view_get_conversation (BellChatView *self);
void              bell_chat_view_focus (BellChatView *self);
void              bell_chat_view_toggle_pane (BellChatView *self);
