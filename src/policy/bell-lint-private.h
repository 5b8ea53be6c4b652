/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "bell-lint.h"
#include "bell-policy-private.h"

/* The first agreement of each kind that lists a service, is active and is not over. */
typedef struct
{
  const BellAgreement *of_kind[2]; /* BellKind; nullable */
} BellLintListing;

/**
 * BellLint:
 * @offerings: (element-type BellOffering): the active ones, by id
 * @active: their ids
 * @assigned: id of a group to the first of them that it is assigned to
 * @related: ids of the agreements that active rules and offerings relate
 * @defaults: ids of the services that are the default of an active offering
 * @listing: service to #BellLintListing
 * @skipped: zone to what its clocks skip in the next year, see bell-lint-clocks.c
 *
 * One look through a desk for what is allowed and probably not meant.
 */
typedef struct
{
  BellPolicy   *policy;
  BellDocument *document;
  BellInstant   now;
  GPtrArray    *findings;
  GPtrArray    *offerings;
  GHashTable   *active;
  GHashTable   *assigned;
  GHashTable   *related;
  GHashTable   *defaults;
  GHashTable   *listing;
  GHashTable   *skipped;
} BellLint;

BellFinding *bell_lint_add (BellLint       *self,
                            BellFindingCode code,
                            gconstpointer   subject,
                            const char     *other,
                            const char     *format,
                            ...) G_GNUC_PRINTF (5, 6);

BellAgreementView *bell_lint_agreement (const BellLint *self, const char *id);
gboolean           bell_lint_is_over (const BellLint *self, const BellAgreementView *view);
gboolean           bell_lint_is_in_use (const BellLint *self, const BellAgreementView *view);

void bell_lint_calendars (BellLint *self);
void bell_lint_agreements (BellLint *self);
void bell_lint_offerings (BellLint *self);
void bell_lint_rules (BellLint *self);
void bell_lint_on_call (BellLint *self);
void bell_lint_people (BellLint *self);

/**
 * BellLintScope:
 * @offering: (nullable): the offering of every request that a condition is asked about
 * @offerings: (nullable): ids of the offerings that such a request may have
 *
 * Which requests are meant.
 */
typedef struct
{
  const BellOffering *offering;
  GHashTable         *offerings;
} BellLintScope;

gboolean
bell_lint_can_be (const BellCondition *condition, gboolean outcome, const BellLintScope *scope);
char *bell_lint_condition_key (const BellCondition *condition);

/**
 * BellLintTimes:
 * @weekdays: bit 0 is Monday
 * @from: minutes since midnight
 * @until: likewise; if it is not after @from, the next day
 * @starts_on: the first day
 * @time: (nullable): whose holidays do not count
 *
 * Hours that are on every week: a span of a calendar, or a shift.
 */
typedef struct
{
  guint            weekdays;
  int              from;
  int              until;
  BellDate         starts_on;
  BellWorkingTime *time;
} BellLintTimes;

/* An end of such hours, at a time that the clocks skip. */
typedef struct
{
  BellDate date;
  gboolean is_start;
  int      time;  /* the end */
  int      from;  /* the first time that is skipped on this day */
  int      until; /* and the one that follows the last; 24:00 if that is on another day */
} BellLintSkipped;

gboolean bell_lint_find_skipped (BellLint            *self,
                                 const BellZone      *zone,
                                 const BellLintTimes *times,
                                 BellLintSkipped     *found);
