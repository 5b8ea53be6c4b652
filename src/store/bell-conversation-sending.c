/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-conversation-private.h"

#include "bell-chat-rules.h"

/* How often the desk is told that the agent still has the chat open. It believes so for 90 s. */
#define LOOK_SECONDS 60

/* A message on its way. */
typedef struct
{
  BellConversation *conversation;
  char             *id;
  char             *body;
} Sending;

static void
sending_free (Sending *sending)
{
  g_object_unref (sending->conversation);
  g_free (sending->id);
  g_free (sending->body);
  g_free (sending);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Sending, sending_free)

/* Another agent was first, or the chat is over: the text becomes a draft again, after what has been
 * typed since. */
static void
refuse (Sending *sending, BellMessageItem *item, const GError *error)
{
  BellConversation *self = sending->conversation;
  g_autoptr (BellMessageItem) held = g_object_ref (item);
  g_autofree char *draft = self->draft[0] != '\0'
                               ? g_strconcat (sending->body, "\n", self->draft, NULL)
                               : g_strdup (sending->body);

  bell_message_list_remove (self->messages, sending->id);
  bell_conversation_set_draft (self, draft);
  bell_conversation_emit (self, BELL_CONVERSATION_SIGNAL_REFUSED, held, error);
}

static void
on_sent (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Sending) sending = user_data;
  BellConversation *self = sending->conversation;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) records = bell_store_call_finish (BELL_STORE (object), result, &error);
  BellMessageItem *item = bell_message_list_find (self->messages, sending->id);

  if (records != NULL)
    {
      bell_conversation_take_messages (self, records, FALSE);
      bell_conversation_take_chat (self, bell_records_find (records, &bell_chat_shape, self->id));
    }
  else if (item != NULL && g_error_matches (error, BELL_ERROR, BELL_ERROR_CONFLICT))
    {
      refuse (sending, item, error);
    }
  else if (item != NULL)
    {
      bell_message_item_set_state (item, BELL_MESSAGE_FAILED);
      bell_conversation_emit (self, BELL_CONVERSATION_SIGNAL_FAILED, item, error);
    }
}

static void
send_message (BellConversation *self, const char *id, const char *body, gboolean join)
{
  g_autoptr (BellRecord) record = bell_call_new (&bell_call_chat_send);
  BellChatSend *call = (BellChatSend *) record;
  Sending      *sending = g_new0 (Sending, 1);

  g_set_str (&record->id, id);
  call->chat = g_strdup (self->id);
  g_set_str (&call->body, body);
  call->join = join;
  sending->conversation = g_object_ref (self);
  sending->id = g_strdup (id);
  sending->body = g_strdup (body);
  bell_store_call_async (self->store, self->viewer, record, NULL, on_sent, sending);
}

/**
 * bell_conversation_send:
 * @self: a conversation
 * @body: a text
 * @join: whether to write although another agent has answered
 *
 * Sends a message. It is in the list at once; what becomes of it its state says. If another agent
 * has answered, it is taken out, becomes a draft again, and "refused" says who.
 */
void
bell_conversation_send (BellConversation *self, const char *body, gboolean join)
{
  g_autoptr (BellRecord) record = NULL;
  g_autofree char *id = g_uuid_string_random ();
  BellMessage     *message;

  g_return_if_fail (BELL_IS_CONVERSATION (self));
  g_return_if_fail (body != NULL);

  record = bell_record_new (&bell_message_shape);
  message = (BellMessage *) record;
  record->id = g_strdup (id);
  message->chat = g_strdup (self->id);
  message->author = g_strdup (self->viewer);
  message->side = BELL_SIDE_AGENT;
  message->sent_at = g_get_real_time ();
  g_set_str (&message->body, body);
  bell_message_list_add_own (self->messages, message,
                             bell_conversation_get_name (self, self->viewer));
  send_message (self, id, body, join);
}

/**
 * bell_conversation_retry:
 * @self: a conversation
 * @item: one of its messages that could not be sent
 *
 * Sends it again, with the same id: however often it is sent, the desk has it once. If another
 * agent has answered meanwhile, it becomes a draft, as in bell_conversation_send().
 */
void
bell_conversation_retry (BellConversation *self, BellMessageItem *item)
{
  const BellMessage *message;

  g_return_if_fail (BELL_IS_CONVERSATION (self));
  g_return_if_fail (BELL_IS_MESSAGE_ITEM (item));

  if (bell_message_item_get_state (item) != BELL_MESSAGE_FAILED)
    return;

  message = bell_message_item_get_message (item);
  bell_message_item_set_state (item, BELL_MESSAGE_SENDING);
  send_message (self, message->record.id, message->body, FALSE);
}

/**
 * bell_conversation_has_unsent:
 * @self: a conversation
 *
 * Returns: whether there is something of the viewer's in it that the desk does not have: a draft,
 * or a message that is on its way or could not be sent
 */
gboolean
bell_conversation_has_unsent (BellConversation *self)
{
  g_return_val_if_fail (BELL_IS_CONVERSATION (self), FALSE);

  return self->draft[0] != '\0' || bell_message_list_has_unsent (self->messages);
}

/**
 * bell_conversation_may_write:
 * @self: a conversation
 *
 * Returns: whether an agent may write into the chat as it is now (domain.md, "The life of a chat")
 */
gboolean
bell_conversation_may_write (BellConversation *self)
{
  BellChatStatus next;

  return self->chat != NULL
         && bell_chat_next (self->chat->status, BELL_CHAT_EVENT_AGENT_WRITES, &next);
}

/**
 * bell_conversation_may_end:
 * @self: a conversation
 *
 * Returns: whether an agent may end the chat as it is now
 */
gboolean
bell_conversation_may_end (BellConversation *self)
{
  BellChatStatus next;

  return self->chat != NULL && bell_chat_next (self->chat->status, BELL_CHAT_EVENT_ENDS, &next);
}

static void
on_ended (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  BellConversation *self = g_task_get_source_object (task);
  GError           *error = NULL;
  g_autoptr (GPtrArray) records = bell_store_call_finish (BELL_STORE (object), result, &error);

  if (records == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  bell_conversation_take_chat (self, bell_records_find (records, &bell_chat_shape, self->id));
  g_task_return_boolean (task, TRUE);
}

/**
 * bell_conversation_end_async:
 * @self: a conversation
 * @reason: why it ends
 * @note: (nullable): what other agents should know
 * @callback: called when it has ended
 * @user_data: for @callback
 *
 * Ends the chat.
 */
void
bell_conversation_end_async (BellConversation   *self,
                             const char         *reason,
                             const char         *note,
                             GAsyncReadyCallback callback,
                             gpointer            user_data)
{
  GTask *task;
  g_autoptr (BellRecord) record = NULL;
  BellChatEnd *call;

  g_return_if_fail (BELL_IS_CONVERSATION (self));

  task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (task, bell_conversation_end_async);
  record = bell_call_new (&bell_call_chat_end);
  call = (BellChatEnd *) record;
  call->chat = g_strdup (self->id);
  call->reason = g_strdup (reason);
  call->note = note != NULL && note[0] != '\0' ? g_strdup (note) : NULL;
  bell_store_call_async (self->store, self->viewer, record, NULL, on_ended, task);
}

/**
 * bell_conversation_end_finish:
 * @self: a conversation
 * @result: what the callback was given
 * @error: return location for any #BellError
 *
 * Returns: whether it has ended
 */
gboolean
bell_conversation_end_finish (BellConversation *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
say_looking (BellConversation *self, gboolean looking)
{
  g_autoptr (BellRecord) record = bell_call_new (&bell_call_chat_look);
  BellChatLook *call = (BellChatLook *) record;

  call->chat = g_strdup (self->id);
  call->looking = looking;
  bell_store_call_async (self->store, self->viewer, record, NULL, NULL, NULL);
}

static gboolean
on_look_timer (gpointer user_data)
{
  say_looking (user_data, TRUE);

  return G_SOURCE_CONTINUE;
}

/**
 * bell_conversation_set_looking:
 * @self: a conversation
 * @looking: whether the agent has it open
 *
 * Lets the other agents see who is looking. The person sees nothing of it.
 */
void
bell_conversation_set_looking (BellConversation *self, gboolean looking)
{
  g_return_if_fail (BELL_IS_CONVERSATION (self));

  if (looking == (self->look_timer != 0))
    return;

  if (looking)
    self->look_timer = g_timeout_add_seconds (LOOK_SECONDS, on_look_timer, self);
  else
    g_clear_handle_id (&self->look_timer, g_source_remove);
  say_looking (self, looking);
}
