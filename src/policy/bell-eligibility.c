/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-policy-private.h"
#include "bell-remedies.h"
#include "bell-until.h"

/* One decision while it is made. */
typedef struct
{
  const BellPolicy  *policy;
  const BellRequest *request;
  BellFacts          facts;
  BellInstant        now;
  GPtrArray         *steps; /* NULL: nobody wants an explanation */
  BellAnswer         answer;
} Case;

static void
add_step (Case *self, BellStepKind kind, BellCode code, const BellReasonWords *words)
{
  BellStep *step;

  if (self->steps == NULL)
    return;

  step = bell_record_new (&bell_step_shape);
  step->step = kind;
  step->subject = g_strdup (words->subject);
  step->agreement = g_strdup (words->agreement);
  step->accepted = code == BELL_CODE_OK;
  step->code = code;
  g_free (step->reason);
  step->reason = bell_reason (kind, code, words);
  g_ptr_array_add (self->steps, step);
}

static void
accept (Case *self, BellPath path, const char *agreement)
{
  self->answer.available = TRUE;
  self->answer.path = path;
  self->answer.agreement = agreement;
  self->answer.code = BELL_CODE_OK;
}

static gboolean
is_of_agreement (BellCode code)
{
  return code >= BELL_CODE_AGREEMENT_DRAFT && code <= BELL_CODE_OUT_OF_HOURS;
}

/* Of several reasons for a no that one is kept which is nearest to a yes: what is wrong with an
 * agreement that was found, the later it is looked for the better; else why none was found. */
static void
reject (Case *self, BellCode code)
{
  if (!is_of_agreement (self->answer.code) || (is_of_agreement (code) && code >= self->answer.code))
    self->answer.code = code;
}

/* In force or not; why not, in the order of domain.md. */
static BellCode
check_force (const BellAgreementView *view, BellInstant now)
{
  const BellAgreement *agreement = view->agreement;

  if (agreement->status != BELL_STATUS_ACTIVE)
    return agreement->status == BELL_STATUS_DRAFT ? BELL_CODE_AGREEMENT_DRAFT
                                                  : BELL_CODE_AGREEMENT_RETIRED;

  if (agreement->valid_from != BELL_DATE_NONE || agreement->valid_until != BELL_DATE_NONE)
    {
      BellDate today = bell_zone_date (view->zone, now, NULL);

      if (agreement->valid_from != BELL_DATE_NONE && today < agreement->valid_from)
        return BELL_CODE_NOT_YET_VALID;
      if (agreement->valid_until != BELL_DATE_NONE && today > agreement->valid_until)
        return BELL_CODE_NO_LONGER_VALID;
    }

  return BELL_CODE_OK;
}

/**
 * bell_agreement_in_force:
 * @view: an agreement
 * @kind: the kind of a request
 * @now: a point in time
 *
 * Returns: whether it sets targets for such a request now, with or without chat
 */
gboolean
bell_agreement_in_force (const BellAgreementView *view, int kind, BellInstant now)
{
  return view->agreement->kind == kind && check_force (view, now) == BELL_CODE_OK;
}

/**
 * bell_agreement_usable:
 * @view: an agreement
 * @kind: the kind of a request
 * @now: a point in time
 *
 * Returns: whether it can give chat to such a request now, or the first reason why not, in the
 *   order of domain.md
 */
BellCode
bell_agreement_usable (const BellAgreementView *view, int kind, BellInstant now)
{
  const BellAgreement *agreement = view->agreement;
  BellCode             code = check_force (view, now);

  if (code != BELL_CODE_OK)
    return code;

  if (!agreement->chat)
    return BELL_CODE_CHAT_OFF;

  if (agreement->kind != kind)
    return BELL_CODE_KIND_DIFFERS;

  if (agreement->only_in_hours && !bell_working_time_is_open (view->time, now))
    return BELL_CODE_OUT_OF_HOURS;

  return BELL_CODE_OK;
}

static BellCode
usable (const Case *self, const char *agreement)
{
  return bell_agreement_usable (bell_policy_agreement (self->policy, agreement),
                                self->request->kind, self->now);
}

/* The rules whose scope fits, in the three lists of which the last comes last: before, record,
 * after. */
static void
lists_of_rules (const BellPolicy *policy, const char *offering, GPtrArray *lists[3])
{
  lists[0] = offering != NULL ? g_hash_table_lookup (policy->rules->before, offering) : NULL;
  lists[1] = policy->rules->record;
  lists[2] = offering != NULL ? g_hash_table_lookup (policy->rules->after, offering) : NULL;
}

/**
 * bell_policy_rules:
 * @self: a desk's configuration
 * @offering: (nullable): the id of an offering
 *
 * Returns: (transfer container) (element-type BellRule): the rules for requests of that offering,
 *   the last of which that holds wins
 */
GPtrArray *
bell_policy_rules (const BellPolicy *self, const char *offering)
{
  GPtrArray *rules = g_ptr_array_new ();
  GPtrArray *lists[3];

  lists_of_rules (self, offering, lists);
  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    if (lists[i] != NULL)
      g_ptr_array_extend (rules, lists[i], NULL, NULL);

  return rules;
}

static gboolean
rule_relates (const BellFacts *facts, const BellRule *rule)
{
  return rule->active && bell_condition_holds (rule->when, facts);
}

/**
 * bell_policy_last_rule:
 * @self: a desk's configuration
 * @facts: a request
 * @record_rules: (nullable) (element-type BellRule): those rules of the scope *record* that may
 *   hold for it, if that is known
 *
 * Returns: (nullable): the last rule that relates its agreement
 */
const BellRule *
bell_policy_last_rule (const BellPolicy *self, const BellFacts *facts, GPtrArray *record_rules)
{
  GPtrArray *lists[3];

  lists_of_rules (self, facts->request->offering, lists);
  if (record_rules != NULL)
    lists[1] = record_rules;
  for (guint l = G_N_ELEMENTS (lists); l > 0; l--)
    for (guint i = lists[l - 1] != NULL ? lists[l - 1]->len : 0; i > 0; i--)
      if (rule_relates (facts, lists[l - 1]->pdata[i - 1]))
        return lists[l - 1]->pdata[i - 1];

  return NULL;
}

static void
explain_rules (Case *self, const BellRule *last, BellCode last_code)
{
  g_autoptr (GPtrArray) rules = bell_policy_rules (self->policy, self->request->offering);
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
      else if (!passed && last != NULL && rule_relates (&self->facts, rule))
        {
          code = BELL_CODE_OVERRIDDEN;
          words.other = last->record.id;
        }

      passed = passed || rule == last;
      add_step (self, BELL_STEP_RULE, code, &words);
    }
}

static gboolean
decide_by_rule (Case *self, GPtrArray *record_rules)
{
  const BellRule *last = bell_policy_last_rule (self->policy, &self->facts, record_rules);
  BellCode        code = BELL_CODE_CONDITION_FALSE;

  self->answer.rule = last;
  if (last != NULL)
    code = usable (self, last->relate_agreement);

  if (self->steps != NULL)
    explain_rules (self, last, code);

  if (code == BELL_CODE_OK)
    accept (self, BELL_PATH_RULE, last->relate_agreement);
  else
    reject (self, code);

  return code == BELL_CODE_OK;
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
  code = usable (self, offering->agreement);
  add_step (self, BELL_STEP_OFFERING, code, &words);
  if (code == BELL_CODE_OK)
    accept (self, BELL_PATH_OFFERING, offering->agreement);
  else
    reject (self, code);

  return code == BELL_CODE_OK;
}

/**
 * bell_policy_service_counts:
 * @self: a desk's configuration
 * @facts: a request
 *
 * Returns: whether its service may be looked for in agreements at all, or the first reason why not
 */
BellCode
bell_policy_service_counts (const BellPolicy *self, const BellFacts *facts)
{
  const BellOffering *offering = facts->offering;
  const BellService  *service
      = bell_document_service (self->document, facts->request->actual_service);

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
  BellCode            code = bell_policy_service_counts (self->policy, &self->facts);
  GPtrArray          *listing;
  GPtrArray          *looked_at;
  guint               next = 0;

  if (code != BELL_CODE_OK)
    {
      words.other = offering != NULL ? offering->default_service : NULL;
      add_step (self, BELL_STEP_SERVICE, code, &words);
      reject (self, code);
      return;
    }

  /* An explanation names all agreements in turn, those that list the service and the others. */
  listing = g_hash_table_lookup (self->policy->agreements->listing, words.subject);
  looked_at = self->steps != NULL ? self->policy->agreements->list : listing;
  for (guint i = 0; looked_at != NULL && i < looked_at->len; i++)
    {
      const BellAgreementView *view = looked_at->pdata[i];

      words.agreement = view->agreement->record.id;
      code = BELL_CODE_SERVICE_NOT_LISTED;
      if (listing != NULL && next < listing->len && listing->pdata[next] == view)
        {
          code = bell_agreement_usable (view, self->request->kind, self->now);
          next++;
        }
      add_step (self, BELL_STEP_SERVICE, code, &words);
      if (code == BELL_CODE_OK)
        {
          accept (self, BELL_PATH_SERVICE, words.agreement);
          return;
        }
      reject (self, code);
    }

  /* Without an explanation those that do not list it were not looked at. */
  reject (self, BELL_CODE_SERVICE_NOT_LISTED);
}

static void
decide (Case *self, GPtrArray *record_rules)
{
  BellReasonWords words = { NULL, NULL, NULL };

  if (!self->policy->live_chat)
    {
      add_step (self, BELL_STEP_DESK, BELL_CODE_LIVE_CHAT_OFF, &words);
      self->answer.code = BELL_CODE_LIVE_CHAT_OFF;
      return;
    }

  if (self->request->phase != BELL_PHASE_OPEN && self->request->phase != BELL_PHASE_SUSPENDED)
    {
      words.subject = self->request->record.id;
      add_step (self, BELL_STEP_REQUEST, BELL_CODE_REQUEST_CLOSED, &words);
      self->answer.code = BELL_CODE_REQUEST_CLOSED;
      return;
    }

  if (!decide_by_rule (self, record_rules) && !decide_by_offering (self))
    decide_by_service (self);
}

/**
 * bell_policy_facts:
 * @self: a desk's configuration
 * @request: a request on it
 *
 * Returns: the request with the records that conditions look at
 */
BellFacts
bell_policy_facts (const BellPolicy *self, const BellRequest *request)
{
  return (BellFacts) { .request = request,
                       .person = bell_document_person (self->document, request->requested_by),
                       .offering = bell_document_offering (self->document, request->offering) };
}

/**
 * bell_policy_answer:
 * @self: a desk's configuration
 * @request: a request on it
 * @now: the time to decide for
 * @record_rules: (nullable) (element-type BellRule): what bell_policy_last_rule() takes
 *
 * Decides without a word more than is needed; nothing is allocated.
 *
 * Returns: the answer, whose strings are the configuration's
 */
BellAnswer
bell_policy_answer (const BellPolicy  *self,
                    const BellRequest *request,
                    BellInstant        now,
                    GPtrArray         *record_rules)
{
  Case decided = {
    .policy = self,
    .request = request,
    .facts = bell_policy_facts (self, request),
    .now = now,
    .answer = { .path = -1, .code = BELL_CODE_OK },
  };

  decide (&decided, record_rules);

  return decided.answer;
}

static void
advise (BellPolicy *self, const BellRequest *request, BellInstant now, BellDecision *decision)
{
  decision->until = bell_policy_until (self, request, now);
  if (decision->until != BELL_INSTANT_NONE)
    decision->then_available = bell_policy_answer (self, request, decision->until, NULL).available;
  if (decision->available)
    return;

  g_ptr_array_unref (decision->changes);
  decision->changes = bell_policy_remedies (self, request, now);
}

/**
 * bell_policy_decide:
 * @self: a desk's configuration
 * @request: a request on it, perhaps one that is not made yet
 * @now: the time to decide for
 * @mode: how much to say
 *
 * Whether chat is available on the request: domain.md, "The eligibility check".
 *
 * Returns: (transfer full): the answer; with %BELL_DECIDE_EXPLAIN also every step that was taken,
 *   in order, and who would be told; with %BELL_DECIDE_ADVISE also until when it holds, and what
 *   would make a no a yes
 */
BellDecision *
bell_policy_decide (BellPolicy        *self,
                    const BellRequest *request,
                    BellInstant        now,
                    BellDecideMode     mode)
{
  BellDecision *decision = bell_record_new (&bell_decision_shape);
  Case          decided = {
             .policy = self,
             .request = request,
             .facts = bell_policy_facts (self, request),
             .now = now,
             .steps = mode == BELL_DECIDE_ANSWER ? NULL : decision->steps,
             .answer = { .path = -1, .code = BELL_CODE_OK },
  };

  decide (&decided, NULL);
  decision->available = decided.answer.available;
  decision->path = decided.answer.path;
  decision->agreement = g_strdup (decided.answer.agreement);
  if (mode != BELL_DECIDE_ANSWER)
    {
      g_ptr_array_unref (decision->recipients);
      decision->recipients = bell_policy_recipients (self, request, now);
    }
  if (mode == BELL_DECIDE_ADVISE)
    advise (self, request, now, decision);

  return decision;
}
