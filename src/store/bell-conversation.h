/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "bell-message-list.h"

#define BELL_TYPE_CONVERSATION (bell_conversation_get_type ())
G_DECLARE_FINAL_TYPE (BellConversation, bell_conversation, BELL, CONVERSATION, GObject)

BellConversation  *bell_conversation_new (BellStore *store, const char *viewer, const char *chat);
BellStore         *bell_conversation_get_store (BellConversation *self);
const char        *bell_conversation_get_id (BellConversation *self);
const BellChat    *bell_conversation_get_chat (BellConversation *self);
const BellRequest *bell_conversation_get_request (BellConversation *self);
const BellPerson  *bell_conversation_get_person (BellConversation *self);
const char        *bell_conversation_get_name (BellConversation *self, const char *person);
GListModel        *bell_conversation_get_messages (BellConversation *self);
const char        *bell_conversation_get_draft (BellConversation *self);
void               bell_conversation_set_draft (BellConversation *self, const char *draft);
gboolean           bell_conversation_has_unsent (BellConversation *self);
char             **bell_conversation_dup_lookers (BellConversation *self);
gboolean           bell_conversation_may_write (BellConversation *self);
gboolean           bell_conversation_may_end (BellConversation *self);
gboolean           bell_conversation_has_earlier (BellConversation *self);

void bell_conversation_send (BellConversation *self, const char *body, gboolean join);
void bell_conversation_retry (BellConversation *self, BellMessageItem *item);
void bell_conversation_load_earlier (BellConversation *self);
void bell_conversation_refresh (BellConversation *self);
void bell_conversation_set_looking (BellConversation *self, gboolean looking);
void bell_conversation_end_async (BellConversation   *self,
                                  const char         *reason,
                                  const char         *note,
                                  GAsyncReadyCallback callback,
                                  gpointer            user_data);
gboolean
bell_conversation_end_finish (BellConversation *self, GAsyncResult *result, GError **error);
