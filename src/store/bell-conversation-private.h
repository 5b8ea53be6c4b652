/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "bell-conversation.h"
#include "bell-question.h"

struct _BellConversation
{
  GObject          parent_instance;
  BellStore       *store;
  char            *viewer;
  char            *id;
  BellChat        *chat;    /* NULL until it is loaded */
  BellRequest     *request; /* likewise */
  BellPerson      *person;  /* who asked, likewise */
  GHashTable      *names;   /* person to name */
  BellMessageList *messages;
  GPtrArray       *lookers; /* names of those who look at it, besides the viewer */
  char            *draft;
  GCancellable    *cancellable;
  guint            look_timer;
  guint            lookers_timer;
  BellQuestion     chat_question;
  gboolean         messages_loaded;
  gboolean         loading_messages;
  gint64           loading_after;
  char            *expected; /* a message that has to be among those that are loaded, or NULL */
  gboolean         missed;   /* messages came while others were loaded */
};

typedef enum
{
  BELL_CONVERSATION_SIGNAL_ARRIVED,
  BELL_CONVERSATION_SIGNAL_REFUSED,
  BELL_CONVERSATION_SIGNAL_FAILED,
  BELL_CONVERSATION_N_SIGNALS,
} BellConversationSignal;

void bell_conversation_emit (BellConversation      *self,
                             BellConversationSignal signal,
                             BellMessageItem       *item,
                             const GError          *error);
void bell_conversation_notify_changed (BellConversation *self);
void bell_conversation_load_chat (BellConversation *self);
void bell_conversation_load_messages (BellConversation *self, gint64 after, gint64 before);
void bell_conversation_on_changed (BellConversation *self, BellChange *change);
void bell_conversation_on_reloaded (BellConversation *self);
void bell_conversation_learn_names (BellConversation *self, GPtrArray *records);
void bell_conversation_take_chat (BellConversation *self, const BellChat *chat);
void
bell_conversation_take_messages (BellConversation *self, GPtrArray *records, gboolean announce);
