/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-policy-private.h"

static gboolean
is_listed (GPtrArray *recipients, const char *person)
{
  for (guint i = 0; i < recipients->len; i++)
    if (g_str_equal (((BellRecipient *) recipients->pdata[i])->person, person))
      return TRUE;

  return FALSE;
}

static void
add (const BellPolicy  *self,
     GPtrArray         *recipients,
     const BellRequest *request,
     const char        *id,
     BellPart           part)
{
  const BellPerson *person = bell_document_person (self->document, id);
  BellRecipient    *recipient;

  if (person == NULL || !person->active || g_str_equal (id, request->requested_by)
      || is_listed (recipients, id))
    return;

  recipient = bell_record_new (&bell_recipient_shape);
  recipient->person = g_strdup (id);
  recipient->as = part;
  g_ptr_array_add (recipients, recipient);
}

/**
 * bell_policy_recipients:
 * @self: a desk's configuration
 * @request: a request on it
 * @now: the time at which chat is asked for
 *
 * Who is told of a chat on the request: domain.md, "Who is told".
 *
 * Returns: (transfer full) (element-type BellRecipient): each person once, in the order of their
 *   parts; perhaps nobody
 */
GPtrArray *
bell_policy_recipients (BellPolicy *self, const BellRequest *request, BellInstant now)
{
  GPtrArray       *recipients = bell_record_list_new ();
  const BellGroup *group = bell_document_group (self->document, request->assigned_group);

  add (self, recipients, request, request->owner, BELL_PART_OWNER);
  add (self, recipients, request, request->expert_assignee, BELL_PART_EXPERT_ASSIGNEE);
  if (group != NULL)
    {
      g_autoptr (BellRecord) record = NULL;
      BellOnCall *on_call = bell_policy_on_call (self, group->record.id, now);

      record = &on_call->record;
      add (self, recipients, request, group->owner, BELL_PART_GROUP_OWNER);
      add (self, recipients, request, group->dispatcher, BELL_PART_GROUP_DISPATCHER);
      add (self, recipients, request, on_call->primary, BELL_PART_ON_CALL_PRIMARY);
      add (self, recipients, request, on_call->backup_1, BELL_PART_ON_CALL_BACKUP_1);
      add (self, recipients, request, on_call->backup_2, BELL_PART_ON_CALL_BACKUP_2);
    }

  return recipients;
}

/**
 * bell_policy_concerns:
 * @self: a desk's configuration
 * @request: a request on it
 * @person: the id of a person
 * @now: a point in time
 *
 * Whether a pending chat on the request is one of @person's chat requests: they are one of the
 * assigned agents, or a member of the assigned group (domain.md, "Who is told").
 *
 * Returns: whether it concerns them
 */
gboolean
bell_policy_concerns (BellPolicy        *self,
                      const BellRequest *request,
                      const char        *person,
                      BellInstant        now)
{
  const BellPerson *concerned = bell_document_person (self->document, person);
  const BellGroup  *group = bell_document_group (self->document, request->assigned_group);
  g_autoptr (GPtrArray) recipients = NULL;

  if (concerned == NULL || !concerned->active || g_str_equal (person, request->requested_by))
    return FALSE;

  if (group != NULL && g_strv_contains ((const char *const *) group->members, person))
    return TRUE;

  recipients = bell_policy_recipients (self, request, now);

  return is_listed (recipients, person);
}
