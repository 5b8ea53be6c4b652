/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "bell-conversation.h"
#include "bell-session.h"

#include <adwaita.h>

/* The live support window: one tab a chat. */
#define BELL_TYPE_SUPPORT_WINDOW (bell_support_window_get_type ())
G_DECLARE_FINAL_TYPE (BellSupportWindow,
                      bell_support_window,
                      BELL,
                      SUPPORT_WINDOW,
                      AdwApplicationWindow)

BellSupportWindow *bell_support_window_new (GtkApplication *application, GSettings *settings);
gboolean           bell_support_window_has_chat (BellSupportWindow *self, const char *chat);
gboolean           bell_support_window_select_chat (BellSupportWindow *self, const char *chat);
void               bell_support_window_add_chat (BellSupportWindow *self,
                                                 BellSession       *session,
                                                 BellConversation  *conversation);
void               bell_support_window_stop_looking (BellSupportWindow *self);
const char        *bell_support_window_get_chat_in_view (BellSupportWindow *self);
