/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-effect.h"

#include "bell-coverage-private.h"
#include "bell-touch.h"

/* One what-if while it is looked into. */
typedef struct
{
  BellPolicy *before;
  BellPolicy *after;
  GPtrArray  *rules_before; /* for requests that are not made yet */
  GPtrArray  *rules_after;
  BellTouch  *touch;
  BellInstant now;
  BellEffect *effect;
} WhatIf;

/* A request before and after, one of which may be missing: of an offering that is not active. */
typedef struct
{
  const char        *type;
  const char        *id;
  const BellRequest *before;
  const BellRequest *after;
  gboolean           is_new; /* it is not made yet */
} Subject;

static BellAnswer
answer_of (BellPolicy *policy, const BellRequest *request, BellInstant now, GPtrArray *rules)
{
  if (request == NULL)
    return (BellAnswer) { .path = -1 };

  return bell_policy_answer (policy, request, now, rules);
}

static void
note_answers (WhatIf *self, const Subject *subject, const BellAnswer *was, const BellAnswer *is)
{
  BellAnswerChange *change;

  if (was->available == is->available && was->path == is->path
      && g_strcmp0 (was->agreement, is->agreement) == 0)
    return;

  change = bell_record_new (&bell_answer_change_shape);
  g_set_str (&change->type, subject->type);
  g_set_str (&change->subject, subject->id);
  change->was_available = was->available;
  change->was_path = was->path;
  change->was_agreement = g_strdup (was->agreement);
  change->available = is->available;
  change->path = is->path;
  change->agreement = g_strdup (is->agreement);
  g_ptr_array_add (self->effect->answers, change);
  if (was->available == is->available)
    self->effect->moved++;
  else if (is->available)
    self->effect->gained++;
  else
    self->effect->lost++;
}

/* Who is told: nobody where there is no chat. */
static GPtrArray *
told_of (BellPolicy *policy, const BellRequest *request, const BellAnswer *answer, BellInstant now)
{
  return answer->available ? bell_policy_recipients (policy, request, now)
                           : bell_record_list_new ();
}

/* The people who are in one list and not in the other. */
static char **
people_without (GPtrArray *list, GPtrArray *other)
{
  g_autoptr (GStrvBuilder) people = g_strv_builder_new ();

  for (guint i = 0; i < list->len; i++)
    {
      const char *person = ((BellRecipient *) list->pdata[i])->person;
      guint       o = 0;

      while (o < other->len && !g_str_equal (((BellRecipient *) other->pdata[o])->person, person))
        o++;
      if (o == other->len)
        g_strv_builder_add (people, person);
    }

  return g_strv_builder_end (people);
}

static void
note_told (WhatIf *self, const Subject *subject, const BellAnswer *was, const BellAnswer *is)
{
  g_autoptr (GPtrArray) before = told_of (self->before, subject->before, was, self->now);
  g_autoptr (GPtrArray) after = told_of (self->after, subject->after, is, self->now);
  g_autoptr (BellRecord) record = bell_record_new (&bell_told_change_shape);
  BellToldChange *change = (BellToldChange *) record;

  g_strfreev (change->more);
  g_strfreev (change->less);
  change->more = people_without (after, before);
  change->less = people_without (before, after);
  if (change->more[0] == NULL && change->less[0] == NULL)
    return;

  g_set_str (&change->type, subject->type);
  g_set_str (&change->subject, subject->id);
  g_ptr_array_add (self->effect->recipients, g_steal_pointer (&record));
}

static gboolean
is_touched (const WhatIf *self, const BellRequest *request, GPtrArray *rules)
{
  BellFacts       facts = bell_policy_facts (self->before, request);
  const BellRule *last = NULL;

  if (bell_touch_needs_rule (self->touch))
    last = bell_policy_last_rule (self->before, &facts, rules);

  return bell_touch_answer (self->touch, &facts, last);
}

static void
look_into (WhatIf *self, const Subject *subject)
{
  GPtrArray *rules_before = subject->is_new ? self->rules_before : NULL;
  GPtrArray *rules_after = subject->is_new ? self->rules_after : NULL;
  BellAnswer was, is;

  if (subject->before != NULL && subject->after != NULL
      && !is_touched (self, subject->before, rules_before)
      && !bell_touch_told (self->touch, subject->before))
    return;

  was = answer_of (self->before, subject->before, self->now, rules_before);
  is = answer_of (self->after, subject->after, self->now, rules_after);
  note_answers (self, subject, &was, &is);
  note_told (self, subject, &was, &is);
}

static void
look_into_offering (WhatIf *self, const BellOffering *offering)
{
  const BellOffering *old = bell_document_offering (self->before->document, offering->record.id);
  BellRequest         before = { 0 }, after = { 0 };
  Subject             subject = { .type = "offering", .id = offering->record.id, .is_new = TRUE };

  if (old != NULL && old->status == BELL_STATUS_ACTIVE)
    {
      before = bell_offering_request (old);
      subject.before = &before;
    }
  if (offering->status == BELL_STATUS_ACTIVE)
    {
      after = bell_offering_request (offering);
      subject.after = &after;
    }
  if (subject.before != NULL || subject.after != NULL)
    look_into (self, &subject);
}

static int
compare_ids (gconstpointer a, gconstpointer b)
{
  return g_strcmp0 ((*(BellRecord *const *) a)->id, (*(BellRecord *const *) b)->id);
}

static GPtrArray *
sorted (GPtrArray *records)
{
  GPtrArray *copy = g_ptr_array_copy (records, NULL, NULL);

  g_ptr_array_set_free_func (copy, NULL);
  g_ptr_array_sort (copy, compare_ids);

  return copy;
}

static void
look_into_all (WhatIf *self, GPtrArray *requests)
{
  g_autoptr (GPtrArray) offerings
      = sorted (bell_document_list (self->after->document, &bell_offering_shape));
  g_autoptr (GPtrArray) ordered = sorted (requests);

  for (guint i = 0; i < offerings->len; i++)
    look_into_offering (self, offerings->pdata[i]);

  for (guint i = 0; i < ordered->len; i++)
    {
      const BellRequest *request = ordered->pdata[i];
      Subject            subject
          = { .type = "request", .id = request->record.id, .before = request, .after = request };

      look_into (self, &subject);
    }
}

/**
 * bell_policy_effect:
 * @self: a desk's configuration
 * @edited: (element-type BellRecord): settings and records of it as edited, and new ones; all
 *   references resolve when all of them are there
 * @requests: (element-type BellRequest): the requests to look at, open ones as a rule
 * @now: the time to decide for
 *
 * What saving the edits would do: which active offerings and which of the requests gain or lose
 * chat, by which path they have it before and after, and of which other people would be told.
 *
 * Returns: (transfer full): the effect, the same as one would find by saving and deciding again
 */
BellEffect *
bell_policy_effect (BellPolicy *self, GPtrArray *edited, GPtrArray *requests, BellInstant now)
{
  g_autoptr (BellPolicy) after = bell_policy_with_all (self, edited);
  g_autoptr (BellTouch) touch = bell_touch_new ();
  g_autoptr (GPtrArray) rules_before = bell_policy_offering_rules (self);
  g_autoptr (GPtrArray) rules_after = NULL;
  WhatIf what_if = { .before = self,
                     .rules_before = rules_before,
                     .touch = touch,
                     .now = now,
                     .effect = bell_record_new (&bell_effect_shape) };

  for (guint i = 0; i < edited->len; i++)
    bell_touch_add (touch, self, edited->pdata[i]);

  rules_after = bell_policy_offering_rules (after);
  what_if.after = after;
  what_if.rules_after = rules_after;
  look_into_all (&what_if, requests);

  return what_if.effect;
}
