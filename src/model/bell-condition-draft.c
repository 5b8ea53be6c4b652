/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-condition-draft.h"

/* A draft as a tree. */

/**
 * bell_condition_draft_new:
 * @op: what kind of condition it shall be
 *
 * Returns: (transfer full): one with nothing in it
 */
BellConditionDraft *
bell_condition_draft_new (BellConditionOp op)
{
  BellConditionDraft *self = g_new0 (BellConditionDraft, 1);

  self->op = op;
  self->children = g_ptr_array_new_with_free_func ((GDestroyNotify) bell_condition_draft_free);
  self->values = g_ptr_array_new_with_free_func (g_free);
  self->set = TRUE;
  if (!bell_condition_draft_is_group (self) && op != BELL_CONDITION_IS_SET)
    g_ptr_array_add (self->values, NULL);

  return self;
}

/**
 * bell_condition_draft_new_from:
 * @condition: (nullable): a condition; %NULL: one that holds for everything
 *
 * Returns: (transfer full): a draft that says the same
 */
BellConditionDraft *
bell_condition_draft_new_from (const BellCondition *condition)
{
  BellConditionDraft *self
      = bell_condition_draft_new (condition != NULL ? condition->op : BELL_CONDITION_ALL);

  if (condition == NULL)
    return self;

  g_ptr_array_set_size (self->values, 0);
  for (guint i = 0; condition->children != NULL && i < condition->children->len; i++)
    {
      BellConditionDraft *child = bell_condition_draft_new_from (condition->children->pdata[i]);

      child->parent = self;
      g_ptr_array_add (self->children, child);
    }
  self->subject = condition->subject;
  self->field = condition->field;
  self->set = condition->op != BELL_CONDITION_IS_SET || condition->set;
  for (guint i = 0; condition->values != NULL && condition->values[i] != NULL; i++)
    g_ptr_array_add (self->values, g_strdup (condition->values[i]));
  if (condition->op == BELL_CONDITION_IN && self->values->len == 0)
    g_ptr_array_add (self->values, NULL);

  return self;
}

/**
 * bell_condition_draft_free:
 * @self: (transfer full): a draft that is in no group
 *
 * Forgets it, with everything in it.
 */
void
bell_condition_draft_free (BellConditionDraft *self)
{
  g_ptr_array_unref (self->children);
  g_ptr_array_unref (self->values);
  g_free (self);
}

/**
 * bell_condition_draft_is_group:
 * @self: a draft
 *
 * Returns: whether others are in it
 */
gboolean
bell_condition_draft_is_group (const BellConditionDraft *self)
{
  return self->op <= BELL_CONDITION_NOT;
}

/**
 * bell_condition_draft_index:
 * @self: a draft in a group
 *
 * Returns: its place in the group
 */
guint
bell_condition_draft_index (const BellConditionDraft *self)
{
  guint index = 0;

  g_return_val_if_fail (self->parent != NULL, 0);

  g_ptr_array_find (self->parent->children, self, &index);

  return index;
}

static guint
depth_of (const BellConditionDraft *self)
{
  guint depth = 1;

  for (const BellConditionDraft *at = self->parent; at != NULL; at = at->parent)
    depth++;

  return depth;
}

static guint
height_of (const BellConditionDraft *self)
{
  guint height = 0;

  for (guint i = 0; i < self->children->len; i++)
    height = MAX (height, height_of (self->children->pdata[i]));

  return height + 1;
}

static gboolean
is_in (const BellConditionDraft *self, const BellConditionDraft *group)
{
  for (const BellConditionDraft *at = self; at != NULL; at = at->parent)
    if (at == group)
      return TRUE;

  return FALSE;
}

/**
 * bell_condition_draft_takes:
 * @self: a draft
 * @height: how many levels something has, with its own: 1 for a test, 2 for a group of tests
 *
 * Returns: whether it can be put into @self
 */
gboolean
bell_condition_draft_takes (const BellConditionDraft *self, guint height)
{
  return bell_condition_draft_is_group (self)
         && (self->op != BELL_CONDITION_NOT || self->children->len == 0)
         && depth_of (self) + height <= BELL_CONDITION_MAX_DEPTH;
}

/**
 * bell_condition_draft_insert:
 * @self: a group
 * @child: (transfer full): a draft that is in no group
 * @index: where it shall be
 *
 * Puts something into a group.
 *
 * Returns: whether it is there; otherwise it is gone
 */
gboolean
bell_condition_draft_insert (BellConditionDraft *self, BellConditionDraft *child, guint index)
{
  if (!bell_condition_draft_takes (self, height_of (child)))
    {
      bell_condition_draft_free (child);
      return FALSE;
    }

  child->parent = self;
  g_ptr_array_insert (self->children, (int) MIN (index, self->children->len), child);

  return TRUE;
}

/**
 * bell_condition_draft_remove:
 * @self: a draft in a group
 *
 * Forgets it, with everything in it.
 */
void
bell_condition_draft_remove (BellConditionDraft *self)
{
  g_return_if_fail (self->parent != NULL);

  g_ptr_array_remove_index (self->parent->children, bell_condition_draft_index (self));
}

/**
 * bell_condition_draft_move:
 * @self: a draft in a group
 * @group: a group, perhaps the same
 * @index: where in it, counted without @self
 *
 * Takes it to another place.
 *
 * Returns: whether it can be there
 */
gboolean
bell_condition_draft_move (BellConditionDraft *self, BellConditionDraft *group, guint index)
{
  g_return_val_if_fail (self->parent != NULL, FALSE);

  if (is_in (group, self)
      || (group != self->parent && !bell_condition_draft_takes (group, height_of (self))))
    return FALSE;

  g_ptr_array_steal_index (self->parent->children, bell_condition_draft_index (self));
  self->parent = group;
  g_ptr_array_insert (group->children, (int) MIN (index, group->children->len), self);

  return TRUE;
}

/**
 * bell_condition_draft_step:
 * @self: a draft
 * @up: whether up or down
 *
 * Takes it one step further, as one sees it: past a test, into a group, or out of one.
 *
 * Returns: whether there was a place for it
 */
gboolean
bell_condition_draft_step (BellConditionDraft *self, gboolean up)
{
  BellConditionDraft *parent = self->parent, *next = NULL;
  guint               index;

  if (parent == NULL)
    return FALSE;

  index = bell_condition_draft_index (self);
  if (up ? index > 0 : index + 1 < parent->children->len)
    next = parent->children->pdata[up ? index - 1 : index + 1];
  if (next != NULL && bell_condition_draft_is_group (next)
      && bell_condition_draft_move (self, next, up ? G_MAXINT : 0))
    return TRUE;
  if (next != NULL)
    return bell_condition_draft_move (self, parent, up ? index - 1 : index + 1);
  if (parent->parent == NULL)
    return FALSE;

  index = bell_condition_draft_index (parent);

  return bell_condition_draft_move (self, parent->parent, up ? index : index + 1);
}

/**
 * bell_condition_draft_wrap:
 * @self: a draft in a group
 *
 * Puts it into a group of its own, which takes its place.
 *
 * Returns: whether there is room for one level more
 */
gboolean
bell_condition_draft_wrap (BellConditionDraft *self)
{
  BellConditionDraft *parent = self->parent, *group;
  guint               index;

  if (parent == NULL || depth_of (self) + height_of (self) > BELL_CONDITION_MAX_DEPTH)
    return FALSE;

  index = bell_condition_draft_index (self);
  group = bell_condition_draft_new (BELL_CONDITION_ANY);
  group->parent = parent;
  g_ptr_array_steal_index (parent->children, index);
  g_ptr_array_insert (parent->children, (int) index, group);
  self->parent = group;
  g_ptr_array_add (group->children, self);

  return TRUE;
}

/* What is in it goes into a group of the word that it had. */
static gboolean
put_under_not (BellConditionDraft *self)
{
  BellConditionDraft *group;
  GPtrArray          *children;

  if (depth_of (self) + height_of (self) > BELL_CONDITION_MAX_DEPTH)
    return FALSE;

  group = bell_condition_draft_new (self->op);
  group->parent = self;
  children = group->children;
  group->children = self->children;
  self->children = children;
  for (guint i = 0; i < group->children->len; i++)
    ((BellConditionDraft *) group->children->pdata[i])->parent = group;
  g_ptr_array_add (self->children, group);

  return TRUE;
}

/**
 * bell_condition_draft_set_word:
 * @self: a group
 * @op: ALL, ANY or NOT
 *
 * Changes what is asked of what is in the group.
 *
 * Returns: whether there is room for it: several things in NOT need a group of their own
 */
gboolean
bell_condition_draft_set_word (BellConditionDraft *self, BellConditionOp op)
{
  if (op == BELL_CONDITION_NOT && self->children->len > 1 && !put_under_not (self))
    return FALSE;

  self->op = op;

  return TRUE;
}
