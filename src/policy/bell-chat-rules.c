/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-chat-rules.h"

#define NO (-1)

/* The status after an event, by the status before. */
static const int next_status[][6] = {
  [BELL_CHAT_PENDING] = {
    [BELL_CHAT_EVENT_AGENT_WRITES] = BELL_CHAT_ACTIVE,
    [BELL_CHAT_EVENT_PERSON_WRITES] = BELL_CHAT_PENDING,
    [BELL_CHAT_EVENT_PERSON_LEAVES] = BELL_CHAT_ABANDONED,
    [BELL_CHAT_EVENT_GRACE_IS_OVER] = BELL_CHAT_ABANDONED,
    [BELL_CHAT_EVENT_ENDS] = NO,
    [BELL_CHAT_EVENT_ADMIN_ENDS] = BELL_CHAT_ENDED,
  },
  [BELL_CHAT_ACTIVE] = {
    [BELL_CHAT_EVENT_AGENT_WRITES] = BELL_CHAT_ACTIVE,
    [BELL_CHAT_EVENT_PERSON_WRITES] = BELL_CHAT_ACTIVE,
    [BELL_CHAT_EVENT_PERSON_LEAVES] = BELL_CHAT_ABANDONED,
    [BELL_CHAT_EVENT_GRACE_IS_OVER] = BELL_CHAT_ABANDONED,
    [BELL_CHAT_EVENT_ENDS] = BELL_CHAT_ENDED,
    [BELL_CHAT_EVENT_ADMIN_ENDS] = BELL_CHAT_ENDED,
  },
  [BELL_CHAT_ENDED] = { NO, NO, NO, NO, NO, NO },
  [BELL_CHAT_ABANDONED] = {
    [BELL_CHAT_EVENT_AGENT_WRITES] = BELL_CHAT_ABANDONED,
    [BELL_CHAT_EVENT_PERSON_WRITES] = NO,
    [BELL_CHAT_EVENT_PERSON_LEAVES] = NO,
    [BELL_CHAT_EVENT_GRACE_IS_OVER] = NO,
    [BELL_CHAT_EVENT_ENDS] = NO,
    [BELL_CHAT_EVENT_ADMIN_ENDS] = NO,
  },
};

/**
 * bell_chat_next:
 * @status: the status of a chat
 * @event: what happens
 * @next: (out): the status after it
 *
 * Returns: whether @event can happen to a chat in @status
 */
gboolean
bell_chat_next (BellChatStatus status, BellChatEvent event, BellChatStatus *next)
{
  int found = next_status[status][event];

  if (found == NO)
    return FALSE;

  *next = (BellChatStatus) found;

  return TRUE;
}
