/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-conversation-private.h"

#include <string.h>

/* How many messages are loaded at a time. */
#define PAGE 50

/* How often it is asked who is still looking, while somebody is. */
#define LOOKERS_SECONDS 60

/**
 * bell_conversation_learn_names:
 * @self: a conversation
 * @records: (element-type BellRecord): what a call gave
 *
 * Remembers what people are called.
 */
void
bell_conversation_learn_names (BellConversation *self, GPtrArray *records)
{
  for (guint i = 0; i < records->len; i++)
    {
      const BellPerson *person = records->pdata[i];

      if (person->record.shape != &bell_person_shape)
        continue;
      g_hash_table_insert (self->names, g_strdup (person->record.id), g_strdup (person->name));
      bell_message_list_set_name (self->messages, person->record.id, person->name);
    }
}

/**
 * bell_conversation_take_chat:
 * @self: a conversation
 * @chat: its chat as it is now
 *
 * Takes over what is new.
 */
void
bell_conversation_take_chat (BellConversation *self, const BellChat *chat)
{
  g_clear_pointer (&self->chat, bell_record_unref);
  self->chat = bell_record_ref ((gpointer) chat);
  bell_conversation_notify_changed (self);
}

static void
take_lookers (BellConversation *self, GPtrArray *records)
{
  g_ptr_array_set_size (self->lookers, 0);
  for (guint i = 0; i < records->len; i++)
    {
      const BellLook *look = records->pdata[i];

      if (look->record.shape == &bell_look_shape && !g_str_equal (look->person, self->viewer))
        g_ptr_array_add (self->lookers, g_strdup (bell_conversation_get_name (self, look->person)));
    }
}

static gboolean
on_lookers_timer (gpointer user_data)
{
  BellConversation *self = user_data;

  self->lookers_timer = 0;
  bell_conversation_load_chat (self);

  return G_SOURCE_REMOVE;
}

/* Takes over the chat, its request, its person and who looks at it. */
static void
take_loaded (BellConversation *self, GPtrArray *records)
{
  BellChat *chat;

  bell_conversation_learn_names (self, records);
  chat = bell_records_find (records, &bell_chat_shape, self->id);
  g_clear_pointer (&self->request, bell_record_unref);
  self->request = bell_record_ref (bell_records_find (records, &bell_request_shape, NULL));
  g_clear_pointer (&self->person, bell_record_unref);
  self->person
      = bell_record_ref (bell_records_find (records, &bell_person_shape, chat->requested_by));
  take_lookers (self, records);
  bell_conversation_take_chat (self, chat);
  if (self->lookers->len > 0 && self->lookers_timer == 0)
    self->lookers_timer = g_timeout_add_seconds (LOOKERS_SECONDS, on_lookers_timer, self);
}

static void
on_chat_loaded (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (BellConversation) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) records = bell_store_call_finish (BELL_STORE (object), result, &error);

  gboolean again = bell_question_end (&self->chat_question);

  if (records != NULL)
    take_loaded (self, records);
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    bell_conversation_emit (self, BELL_CONVERSATION_SIGNAL_FAILED, NULL, error);
  if (again && !g_cancellable_is_cancelled (self->cancellable))
    bell_conversation_load_chat (self);
}

/**
 * bell_conversation_load_chat:
 * @self: a conversation
 *
 * Loads the chat, its request, and who looks at it; once more if an answer is on its way.
 */
void
bell_conversation_load_chat (BellConversation *self)
{
  g_autoptr (BellRecord) call = NULL;

  if (!bell_question_begin (&self->chat_question))
    return;

  call = bell_call_new (&bell_call_chat_get);
  ((BellChatGet *) call)->chat = g_strdup (self->id);
  bell_store_call_async (self->store, self->viewer, call, self->cancellable, on_chat_loaded,
                         g_object_ref (self));
}

/**
 * bell_conversation_take_messages:
 * @self: a conversation
 * @records: (element-type BellRecord): messages, among others
 * @announce: whether those that are new have just been written
 *
 * Puts messages in their place.
 */
void
bell_conversation_take_messages (BellConversation *self, GPtrArray *records, gboolean announce)
{
  bell_conversation_learn_names (self, records);
  for (guint i = 0; i < records->len; i++)
    {
      const BellMessage *message = records->pdata[i];

      if (message->record.shape != &bell_message_shape)
        continue;
      if (bell_message_list_put (self->messages, message,
                                 bell_conversation_get_name (self, message->author))
          && announce)
        bell_conversation_emit (self, BELL_CONVERSATION_SIGNAL_ARRIVED,
                                bell_message_list_find (self->messages, message->record.id), NULL);
    }
}

static guint
count_messages (GPtrArray *records)
{
  guint n = 0;

  for (guint i = 0; i < records->len; i++)
    n += BELL_RECORD (records->pdata[i])->shape == &bell_message_shape;

  return n;
}

/* From where on all is here, with a page of the last messages of all, or before those that are
 * here. */
static gint64
first_of_page (GPtrArray *records)
{
  gint64 first = count_messages (records) > 0 ? G_MAXINT64 : 1;

  for (guint i = 0; i < records->len; i++)
    if (BELL_RECORD (records->pdata[i])->shape == &bell_message_shape)
      first = MIN (first, ((const BellMessage *) records->pdata[i])->position);

  return first;
}

/* Whether the desk has not got any more what it had: it was brought back from a backup. */
static gboolean
is_set_back (BellConversation *self, GPtrArray *records)
{
  g_autofree char *expected = g_steal_pointer (&self->expected);

  return expected != NULL && bell_records_find (records, &bell_message_shape, expected) == NULL;
}

static void
on_messages_loaded (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (BellConversation) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) records = bell_store_call_finish (BELL_STORE (object), result, &error);

  gboolean is_later = self->loading_after > 0 || self->expected != NULL;

  self->loading_messages = FALSE;
  if (records == NULL)
    {
      g_clear_pointer (&self->expected, g_free);
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        bell_conversation_emit (self, BELL_CONVERSATION_SIGNAL_FAILED, NULL, error);
      return;
    }

  if (is_set_back (self, records))
    {
      bell_message_list_forget (self->messages);
      bell_conversation_load_messages (self, 0, 0);
      return;
    }

  if (self->loading_after == 0)
    bell_message_list_begin_at (self->messages, first_of_page (records));
  bell_conversation_take_messages (self, records, is_later);
  /* A full page of later messages: more may follow. */
  if (self->loading_after > 0 && count_messages (records) == PAGE
      && bell_message_list_get_last (self->messages) > self->loading_after)
    self->missed = TRUE;
  self->messages_loaded = TRUE;
  bell_conversation_notify_changed (self);
  if (self->missed)
    bell_conversation_load_messages (self, bell_message_list_get_last (self->messages), 0);
}

/**
 * bell_conversation_load_messages:
 * @self: a conversation
 * @after: load those after this position, or 0
 * @before: else the last ones before this position, or 0 for the last ones of all
 *
 * Loads messages, a page at a time.
 */
void
bell_conversation_load_messages (BellConversation *self, gint64 after, gint64 before)
{
  g_autoptr (BellRecord) record = bell_call_new (&bell_call_message_list);
  BellMessagePage *call = (BellMessagePage *) record;

  self->missed = self->loading_messages;
  if (self->loading_messages)
    return;

  self->loading_messages = TRUE;
  self->loading_after = after;
  call->chat = g_strdup (self->id);
  call->after = after;
  call->before = before;
  call->limit = PAGE;
  bell_store_call_async (self->store, self->viewer, record, self->cancellable, on_messages_loaded,
                         g_object_ref (self));
}

/* What the desk reports. */

/* Messages are taken in order; after a hole they are loaded. What is reported late, of before those
 * that are here, comes with what is between it and them, when it is asked for. */
static void
message_changed (BellConversation *self, const BellChange *change)
{
  const BellMessage *message = (const BellMessage *) change->now;
  g_autoptr (GPtrArray) records = NULL;

  if (message == NULL || !g_str_equal (message->chat, self->id))
    return;

  if (!self->messages_loaded || self->loading_messages
      || message->position > bell_message_list_get_last (self->messages) + 1)
    {
      bell_conversation_load_messages (self, bell_message_list_get_last (self->messages), 0);
      return;
    }
  if (message->position < bell_message_list_get_first (self->messages))
    return;

  records = bell_record_list_new ();
  g_ptr_array_add (records, bell_record_ref ((gpointer) message));
  bell_conversation_take_messages (self, records, TRUE);
  if (message->author != NULL && !g_hash_table_contains (self->names, message->author))
    bell_conversation_load_chat (self);
}

/**
 * bell_conversation_on_changed:
 * @self: a conversation
 * @change: what the desk reports
 *
 * Follows what happens to the chat.
 */
void
bell_conversation_on_changed (BellConversation *self, BellChange *change)
{
  if (g_str_equal (change->type, bell_message_shape.name))
    {
      message_changed (self, change);
      return;
    }

  if (g_str_equal (change->type, bell_chat_shape.name))
    {
      if (g_strcmp0 (change->subject, self->id) == 0)
        bell_conversation_load_chat (self);
    }
  else if (g_str_equal (change->type, bell_request_shape.name))
    {
      /* Before the first answer it is not known which request it is. */
      if (self->chat == NULL ? self->chat_question.waits
                             : g_strcmp0 (change->subject, self->chat->request) == 0)
        bell_conversation_load_chat (self);
    }
}

/**
 * bell_conversation_refresh:
 * @self: a conversation
 *
 * Asks the desk how the chat is now, though nothing says that it has changed: "notify::loaded" says
 * when that is known.
 */
void
bell_conversation_refresh (BellConversation *self)
{
  g_return_if_fail (BELL_IS_CONVERSATION (self));

  bell_conversation_on_reloaded (self);
}

/**
 * bell_conversation_on_reloaded:
 * @self: a conversation
 *
 * Asks for everything that may have come or changed without being reported, and whether the desk
 * still has what it had.
 */
void
bell_conversation_on_reloaded (BellConversation *self)
{
  gint64 last = bell_message_list_get_last (self->messages);

  bell_conversation_load_chat (self);
  /* The last one is loaded again, and says whether the others follow it. */
  if (!self->loading_messages)
    g_set_str (&self->expected, bell_message_list_get_last_id (self->messages));
  bell_conversation_load_messages (self, MAX (last - 1, 0), 0);
}
