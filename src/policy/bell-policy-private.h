/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "bell-policy.h"

/* An agreement with what deciding about it needs. */
typedef struct
{
  BellAgreement *agreement;
  BellCalendar  *calendar; /* nullable */
  GTimeZone     *zone;     /* the calendar's, else the desk's */
} BellAgreementView;

/* A shift with its zone and the length of a turn. */
typedef struct
{
  BellShift *shift;
  GTimeZone *zone;
  int        rotation_days;
} BellShiftView;

struct _BellPolicy
{
  BellDocument *document;
  gboolean      live_chat;
  GTimeZone    *zone;       /* the desk's */
  GPtrArray    *agreements; /* BellAgreementView, by id */
  GHashTable   *agreement_by_id;
  GHashTable   *listing;      /* service to GPtrArray of BellAgreementView that list it, by id */
  GPtrArray    *record_rules; /* BellRule, by order, then id */
  GHashTable   *before_rules; /* offering to GPtrArray of BellRule, likewise */
  GHashTable   *after_rules;
  GHashTable   *shifts; /* group to GPtrArray of BellShiftView, by id */
};

/* What conditions look at: a request and the records it names, looked up once for all of them. */
typedef struct
{
  const BellRequest  *request;
  const BellPerson   *person;   /* who made it; nullable */
  const BellOffering *offering; /* nullable */
} BellFacts;

gboolean bell_condition_holds (const BellCondition *condition, const BellFacts *facts);
gboolean bell_calendar_is_open (const BellCalendar *calendar, GTimeZone *zone, BellInstant now);
gboolean bell_calendar_is_holiday (const BellCalendar *calendar, BellDate date);

/* What a step has to tell; everything but the code may be missing. */
typedef struct
{
  const char *subject;
  const char *agreement;
  const char *other; /* the rule that overrides, the service that is the offering's default */
} BellReasonWords;

char *bell_reason (BellStepKind step, BellCode code, const BellReasonWords *words);
