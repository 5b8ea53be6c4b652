/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-chat-news.h"

struct _BellChatNews
{
  GHashTable *reports; /* chat to Report, as long as an answer is expected */
  guint       n_expected;
  guint       n_reports;
};

typedef struct
{
  BellChatStatus status;
  guint          number;
} Report;

/**
 * bell_chat_news_new:
 *
 * Returns: (transfer full): news, without any
 */
BellChatNews *
bell_chat_news_new (void)
{
  BellChatNews *self = g_new0 (BellChatNews, 1);

  self->reports = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

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
  g_hash_table_unref (self->reports);
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
    g_hash_table_remove_all (self->reports);
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
  Report *report;

  if (self->n_expected == 0)
    return;

  report = g_new0 (Report, 1);
  report->status = chat->status;
  report->number = ++self->n_reports;
  g_hash_table_insert (self->reports, g_strdup (chat->record.id), report);
}

/**
 * bell_chat_news_mark:
 * @self: news
 *
 * Returns: what tells reports until now from those that come
 */
guint
bell_chat_news_mark (BellChatNews *self)
{
  return self->n_reports;
}

/**
 * bell_chat_news_has:
 * @self: news
 * @chat: the id of a chat
 * @mark: the mark when the desk was asked
 *
 * Returns: whether something of the chat was reported that the answer may not know
 */
gboolean
bell_chat_news_has (BellChatNews *self, const char *chat, guint mark)
{
  const Report *report = g_hash_table_lookup (self->reports, chat);

  return report != NULL && report->number > mark;
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
  const Report *report = g_hash_table_lookup (self->reports, chat->record.id);

  return report != NULL && (int) report->status > chat->status;
}
