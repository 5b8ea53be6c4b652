/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "bell-message-item.h"

#define BELL_TYPE_MESSAGE_LIST (bell_message_list_get_type ())
G_DECLARE_FINAL_TYPE (BellMessageList, bell_message_list, BELL, MESSAGE_LIST, GObject)

BellMessageList *bell_message_list_new (void);
gboolean
bell_message_list_put (BellMessageList *self, const BellMessage *message, const char *author_name);
BellMessageItem *bell_message_list_add_own (BellMessageList   *self,
                                            const BellMessage *message,
                                            const char        *author_name);
void             bell_message_list_remove (BellMessageList *self, const char *id);
BellMessageItem *bell_message_list_find (BellMessageList *self, const char *id);
gboolean         bell_message_list_has_unsent (BellMessageList *self);
void             bell_message_list_begin_at (BellMessageList *self, gint64 position);
gint64           bell_message_list_get_first (BellMessageList *self);
gint64           bell_message_list_get_last (BellMessageList *self);
const char      *bell_message_list_get_last_id (BellMessageList *self);
void             bell_message_list_forget (BellMessageList *self);
void bell_message_list_set_name (BellMessageList *self, const char *author, const char *name);
