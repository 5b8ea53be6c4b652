/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-coverage.h"
#include "bell-effect.h"
#include "random-desk.h"
#include "slow-decision.h"

static const char *
path_name (int path)
{
  const char *name = bell_enum_nick (&bell_path_type, path);

  return name != NULL ? name : "none";
}

static BellDecision *
decide (BellPolicy *policy, const BellRequest *request, BellInstant now)
{
  return bell_policy_decide (policy, request, now, BELL_DECIDE_ANSWER);
}

static void
check_answer (BellPolicy *policy, const BellRequest *request, BellInstant now, SlowAnswer expected)
{
  BellDecision *decision = decide (policy, request, now);
  g_autoptr (BellRecord) record = &decision->record;

  g_assert_cmpstr (path_name (decision->path), ==, expected.path);
  g_assert_cmpstr (decision->agreement, ==, expected.agreement);
  g_assert_cmpint (decision->available, ==, expected.agreement != NULL);
}

/* The explanation ends with the step that decides, and says the same. */
static void
check_explained (BellPolicy        *policy,
                 const BellRequest *request,
                 BellInstant        now,
                 SlowAnswer         expected)
{
  BellDecision *decision = bell_policy_decide (policy, request, now, BELL_DECIDE_EXPLAIN);
  g_autoptr (BellRecord) record = &decision->record;
  guint n_accepted = 0;

  g_assert_cmpstr (decision->agreement, ==, expected.agreement);
  g_assert_cmpuint (decision->steps->len, >, 0);
  for (guint i = 0; i < decision->steps->len; i++)
    {
      const BellStep *step = decision->steps->pdata[i];

      g_assert_cmpint (step->accepted, ==, step->code == BELL_CODE_OK);
      n_accepted += step->accepted ? 1 : 0;
      if (step->accepted)
        g_assert_cmpstr (step->agreement, ==, expected.agreement);
    }
  g_assert_cmpuint (n_accepted, ==, expected.agreement != NULL ? 1 : 0);
}

/* As domain.md says, sentence by sentence, whatever the order of the records. */
static void
test_against_sentences (void)
{
  for (int left = random_cases (100000); left > 0;)
    {
      g_autoptr (BellDocument) desk = random_desk ();
      g_autoptr (BellDocument) shuffled = random_order (desk);
      g_autoptr (BellPolicy) policy = bell_policy_new (desk);
      g_autoptr (BellPolicy) other = bell_policy_new (shuffled);

      for (int i = 0; i < 5 * RANDOM_REQUESTS && left > 0; i++, left--)
        {
          const BellRequest *request
              = bell_document_list (desk, &bell_request_shape)->pdata[i % RANDOM_REQUESTS];
          BellInstant now = random_now ();
          SlowAnswer  expected = slow_decide (desk, request, now);

          check_answer (policy, request, now, expected);
          check_answer (other, request, now, expected);
          if (i < RANDOM_REQUESTS)
            check_explained (policy, request, now, expected);
        }
    }
}

static void
check_rows (BellCoverage *found, BellPolicy *policy, BellInstant now)
{
  g_autoptr (BellCoverage) expected = bell_coverage_new (policy, now);
  g_autoptr (GPtrArray) rows = bell_coverage_dup_rows (found);
  g_autoptr (GPtrArray) wanted_rows = bell_coverage_dup_rows (expected);

  g_assert_cmpuint (rows->len, ==, wanted_rows->len);
  for (guint i = 0; i < rows->len; i++)
    g_assert_true (bell_record_equal (rows->pdata[i], wanted_rows->pdata[i]));
}

/* A request of an offering, as somebody unknown would make it. */
static BellRequest *
request_of (const BellOffering *offering)
{
  BellRequest *self = bell_record_new (&bell_request_shape);

  self->record.id = g_strdup ("");
  self->kind = offering->kind;
  self->offering = g_strdup (offering->record.id);
  self->actual_service = g_strdup (offering->default_service);
  self->requested_by = g_strdup ("");
  self->priority = BELL_PRIORITY_MEDIUM;
  self->owner = g_strdup (offering->owner);
  self->expert_assignee = g_strdup (offering->expert_assignee);
  self->assigned_group = g_strdup (offering->assigned_group);

  return self;
}

static void
check_coverage (BellCoverage *coverage, BellDocument *desk, BellInstant now)
{
  g_autoptr (GPtrArray) rows = bell_coverage_dup_rows (coverage);

  for (guint i = 0; i < rows->len; i++)
    {
      const BellCoverageRow *row = rows->pdata[i];
      g_autoptr (BellRecord) request
          = &request_of (bell_document_offering (desk, row->offering))->record;
      SlowAnswer expected = slow_decide (desk, (BellRequest *) request, now);

      g_assert_cmpstr (path_name (row->path), ==, expected.path);
      g_assert_cmpstr (row->agreement, ==, expected.agreement);
      g_assert_cmpint (row->code == BELL_CODE_OK, ==, expected.agreement != NULL);
    }
}

/* The coverage is what each offering's request is answered, also after edits, one after another. */
static void
test_coverage (void)
{
  for (int left = random_cases (20000); left > 0; left -= 10)
    {
      g_autoptr (BellDocument) desk = random_desk ();
      g_autoptr (BellPolicy) policy = bell_policy_new (desk);
      BellInstant now = random_now ();
      g_autoptr (BellCoverage) coverage = bell_coverage_new (policy, now);

      check_coverage (coverage, desk, now);
      for (int i = 0; i < 9; i++)
        {
          g_autoptr (BellRecord) edit
              = random_edit (bell_policy_get_document (bell_coverage_get_policy (coverage)));
          BellCoverage *next = bell_coverage_with (coverage, edit);
          g_autoptr (BellPolicy) saved
              = bell_policy_new (bell_policy_get_document (bell_coverage_get_policy (next)));

          check_rows (next, saved, now);
          bell_coverage_unref (coverage);
          coverage = next;
        }
    }
}

/* What saving and deciding again finds, in words. */
static void
describe (GString            *text,
          const char         *type,
          const char         *id,
          const BellDecision *was,
          const BellDecision *is)
{
  if (was->available != is->available || was->path != is->path
      || g_strcmp0 (was->agreement, is->agreement) != 0)
    g_string_append_printf (text, "%s %s: %s %s, %s %s\n", type, id, path_name (was->path),
                            was->agreement, path_name (is->path), is->agreement);
}

static void
describe_told (GString *text, const char *type, const char *id, BellDecision *was, BellDecision *is)
{
  GPtrArray *lists[]
      = { was->available ? was->recipients : NULL, is->available ? is->recipients : NULL };
  GString *found = g_string_new (NULL);

  for (guint side = 0; side < 2; side++)
    for (guint i = 0; lists[1 - side] != NULL && i < lists[1 - side]->len; i++)
      {
        const char *person = ((BellRecipient *) lists[1 - side]->pdata[i])->person;
        gboolean    known = FALSE;

        for (guint o = 0; lists[side] != NULL && o < lists[side]->len; o++)
          known |= g_str_equal (((BellRecipient *) lists[side]->pdata[o])->person, person);
        if (!known)
          g_string_append_printf (found, "%c%s", side == 0 ? '+' : '-', person);
      }
  if (found->len > 0)
    g_string_append_printf (text, "told of %s %s: %s\n", type, id, found->str);
  g_string_free (found, TRUE);
}

static BellDecision *
decide_or_not (BellPolicy *policy, const BellRequest *request, BellInstant now)
{
  BellDecision *none;

  if (request != NULL)
    return bell_policy_decide (policy, request, now, BELL_DECIDE_EXPLAIN);

  none = bell_record_new (&bell_decision_shape);
  none->path = -1;

  return none;
}

static void
compare (GString           *answers,
         GString           *told,
         const char        *type,
         const char        *id,
         BellPolicy        *before,
         const BellRequest *old,
         BellPolicy        *after,
         const BellRequest *request,
         BellInstant        now)
{
  BellDecision *was = decide_or_not (before, old, now);
  BellDecision *is = decide_or_not (after, request, now);

  describe (answers, type, id, was, is);
  describe_told (told, type, id, was, is);
  bell_record_unref (was);
  bell_record_unref (is);
}

static const BellOffering *
active (BellPolicy *policy, const char *id)
{
  const BellOffering *offering = bell_document_offering (bell_policy_get_document (policy), id);

  return offering != NULL && offering->status == BELL_STATUS_ACTIVE ? offering : NULL;
}

static char *
by_saving (BellPolicy *before, BellPolicy *after, GPtrArray *requests, BellInstant now)
{
  g_autoptr (GString) answers = g_string_new (NULL);
  g_autoptr (GString) told = g_string_new (NULL);

  for (int i = 0; i < 5; i++)
    {
      g_autofree char    *id = g_strdup_printf ("o%d", i);
      const BellOffering *old = active (before, id), *is = active (after, id);
      g_autoptr (BellRecord) first = old != NULL ? &request_of (old)->record : NULL;
      g_autoptr (BellRecord) second = is != NULL ? &request_of (is)->record : NULL;

      compare (answers, told, "offering", id, before, (BellRequest *) first, after,
               (BellRequest *) second, now);
    }
  for (guint i = 0; i < requests->len; i++)
    compare (answers, told, "request", BELL_RECORD (requests->pdata[i])->id, before,
             requests->pdata[i], after, requests->pdata[i], now);

  return g_strconcat (answers->str, told->str, NULL);
}

static char *
by_effect (const BellEffect *effect)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < effect->answers->len; i++)
    {
      const BellAnswerChange *change = effect->answers->pdata[i];

      g_string_append_printf (text, "%s %s: %s %s, %s %s\n", change->type, change->subject,
                              path_name (change->was_path), change->was_agreement,
                              path_name (change->path), change->agreement);
    }
  for (guint i = 0; i < effect->recipients->len; i++)
    {
      const BellToldChange *change = effect->recipients->pdata[i];

      g_string_append_printf (text, "told of %s %s: ", change->type, change->subject);
      for (char **person = change->more; *person != NULL; person++)
        g_string_append_printf (text, "+%s", *person);
      for (char **person = change->less; *person != NULL; person++)
        g_string_append_printf (text, "-%s", *person);
      g_string_append_c (text, '\n');
    }

  return g_string_free (text, FALSE);
}

/* A what-if is what saving and deciding again would find, for one edit or several. */
static void
test_what_if (void)
{
  for (int left = random_cases (20000); left > 0; left--)
    {
      g_autoptr (BellDocument) desk = random_desk ();
      g_autoptr (BellDocument) changed = bell_document_ref (desk);
      g_autoptr (BellPolicy) before = bell_policy_new (desk);
      g_autoptr (BellPolicy) after = NULL;
      g_autoptr (GPtrArray) edits = bell_record_list_new ();
      g_autoptr (BellRecord) effect = NULL;
      g_autofree char *expected = NULL, *found = NULL;
      GPtrArray       *requests = bell_document_list (desk, &bell_request_shape);
      BellInstant      now = random_now ();

      for (int i = g_test_rand_int_range (1, 4); i > 0; i--)
        {
          BellRecord   *edit = random_edit (changed);
          BellDocument *next = bell_document_with (changed, edit);

          g_ptr_array_add (edits, edit);
          bell_document_unref (changed);
          changed = next;
        }
      after = bell_policy_new (changed);
      effect = &bell_policy_effect (before, edits, requests, now)->record;
      expected = by_saving (before, after, requests, now);
      found = by_effect ((BellEffect *) effect);
      g_assert_cmpstr (found, ==, expected);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/decision/against-sentences", test_against_sentences);
  g_test_add_func ("/decision/coverage", test_coverage);
  g_test_add_func ("/decision/what-if", test_what_if);

  return g_test_run ();
}
