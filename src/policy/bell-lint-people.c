/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-lint-private.h"

static gboolean
is_active (const BellLint *self, const char *id)
{
  const BellPerson *person = bell_document_person (self->document, id);

  return person != NULL && person->active;
}

/* Whether somebody is ever on call for the group, or would be if they came back from vacation. */
static gboolean
has_on_call (const BellLint *self, const BellGroup *group)
{
  GPtrArray *shifts = g_hash_table_lookup (self->policy->shifts->of_group, group->record.id);

  for (guint i = 0; shifts != NULL && i < shifts->len; i++)
    for (char **id = ((BellShiftView *) shifts->pdata[i])->shift->rotation; *id != NULL; id++)
      if (is_active (self, *id))
        return TRUE;

  return FALSE;
}

static gboolean
tells_somebody (const BellLint *self, const BellGroup *group)
{
  return is_active (self, group->owner) || is_active (self, group->dispatcher)
         || has_on_call (self, group);
}

static void
check_group (BellLint *self, const BellGroup *group)
{
  const BellOffering *offering = g_hash_table_lookup (self->assigned, group->record.id);
  BellFinding        *finding;

  if (tells_somebody (self, group))
    return;

  finding = bell_lint_add (
      self, BELL_FINDING_NOBODY_TOLD, group, offering != NULL ? offering->record.id : NULL,
      "group \"%s\"%s%s%s has no active owner or dispatcher and nobody who is "
      "ever on call, so it is told of no chat; give it one",
      group->record.id, offering != NULL ? ", assigned to offering \"" : "",
      offering != NULL ? offering->record.id : "", offering != NULL ? "\"," : "");
  if (offering == NULL)
    finding->severity = BELL_SEVERITY_NOTICE;
}

/* A chat on such an offering rings nowhere. */
static void
check_offering (BellLint *self, const BellOffering *offering, GHashTable *silent)
{
  const BellGroup *group = bell_document_group (self->document, offering->assigned_group);
  BellFinding     *finding;

  if (is_active (self, offering->owner) || is_active (self, offering->expert_assignee)
      || (group != NULL && !g_hash_table_contains (silent, group)))
    return;

  finding = bell_lint_add (
      self, BELL_FINDING_NOBODY_TOLD, offering, offering->assigned_group,
      "nobody would be told of a chat on offering \"%s\": it has no active "
      "owner or expert assignee, and %s%s%s; give it one",
      offering->record.id, group != NULL ? "its group \"" : "no assigned group",
      group != NULL ? group->record.id : "", group != NULL ? "\" has nobody who is told" : "");
  finding->severity = BELL_SEVERITY_ERROR;
}

static void
check_person (BellLint *self, gconstpointer subject, const char *part, const char *person)
{
  const BellRecord *record = subject;

  if (person != NULL && !is_active (self, person))
    bell_lint_add (self, BELL_FINDING_PERSON_MISSING_ACTIVE, record, person,
                   "\"%s\", the %s of %s \"%s\", is not active; name somebody else", person, part,
                   record->shape->name, record->id);
}

static void
check_people (BellLint *self)
{
  GPtrArray *groups = bell_document_list (self->document, &bell_group_shape);
  GPtrArray *agreements = bell_document_list (self->document, &bell_agreement_shape);

  for (guint i = 0; i < groups->len; i++)
    {
      const BellGroup *group = groups->pdata[i];

      check_person (self, group, "owner", group->owner);
      check_person (self, group, "dispatcher", group->dispatcher);
    }

  for (guint i = 0; i < agreements->len; i++)
    {
      const BellAgreement *agreement = agreements->pdata[i];

      if (agreement->status == BELL_STATUS_ACTIVE)
        check_person (self, agreement, "owner", agreement->owner);
    }

  for (guint i = 0; i < self->offerings->len; i++)
    {
      const BellOffering *offering = self->offerings->pdata[i];

      check_person (self, offering, "owner", offering->owner);
      check_person (self, offering, "expert assignee", offering->expert_assignee);
    }
}

/**
 * bell_lint_people:
 * @self: a look through a desk
 *
 * Looks at who would be told of chats, and for people who are gone.
 */
void
bell_lint_people (BellLint *self)
{
  GPtrArray *groups = bell_document_list (self->document, &bell_group_shape);
  g_autoptr (GHashTable) silent = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < groups->len; i++)
    {
      check_group (self, groups->pdata[i]);
      if (!tells_somebody (self, groups->pdata[i]))
        g_hash_table_add (silent, groups->pdata[i]);
    }

  for (guint i = 0; i < self->offerings->len; i++)
    check_offering (self, self->offerings->pdata[i], silent);

  check_people (self);
}
