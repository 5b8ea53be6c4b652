/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "bell-condition.h"
#include "bell-record.h"

/* The records of a desk document, as domain.md names them. Times of day and dates are local to the
 * zone that the record or its group names; a missing zone is the desk's. */

#define BELL_DEFAULT_ABANDON_GRACE_SECONDS 45

typedef struct
{
  BellRecord record;
  gboolean   live_chat;
  gint64     abandon_grace_seconds;
  char      *timezone;
} BellSettings;

typedef struct
{
  BellRecord record;
  BellDate   from;
  BellDate   until; /* included */
} BellVacation;

typedef struct
{
  BellRecord record;
  char      *name;
  char      *email;
  guint      roles; /* BellRole */
  char      *department;
  char      *location;
  char      *timezone;
  gboolean   active;
  GPtrArray *vacations; /* BellVacation */
} BellPerson;

typedef struct
{
  BellRecord record;
  char      *name;
  char      *owner;
  char      *dispatcher;
  char     **members;
  char      *timezone;
} BellGroup;

/* On one day, two people stand in each other's place. */
typedef struct
{
  BellRecord record;
  BellDate   date;
  char      *person;
  char      *with;
} BellSwap;

typedef struct
{
  BellRecord record;
  char      *group;
  char     **rotation;
  BellDate   starts_on;
  char      *rotate_every;
  guint      weekdays;
  int        from;
  int        until; /* not after from: it crosses midnight */
  char      *timezone;
  GPtrArray *swaps; /* BellSwap */
} BellShift;

typedef struct
{
  BellRecord record;
  char      *name;
  gboolean   active;
} BellService;

/* Working hours from one time of day to another; until not after from crosses midnight. */
typedef struct
{
  int from;
  int until;
} BellSpan;

typedef struct
{
  BellRecord record;
  char      *name;
  BellDate   date;
  gboolean   yearly;
} BellHoliday;

typedef struct
{
  BellRecord record;
  char      *name;
  char      *timezone;
  GArray    *hours[BELL_N_WEEKDAYS]; /* BellSpan; NULL for a weekday that is not named */
  GPtrArray *holidays;               /* BellHoliday */
} BellCalendar;

typedef struct
{
  BellRecord record;
  int        kind; /* BellTargetKind */
  gint64     warn_percent;
  int        minutes[BELL_N_PRIORITIES];
} BellTarget;

typedef struct
{
  BellRecord record;
  char      *title;
  int        kind;
  char      *owner;
  gboolean   chat;
  int        status;
  BellDate   valid_from;
  BellDate   valid_until; /* included */
  char     **services;
  char      *calendar;
  gboolean   only_in_hours;
  GPtrArray *targets; /* BellTarget */
} BellAgreement;

typedef struct
{
  BellRecord record;
  char      *name;
  int        kind;
  int        status;
  char      *default_service;
  char      *agreement;
  char      *owner;
  char      *expert_assignee;
  char      *assigned_group;
} BellOffering;

typedef struct
{
  BellRecord     record;
  int            scope;
  char          *offering;
  gint64         order;
  gboolean       active;
  BellCondition *when;
  char          *relate_agreement;
} BellRule;

typedef struct
{
  BellRecord  record;
  char       *title;
  char       *description;
  int         kind;
  char       *offering;
  char       *actual_service;
  char       *requested_by;
  int         priority;
  int         phase;
  char       *owner;
  char       *expert_assignee;
  char       *assigned_group;
  BellInstant created_at;
  BellInstant chat_asked_at; /* "chat last request time" */
} BellRequest;

extern const BellShape bell_settings_shape;
extern const BellShape bell_vacation_shape;
extern const BellShape bell_person_shape;
extern const BellShape bell_group_shape;
extern const BellShape bell_swap_shape;
extern const BellShape bell_shift_shape;
extern const BellShape bell_service_shape;
extern const BellShape bell_holiday_shape;
extern const BellShape bell_calendar_shape;
extern const BellShape bell_target_shape;
extern const BellShape bell_agreement_shape;
extern const BellShape bell_offering_shape;
extern const BellShape bell_rule_shape;
extern const BellShape bell_request_shape;

/* The collections of a desk document, in its order. */
extern const BellShape *const bell_collections[];
#define BELL_N_COLLECTIONS 9

int              bell_collection_index (const BellShape *shape);
const BellShape *bell_collection_by_name (const char *name);
