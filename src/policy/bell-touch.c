/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-touch.h"

static GHashTable *
new_set (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

static void
put (GHashTable *set, const char *id)
{
  if (id != NULL)
    g_hash_table_add (set, g_strdup (id));
}

static gboolean
has (GHashTable *set, const char *id)
{
  return id != NULL && g_hash_table_size (set) > 0 && g_hash_table_contains (set, id);
}

/**
 * bell_touch_new:
 *
 * Returns: (transfer full): what no edit at all touches: nothing
 */
BellTouch *
bell_touch_new (void)
{
  BellTouch *self = g_new0 (BellTouch, 1);

  self->offerings = new_set ();
  self->agreements = new_set ();
  self->services = new_set ();
  self->people = new_set ();
  self->groups = new_set ();
  self->rules = bell_record_list_new ();

  return self;
}

/**
 * bell_touch_free:
 * @self: (transfer full): what edits touch
 */
void
bell_touch_free (BellTouch *self)
{
  g_hash_table_unref (self->offerings);
  g_hash_table_unref (self->agreements);
  g_hash_table_unref (self->services);
  g_hash_table_unref (self->people);
  g_hash_table_unref (self->groups);
  g_ptr_array_unref (self->rules);
  g_free (self);
}

static void
add_agreement (BellTouch *self, const BellAgreement *agreement)
{
  if (agreement == NULL)
    return;

  put (self->agreements, agreement->record.id);
  for (char **service = agreement->services; *service != NULL; service++)
    put (self->services, *service);
}

/* A calendar decides about chat where it is only in its hours, and its zone about when an agreement
 * begins and ends. */
static gboolean
depends_on (const BellAgreement *agreement, const BellCalendar *calendar, gboolean zone)
{
  return g_strcmp0 (agreement->calendar, calendar->record.id) == 0
         && (agreement->only_in_hours
             || (zone
                 && (agreement->valid_from != BELL_DATE_NONE
                     || agreement->valid_until != BELL_DATE_NONE)));
}

static void
add_calendar (BellTouch          *self,
              const BellPolicy   *base,
              const BellCalendar *old,
              const BellCalendar *calendar)
{
  gboolean zone = old == NULL || g_strcmp0 (old->timezone, calendar->timezone) != 0;

  for (guint i = 0; i < base->agreements->list->len; i++)
    {
      const BellAgreementView *view = base->agreements->list->pdata[i];

      if (depends_on (view->agreement, calendar, zone))
        add_agreement (self, view->agreement);
    }
}

static gboolean
is_in_swap (const BellShift *shift, const char *person)
{
  for (guint i = 0; i < shift->swaps->len; i++)
    {
      const BellSwap *swap = shift->swaps->pdata[i];

      if (g_str_equal (swap->person, person) || g_str_equal (swap->with, person))
        return TRUE;
    }

  return FALSE;
}

/* The groups of which somebody may be told because of this person. */
static void
add_groups_of (BellTouch *self, const BellPolicy *base, const char *person)
{
  GPtrArray *groups = bell_document_list (base->document, &bell_group_shape);
  GPtrArray *shifts = bell_document_list (base->document, &bell_shift_shape);

  for (guint i = 0; i < groups->len; i++)
    {
      const BellGroup *group = groups->pdata[i];

      if (g_strcmp0 (group->owner, person) == 0 || g_strcmp0 (group->dispatcher, person) == 0)
        put (self->groups, group->record.id);
    }

  for (guint i = 0; i < shifts->len; i++)
    {
      const BellShift *shift = shifts->pdata[i];

      if (g_strv_contains ((const char *const *) shift->rotation, person)
          || is_in_swap (shift, person))
        put (self->groups, shift->group);
    }
}

static void
add_shift (BellTouch *self, const BellShift *shift)
{
  if (shift != NULL)
    put (self->groups, shift->group);
}

/**
 * bell_touch_add:
 * @self: what edits touch
 * @base: the configuration before all of them
 * @record: (type BellRecord): a record as edited, or a new one
 *
 * Adds what this edit touches. Of several edits one may follow from another: a calendar that an
 * edited agreement has is looked for in @base and in that agreement's own edit.
 */
void
bell_touch_add (BellTouch *self, const BellPolicy *base, gpointer record)
{
  const BellShape *shape = BELL_RECORD (record)->shape;
  const char      *id = BELL_RECORD (record)->id;
  gpointer         old = NULL;

  if (shape == &bell_settings_shape)
    {
      self->everything = TRUE;
      return;
    }

  old = bell_document_get (base->document, shape, id);
  if (shape == &bell_agreement_shape)
    {
      add_agreement (self, old);
      add_agreement (self, record);
    }
  else if (shape == &bell_calendar_shape)
    add_calendar (self, base, old, record);
  else if (shape == &bell_service_shape)
    put (self->services, id);
  else if (shape == &bell_offering_shape)
    put (self->offerings, id);
  else if (shape == &bell_group_shape)
    put (self->groups, id);
  else if (shape == &bell_shift_shape)
    {
      add_shift (self, old);
      add_shift (self, record);
    }
  else if (shape == &bell_person_shape)
    {
      put (self->people, id);
      add_groups_of (self, base, id);
    }
  else if (shape == &bell_rule_shape)
    {
      if (old != NULL)
        g_ptr_array_add (self->rules, bell_record_ref (old));
      g_ptr_array_add (self->rules, bell_record_ref (record));
    }
}

static gboolean
rule_fits (const BellRule *rule, const BellFacts *facts)
{
  return rule->active
         && (rule->scope == BELL_SCOPE_RECORD
             || g_strcmp0 (rule->offering, facts->request->offering) == 0)
         && bell_condition_holds (rule->when, facts);
}

/**
 * bell_touch_needs_rule:
 * @self: what edits touch
 *
 * Returns: whether bell_touch_answer() wants to know the last rule
 */
gboolean
bell_touch_needs_rule (const BellTouch *self)
{
  return self->rules->len > 0 || g_hash_table_size (self->agreements) > 0;
}

/**
 * bell_touch_answer:
 * @self: what edits touch
 * @facts: a request
 * @last: (nullable): the last rule that relates its agreement to it, before the edits
 *
 * Returns: whether the answer may be another one after the edits
 */
gboolean
bell_touch_answer (const BellTouch *self, const BellFacts *facts, const BellRule *last)
{
  const BellRequest *request = facts->request;

  if (self->everything || has (self->offerings, request->offering)
      || has (self->services, request->actual_service) || has (self->people, request->requested_by)
      || (facts->offering != NULL && has (self->agreements, facts->offering->agreement))
      || (last != NULL && has (self->agreements, last->relate_agreement)))
    return TRUE;

  for (guint i = 0; i < self->rules->len; i++)
    {
      const BellRule *rule = self->rules->pdata[i];

      if ((last != NULL && g_str_equal (last->record.id, rule->record.id))
          || rule_fits (rule, facts))
        return TRUE;
    }

  return FALSE;
}

/**
 * bell_touch_told:
 * @self: what edits touch
 * @request: a request
 *
 * Returns: whether other people may be told of it after the edits
 */
gboolean
bell_touch_told (const BellTouch *self, const BellRequest *request)
{
  return self->everything || has (self->groups, request->assigned_group)
         || has (self->people, request->owner) || has (self->people, request->expert_assignee)
         || has (self->people, request->requested_by) || has (self->offerings, request->offering);
}
