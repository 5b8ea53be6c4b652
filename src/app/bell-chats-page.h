/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "bell-chat-list.h"

#include <adwaita.h>

/* My Chat Requests, or My Chats. */
#define BELL_TYPE_CHATS_PAGE (bell_chats_page_get_type ())
G_DECLARE_FINAL_TYPE (BellChatsPage, bell_chats_page, BELL, CHATS_PAGE, AdwBin)

void bell_chats_page_set_list (BellChatsPage *self, BellChatList *list);
void bell_chats_page_set_empty (BellChatsPage *self,
                                const char    *icon_name,
                                const char    *title,
                                const char    *description,
                                GtkWidget     *child);
