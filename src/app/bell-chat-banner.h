/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "bell-conversation.h"

/**
 * BellBannerState:
 * @conversation: a chat
 * @viewer: the id of the agent who has it open
 * @line: how it stands with the line to the desk
 * @behind: whether what is shown may be out of date, as the line was down
 * @refused: whether a text of theirs was held back, as another agent has answered
 *
 * What the line above a chat speaks of.
 */
typedef struct
{
  BellConversation *conversation;
  const char       *viewer;
  BellLine          line;
  gboolean          behind;
  gboolean          refused;
} BellBannerState;

char    *bell_chat_banner_text (const BellBannerState *state);
gboolean bell_chat_banner_has_written (BellConversation *conversation, const char *person);
