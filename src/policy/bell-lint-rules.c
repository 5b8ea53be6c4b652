/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-lint-private.h"

/* What comes after a rule in the order in which rules are tried: the last one that holds wins. */
typedef struct
{
  const BellRule *always; /* one that holds of every request; nullable */
  GHashTable     *by_key; /* the key of its condition to the next such rule */
} Later;

static void
later_init (Later *self)
{
  self->always = NULL;
  self->by_key = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

static void
later_clear (Later *self)
{
  g_hash_table_unref (self->by_key);
}

static void
add_never (BellLint *self, const BellRule *rule, const char *why)
{
  bell_lint_add (self, BELL_FINDING_RULE_NEVER_WINS, rule, NULL,
                 "rule \"%s\" never relates its agreement: %s; correct it, or remove it",
                 rule->record.id, why);
}

/* Whether no request makes the condition true. */
static gboolean
never_holds (BellLint *self, const BellRule *rule, BellLintScope scope)
{
  if (!bell_lint_can_be (rule->when, TRUE, &scope))
    {
      add_never (self, rule, "its condition is never true");
      return TRUE;
    }

  scope.offerings = self->active;
  if (bell_lint_can_be (rule->when, TRUE, &scope))
    return FALSE;

  add_never (self, rule, "its condition is true only of offerings that are not active");

  return TRUE;
}

/* Whether a later rule holds whenever this one does. */
static gboolean
gives_way (BellLint *self, const BellRule *rule, const char *key, const Later *later)
{
  const BellRule *same = g_hash_table_lookup (later->by_key, key);
  const BellRule *winner = later->always != NULL ? later->always : same;

  if (winner == NULL)
    return FALSE;

  bell_lint_add (self, BELL_FINDING_RULE_NEVER_WINS, rule, winner->record.id,
                 "rule \"%s\" never relates its agreement: rule \"%s\" comes later and %s; change "
                 "their order, or remove one",
                 rule->record.id, winner->record.id,
                 winner == later->always ? "holds always" : "has the same condition");

  return TRUE;
}

/* Looks at rules that are tried one after the other, from the last one on. @after: what comes after
 * all of them. */
static void
check_list (BellLint            *self,
            GPtrArray           *rules,
            const BellLintScope *scope,
            Later               *later,
            const Later         *after)
{
  for (guint i = rules->len; i > 0; i--)
    {
      const BellRule  *rule = rules->pdata[i - 1];
      g_autofree char *key = NULL;

      if (!rule->active || never_holds (self, rule, *scope))
        continue;

      key = bell_lint_condition_key (rule->when);
      if (!gives_way (self, rule, key, later) && after != NULL)
        gives_way (self, rule, key, after);

      if (later->always == NULL && !bell_lint_can_be (rule->when, FALSE, scope))
        later->always = rule;
      g_hash_table_replace (later->by_key, g_steal_pointer (&key), (gpointer) rule);
    }
}

static void
check_inactive_offering (BellLint *self, GPtrArray *rules, const BellOffering *offering)
{
  for (guint i = 0; i < rules->len; i++)
    {
      const BellRule *rule = rules->pdata[i];

      if (rule->active)
        bell_lint_add (self, BELL_FINDING_RULE_NEVER_WINS, rule, offering->record.id,
                       "rule \"%s\" never relates its agreement: it belongs to offering \"%s\", "
                       "which is %s; activate that, or deactivate the rule",
                       rule->record.id, offering->record.id,
                       offering->status == BELL_STATUS_DRAFT ? "a draft" : "retired");
    }
}

/* The rules that only the requests of one offering get: before and after those for all. */
static void
check_offering (BellLint *self, const BellOffering *offering, const Later *record)
{
  GPtrArray    *before = g_hash_table_lookup (self->policy->rules->before, offering->record.id);
  GPtrArray    *after = g_hash_table_lookup (self->policy->rules->after, offering->record.id);
  GPtrArray    *lists[] = { after, before };
  const Later  *next[] = { NULL, record };
  BellLintScope scope = { offering, NULL };
  Later         later;

  if (before == NULL && after == NULL)
    return;

  later_init (&later);
  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    if (lists[i] != NULL && offering->status == BELL_STATUS_ACTIVE)
      check_list (self, lists[i], &scope, &later, next[i]);
    else if (lists[i] != NULL)
      check_inactive_offering (self, lists[i], offering);
  later_clear (&later);
}

/**
 * bell_lint_rules:
 * @self: a look through a desk
 *
 * Looks at its rules: whether there can be a request of which each is the last that holds. One that
 * is found certainly never is, at least on requests of active offerings.
 */
void
bell_lint_rules (BellLint *self)
{
  GPtrArray    *rules = bell_document_list (self->document, &bell_rule_shape);
  GPtrArray    *offerings = bell_document_list (self->document, &bell_offering_shape);
  BellLintScope all = { NULL, NULL };
  Later         record;

  later_init (&record);
  check_list (self, self->policy->rules->record, &all, &record, NULL);
  for (guint i = 0; i < offerings->len; i++)
    check_offering (self, offerings->pdata[i], &record);
  later_clear (&record);

  for (guint i = 0; i < rules->len; i++)
    {
      const BellRule *rule = rules->pdata[i];

      if (!rule->active)
        bell_lint_add (self, BELL_FINDING_RULE_INACTIVE, rule, NULL,
                       "rule \"%s\" is not active; activate it, or remove it if it is not needed "
                       "any more",
                       rule->record.id);
    }
}
