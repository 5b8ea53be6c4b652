/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "bell-policy.h"
#include "bell-working-time.h"

/* An agreement with what deciding about it needs. */
typedef struct
{
  BellAgreement   *agreement;
  BellWorkingTime *time; /* its calendar's; without a calendar, all of it, in the desk's zone */
  const BellZone  *zone; /* of that */
} BellAgreementView;

/* A shift with its zone and the length of a turn. */
typedef struct
{
  BellShift      *shift;
  const BellZone *zone;
  int             rotation_days;
} BellShiftView;

/* What is looked up again and again, by what it follows from. Configurations that differ in
 * something else share it. */
typedef struct
{
  GHashTable *times; /* calendar to BellWorkingTime */
} BellCalendarIndex;

typedef struct
{
  GPtrArray  *list; /* BellAgreementView, by id */
  GHashTable *by_id;
  GHashTable *listing; /* service to GPtrArray of BellAgreementView that list it, by id */
} BellAgreementIndex;

typedef struct
{
  GPtrArray  *record; /* BellRule, by order, then id */
  GHashTable *before; /* offering to GPtrArray of BellRule, likewise */
  GHashTable *after;
} BellRuleIndex;

typedef struct
{
  GHashTable *of_group; /* group to GPtrArray of BellShiftView, by id */
} BellShiftIndex;
/* One time that a shift happens: the day that it belongs to, and from when until when. */
typedef struct
{
  BellDate    day;
  BellInstant from;
  BellInstant until;
} BellOccurrence;

struct _BellPolicy
{
  BellDocument       *document;
  gboolean            live_chat;
  const BellZone     *zone; /* the desk's */
  BellCalendarIndex  *calendars;
  BellAgreementIndex *agreements;
  BellRuleIndex      *rules;
  BellShiftIndex     *shifts;
};

BellCalendarIndex *
bell_calendar_index_new (const BellDocument *document, const BellPolicy *base, const char *changed);
BellAgreementIndex *bell_agreement_index_new (const BellPolicy *policy);
BellRuleIndex      *bell_rule_index_new (const BellDocument *document);
BellShiftIndex     *bell_shift_index_new (const BellPolicy *policy);
void                bell_calendar_index_unref (BellCalendarIndex *self);
void                bell_agreement_index_unref (BellAgreementIndex *self);
void                bell_rule_index_unref (BellRuleIndex *self);
void                bell_shift_index_unref (BellShiftIndex *self);

BellAgreementView *bell_policy_agreement (const BellPolicy *self, const char *id);

/* What conditions look at: a request and the records it names, looked up once for all of them. */
typedef struct
{
  const BellRequest  *request;
  const BellPerson   *person;   /* who made it; nullable */
  const BellOffering *offering; /* nullable */
} BellFacts;

/* An answer without its explanation. */
typedef struct
{
  gboolean        available;
  int             path; /* BellPath, or -1 */
  const char     *agreement;
  BellCode        code; /* ok, or the reason that is nearest to a yes */
  const BellRule *rule; /* the last rule that relates its agreement; NULL if none was looked for */
} BellAnswer;

/* Whether a condition holds of several requests that are the same in what does not come from the
 * offering. */
typedef enum
{
  BELL_TRUTH_NO,
  BELL_TRUTH_SOMETIMES,
  BELL_TRUTH_YES
} BellTruth;

gboolean  bell_condition_holds (const BellCondition *condition, const BellFacts *facts);
BellTruth bell_condition_of_offerings (const BellCondition *condition, const BellFacts *facts);

gboolean bell_agreement_in_force (const BellAgreementView *view, int kind, BellInstant now);
BellCode bell_policy_service_counts (const BellPolicy *self, const BellFacts *facts);
BellCode bell_agreement_usable (const BellAgreementView *view, int kind, BellInstant now);

BellFacts  bell_policy_facts (const BellPolicy *self, const BellRequest *request);
GPtrArray *bell_policy_rules (const BellPolicy *self, const char *offering);
const BellRule *
bell_policy_last_rule (const BellPolicy *self, const BellFacts *facts, GPtrArray *record_rules);
BellAnswer bell_policy_answer (const BellPolicy  *self,
                               const BellRequest *request,
                               BellInstant        now,
                               GPtrArray         *record_rules);
gboolean   bell_condition_test (const BellCondition *self, const char *value);

gboolean bell_shift_occurs_on (const BellShiftView *view, BellDate day, BellOccurrence *occurrence);
const char *bell_shift_stand_in (const BellShift *shift, const char *person, BellDate day);

/* What a step has to tell; everything but the code may be missing. */
typedef struct
{
  const char *subject;
  const char *agreement;
  const char *other; /* the rule that overrides, the service that is the offering's default */
} BellReasonWords;

char *bell_reason (BellStepKind step, BellCode code, const BellReasonWords *words);
