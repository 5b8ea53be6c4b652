/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "bell-condition-draft.h"
#include "bell-session.h"

/**
 * BellAdminComparison:
 * @name: what it is called in the program
 * @op: what kind of test it is
 * @set: of IS_SET: whether the field shall have a value
 * @words: how it reads between a field and a value, to be translated
 * @sentence: how it reads with both of them, to be translated in the context "condition"
 *
 * What a test can ask of a field.
 */
typedef struct
{
  const char     *name;
  BellConditionOp op;
  gboolean        set;
  const char     *words;
  const char     *sentence;
} BellAdminComparison;

/* In the order in which they are offered; the last one has no name. */
extern const BellAdminComparison bell_admin_comparisons[];

const BellAdminComparison *bell_admin_condition_comparison (const BellConditionDraft *test);
const char                *bell_admin_condition_field (const char *name);
char                      *bell_admin_condition_value (BellSession              *session,
                                                       const BellConditionDraft *test,
                                                       const char               *value);
char *bell_admin_condition_text (BellSession *session, const BellConditionDraft *draft);
