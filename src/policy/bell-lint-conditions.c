/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-lint-private.h"

#include <string.h>

/* Whether there is any request of which a condition is true. The condition is taken apart into what
 * has to hold together, one alternative after the other; an alternative is possible as long as the
 * tests of each field leave a value for it. Whenever this takes too long or a question is too hard,
 * the answer is that there may be one. */

#define BUDGET    20000 /* tests of a value */
#define STEP_COST 10

/* Conditions that have to be true, or false, together. They stand on the stack. */
typedef struct _Goal Goal;
struct _Goal
{
  const BellCondition *condition;
  gboolean             outcome;
  guint                child; /* the first child that is still to be looked at */
  const Goal          *next;
};

/* Tests that are taken to be true, or false. */
typedef struct _Literal Literal;
struct _Literal
{
  const BellCondition *test;
  gboolean             outcome;
  const Literal       *next;
};

typedef struct
{
  const BellLintScope *scope;
  int                  budget;
} Search;

static gboolean search (Search *self, const Goal *goal, const Literal *literals);

static gboolean
is_offering (const BellCondition *test)
{
  if (test->subject == BELL_SUBJECT_OFFERING)
    return g_str_equal (test->field->name, "id");

  return test->subject == BELL_SUBJECT_REQUEST && g_str_equal (test->field->name, "offering");
}

/* Whether two tests look at the same value. */
static gboolean
same_field (const BellCondition *a, const BellCondition *b)
{
  return (a->subject == b->subject && a->field == b->field) || (is_offering (a) && is_offering (b));
}

/* A person or an offering that is not there has no fields. */
static gboolean
may_be_null (const BellCondition *test)
{
  return test->subject != BELL_SUBJECT_REQUEST || (test->field->flags & BELL_FIELD_NULLABLE) != 0;
}

static gboolean
passes (Search *self, const BellCondition *field, const Literal *literals, const char *value)
{
  if (value == NULL && !may_be_null (field))
    return FALSE;

  if (value != NULL && is_offering (field) && self->scope->offerings != NULL
      && !g_hash_table_contains (self->scope->offerings, value))
    return FALSE;

  for (const Literal *literal = literals; literal != NULL; literal = literal->next)
    {
      self->budget -= 1;
      if (!same_field (literal->test, field))
        continue;
      if (literal->test->op == BELL_CONDITION_IN)
        self->budget -= (int) MIN (g_strv_length (literal->test->values) / 8, BUDGET);
      if (bell_condition_test (literal->test, value) != literal->outcome)
        return FALSE;
    }

  return TRUE;
}

static gboolean
some_passes (Search              *self,
             const BellCondition *field,
             const Literal       *literals,
             const char *const   *values,
             guint                n_values)
{
  for (guint i = 0; i < n_values; i++)
    if (self->budget < 0 || passes (self, field, literals, values[i]))
      return TRUE;

  return FALSE;
}

/* Whether a test leaves only a few values: those of it, or no value and the empty text. */
typedef enum
{
  LEAVES_MANY,
  LEAVES_ITS_VALUES,
  LEAVES_NOTHING_SET,
  LEAVES_NULL
} Leaves;

static Leaves
leaves (const Literal *literal)
{
  const BellCondition *test = literal->test;

  switch (test->op)
    {
    case BELL_CONDITION_IS:
    case BELL_CONDITION_IN:
      return literal->outcome ? LEAVES_ITS_VALUES : LEAVES_MANY;
    case BELL_CONDITION_IS_NOT:
      return literal->outcome ? LEAVES_MANY : LEAVES_ITS_VALUES;
    case BELL_CONDITION_IS_SET:
      return test->set == literal->outcome ? LEAVES_MANY : LEAVES_NOTHING_SET;
    case BELL_CONDITION_CONTAINS:
      /* Every text contains the empty one. */
      return !literal->outcome && test->values[0][0] == '\0' ? LEAVES_NULL : LEAVES_MANY;
    case BELL_CONDITION_ALL:
    case BELL_CONDITION_ANY:
    case BELL_CONDITION_NOT:
    default:
      g_return_val_if_reached (LEAVES_MANY);
    }
}

/* The value that every request in the scope has in a field, if there is one. */
static const char *
fixed_value (const Search *self, const BellCondition *field)
{
  if (self->scope->offering == NULL)
    return NULL;

  if (is_offering (field))
    return self->scope->offering->record.id;

  if (field->subject == BELL_SUBJECT_OFFERING && field->field->kind == BELL_FIELD_ENUM)
    return bell_enum_nick (field->field->values, *(const int *) G_STRUCT_MEMBER_P (
                                                     self->scope->offering, field->field->offset));

  return NULL;
}

/* Of a field with any number of values: whether one must contain a text and must not contain a part
 * of that text. */
static gboolean
contains_and_does_not (Search *self, const BellCondition *field, const Literal *literals)
{
  for (const Literal *with = literals; with != NULL; with = with->next)
    {
      if (with->test->op != BELL_CONDITION_CONTAINS || !with->outcome
          || !same_field (with->test, field))
        continue;

      for (const Literal *without = literals; without != NULL && self->budget >= 0;
           without = without->next)
        {
          self->budget -= 1;
          if (without->test->op == BELL_CONDITION_CONTAINS && !without->outcome
              && same_field (without->test, field)
              && bell_condition_test (without->test, with->test->values[0]))
            return TRUE;
        }
    }

  return FALSE;
}

/* Whether the tests of the field of the first of them leave a value for it. */
static gboolean
is_consistent (Search *self, const Literal *literals)
{
  const BellCondition *field = literals->test;
  const BellEnumType  *words = field->field->values;
  const char          *fixed = fixed_value (self, field);
  char               **values;

  if (fixed != NULL)
    return passes (self, field, literals, fixed);

  for (const Literal *literal = literals; literal != NULL; literal = literal->next)
    {
      if (!same_field (literal->test, field))
        continue;

      switch (leaves (literal))
        {
        case LEAVES_ITS_VALUES:
          values = literal->test->values;
          return some_passes (self, field, literals, (const char *const *) values,
                              g_strv_length (values));
        case LEAVES_NOTHING_SET:
          return passes (self, field, literals, NULL) || passes (self, field, literals, "");
        case LEAVES_NULL:
          return passes (self, field, literals, NULL);
        case LEAVES_MANY:
        default:
          break;
        }
    }

  if (field->field->kind == BELL_FIELD_ENUM)
    return passes (self, field, literals, NULL)
           || some_passes (self, field, literals, words->nicks, words->n_nicks);

  return !contains_and_does_not (self, field, literals);
}

/* All children have to come out the same, or one of them is enough. */
static gboolean
search_children (Search *self, const Goal *goal, const Literal *literals)
{
  const GPtrArray *children = goal->condition->children;

  if ((goal->condition->op == BELL_CONDITION_ALL) == goal->outcome)
    {
      Goal rest = { goal->condition, goal->outcome, goal->child + 1, goal->next };
      Goal first = { NULL, goal->outcome, 0, &rest };

      if (goal->child == children->len)
        return search (self, goal->next, literals);
      first.condition = children->pdata[goal->child];

      return search (self, &first, literals);
    }

  for (guint i = 0; i < children->len; i++)
    {
      Goal one = { children->pdata[i], goal->outcome, 0, goal->next };

      if (search (self, &one, literals))
        return TRUE;
    }

  return FALSE;
}

static gboolean
search (Search *self, const Goal *goal, const Literal *literals)
{
  self->budget -= STEP_COST;
  if (goal == NULL || self->budget < 0)
    return TRUE;

  if (goal->condition->op == BELL_CONDITION_NOT)
    {
      Goal inner = { goal->condition->children->pdata[0], !goal->outcome, 0, goal->next };

      return search (self, &inner, literals);
    }

  if (goal->condition->op > BELL_CONDITION_NOT)
    {
      Literal literal = { goal->condition, goal->outcome, literals };

      return is_consistent (self, &literal) && search (self, goal->next, &literal);
    }

  return search_children (self, goal, literals);
}

/**
 * bell_lint_can_be:
 * @condition: a condition
 * @outcome: true or false
 * @scope: which requests are meant
 *
 * Returns: %FALSE if there cannot be a request of which @condition is what @outcome says; %TRUE if
 *   there can, or this is too hard to say
 */
gboolean
bell_lint_can_be (const BellCondition *condition, gboolean outcome, const BellLintScope *scope)
{
  Search self = { .scope = scope, .budget = BUDGET };
  Goal   goal = { condition, outcome, 0, NULL };

  return search (&self, &goal, NULL);
}

static int
compare_texts (gconstpointer a, gconstpointer b)
{
  return strcmp (a, b);
}

/* Puts texts together so that nobody can mistake where one ends; the same ones in any order, and
 * any number of times, give the same. Takes the texts. */
static void
join (GString *key, GPtrArray *texts)
{
  g_ptr_array_sort_values (texts, compare_texts);
  for (guint i = 0; i < texts->len; i++)
    if (i == 0 || !g_str_equal (texts->pdata[i], texts->pdata[i - 1]))
      g_string_append_printf (key, "%" G_GSIZE_FORMAT ":%s", strlen (texts->pdata[i]),
                              (char *) texts->pdata[i]);
}

/**
 * bell_lint_condition_key:
 * @condition: a condition
 *
 * Returns: (transfer full): a text that only conditions have which hold of the same requests: those
 *   that differ at most in the order of what is in a list
 */
char *
bell_lint_condition_key (const BellCondition *condition)
{
  GString *key = g_string_new (bell_condition_op_name (condition->op));
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);

  if (condition->op <= BELL_CONDITION_NOT)
    {
      for (guint i = 0; i < condition->children->len; i++)
        g_ptr_array_add (texts, bell_lint_condition_key (condition->children->pdata[i]));
    }
  else
    {
      g_autofree char *field = bell_condition_field_name (condition);

      g_string_append_printf (key, " %s %d ", field, condition->set);
      for (guint i = 0; condition->values != NULL && condition->values[i] != NULL; i++)
        g_ptr_array_add (texts, g_strdup (condition->values[i]));
    }
  join (key, texts);

  return g_string_free (key, FALSE);
}
