/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-policy-private.h"

#include <string.h>

static gconstpointer
subject_of (const BellCondition *self, const BellFacts *facts)
{
  switch (self->subject)
    {
    case BELL_SUBJECT_REQUESTED_BY:
      return facts->person;
    case BELL_SUBJECT_OFFERING:
      return facts->offering;
    case BELL_SUBJECT_REQUEST:
    default:
      return facts->request;
    }
}

/* The value as the desk document writes it; NULL where there is none. */
static const char *
value_of (const BellCondition *self, const BellFacts *facts)
{
  gconstpointer subject = subject_of (self, facts);

  if (subject == NULL)
    return NULL;

  if (self->field->kind == BELL_FIELD_ENUM)
    return bell_enum_nick (self->field->values,
                           *(const int *) G_STRUCT_MEMBER_P (subject, self->field->offset));

  return bell_field_get_string (self->field, subject);
}

static char
lower (char letter)
{
  return letter >= 'A' && letter <= 'Z' ? letter - 'A' + 'a' : letter;
}

static gboolean
begins (const char *text, const char *part)
{
  while (*part != '\0' && lower (*text) == lower (*part))
    {
      text++;
      part++;
    }

  return *part == '\0';
}

static gboolean
contains_ascii (const char *value, const char *part)
{
  for (; *value != '\0'; value++)
    if (begins (value, part))
      return TRUE;

  return *part == '\0';
}

static gboolean
contains_folded (const char *value, const char *part)
{
  g_autofree char *folded_value = g_utf8_casefold (value, -1);
  g_autofree char *folded_part = g_utf8_casefold (part, -1);

  return strstr (folded_value, folded_part) != NULL;
}

static gboolean
contains (const char *value, const char *part)
{
  /* Nearly all texts are such, and folding them takes as long as everything else about a rule. */
  if (g_str_is_ascii (value) && g_str_is_ascii (part))
    return contains_ascii (value, part);

  return contains_folded (value, part);
}

/**
 * bell_condition_test:
 * @self: a test
 * @value: (nullable): a text, or %NULL for no value
 *
 * Returns: whether the test is true of a field with this value
 */
gboolean
bell_condition_test (const BellCondition *self, const char *value)
{
  switch (self->op)
    {
    case BELL_CONDITION_IS:
      return g_strcmp0 (value, self->values[0]) == 0;
    case BELL_CONDITION_IS_NOT:
      return g_strcmp0 (value, self->values[0]) != 0;
    case BELL_CONDITION_IN:
      return value != NULL && g_strv_contains ((const char *const *) self->values, value);
    case BELL_CONDITION_CONTAINS:
      return value != NULL && contains (value, self->values[0]);
    case BELL_CONDITION_IS_SET:
      return (value != NULL && value[0] != '\0') == self->set;
    case BELL_CONDITION_ALL:
    case BELL_CONDITION_ANY:
    case BELL_CONDITION_NOT:
    default:
      g_return_val_if_reached (FALSE);
    }
}

/**
 * bell_condition_holds:
 * @condition: a condition
 * @facts: a request on a desk
 *
 * A field without a value *is* nothing, *is not* everything, and neither is in a list nor contains
 * anything. Texts are compared as they are, but *contains* takes no notice of case (desk-document,
 * "Conditions"). An empty "all" is true, an empty "any" is false.
 *
 * Returns: whether @condition is true of the request
 */
gboolean
bell_condition_holds (const BellCondition *condition, const BellFacts *facts)
{
  gboolean any = condition->op == BELL_CONDITION_ANY;

  if (condition->op > BELL_CONDITION_NOT)
    return bell_condition_test (condition, value_of (condition, facts));

  if (condition->op == BELL_CONDITION_NOT)
    return !bell_condition_holds (condition->children->pdata[0], facts);

  for (guint i = 0; i < condition->children->len; i++)
    if (bell_condition_holds (condition->children->pdata[i], facts) == any)
      return any;

  return !any;
}

/* Whether what a test looks at comes from the offering of a request that is not made yet. */
static gboolean
comes_from_offering (const BellCondition *self)
{
  static const char *const fields[]
      = { "kind", "offering", "actual_service", "owner", "expert_assignee", "assigned_group" };

  if (self->subject != BELL_SUBJECT_REQUEST)
    return self->subject == BELL_SUBJECT_OFFERING;

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    if (g_str_equal (self->field->name, fields[i]))
      return TRUE;

  return FALSE;
}

/**
 * bell_condition_of_offerings:
 * @condition: a condition
 * @facts: a request that is not made yet, of any offering
 *
 * Returns: whether @condition is true of such requests of all offerings, of none, or of some
 *   perhaps
 */
BellTruth
bell_condition_of_offerings (const BellCondition *condition, const BellFacts *facts)
{
  BellTruth decisive = condition->op == BELL_CONDITION_ANY ? BELL_TRUTH_YES : BELL_TRUTH_NO;
  BellTruth all = BELL_TRUTH_YES - decisive;

  if (condition->op > BELL_CONDITION_NOT)
    {
      if (comes_from_offering (condition))
        return BELL_TRUTH_SOMETIMES;
      return bell_condition_test (condition, value_of (condition, facts)) ? BELL_TRUTH_YES
                                                                          : BELL_TRUTH_NO;
    }

  if (condition->op == BELL_CONDITION_NOT)
    return BELL_TRUTH_YES - bell_condition_of_offerings (condition->children->pdata[0], facts);

  for (guint i = 0; i < condition->children->len; i++)
    {
      BellTruth one = bell_condition_of_offerings (condition->children->pdata[i], facts);

      if (one == decisive)
        return decisive;
      if (one == BELL_TRUTH_SOMETIMES)
        all = BELL_TRUTH_SOMETIMES;
    }

  return all;
}
