/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "bell-calls.h"
#include "bell-clock-records.h"
#include "bell-effect-records.h"
#include "bell-finding.h"

/* How calls are described. */

#define REQUIRED .flags = BELL_FIELD_REQUIRED
#define NULLABLE .flags = BELL_FIELD_NULLABLE
#define IN_PATH  .flags = BELL_FIELD_REQUIRED | BELL_FIELD_IN_PATH
#define LIMIT    .min = 1, .max = 1000, .fallback = 100
#define COUNT    .max = G_MAXINT64

/* What a call gives. */
#define NOTHING    NULL
#define GIVES(...) ((const BellShape *const[]) { __VA_ARGS__, NULL })
#define COLLECTIONS                                                                                \
  &bell_person_shape, &bell_group_shape, &bell_shift_shape, &bell_service_shape,                   \
      &bell_calendar_shape, &bell_agreement_shape, &bell_offering_shape, &bell_rule_shape

#define CALL(symbol, Struct, name_, method_, path_, changes_, gives_, summary_)                    \
  const BellCallType bell_call_##symbol = {                                                        \
    .shape = BELL_SHAPE (Struct, symbol##_fields, name_),                                          \
    .method = BELL_METHOD_##method_,                                                               \
    .path = path_,                                                                                 \
    .changes = changes_,                                                                           \
    .gives = gives_,                                                                               \
    .summary = summary_,                                                                           \
  }
