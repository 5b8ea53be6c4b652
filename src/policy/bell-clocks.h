/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "bell-clock-records.h"
#include "bell-policy.h"

/* What happened to a request that its clocks take notice of. */
typedef enum
{
  BELL_EVENT_REQUEST,       /* it was made or changed */
  BELL_EVENT_CHAT_ASKED,    /* somebody asked for a chat */
  BELL_EVENT_CHAT_ANSWERED, /* an agent wrote the first message */
  BELL_EVENT_CHAT_OVER,     /* the chat ended or was abandoned */
} BellEventKind;

/**
 * BellEvent:
 * @kind: what happened
 * @at: when
 * @request: (nullable): of %BELL_EVENT_REQUEST: the request as it was from then on
 * @by_agent: whether an agent did it, and not who asks
 * @chat: (nullable): of the others: the id of the chat
 */
typedef struct
{
  BellEventKind kind;
  BellInstant   at;
  BellRequest  *request;
  gboolean      by_agent;
  char         *chat;
} BellEvent;

GArray *bell_history_new (void);
void
bell_history_add_request (GArray *self, BellInstant at, BellRequest *request, gboolean by_agent);
void bell_history_add_chat (GArray *self, BellInstant at, BellEventKind kind, const char *chat);
void bell_history_sort (GArray *self);
BellInstant bell_history_next (const GArray *self, BellInstant now);
GPtrArray  *bell_policy_clocks (BellPolicy *self, const GArray *history, BellInstant now);
BellInstant bell_clocks_next_target (GPtrArray *clocks);
