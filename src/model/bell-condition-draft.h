/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "bell-condition.h"

/**
 * BellLack:
 * @BELL_LACK_NOTHING: it is complete
 * @BELL_LACK_FIELD: a test does not say what it looks at
 * @BELL_LACK_VALUE: a test does not say what it compares with
 * @BELL_LACK_PART: there is nothing in a group
 *
 * What a condition needs before it can be one.
 */
typedef enum
{
  BELL_LACK_NOTHING,
  BELL_LACK_FIELD,
  BELL_LACK_VALUE,
  BELL_LACK_PART,
} BellLack;

/**
 * BellConditionDraft:
 * @parent: (nullable): the group that it is in
 * @op: what kind of condition it is
 * @children: (element-type BellConditionDraft): of a group: what is in it
 * @subject: of a test: which record it looks at
 * @field: (nullable): of a test: which field of it; %NULL as long as nobody has said
 * @values: (element-type utf8): of a test: what it compares with; %NULL stands for what nobody has
 *   said yet
 * @set: of IS_SET: whether the field shall have a value
 *
 * A condition while somebody makes it, which may be incomplete. ALL, ANY and NOT are groups; there
 * is one thing in NOT at most.
 */
typedef struct _BellConditionDraft BellConditionDraft;
struct _BellConditionDraft
{
  BellConditionDraft *parent;
  BellConditionOp     op;
  GPtrArray          *children;
  BellSubject         subject;
  const BellField    *field;
  GPtrArray          *values;
  gboolean            set;
};

BellConditionDraft *bell_condition_draft_new (BellConditionOp op);
BellConditionDraft *bell_condition_draft_new_from (const BellCondition *condition);
void                bell_condition_draft_free (BellConditionDraft *self);
gboolean            bell_condition_draft_is_group (const BellConditionDraft *self);
guint               bell_condition_draft_index (const BellConditionDraft *self);
gboolean            bell_condition_draft_takes (const BellConditionDraft *self, guint height);
gboolean
     bell_condition_draft_insert (BellConditionDraft *self, BellConditionDraft *child, guint index);
void bell_condition_draft_remove (BellConditionDraft *self);
gboolean
bell_condition_draft_move (BellConditionDraft *self, BellConditionDraft *group, guint index);
gboolean bell_condition_draft_step (BellConditionDraft *self, gboolean up);
gboolean bell_condition_draft_wrap (BellConditionDraft *self);
gboolean bell_condition_draft_set_word (BellConditionDraft *self, BellConditionOp op);
gboolean bell_condition_draft_set_field (BellConditionDraft *self, const char *name);
void     bell_condition_draft_set_op (BellConditionDraft *self, BellConditionOp op, gboolean set);
void     bell_condition_draft_set_value (BellConditionDraft *self, guint index, const char *value);
const BellShape *bell_condition_draft_refers_to (const BellConditionDraft *self);
gboolean         bell_condition_draft_is_typed (const BellConditionDraft *self);
BellLack         bell_condition_draft_lacks (const BellConditionDraft *self);
JsonNode        *bell_condition_draft_to_json (const BellConditionDraft *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BellConditionDraft, bell_condition_draft_free)
