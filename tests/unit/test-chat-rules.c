/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-chat-rules.h"

/* Every status with every event, as the picture in the design has it. */
static void
test_table (void)
{
  static const struct
  {
    BellChatStatus status;
    BellChatEvent  event;
    int            next;
  } cases[] = {
    { BELL_CHAT_PENDING, BELL_CHAT_EVENT_AGENT_WRITES, BELL_CHAT_ACTIVE },
    { BELL_CHAT_PENDING, BELL_CHAT_EVENT_PERSON_WRITES, BELL_CHAT_PENDING },
    { BELL_CHAT_PENDING, BELL_CHAT_EVENT_PERSON_LEAVES, BELL_CHAT_ABANDONED },
    { BELL_CHAT_PENDING, BELL_CHAT_EVENT_GRACE_IS_OVER, BELL_CHAT_ABANDONED },
    { BELL_CHAT_PENDING, BELL_CHAT_EVENT_ENDS, -1 },
    { BELL_CHAT_PENDING, BELL_CHAT_EVENT_ADMIN_ENDS, BELL_CHAT_ENDED },
    { BELL_CHAT_ACTIVE, BELL_CHAT_EVENT_AGENT_WRITES, BELL_CHAT_ACTIVE },
    { BELL_CHAT_ACTIVE, BELL_CHAT_EVENT_PERSON_WRITES, BELL_CHAT_ACTIVE },
    { BELL_CHAT_ACTIVE, BELL_CHAT_EVENT_PERSON_LEAVES, BELL_CHAT_ABANDONED },
    { BELL_CHAT_ACTIVE, BELL_CHAT_EVENT_GRACE_IS_OVER, BELL_CHAT_ABANDONED },
    { BELL_CHAT_ACTIVE, BELL_CHAT_EVENT_ENDS, BELL_CHAT_ENDED },
    { BELL_CHAT_ACTIVE, BELL_CHAT_EVENT_ADMIN_ENDS, BELL_CHAT_ENDED },
    { BELL_CHAT_ENDED, BELL_CHAT_EVENT_AGENT_WRITES, -1 },
    { BELL_CHAT_ENDED, BELL_CHAT_EVENT_PERSON_WRITES, -1 },
    { BELL_CHAT_ENDED, BELL_CHAT_EVENT_PERSON_LEAVES, -1 },
    { BELL_CHAT_ENDED, BELL_CHAT_EVENT_GRACE_IS_OVER, -1 },
    { BELL_CHAT_ENDED, BELL_CHAT_EVENT_ENDS, -1 },
    { BELL_CHAT_ENDED, BELL_CHAT_EVENT_ADMIN_ENDS, -1 },
    { BELL_CHAT_ABANDONED, BELL_CHAT_EVENT_AGENT_WRITES, BELL_CHAT_ABANDONED },
    { BELL_CHAT_ABANDONED, BELL_CHAT_EVENT_PERSON_WRITES, -1 },
    { BELL_CHAT_ABANDONED, BELL_CHAT_EVENT_PERSON_LEAVES, -1 },
    { BELL_CHAT_ABANDONED, BELL_CHAT_EVENT_GRACE_IS_OVER, -1 },
    { BELL_CHAT_ABANDONED, BELL_CHAT_EVENT_ENDS, -1 },
    { BELL_CHAT_ABANDONED, BELL_CHAT_EVENT_ADMIN_ENDS, -1 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      BellChatStatus next = BELL_CHAT_PENDING;
      gboolean       can = bell_chat_next (cases[i].status, cases[i].event, &next);

      g_test_message ("status %d, event %d", cases[i].status, cases[i].event);
      g_assert_cmpint (can ? (int) next : -1, ==, cases[i].next);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/chat-rules/table", test_table);

  return g_test_run ();
}
