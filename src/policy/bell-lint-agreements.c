/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-lint-private.h"

#include "bell-zone.h"

#define SOON_DAYS 30

/* Whether a request can get the agreement, by whichever way. */
static gboolean
is_reachable (const BellLint *self, const BellAgreement *agreement)
{
  if (g_hash_table_contains (self->related, agreement->record.id))
    return TRUE;

  for (char **service = agreement->services; *service != NULL; service++)
    if (g_hash_table_contains (self->defaults, *service)
        && bell_document_service (self->document, *service)->active)
      return TRUE;

  return FALSE;
}

static void
check_end (BellLint *self, const BellAgreementView *view)
{
  const BellAgreement *agreement = view->agreement;
  BellDate             today = bell_zone_date (view->zone, self->now, NULL);
  g_autofree char     *date = NULL;

  if (agreement->valid_until == BELL_DATE_NONE || agreement->valid_until - today > SOON_DAYS)
    return;

  date = bell_date_format (agreement->valid_until);
  bell_lint_add (self, BELL_FINDING_AGREEMENT_EXPIRES_SOON, agreement, NULL,
                 "the last day of agreement \"%s\" is %s; extend it, or make the one that follows",
                 agreement->record.id, date);
}

static void
check_agreement (BellLint *self, const BellAgreementView *view)
{
  const BellAgreement *agreement = view->agreement;

  if (is_reachable (self, agreement))
    check_end (self, view);
  else
    bell_lint_add (self, BELL_FINDING_AGREEMENT_UNREACHABLE, agreement, NULL,
                   "no request can get agreement \"%s\"; relate it by a rule or an offering, list "
                   "the default service of an active offering in it, or retire it",
                   agreement->record.id);

  if (agreement->targets->len == 0)
    bell_lint_add (self, BELL_FINDING_AGREEMENT_WITHOUT_TARGETS, agreement, NULL,
                   "agreement \"%s\" has no targets, so nothing is ever due by it; add some",
                   agreement->record.id);
}

/* Why a related agreement cannot be used, or NULL. */
static char *
what_is_wrong (const BellLint *self, const BellAgreementView *view)
{
  g_autofree char *date = NULL;

  if (view->agreement->status == BELL_STATUS_DRAFT)
    return g_strdup ("is still a draft");
  if (view->agreement->status == BELL_STATUS_RETIRED)
    return g_strdup ("is retired");
  if (!bell_lint_is_over (self, view))
    return NULL;

  date = bell_date_format (view->agreement->valid_until);

  return g_strdup_printf ("ended on %s", date);
}

static void
check_related (BellLint *self, gconstpointer subject, const char *agreement)
{
  const BellRecord *record = subject;
  g_autofree char  *wrong = NULL;

  if (agreement == NULL)
    return;

  wrong = what_is_wrong (self, bell_lint_agreement (self, agreement));
  if (wrong != NULL)
    bell_lint_add (self, BELL_FINDING_RELATED_AGREEMENT_UNUSABLE, record, agreement,
                   "%s \"%s\" relates agreement \"%s\", which %s; relate another one, or put that "
                   "one in force",
                   record->shape->name, record->id, agreement, wrong);
}

/**
 * bell_lint_agreements:
 * @self: a look through a desk
 *
 * Looks at its agreements, and at who relates those that cannot be used.
 */
void
bell_lint_agreements (BellLint *self)
{
  GPtrArray *rules = bell_document_list (self->document, &bell_rule_shape);

  for (guint i = 0; i < self->policy->agreements->list->len; i++)
    if (bell_lint_is_in_use (self, self->policy->agreements->list->pdata[i]))
      check_agreement (self, self->policy->agreements->list->pdata[i]);

  for (guint i = 0; i < self->offerings->len; i++)
    check_related (self, self->offerings->pdata[i],
                   ((BellOffering *) self->offerings->pdata[i])->agreement);

  for (guint i = 0; i < rules->len; i++)
    if (((BellRule *) rules->pdata[i])->active)
      check_related (self, rules->pdata[i], ((BellRule *) rules->pdata[i])->relate_agreement);
}
