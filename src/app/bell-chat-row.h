/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

/* A chat in My Chat Requests or My Chats. */
#define BELL_TYPE_CHAT_ROW (bell_chat_row_get_type ())
G_DECLARE_FINAL_TYPE (BellChatRow, bell_chat_row, BELL, CHAT_ROW, AdwBin)
