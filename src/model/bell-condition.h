/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "bell-record.h"

/* How deep conditions may nest. */
#define BELL_CONDITION_MAX_DEPTH 16

typedef enum
{
  BELL_CONDITION_ALL,
  BELL_CONDITION_ANY,
  BELL_CONDITION_NOT,
  BELL_CONDITION_IS,
  BELL_CONDITION_IS_NOT,
  BELL_CONDITION_IN,
  BELL_CONDITION_CONTAINS,
  BELL_CONDITION_IS_SET,
} BellConditionOp;

/* The record whose field a test looks at: the request, or one that it names. */
typedef enum
{
  BELL_SUBJECT_REQUEST,
  BELL_SUBJECT_REQUESTED_BY,
  BELL_SUBJECT_OFFERING,
} BellSubject;

/**
 * BellCondition:
 * @op: what kind of condition it is
 * @children: of ALL, ANY and NOT: the conditions in it
 * @subject: of a test: which record it looks at
 * @field: of a test: which field of it
 * @values: of a test but IS_SET: the texts it compares with
 * @set: of IS_SET: whether the field shall have a value
 *
 * What must be true of a request for a rule to hold. It does not change once it is made.
 */
typedef struct _BellCondition BellCondition;
struct _BellCondition
{
  BellConditionOp  op;
  GPtrArray       *children;
  BellSubject      subject;
  const BellField *field;
  char           **values;
  gboolean         set;
};

BellCondition   *bell_condition_new (BellConditionOp op);
BellCondition   *bell_condition_ref (BellCondition *self);
void             bell_condition_unref (BellCondition *self);
const char      *bell_condition_op_name (BellConditionOp op);
BellCondition   *bell_condition_from_json (JsonNode *node, GString *path, GError **error);
JsonNode        *bell_condition_to_json (const BellCondition *self);
char            *bell_condition_field_name (const BellCondition *self);
const BellField *bell_condition_find_field (const char *name, BellSubject *subject);
char           **bell_condition_list_fields (void);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BellCondition, bell_condition_unref)
