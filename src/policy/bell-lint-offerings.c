/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-lint-private.h"

static const char *
kind_of (int kind)
{
  return bell_enum_nick (&bell_kind_type, kind);
}

/* The offering's own agreement, if its requests can get that. */
static gboolean
has_own_agreement (const BellLint *self, const BellOffering *offering)
{
  const BellAgreementView *view = NULL;

  if (offering->agreement != NULL)
    view = bell_lint_agreement (self, offering->agreement);

  return view != NULL && view->agreement->kind == offering->kind
         && bell_lint_is_in_use (self, view);
}

static void
check_own_kind (BellLint *self, const BellOffering *offering)
{
  const BellAgreement *agreement = bell_document_agreement (self->document, offering->agreement);

  if (agreement != NULL && agreement->kind != offering->kind)
    bell_lint_add (self, BELL_FINDING_AGREEMENT_KIND_MISMATCH, offering, agreement->record.id,
                   "offering \"%s\" is of kind \"%s\" and its agreement \"%s\" of kind \"%s\", so "
                   "its requests cannot get it; relate one of their kind",
                   offering->record.id, kind_of (offering->kind), agreement->record.id,
                   kind_of (agreement->kind));
}

static void
add_service_kind (BellLint *self, const BellOffering *offering, const BellAgreement *agreement)
{
  bell_lint_add (self, BELL_FINDING_AGREEMENT_KIND_MISMATCH, offering, agreement->record.id,
                 "offering \"%s\" is of kind \"%s\", and its default service \"%s\" is listed only "
                 "by agreements of kind \"%s\", such as \"%s\"; list it in one of its own kind",
                 offering->record.id, kind_of (offering->kind), offering->default_service,
                 kind_of (agreement->kind), agreement->record.id);
}

static void
check_listed (BellLint *self, const BellOffering *offering, const BellService *service)
{
  const BellLintListing *listing = g_hash_table_lookup (self->listing, service->record.id);
  const BellAgreement   *other = NULL;

  if (has_own_agreement (self, offering)
      || (listing != NULL && listing->of_kind[offering->kind] != NULL))
    return;

  if (listing != NULL)
    other = listing->of_kind[offering->kind == BELL_KIND_SUPPORT ? BELL_KIND_SERVICE
                                                                 : BELL_KIND_SUPPORT];
  if (other != NULL && service->active)
    add_service_kind (self, offering, other);
  bell_lint_add (self, BELL_FINDING_DEFAULT_SERVICE_UNLISTED, offering, service->record.id,
                 "no active agreement of kind \"%s\" lists service \"%s\", the default of offering "
                 "\"%s\"; list it in one, or give the offering an agreement",
                 kind_of (offering->kind), service->record.id, offering->record.id);
}

static void
check_offering (BellLint *self, const BellOffering *offering)
{
  const BellService *service = bell_document_service (self->document, offering->default_service);

  check_own_kind (self, offering);
  if (service == NULL)
    {
      bell_lint_add (self, BELL_FINDING_OFFERING_WITHOUT_SERVICE, offering, NULL,
                     "offering \"%s\" has no default service, so its requests get no agreement by "
                     "service; give it one",
                     offering->record.id);
      return;
    }

  check_listed (self, offering, service);
  if (!service->active)
    bell_lint_add (self, BELL_FINDING_DEFAULT_SERVICE_INACTIVE, offering, service->record.id,
                   "service \"%s\", the default of offering \"%s\", is not active, so its requests "
                   "get no agreement by service; choose another one, or activate it",
                   service->record.id, offering->record.id);
}

/**
 * bell_lint_offerings:
 * @self: a look through a desk
 *
 * Looks at its active offerings: whether their requests can get an agreement.
 */
void
bell_lint_offerings (BellLint *self)
{
  for (guint i = 0; i < self->offerings->len; i++)
    check_offering (self, self->offerings->pdata[i]);
}
