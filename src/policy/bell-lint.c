/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-lint-private.h"

#include "bell-zone.h"

/**
 * bell_lint_add:
 * @self: a look through a desk
 * @code: what was found
 * @subject: (type BellRecord): the record that it is about
 * @other: (nullable): the id of another record that matters
 * @format: what it is and what to do, in words
 * @...: for @format
 *
 * Returns: (transfer none): the finding, which is now among the others
 */
BellFinding *
bell_lint_add (BellLint       *self,
               BellFindingCode code,
               gconstpointer   subject,
               const char     *other,
               const char     *format,
               ...)
{
  BellFinding *finding;
  va_list      arguments;

  va_start (arguments, format);
  finding = bell_finding_new (code, subject, other, g_strdup_vprintf (format, arguments));
  va_end (arguments);
  g_ptr_array_add (self->findings, finding);

  return finding;
}

/**
 * bell_lint_agreement:
 * @self: a look through a desk
 * @id: the id of an agreement
 *
 * Returns: (transfer none): the agreement
 */
BellAgreementView *
bell_lint_agreement (const BellLint *self, const char *id)
{
  return bell_policy_agreement (self->policy, id);
}

/**
 * bell_lint_is_over:
 * @self: a look through a desk
 * @view: an agreement
 *
 * Returns: whether its last day is past
 */
gboolean
bell_lint_is_over (const BellLint *self, const BellAgreementView *view)
{
  return view->agreement->valid_until != BELL_DATE_NONE
         && bell_zone_date (view->zone, self->now, NULL) > view->agreement->valid_until;
}

/**
 * bell_lint_is_in_use:
 * @self: a look through a desk
 * @view: an agreement
 *
 * Returns: whether it is active and not over; one that is not yet valid is in use, too
 */
gboolean
bell_lint_is_in_use (const BellLint *self, const BellAgreementView *view)
{
  return view->agreement->status == BELL_STATUS_ACTIVE && !bell_lint_is_over (self, view);
}

static int
compare_ids (gconstpointer a, gconstpointer b)
{
  return g_strcmp0 (((const BellRecord *) a)->id, ((const BellRecord *) b)->id);
}

static void
index_offerings (BellLint *self)
{
  GPtrArray *offerings = bell_document_list (self->document, &bell_offering_shape);

  for (guint i = 0; i < offerings->len; i++)
    {
      BellOffering *offering = offerings->pdata[i];

      if (offering->status != BELL_STATUS_ACTIVE)
        continue;
      g_ptr_array_add (self->offerings, offering);
      g_hash_table_add (self->active, offering->record.id);
      if (offering->default_service != NULL)
        g_hash_table_add (self->defaults, offering->default_service);
      if (offering->agreement != NULL)
        g_hash_table_add (self->related, offering->agreement);
    }
  g_ptr_array_sort_values (self->offerings, compare_ids);

  for (guint i = self->offerings->len; i > 0; i--)
    {
      BellOffering *offering = self->offerings->pdata[i - 1];

      if (offering->assigned_group != NULL)
        g_hash_table_insert (self->assigned, offering->assigned_group, offering);
    }
}

static void
index_rules (BellLint *self)
{
  GPtrArray *rules = bell_document_list (self->document, &bell_rule_shape);

  for (guint i = 0; i < rules->len; i++)
    if (((BellRule *) rules->pdata[i])->active)
      g_hash_table_add (self->related, ((BellRule *) rules->pdata[i])->relate_agreement);
}

/* The policy has them in the order of their ids. */
static void
index_agreements (BellLint *self)
{
  for (guint i = 0; i < self->policy->agreements->list->len; i++)
    {
      BellAgreementView   *view = self->policy->agreements->list->pdata[i];
      const BellAgreement *agreement = view->agreement;

      if (!bell_lint_is_in_use (self, view))
        continue;
      for (char **service = agreement->services; *service != NULL; service++)
        {
          BellLintListing *listing = g_hash_table_lookup (self->listing, *service);

          if (listing == NULL)
            {
              listing = g_new0 (BellLintListing, 1);
              g_hash_table_insert (self->listing, *service, listing);
            }
          if (listing->of_kind[agreement->kind] == NULL)
            listing->of_kind[agreement->kind] = agreement;
        }
    }
}

static void
lint_init (BellLint *self, BellPolicy *policy, BellInstant now)
{
  self->policy = policy;
  self->document = policy->document;
  self->now = now;
  self->findings = bell_record_list_new ();
  self->offerings = g_ptr_array_new ();
  self->active = g_hash_table_new (g_str_hash, g_str_equal);
  self->assigned = g_hash_table_new (g_str_hash, g_str_equal);
  self->related = g_hash_table_new (g_str_hash, g_str_equal);
  self->defaults = g_hash_table_new (g_str_hash, g_str_equal);
  self->listing = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);
  self->skipped = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_array_unref);
  index_offerings (self);
  index_rules (self);
  index_agreements (self);
}

static void
lint_clear (BellLint *self)
{
  g_hash_table_unref (self->skipped);
  g_hash_table_unref (self->listing);
  g_hash_table_unref (self->defaults);
  g_hash_table_unref (self->related);
  g_hash_table_unref (self->assigned);
  g_hash_table_unref (self->active);
  g_ptr_array_unref (self->offerings);
}

/**
 * bell_policy_lint:
 * @self: a desk's configuration
 * @now: a point in time
 *
 * Looks for what is allowed and probably not meant: data/lint.md.
 *
 * Returns: (transfer full) (element-type BellFinding): what was found, in the order of
 *   bell_finding_compare()
 */
GPtrArray *
bell_policy_lint (BellPolicy *self, BellInstant now)
{
  BellLint lint;

  lint_init (&lint, self, now);
  bell_lint_calendars (&lint);
  bell_lint_agreements (&lint);
  bell_lint_offerings (&lint);
  bell_lint_rules (&lint);
  bell_lint_on_call (&lint);
  bell_lint_people (&lint);
  g_ptr_array_sort_values (lint.findings, (GCompareFunc) bell_finding_compare);
  lint_clear (&lint);

  return lint.findings;
}
