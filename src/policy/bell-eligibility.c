/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-policy-private.h"

/* One decision while it is made. */
typedef struct
{
  BellPolicy        *policy;
  const BellRequest *request;
  BellFacts          facts;
  BellInstant        now;
  gboolean           explain;
  BellDecision      *decision;
} Case;

static void
add_step (Case *self, BellStepKind kind, BellCode code, const BellReasonWords *words)
{
  BellStep *step;

  if (!self->explain)
    return;

  step = bell_record_new (&bell_step_shape);
  step->step = kind;
  step->subject = g_strdup (words->subject);
  step->agreement = g_strdup (words->agreement);
  step->accepted = code == BELL_CODE_OK;
  step->code = code;
  g_free (step->reason);
  step->reason = bell_reason (kind, code, words);
  g_ptr_array_add (self->decision->steps, step);
}

static void
accept (Case *self, BellPath path, const char *agreement)
{
  self->decision->available = TRUE;
  self->decision->path = path;
  self->decision->agreement = g_strdup (agreement);
}

/* Whether an agreement can give chat to the request now, or the first reason why not, in the order
 * of domain.md. */
static BellCode
usable (const Case *self, const BellAgreementView *view)
{
  const BellAgreement *agreement = view->agreement;

  if (agreement->status != BELL_STATUS_ACTIVE)
    return agreement->status == BELL_STATUS_DRAFT ? BELL_CODE_AGREEMENT_DRAFT
                                                  : BELL_CODE_AGREEMENT_RETIRED;

  if (agreement->valid_from != BELL_DATE_NONE || agreement->valid_until != BELL_DATE_NONE)
    {
      BellDate today = bell_zone_date (view->zone, self->now, NULL);

      if (agreement->valid_from != BELL_DATE_NONE && today < agreement->valid_from)
        return BELL_CODE_NOT_YET_VALID;
      if (agreement->valid_until != BELL_DATE_NONE && today > agreement->valid_until)
        return BELL_CODE_NO_LONGER_VALID;
    }

  if (!agreement->chat)
    return BELL_CODE_CHAT_OFF;

  if (agreement->kind != self->request->kind)
    return BELL_CODE_KIND_DIFFERS;

  if (agreement->only_in_hours && !bell_working_time_is_open (view->time, self->now))
    return BELL_CODE_OUT_OF_HOURS;

  return BELL_CODE_OK;
}

/* The rules whose scope fits, in their order: before, record, after. */
static GPtrArray *
rules_in_order (const Case *self)
{
  const BellPolicy *policy = self->policy;
  const char       *offering = self->request->offering;
  GPtrArray        *rules = g_ptr_array_new ();
  GPtrArray        *before = NULL;
  GPtrArray        *after = NULL;

  if (offering != NULL)
    {
      before = g_hash_table_lookup (policy->rules->before, offering);
      after = g_hash_table_lookup (policy->rules->after, offering);
    }

  if (before != NULL)
    g_ptr_array_extend (rules, before, NULL, NULL);
  g_ptr_array_extend (rules, policy->rules->record, NULL, NULL);
  if (after != NULL)
    g_ptr_array_extend (rules, after, NULL, NULL);

  return rules;
}

static gboolean
rule_relates (const Case *self, const BellRule *rule)
{
  return rule->active && bell_condition_holds (rule->when, &self->facts);
}

/* The last rule that relates its agreement. */
static const BellRule *
find_last (const Case *self, GPtrArray *rules)
{
  for (guint i = rules->len; i > 0; i--)
    if (rule_relates (self, rules->pdata[i - 1]))
      return rules->pdata[i - 1];

  return NULL;
}

static void
explain_rules (Case *self, GPtrArray *rules, const BellRule *last, BellCode last_code)
{
  gboolean passed = FALSE;

  for (guint i = 0; i < rules->len; i++)
    {
      const BellRule *rule = rules->pdata[i];
      BellReasonWords words = { rule->record.id, rule->relate_agreement, NULL };
      BellCode        code = BELL_CODE_CONDITION_FALSE;

      if (!rule->active)
        code = BELL_CODE_RULE_INACTIVE;
      else if (rule == last)
        code = last_code;
      else if (!passed && last != NULL && rule_relates (self, rule))
        {
          code = BELL_CODE_OVERRIDDEN;
          words.other = last->record.id;
        }

      passed = passed || rule == last;
      add_step (self, BELL_STEP_RULE, code, &words);
    }
}

static gboolean
decide_by_rule (Case *self)
{
  g_autoptr (GPtrArray) rules = rules_in_order (self);
  const BellRule *last = find_last (self, rules);
  BellCode        code = BELL_CODE_CONDITION_FALSE;

  if (last != NULL)
    code = usable (self, bell_policy_agreement (self->policy, last->relate_agreement));

  if (self->explain)
    explain_rules (self, rules, last, code);

  if (last == NULL || code != BELL_CODE_OK)
    return FALSE;

  accept (self, BELL_PATH_RULE, last->relate_agreement);

  return TRUE;
}

static gboolean
decide_by_offering (Case *self)
{
  const BellOffering *offering = self->facts.offering;
  BellReasonWords     words = { NULL, NULL, NULL };
  BellCode            code;

  if (offering == NULL || offering->agreement == NULL)
    return FALSE;

  words.subject = offering->record.id;
  words.agreement = offering->agreement;
  code = usable (self, bell_policy_agreement (self->policy, offering->agreement));
  add_step (self, BELL_STEP_OFFERING, code, &words);
  if (code != BELL_CODE_OK)
    return FALSE;

  accept (self, BELL_PATH_OFFERING, offering->agreement);

  return TRUE;
}

/* Whether the service of the request may be looked for in agreements at all. */
static BellCode
service_counts (const Case *self)
{
  const BellOffering *offering = self->facts.offering;
  const BellService  *service
      = bell_document_service (self->policy->document, self->request->actual_service);

  if (service == NULL)
    return BELL_CODE_NO_ACTUAL_SERVICE;
  if (!service->active)
    return BELL_CODE_SERVICE_INACTIVE;
  if (offering == NULL)
    return BELL_CODE_NO_OFFERING;
  if (g_strcmp0 (offering->default_service, service->record.id) != 0)
    return BELL_CODE_NOT_DEFAULT_SERVICE;

  return BELL_CODE_OK;
}

static void
decide_by_service (Case *self)
{
  const BellOffering *offering = self->facts.offering;
  BellReasonWords     words = { self->request->actual_service, NULL, NULL };
  BellCode            code = service_counts (self);
  GPtrArray          *listing;
  GPtrArray          *looked_at;
  guint               next = 0;

  if (code != BELL_CODE_OK)
    {
      words.other = offering != NULL ? offering->default_service : NULL;
      add_step (self, BELL_STEP_SERVICE, code, &words);
      return;
    }

  /* An explanation names all agreements in turn, those that list the service and the others. */
  listing = g_hash_table_lookup (self->policy->agreements->listing, words.subject);
  looked_at = self->explain ? self->policy->agreements->list : listing;
  for (guint i = 0; looked_at != NULL && i < looked_at->len; i++)
    {
      const BellAgreementView *view = looked_at->pdata[i];

      words.agreement = view->agreement->record.id;
      code = BELL_CODE_SERVICE_NOT_LISTED;
      if (listing != NULL && next < listing->len && listing->pdata[next] == view)
        {
          code = usable (self, view);
          next++;
        }
      add_step (self, BELL_STEP_SERVICE, code, &words);
      if (code == BELL_CODE_OK)
        {
          accept (self, BELL_PATH_SERVICE, words.agreement);
          return;
        }
    }
}

static void
decide (Case *self)
{
  BellReasonWords words = { NULL, NULL, NULL };

  if (!self->policy->live_chat)
    {
      add_step (self, BELL_STEP_DESK, BELL_CODE_LIVE_CHAT_OFF, &words);
      return;
    }

  if (self->request->phase != BELL_PHASE_OPEN && self->request->phase != BELL_PHASE_SUSPENDED)
    {
      words.subject = self->request->record.id;
      add_step (self, BELL_STEP_REQUEST, BELL_CODE_REQUEST_CLOSED, &words);
      return;
    }

  if (!decide_by_rule (self) && !decide_by_offering (self))
    decide_by_service (self);
}

/**
 * bell_policy_decide:
 * @self: a desk's configuration
 * @request: a request on it, perhaps one that is not made yet
 * @now: the time to decide for
 * @mode: whether to say how the answer was found
 *
 * Whether chat is available on the request: domain.md, "The eligibility check".
 *
 * Returns: (transfer full): the answer; with %BELL_DECIDE_EXPLAIN also every step that was taken,
 *   in order, and who would be told
 */
BellDecision *
bell_policy_decide (BellPolicy        *self,
                    const BellRequest *request,
                    BellInstant        now,
                    BellDecideMode     mode)
{
  Case decided = {
    .policy = self,
    .request = request,
    .facts = { .request = request,
               .person = bell_document_person (self->document, request->requested_by),
               .offering = bell_document_offering (self->document, request->offering) },
    .now = now,
    .explain = mode == BELL_DECIDE_EXPLAIN,
    .decision = bell_record_new (&bell_decision_shape),
  };

  decide (&decided);
  if (decided.explain)
    {
      g_ptr_array_unref (decided.decision->recipients);
      decided.decision->recipients = bell_policy_recipients (self, request, now);
    }

  return decided.decision;
}
