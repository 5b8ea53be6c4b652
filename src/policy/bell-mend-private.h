/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "bell-effect-records.h"
#include "bell-policy-private.h"

/* The changes of one field that can take away what stands in the way of a yes. */
typedef enum
{
  BELL_MEND_LIVE_CHAT,
  BELL_MEND_REOPEN,
  BELL_MEND_RESUME,
  BELL_MEND_ACTUAL_SERVICE,
  BELL_MEND_SERVICE_ACTIVE,
  BELL_MEND_DEFAULT_SERVICE,
  BELL_MEND_OFFERING_AGREEMENT,
  BELL_MEND_RULE_ON,
  BELL_MEND_RULE_OFF,
  BELL_MEND_STATUS,
  BELL_MEND_VALID_FROM,
  BELL_MEND_VALID_UNTIL,
  BELL_MEND_CHAT,
  BELL_MEND_KIND,
  BELL_MEND_ONLY_IN_HOURS,
  BELL_MEND_SERVICES,
} BellMendKind;

typedef struct
{
  BellMendKind kind;
  const char  *subject; /* the id of the record; NULL for the settings */
  const char  *value;   /* what is set or added, where the kind does not say it */
} BellMend;

/* A configuration and a request as mends make them. */
typedef struct
{
  BellPolicy  *policy;
  BellRequest *request;
} BellMended;

int       bell_mend_compare (const BellMend *a, const BellMend *b);
gboolean  bell_mend_relates (const BellMend *mend);
BellEdit *bell_mend_apply (const BellMend *mend, BellMended *mended);
