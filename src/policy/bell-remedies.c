/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-remedies.h"

#include "bell-mend-private.h"

/* How many changes a remedy has at most, how many remedies are given, how many are tried. */
#define MAX_MENDS    2
#define MAX_REMEDIES 10
#define MAX_TRIED    40

/* To how many agreements one is sent that have nothing to do with the request so far. */
#define MAX_STRANGERS 3

/* Changes that together should make a no a yes. */
typedef struct
{
  BellMend mends[MAX_MENDS];
  guint    n;
  guint    n_relating;
} Candidate;

/* The search for them. Each way to a yes is gone along, and what stands in it is noted; where that
 * is too much, the way is given up. */
typedef struct
{
  BellPolicy        *policy;
  const BellRequest *request; /* as it would be after those of the mends that change it */
  BellInstant        now;
  BellMend           mends[MAX_MENDS]; /* what has stood in the way so far */
  guint              n;                /* may be more than there is room for */
  GArray            *found;            /* Candidate */
  guint              least;            /* how many changes the shortest has */
} Search;

static void
push (Search *self, BellMendKind kind, const char *subject, const char *value)
{
  if (self->n < MAX_MENDS)
    self->mends[self->n] = (BellMend) { kind, subject, value };
  self->n++;
}

/* The end of a way is reached. */
static void
note (Search *self)
{
  Candidate candidate = { .n = self->n };

  if (self->n == 0 || self->n > self->least)
    return;

  self->least = self->n;
  for (guint i = 0; i < self->n; i++)
    {
      candidate.mends[i] = self->mends[i];
      candidate.n_relating += bell_mend_relates (&self->mends[i]) ? 1 : 0;
    }
  if (self->n == 2 && bell_mend_compare (&self->mends[0], &self->mends[1]) > 0)
    {
      candidate.mends[0] = self->mends[1];
      candidate.mends[1] = self->mends[0];
    }
  g_array_append_val (self->found, candidate);
}

static void
push_dates (Search *self, const BellAgreementView *view)
{
  const BellAgreement *agreement = view->agreement;
  BellDate             today;

  if (agreement->valid_from == BELL_DATE_NONE && agreement->valid_until == BELL_DATE_NONE)
    return;

  today = bell_zone_date (view->zone, self->now, NULL);
  if (agreement->valid_from != BELL_DATE_NONE && today < agreement->valid_from)
    push (self, BELL_MEND_VALID_FROM, agreement->record.id, NULL);
  else if (agreement->valid_until != BELL_DATE_NONE && today > agreement->valid_until)
    push (self, BELL_MEND_VALID_UNTIL, agreement->record.id, NULL);
}

/* The last part of a way: everything that is wrong with its agreement, not only the first thing as
 * in an explanation. */
static void
end_with (Search *self, const BellAgreementView *view)
{
  const BellAgreement *agreement = view->agreement;
  const char          *id = agreement->record.id;
  guint                n = self->n;

  if (agreement->status != BELL_STATUS_ACTIVE)
    push (self, BELL_MEND_STATUS, id, NULL);
  if (!agreement->chat)
    push (self, BELL_MEND_CHAT, id, NULL);
  if (agreement->kind != self->request->kind)
    push (self, BELL_MEND_KIND, id, bell_enum_nick (&bell_kind_type, self->request->kind));
  if (self->n <= self->least)
    push_dates (self, view);
  if (self->n <= self->least && agreement->only_in_hours
      && !bell_working_time_is_open (view->time, self->now))
    push (self, BELL_MEND_ONLY_IN_HOURS, id, NULL);

  note (self);
  self->n = n;
}

/* A rule comes last if those that hold after it are switched off, and it is on. */
static void
go_by_rules (Search *self)
{
  BellFacts facts = bell_policy_facts (self->policy, self->request);
  g_autoptr (GPtrArray) rules = bell_policy_rules (self->policy, self->request->offering);
  guint n = self->n;

  for (guint i = rules->len; i > 0 && self->n <= self->least; i--)
    {
      const BellRule *rule = rules->pdata[i - 1];

      if (!bell_condition_holds (rule->when, &facts))
        continue;

      if (!rule->active)
        push (self, BELL_MEND_RULE_ON, rule->record.id, NULL);
      end_with (self, bell_policy_agreement (self->policy, rule->relate_agreement));
      if (!rule->active)
        self->n--;
      else
        push (self, BELL_MEND_RULE_OFF, rule->record.id, NULL);
    }

  self->n = n;
}

/* Goes to an agreement that has nothing to do with the request so far, unless there were enough of
 * them on ways of this length. There is at most one place with such ways in a search: where they
 * are the shortest, those by which another place would lead to them are longer. */
static void
end_with_stranger (Search *self, const BellAgreementView *view, guint n_known[MAX_MENDS + 1])
{
  guint n_found = self->found->len;

  end_with (self, view);
  if (self->found->len > n_found
      && n_known[g_array_index (self->found, Candidate, n_found).n]++ >= MAX_STRANGERS)
    g_array_set_size (self->found, n_found);
}

static void
go_by_offering (Search *self)
{
  const BellOffering *offering
      = bell_document_offering (self->policy->document, self->request->offering);
  GPtrArray *agreements = self->policy->agreements->list;
  guint      n_known[MAX_MENDS + 1] = { 0 };

  if (offering == NULL)
    return;

  if (offering->agreement != NULL)
    end_with (self, bell_policy_agreement (self->policy, offering->agreement));

  for (guint i = 0; i < agreements->len && self->n < self->least; i++)
    {
      const BellAgreementView *view = agreements->pdata[i];
      const char              *id = view->agreement->record.id;

      if (g_strcmp0 (offering->agreement, id) == 0)
        continue;

      push (self, BELL_MEND_OFFERING_AGREEMENT, offering->record.id, id);
      end_with_stranger (self, view, n_known);
      self->n--;
    }
}

static void
go_to_listing (Search *self, const char *service)
{
  GPtrArray *agreements = self->policy->agreements->list;
  GPtrArray *listing = g_hash_table_lookup (self->policy->agreements->listing, service);
  guint      n_known[MAX_MENDS + 1] = { 0 };

  for (guint i = 0; listing != NULL && i < listing->len; i++)
    end_with (self, listing->pdata[i]);

  for (guint i = 0, next = 0; i < agreements->len && self->n < self->least; i++)
    {
      const BellAgreementView *view = agreements->pdata[i];

      if (listing != NULL && next < listing->len && listing->pdata[next] == view)
        {
          next++;
          continue;
        }

      push (self, BELL_MEND_SERVICES, view->agreement->record.id, service);
      end_with_stranger (self, view, n_known);
      self->n--;
    }
}

static void
go_by_service (Search *self)
{
  const BellDocument *document = self->policy->document;
  const BellOffering *offering = bell_document_offering (document, self->request->offering);
  const BellService  *service = bell_document_service (document, self->request->actual_service);
  guint               n = self->n;

  if (offering == NULL || service == NULL)
    return;

  if (!service->active)
    push (self, BELL_MEND_SERVICE_ACTIVE, service->record.id, NULL);
  if (g_strcmp0 (offering->default_service, service->record.id) != 0)
    push (self, BELL_MEND_DEFAULT_SERVICE, offering->record.id, service->record.id);
  if (self->n <= self->least)
    go_to_listing (self, service->record.id);

  self->n = n;
}

/* All ways from a request as it is, or as it would be in another phase. */
static void
go_all_ways (Search *self)
{
  if (self->n > self->least)
    return;

  go_by_rules (self);
  go_by_offering (self);
  go_by_service (self);
}

/* Also the rules look at the actual service, so that another one may lead to another rule. */
static void
go_with_either_service (Search *self, const BellRequest *request)
{
  const BellOffering *offering = bell_document_offering (self->policy->document, request->offering);
  BellRequest         changed = *request;

  self->request = request;
  go_all_ways (self);
  if (offering == NULL || offering->default_service == NULL
      || g_strcmp0 (offering->default_service, request->actual_service) == 0)
    return;

  changed.actual_service = offering->default_service;
  self->request = &changed;
  push (self, BELL_MEND_ACTUAL_SERVICE, request->record.id, changed.actual_service);
  go_all_ways (self);
  self->n--;
}

static void
search (Search *self, const BellRequest *request)
{
  BellRequest changed = *request;

  changed.phase = BELL_PHASE_OPEN;
  if (!self->policy->live_chat)
    push (self, BELL_MEND_LIVE_CHAT, NULL, NULL);
  if (request->phase == BELL_PHASE_OPEN || request->phase == BELL_PHASE_SUSPENDED)
    go_with_either_service (self, request);
  if (request->phase == BELL_PHASE_OPEN)
    return;

  push (self, request->phase == BELL_PHASE_SUSPENDED ? BELL_MEND_RESUME : BELL_MEND_REOPEN,
        request->record.id, NULL);
  go_with_either_service (self, &changed);
}

static int
compare_candidates (gconstpointer a, gconstpointer b)
{
  const Candidate *left = a;
  const Candidate *right = b;
  int              order = 0;

  if (left->n != right->n)
    return left->n < right->n ? -1 : 1;
  if (left->n_relating != right->n_relating)
    return left->n_relating < right->n_relating ? -1 : 1;

  for (guint i = 0; i < left->n && order == 0; i++)
    order = bell_mend_compare (&left->mends[i], &right->mends[i]);

  return order;
}

/* Decides again on the changed desk. */
static BellRemedy *
try_candidate (BellPolicy        *policy,
               const BellRequest *request,
               BellInstant        now,
               const Candidate   *candidate)
{
  BellMended mended = { bell_policy_ref (policy), bell_record_ref ((gpointer) request) };
  g_autoptr (BellRecord) record = bell_record_new (&bell_remedy_shape);
  BellRemedy *remedy = (BellRemedy *) record;
  BellAnswer  answer;

  for (guint i = 0; i < candidate->n; i++)
    g_ptr_array_add (remedy->edits, bell_mend_apply (&candidate->mends[i], &mended));
  answer = bell_policy_answer (mended.policy, mended.request, now, NULL);
  remedy->path = answer.path;
  remedy->agreement = g_strdup (answer.agreement);
  bell_policy_unref (mended.policy);
  bell_record_unref (mended.request);

  return answer.available ? (BellRemedy *) g_steal_pointer (&record) : NULL;
}

static GPtrArray *
try_all (BellPolicy *policy, const BellRequest *request, BellInstant now, GArray *candidates)
{
  GPtrArray *remedies = bell_record_list_new ();
  guint      n_tried = 0;

  for (guint i = 0; i < candidates->len && n_tried < MAX_TRIED && remedies->len < MAX_REMEDIES; i++)
    {
      const Candidate *candidate = &g_array_index (candidates, Candidate, i);
      BellRemedy      *remedy;

      /* What has more changes comes last, and is of no use where fewer do. */
      if (remedies->len > 0 && candidate->n > ((BellRemedy *) remedies->pdata[0])->edits->len)
        break;
      if (i > 0 && compare_candidates (candidate - 1, candidate) == 0)
        continue;

      n_tried++;
      remedy = try_candidate (policy, request, now, candidate);
      if (remedy != NULL)
        g_ptr_array_add (remedies, remedy);
    }

  return remedies;
}

/**
 * bell_policy_remedies:
 * @self: a desk's configuration
 * @request: a request on it, perhaps one that is not made yet
 * @now: the time to decide for
 *
 * The smallest changes of the configuration and the request that would make a *no* a *yes*. If one
 * change does, there are only such ones, else pairs of changes. What conditions say, and which
 * agreement a rule relates, is left as it is.
 *
 * They come in this order: changes of what has to do with the request already before such that
 * relate an agreement to it anew, then by type and id. At most 10 are given, and at most 3 each
 * that name some agreement for the offering or for the service.
 *
 * Returns: (transfer full) (element-type BellRemedy): the changes, each tried; none if chat is
 *   available, or if more than two changes are needed
 */
GPtrArray *
bell_policy_remedies (BellPolicy *self, const BellRequest *request, BellInstant now)
{
  g_autoptr (GArray) candidates = g_array_new (FALSE, FALSE, sizeof (Candidate));
  Search searching
      = { .policy = self, .request = request, .now = now, .found = candidates, .least = MAX_MENDS };

  if (bell_policy_answer (self, request, now, NULL).available)
    return bell_record_list_new ();

  search (&searching, request);
  g_array_sort (candidates, compare_candidates);

  return try_all (self, request, now, candidates);
}
