/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-chat-news.h"

struct _BellChatNews
{
  GHashTable *statuses; /* chat to BellChatStatus, as long as an answer is expected */
  guint       n_expected;
};

/**
 * bell_chat_news_new:
 *
 * Returns: (transfer full): news, without any
 */
BellChatNews *
bell_chat_news_new (void)
{
  BellChatNews *self = g_new0 (BellChatNews, 1);

  self->statuses = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  return self;
}

/**
 * bell_chat_news_free:
 * @self: (transfer full): news
 *
 * Frees them.
 */
void
bell_chat_news_free (BellChatNews *self)
{
  g_hash_table_unref (self->statuses);
  g_free (self);
}

/**
 * bell_chat_news_expect:
 * @self: news
 *
 * Says that the desk has been asked about chats.
 */
void
bell_chat_news_expect (BellChatNews *self)
{
  self->n_expected++;
}

/**
 * bell_chat_news_arrived:
 * @self: news
 *
 * Says that an answer has arrived and been taken. After the last one nothing is remembered.
 */
void
bell_chat_news_arrived (BellChatNews *self)
{
  g_return_if_fail (self->n_expected > 0);

  if (--self->n_expected == 0)
    g_hash_table_remove_all (self->statuses);
}

/**
 * bell_chat_news_note:
 * @self: news
 * @chat: a chat as it was reported
 *
 * Remembers how the chat stands, if an answer is expected.
 */
void
bell_chat_news_note (BellChatNews *self, const BellChat *chat)
{
  if (self->n_expected > 0)
    g_hash_table_insert (self->statuses, g_strdup (chat->record.id),
                         GINT_TO_POINTER (chat->status));
}

/**
 * bell_chat_news_has:
 * @self: news
 * @chat: the id of a chat
 *
 * Returns: whether something of the chat was reported that an answer may not know
 */
gboolean
bell_chat_news_has (BellChatNews *self, const char *chat)
{
  return g_hash_table_contains (self->statuses, chat);
}

/**
 * bell_chat_news_is_old:
 * @self: news
 * @chat: a chat as it stands in an answer
 *
 * Returns: whether more is known than the answer says: a chat is pending before it is active, and
 *   open before it is over (domain.md, "The life of a chat")
 */
gboolean
bell_chat_news_is_old (BellChatNews *self, const BellChat *chat)
{
  gpointer status;

  return g_hash_table_lookup_extended (self->statuses, chat->record.id, NULL, &status)
         && GPOINTER_TO_INT (status) > chat->status;
}
