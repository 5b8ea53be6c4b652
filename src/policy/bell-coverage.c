/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-coverage.h"

#include "bell-coverage-private.h"
#include "bell-touch.h"

/* One offering. Coverages that differ elsewhere share it. */
typedef struct
{
  BellCoverageRow *answer;
  const BellRule  *rule; /* the last that relates its agreement; NULL for none */
} Row;

struct _BellCoverage
{
  BellPolicy *policy;
  BellInstant now;
  GPtrArray  *rows;  /* Row, by the offering's id */
  GPtrArray  *rules; /* those of the scope *record* that can hold */
};

static void
row_clear (gpointer data)
{
  Row *row = data;

  bell_record_unref (row->answer);
  if (row->rule != NULL)
    bell_record_unref ((gpointer) row->rule);
}

static void
row_unref (gpointer row)
{
  g_atomic_rc_box_release_full (row, row_clear);
}

/**
 * bell_offering_request:
 * @offering: an offering
 *
 * A request of @offering as it would be if somebody unknown made it now, without more than the
 * offering says: medium priority, no title.
 *
 * Returns: the request; its strings are the offering's, and nothing of it may be freed
 */
BellRequest
bell_offering_request (const BellOffering *offering)
{
  return (BellRequest) {
    .record = { .shape = &bell_request_shape, .id = (char *) "" },
    .title = (char *) "",
    .description = (char *) "",
    .kind = offering->kind,
    .offering = offering->record.id,
    .actual_service = offering->default_service,
    .requested_by = (char *) "",
    .priority = BELL_PRIORITY_MEDIUM,
    .phase = BELL_PHASE_OPEN,
    .owner = offering->owner,
    .expert_assignee = offering->expert_assignee,
    .assigned_group = offering->assigned_group,
    .created_at = BELL_INSTANT_NONE,
    .chat_asked_at = BELL_INSTANT_NONE,
  };
}

/**
 * bell_policy_offering_rules:
 * @self: a desk's configuration
 *
 * Most rules ask who makes a request, or how urgent it is; whether those hold for requests such as
 * bell_offering_request() gives is the same for all offerings.
 *
 * Returns: (transfer container) (element-type BellRule): the rules of the scope *record* that hold
 *   for requests of some offering, from the last on that holds for all
 */
GPtrArray *
bell_policy_offering_rules (const BellPolicy *self)
{
  BellOffering offering = { .kind = BELL_KIND_SUPPORT };
  BellRequest  request = bell_offering_request (&offering);
  BellFacts    facts = { .request = &request };
  GPtrArray   *rules = g_ptr_array_new ();

  for (guint i = 0; i < self->rules->record->len; i++)
    {
      BellRule *rule = self->rules->record->pdata[i];
      BellTruth truth
          = rule->active ? bell_condition_of_offerings (rule->when, &facts) : BELL_TRUTH_NO;

      if (truth == BELL_TRUTH_YES)
        g_ptr_array_set_size (rules, 0);
      if (truth != BELL_TRUTH_NO)
        g_ptr_array_add (rules, rule);
    }

  return rules;
}

static Row *
decide (const BellCoverage *self, const BellOffering *offering)
{
  BellRequest request = bell_offering_request (offering);
  BellAnswer  answer = bell_policy_answer (self->policy, &request, self->now, self->rules);
  Row        *row = g_atomic_rc_box_new0 (Row);

  row->answer = bell_record_new (&bell_coverage_row_shape);
  row->answer->offering = g_strdup (offering->record.id);
  row->answer->available = answer.available;
  row->answer->path = answer.path;
  row->answer->agreement = g_strdup (answer.agreement);
  row->answer->code = answer.code;
  row->rule = answer.rule != NULL ? bell_record_ref ((gpointer) answer.rule) : NULL;

  return row;
}

static int
compare_rows (gconstpointer a, gconstpointer b)
{
  const Row *left = *(Row *const *) a;
  const Row *right = *(Row *const *) b;

  return g_strcmp0 (left->answer->offering, right->answer->offering);
}

static BellCoverage *
coverage_new (BellPolicy *policy, BellInstant now)
{
  BellCoverage *self = g_atomic_rc_box_new0 (BellCoverage);

  self->policy = policy;
  self->now = now;
  self->rows = g_ptr_array_new_with_free_func (row_unref);
  self->rules = bell_policy_offering_rules (policy);

  return self;
}

/**
 * bell_coverage_new:
 * @policy: a desk's configuration
 * @now: the time to decide for
 *
 * Returns: (transfer full): the answers for all its active offerings
 */
BellCoverage *
bell_coverage_new (BellPolicy *policy, BellInstant now)
{
  BellCoverage *self = coverage_new (bell_policy_ref (policy), now);
  GPtrArray    *offerings = bell_document_list (policy->document, &bell_offering_shape);

  for (guint i = 0; i < offerings->len; i++)
    if (((BellOffering *) offerings->pdata[i])->status == BELL_STATUS_ACTIVE)
      g_ptr_array_add (self->rows, decide (self, offerings->pdata[i]));
  g_ptr_array_sort (self->rows, compare_rows);

  return self;
}

/* Where an offering is, or would be. */
static guint
find_row (const BellCoverage *self, const char *offering)
{
  guint low = 0;
  guint high = self->rows->len;

  while (low < high)
    {
      guint      middle = (low + high) / 2;
      const Row *row = self->rows->pdata[middle];

      if (g_strcmp0 (row->answer->offering, offering) < 0)
        low = middle + 1;
      else
        high = middle;
    }

  return low;
}

static void
edit_offering (BellCoverage *self, const BellOffering *offering)
{
  guint      index = find_row (self, offering->record.id);
  const Row *row = index < self->rows->len ? self->rows->pdata[index] : NULL;

  if (row != NULL && g_str_equal (row->answer->offering, offering->record.id))
    g_ptr_array_remove_index (self->rows, index);
  if (offering->status == BELL_STATUS_ACTIVE)
    g_ptr_array_insert (self->rows, (int) index, decide (self, offering));
}

/**
 * bell_coverage_with:
 * @base: the answers of a configuration
 * @record: (type BellRecord): a record of it as edited, or a new one
 *
 * The answers as they would be with @record. Only those are looked for again to which it can make a
 * difference.
 *
 * Returns: (transfer full): the answers of the changed configuration
 */
BellCoverage *
bell_coverage_with (BellCoverage *base, gpointer record)
{
  BellCoverage *self = coverage_new (bell_policy_with (base->policy, record), base->now);
  g_autoptr (BellTouch) touch = bell_touch_new ();

  bell_touch_add (touch, base->policy, record);
  for (guint i = 0; i < base->rows->len; i++)
    {
      Row                *row = base->rows->pdata[i];
      const BellOffering *offering
          = bell_document_offering (base->policy->document, row->answer->offering);
      BellRequest request = bell_offering_request (offering);
      BellFacts   facts = { .request = &request, .offering = offering };

      g_ptr_array_add (self->rows, bell_touch_answer (touch, &facts, row->rule)
                                       ? decide (self, offering)
                                       : g_atomic_rc_box_acquire (row));
    }

  if (BELL_RECORD (record)->shape == &bell_offering_shape)
    edit_offering (self, record);

  return self;
}

static void
coverage_clear (gpointer data)
{
  BellCoverage *self = data;

  g_ptr_array_unref (self->rules);
  g_ptr_array_unref (self->rows);
  bell_policy_unref (self->policy);
}

/**
 * bell_coverage_unref:
 * @self: (transfer full): answers
 *
 * Gives a reference back.
 */
void
bell_coverage_unref (BellCoverage *self)
{
  g_atomic_rc_box_release_full (self, coverage_clear);
}

/**
 * bell_coverage_get_policy:
 * @self: answers
 *
 * Returns: (transfer none): the configuration whose they are
 */
BellPolicy *
bell_coverage_get_policy (const BellCoverage *self)
{
  return self->policy;
}

/**
 * bell_coverage_dup_rows:
 * @self: answers
 *
 * Returns: (transfer full) (element-type BellCoverageRow): one for each active offering, by id
 */
GPtrArray *
bell_coverage_dup_rows (const BellCoverage *self)
{
  GPtrArray *rows = bell_record_list_new ();

  for (guint i = 0; i < self->rows->len; i++)
    g_ptr_array_add (rows, bell_record_ref (((Row *) self->rows->pdata[i])->answer));

  return rows;
}
