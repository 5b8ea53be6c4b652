/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-condition.h"

static const char *const op_names[]
    = { "all", "any", "not", "is", "is_not", "in", "contains", "is_set" };

/**
 * bell_condition_new:
 * @op: what kind of condition it shall be
 *
 * Returns: (transfer full): a condition, to be filled before anyone else sees it
 */
BellCondition *
bell_condition_new (BellConditionOp op)
{
  BellCondition *self = g_atomic_rc_box_new0 (BellCondition);

  self->op = op;
  if (op <= BELL_CONDITION_NOT)
    self->children = g_ptr_array_new_with_free_func ((GDestroyNotify) bell_condition_unref);

  return self;
}

/**
 * bell_condition_ref:
 * @self: a condition
 *
 * Returns: (transfer full): @self
 */
BellCondition *
bell_condition_ref (BellCondition *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
condition_clear (gpointer data)
{
  BellCondition *self = data;

  g_clear_pointer (&self->children, g_ptr_array_unref);
  g_clear_pointer (&self->values, g_strfreev);
}

/**
 * bell_condition_unref:
 * @self: (transfer full): a condition
 *
 * Gives a reference back.
 */
void
bell_condition_unref (BellCondition *self)
{
  g_atomic_rc_box_release_full (self, condition_clear);
}

/**
 * bell_condition_op_name:
 * @op: a kind of condition
 *
 * Returns: the member that stands for it in a desk document
 */
const char *
bell_condition_op_name (BellConditionOp op)
{
  g_return_val_if_fail (op < G_N_ELEMENTS (op_names), NULL);

  return op_names[op];
}

/**
 * bell_condition_field_name:
 * @self: a test
 *
 * Returns: (transfer full): the field it looks at, as a desk document names it:
 *   `requested_by.department`
 */
char *
bell_condition_field_name (const BellCondition *self)
{
  static const char *const prefixes[] = { "", "requested_by.", "offering." };

  return g_strconcat (prefixes[self->subject], self->field->name, NULL);
}
