/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-condition-draft.h"

#include "bell-json.h"
#include "bell-records.h"

/* What a draft says, and what it lacks. */

static void
forget_values (BellConditionDraft *self)
{
  g_ptr_array_set_size (self->values, 0);
  if (self->op != BELL_CONDITION_IS_SET)
    g_ptr_array_add (self->values, NULL);
}

/**
 * bell_condition_draft_set_field:
 * @self: a test
 * @name: (nullable): a field as a desk document names it; %NULL: nobody has said
 *
 * Has the test look at a field. Another field has other values, but what was typed stays.
 *
 * Returns: whether there is such a field
 */
gboolean
bell_condition_draft_set_field (BellConditionDraft *self, const char *name)
{
  gboolean         was_typed = bell_condition_draft_is_typed (self);
  const BellField *was = self->field;
  BellSubject      subject = BELL_SUBJECT_REQUEST;
  const BellField *field = name != NULL ? bell_condition_find_field (name, &subject) : NULL;

  if (field == NULL && name != NULL)
    return FALSE;
  if (field == was && subject == self->subject)
    return TRUE;

  self->field = field;
  self->subject = subject;
  if (!was_typed || !bell_condition_draft_is_typed (self))
    forget_values (self);

  return TRUE;
}

/**
 * bell_condition_draft_set_op:
 * @self: a test
 * @op: another kind of test
 * @set: of IS_SET: whether the field shall have a value
 *
 * Has the test ask something else. What it compares with stays as far as that makes sense.
 */
void
bell_condition_draft_set_op (BellConditionDraft *self, BellConditionOp op, gboolean set)
{
  gboolean was_typed = bell_condition_draft_is_typed (self);

  self->op = op;
  self->set = set;
  if (op == BELL_CONDITION_IS_SET || self->values->len == 0
      || was_typed != bell_condition_draft_is_typed (self))
    forget_values (self);
  else if (op != BELL_CONDITION_IN)
    g_ptr_array_set_size (self->values, 1);
}

/**
 * bell_condition_draft_set_value:
 * @self: a test
 * @index: which of the values that it compares with; one more than there are adds one
 * @value: (nullable): the value; %NULL: none yet
 *
 * Sets what the test compares with.
 */
void
bell_condition_draft_set_value (BellConditionDraft *self, guint index, const char *value)
{
  g_return_if_fail (index <= self->values->len);

  if (index == self->values->len)
    g_ptr_array_add (self->values, NULL);
  g_free (self->values->pdata[index]);
  self->values->pdata[index] = g_strdup (value);
}

/**
 * bell_condition_draft_refers_to:
 * @self: a test
 *
 * Returns: (nullable): the type of the records that its field names, if it names one
 */
const BellShape *
bell_condition_draft_refers_to (const BellConditionDraft *self)
{
  if (self->field == NULL)
    return NULL;
  if (self->field->kind == BELL_FIELD_REF)
    return self->field->shape;
  if (self->field->kind != BELL_FIELD_ID || self->subject == BELL_SUBJECT_REQUEST)
    return NULL;

  return self->subject == BELL_SUBJECT_OFFERING ? &bell_offering_shape : &bell_person_shape;
}

/**
 * bell_condition_draft_is_typed:
 * @self: a test
 *
 * Returns: whether what it compares with is any text, and not one of a few
 */
gboolean
bell_condition_draft_is_typed (const BellConditionDraft *self)
{
  if (self->op == BELL_CONDITION_CONTAINS)
    return TRUE;

  return self->field != NULL && self->field->kind != BELL_FIELD_ENUM
         && bell_condition_draft_refers_to (self) == NULL;
}

/**
 * bell_condition_draft_lacks:
 * @self: a draft
 *
 * An empty ALL holds for everything, which is what a whole condition may say, but nobody means it
 * inside of one.
 *
 * Returns: what it needs itself, whatever is in it
 */
BellLack
bell_condition_draft_lacks (const BellConditionDraft *self)
{
  if (bell_condition_draft_is_group (self))
    return self->children->len == 0 && (self->parent != NULL || self->op != BELL_CONDITION_ALL)
               ? BELL_LACK_PART
               : BELL_LACK_NOTHING;
  if (self->field == NULL)
    return BELL_LACK_FIELD;
  if (self->op == BELL_CONDITION_IS_SET)
    return BELL_LACK_NOTHING;
  if (self->values->len == 0 || g_ptr_array_find (self->values, NULL, NULL))
    return BELL_LACK_VALUE;

  return BELL_LACK_NOTHING;
}

static JsonNode *
text_node (const char *text)
{
  return json_node_init_string (json_node_alloc (), text);
}

static JsonNode *
operand_to_json (const BellConditionDraft *self)
{
  JsonArray *list;

  if (self->op == BELL_CONDITION_IS_SET)
    return json_node_init_boolean (json_node_alloc (), self->set);
  if (self->op != BELL_CONDITION_IN)
    return text_node (self->values->pdata[0]);

  list = json_array_new ();
  for (guint i = 0; i < self->values->len; i++)
    json_array_add_string_element (list, self->values->pdata[i]);

  return bell_json_array_node (list);
}

static JsonNode *
test_to_json (const BellConditionDraft *self)
{
  BellCondition    looked_at = { .subject = self->subject, .field = self->field };
  g_autofree char *name = bell_condition_field_name (&looked_at);
  JsonObject      *object = json_object_new ();

  json_object_set_member (object, "field", text_node (name));
  json_object_set_member (object, bell_condition_op_name (self->op), operand_to_json (self));

  return bell_json_object_node (object);
}

static JsonNode *
group_to_json (const BellConditionDraft *self)
{
  g_autoptr (JsonArray) list = json_array_new ();
  JsonObject *object;
  JsonNode   *inner;

  for (guint i = 0; i < self->children->len; i++)
    {
      JsonNode *child = bell_condition_draft_to_json (self->children->pdata[i]);

      if (child == NULL)
        return NULL;
      json_array_add_element (list, child);
    }

  object = json_object_new ();
  inner = self->op == BELL_CONDITION_NOT ? json_array_dup_element (list, 0)
                                         : bell_json_array_node (json_array_ref (list));
  json_object_set_member (object, bell_condition_op_name (self->op), inner);

  return bell_json_object_node (object);
}

/**
 * bell_condition_draft_to_json:
 * @self: a draft
 *
 * Returns: (transfer full) (nullable): the condition as a desk document writes it, or %NULL as long
 *   as something lacks in it
 */
JsonNode *
bell_condition_draft_to_json (const BellConditionDraft *self)
{
  if (bell_condition_draft_lacks (self) != BELL_LACK_NOTHING)
    return NULL;

  return bell_condition_draft_is_group (self) ? group_to_json (self) : test_to_json (self);
}
