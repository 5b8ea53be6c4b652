/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "bell-records.h"

typedef enum
{
  BELL_SEVERITY_ERROR,
  BELL_SEVERITY_WARNING,
  BELL_SEVERITY_NOTICE
} BellSeverity;

/* What can be wrong with a desk that is well-formed: the code, its word, and how much it matters as
 * a rule. data/lint.md says of each what it means and what to do. */
#define BELL_FINDING_CODES(CODE)                                                                   \
  CODE (CALENDAR_SPANS_OVERLAP, "calendar_spans_overlap", WARNING)                                 \
  CODE (CALENDAR_ENDS_2359, "calendar_ends_2359", WARNING)                                         \
  CODE (CALENDAR_NEVER_OPEN, "calendar_never_open", ERROR)                                         \
  CODE (SPAN_IN_SKIPPED_HOUR, "span_in_skipped_hour", WARNING)                                     \
  CODE (HOLIDAYS_END_SOON, "holidays_end_soon", WARNING)                                           \
  CODE (CALENDAR_UNUSED, "calendar_unused", NOTICE)                                                \
  CODE (AGREEMENT_UNREACHABLE, "agreement_unreachable", WARNING)                                   \
  CODE (AGREEMENT_EXPIRES_SOON, "agreement_expires_soon", NOTICE)                                  \
  CODE (AGREEMENT_KIND_MISMATCH, "agreement_kind_mismatch", WARNING)                               \
  CODE (AGREEMENT_WITHOUT_TARGETS, "agreement_without_targets", NOTICE)                            \
  CODE (RELATED_AGREEMENT_UNUSABLE, "related_agreement_unusable", WARNING)                         \
  CODE (DEFAULT_SERVICE_UNLISTED, "default_service_unlisted", WARNING)                             \
  CODE (DEFAULT_SERVICE_INACTIVE, "default_service_inactive", WARNING)                             \
  CODE (OFFERING_WITHOUT_SERVICE, "offering_without_service", NOTICE)                              \
  CODE (RULE_NEVER_WINS, "rule_never_wins", WARNING)                                               \
  CODE (RULE_INACTIVE, "rule_inactive", NOTICE)                                                    \
  CODE (ON_CALL_NOBODY, "on_call_nobody", WARNING)                                                 \
  CODE (ON_CALL_GAP, "on_call_gap", NOTICE)                                                        \
  CODE (SHIFT_ROTATION_OUTSIDE_GROUP, "shift_rotation_outside_group", NOTICE)                      \
  CODE (NOBODY_TOLD, "nobody_told", WARNING)                                                       \
  CODE (PERSON_MISSING_ACTIVE, "person_missing_active", WARNING)

#define BELL_FINDING_CODE_VALUE(name, nick, severity) BELL_FINDING_##name,

typedef enum
{
  BELL_FINDING_CODES (BELL_FINDING_CODE_VALUE)
} BellFindingCode;

/* Something about a record that is allowed and probably not meant. */
typedef struct
{
  BellRecord record;
  int        code; /* BellFindingCode */
  int        severity;
  char      *type;    /* the name of the subject's shape */
  char      *subject; /* its id */
  char      *other;   /* the id of another record that matters */
  char      *message; /* an English sentence without its full stop */
} BellFinding;

extern const BellEnumType bell_severity_type;
extern const BellEnumType bell_finding_code_type;
extern const BellShape    bell_finding_shape;

BellFinding *
bell_finding_new (BellFindingCode code, gconstpointer subject, const char *other, char *message);
int bell_finding_compare (const BellFinding *a, const BellFinding *b);
