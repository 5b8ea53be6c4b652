/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-chat-news.h"

static BellChat *
chat_new (const char *id, BellChatStatus status)
{
  BellChat *chat = bell_record_new (&bell_chat_shape);

  chat->record.id = g_strdup (id);
  chat->status = status;

  return chat;
}

/* Every pair of what was reported and what an answer says: old is what comes earlier in a chat's
 * life. */
static void
test_old (void)
{
  for (int reported = BELL_CHAT_PENDING; reported <= BELL_CHAT_ENDED; reported++)
    for (int answered = BELL_CHAT_PENDING; answered <= BELL_CHAT_ENDED; answered++)
      {
        g_autoptr (BellChatNews) news = bell_chat_news_new ();
        g_autoptr (BellRecord) report = BELL_RECORD (chat_new ("r-1.1", reported));
        g_autoptr (BellRecord) answer = BELL_RECORD (chat_new ("r-1.1", answered));

        bell_chat_news_expect (news);
        bell_chat_news_note (news, (BellChat *) report);
        g_assert_cmpint (bell_chat_news_is_old (news, (BellChat *) answer), ==,
                         answered < reported);
      }
}

static void
test_remembers_as_long_as_needed (void)
{
  g_autoptr (BellChatNews) news = bell_chat_news_new ();
  g_autoptr (BellRecord) pending = BELL_RECORD (chat_new ("r-1.1", BELL_CHAT_PENDING));
  g_autoptr (BellRecord) ended = BELL_RECORD (chat_new ("r-1.1", BELL_CHAT_ENDED));

  bell_chat_news_note (news, (BellChat *) ended);
  g_assert_false (bell_chat_news_has (news, "r-1.1", 0));
  bell_chat_news_expect (news);
  bell_chat_news_expect (news);
  bell_chat_news_note (news, (BellChat *) ended);
  bell_chat_news_arrived (news);
  g_assert_true (bell_chat_news_has (news, "r-1.1", 0));
  g_assert_false (bell_chat_news_has (news, "r-1.2", 0));
  g_assert_false (bell_chat_news_has (news, "r-1.1", bell_chat_news_mark (news)));
  g_assert_true (bell_chat_news_is_old (news, (BellChat *) pending));
  bell_chat_news_arrived (news);
  g_assert_false (bell_chat_news_has (news, "r-1.1", 0));
  g_assert_false (bell_chat_news_is_old (news, (BellChat *) pending));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/chat-news/old", test_old);
  g_test_add_func ("/chat-news/remembers-as-long-as-needed", test_remembers_as_long_as_needed);

  return g_test_run ();
}
