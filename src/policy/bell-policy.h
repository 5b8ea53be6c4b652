/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "bell-chat-records.h"
#include "bell-document.h"
#include "bell-working-time.h"

/**
 * BellPolicy:
 *
 * A desk's configuration, made ready to decide with. It does not change and may be used by several
 * threads at once. Nothing here looks at a clock, a file or a network: *now* is an argument.
 */
typedef struct _BellPolicy BellPolicy;

BellPolicy   *bell_policy_new (BellDocument *document);
BellPolicy   *bell_policy_with (BellPolicy *base, gpointer record);
BellPolicy   *bell_policy_with_all (BellPolicy *base, GPtrArray *records);
BellPolicy   *bell_policy_ref (BellPolicy *self);
void          bell_policy_unref (BellPolicy *self);
BellDocument *bell_policy_get_document (const BellPolicy *self);

/* How much the answer says: just the answer; also every step that was taken and who would be told;
 * also until when it holds and what would make a no a yes. */
typedef enum
{
  BELL_DECIDE_ANSWER,
  BELL_DECIDE_EXPLAIN,
  BELL_DECIDE_ADVISE
} BellDecideMode;

BellDecision *bell_policy_decide (BellPolicy        *self,
                                  const BellRequest *request,
                                  BellInstant        now,
                                  BellDecideMode     mode);

GPtrArray *bell_policy_recipients (BellPolicy *self, const BellRequest *request, BellInstant now);
gboolean   bell_policy_concerns (BellPolicy        *self,
                                 const BellRequest *request,
                                 const char        *person,
                                 BellInstant        now);
BellWorkingTime *bell_policy_working_time (BellPolicy *self, const char *calendar);
BellOnCall      *bell_policy_on_call (BellPolicy *self, const char *group, BellInstant now);
gboolean         bell_person_is_away (const BellPerson *person, BellDate day);
GPtrArray *
bell_policy_turns (BellPolicy *self, const char *group, BellInstant from, BellInstant until);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BellPolicy, bell_policy_unref)
