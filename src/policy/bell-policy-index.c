/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-policy-private.h"

/* The list of a key, made when it is asked for the first time. */
static GPtrArray *
list_of (GHashTable *lists, const char *key, GDestroyNotify free_item)
{
  GPtrArray *list = g_hash_table_lookup (lists, key);

  if (list == NULL)
    {
      list = g_ptr_array_new_with_free_func (free_item);
      g_hash_table_insert (lists, (gpointer) key, list);
    }

  return list;
}

static GHashTable *
new_lists (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) g_ptr_array_unref);
}

static void
sort_lists (GHashTable *lists, GCompareFunc compare)
{
  GHashTableIter iter;
  gpointer       list;

  g_hash_table_iter_init (&iter, lists);
  while (g_hash_table_iter_next (&iter, NULL, &list))
    g_ptr_array_sort (list, compare);
}

/* Calendars. */

/* bell_calendar_index_new:
 * @document: a configuration
 * @base: (nullable): one that differs from it at most in the calendar @changed
 *
 * What is counted already of a calendar that is the same is not counted again. */
BellCalendarIndex *
bell_calendar_index_new (const BellDocument *document, const BellPolicy *base, const char *changed)
{
  BellCalendarIndex *self = g_atomic_rc_box_new0 (BellCalendarIndex);
  GPtrArray         *calendars = bell_document_list (document, &bell_calendar_shape);

  self->times = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                       (GDestroyNotify) bell_working_time_unref);
  for (guint i = 0; i < calendars->len; i++)
    {
      const BellCalendar *calendar = calendars->pdata[i];
      BellWorkingTime    *known = NULL;

      if (base != NULL && g_strcmp0 (changed, calendar->record.id) != 0)
        known = g_hash_table_lookup (base->calendars->times, calendar->record.id);
      g_hash_table_insert (self->times, g_strdup (calendar->record.id),
                           known != NULL ? bell_working_time_ref (known)
                                         : bell_working_time_new (calendar));
    }

  return self;
}

static void
calendar_index_clear (gpointer data)
{
  g_hash_table_unref (((BellCalendarIndex *) data)->times);
}

void
bell_calendar_index_unref (BellCalendarIndex *self)
{
  g_atomic_rc_box_release_full (self, calendar_index_clear);
}

/* Agreements. */

static void
agreement_view_free (gpointer data)
{
  BellAgreementView *view = data;

  bell_working_time_unref (view->time);
  bell_record_unref (view->agreement);
  g_free (view);
}

static BellAgreementView *
agreement_view_new (const BellPolicy *policy, BellWorkingTime *always, BellAgreement *agreement)
{
  BellAgreementView *self = g_new0 (BellAgreementView, 1);
  BellWorkingTime   *time = NULL;

  if (agreement->calendar != NULL)
    time = g_hash_table_lookup (policy->calendars->times, agreement->calendar);
  self->agreement = bell_record_ref (agreement);
  self->time = bell_working_time_ref (time != NULL ? time : always);
  self->zone = bell_working_time_get_zone (self->time);

  return self;
}

static int
compare_agreements (gconstpointer a, gconstpointer b)
{
  const BellAgreementView *left = *(BellAgreementView *const *) a;
  const BellAgreementView *right = *(BellAgreementView *const *) b;

  return g_strcmp0 (left->agreement->record.id, right->agreement->record.id);
}

/* Which agreements list a service, so that nobody has to look through all of them. */
static void
index_services (BellAgreementIndex *self)
{
  for (guint i = 0; i < self->list->len; i++)
    {
      BellAgreementView *view = self->list->pdata[i];

      for (char **service = view->agreement->services; *service != NULL; service++)
        {
          GPtrArray *listing = list_of (self->listing, *service, NULL);

          /* One that names a service twice lists it once. */
          if (listing->len == 0 || listing->pdata[listing->len - 1] != view)
            g_ptr_array_add (listing, view);
        }
    }
}

BellAgreementIndex *
bell_agreement_index_new (const BellPolicy *policy)
{
  BellAgreementIndex *self = g_atomic_rc_box_new0 (BellAgreementIndex);
  GPtrArray          *agreements = bell_document_list (policy->document, &bell_agreement_shape);
  g_autoptr (BellWorkingTime) always = bell_working_time_new_always (policy->zone);

  self->list = g_ptr_array_new_full (agreements->len, agreement_view_free);
  self->by_id = g_hash_table_new (g_str_hash, g_str_equal);
  self->listing = new_lists ();
  for (guint i = 0; i < agreements->len; i++)
    {
      BellAgreementView *view = agreement_view_new (policy, always, agreements->pdata[i]);

      g_ptr_array_add (self->list, view);
      g_hash_table_insert (self->by_id, view->agreement->record.id, view);
    }
  g_ptr_array_sort (self->list, compare_agreements);
  index_services (self);

  return self;
}

static void
agreement_index_clear (gpointer data)
{
  BellAgreementIndex *self = data;

  g_hash_table_unref (self->listing);
  g_hash_table_unref (self->by_id);
  g_ptr_array_unref (self->list);
}

void
bell_agreement_index_unref (BellAgreementIndex *self)
{
  g_atomic_rc_box_release_full (self, agreement_index_clear);
}

/* Rules. */

static int
compare_rules (gconstpointer a, gconstpointer b)
{
  const BellRule *left = *(BellRule *const *) a;
  const BellRule *right = *(BellRule *const *) b;

  if (left->order != right->order)
    return left->order < right->order ? -1 : 1;

  return g_strcmp0 (left->record.id, right->record.id);
}

BellRuleIndex *
bell_rule_index_new (const BellDocument *document)
{
  BellRuleIndex *self = g_atomic_rc_box_new0 (BellRuleIndex);
  GPtrArray     *rules = bell_document_list (document, &bell_rule_shape);

  self->record = bell_record_list_new ();
  self->before = new_lists ();
  self->after = new_lists ();
  for (guint i = 0; i < rules->len; i++)
    {
      BellRule  *rule = rules->pdata[i];
      GPtrArray *list = self->record;

      if (rule->scope != BELL_SCOPE_RECORD)
        list = list_of (rule->scope == BELL_SCOPE_BEFORE ? self->before : self->after,
                        rule->offering, bell_record_unref);
      g_ptr_array_add (list, bell_record_ref (rule));
    }

  g_ptr_array_sort (self->record, compare_rules);
  sort_lists (self->before, compare_rules);
  sort_lists (self->after, compare_rules);

  return self;
}

static void
rule_index_clear (gpointer data)
{
  BellRuleIndex *self = data;

  g_hash_table_unref (self->after);
  g_hash_table_unref (self->before);
  g_ptr_array_unref (self->record);
}

void
bell_rule_index_unref (BellRuleIndex *self)
{
  g_atomic_rc_box_release_full (self, rule_index_clear);
}

/* Shifts. */

static void
shift_view_free (gpointer data)
{
  BellShiftView *view = data;

  bell_record_unref (view->shift);
  g_free (view);
}

static const BellZone *
zone_of_shift (const BellPolicy *policy, const BellShift *shift)
{
  const BellGroup *group = bell_document_group (policy->document, shift->group);

  if (shift->timezone != NULL)
    return bell_zone_get (shift->timezone);
  if (group != NULL && group->timezone != NULL)
    return bell_zone_get (group->timezone);

  return policy->zone;
}

static int
compare_shifts (gconstpointer a, gconstpointer b)
{
  const BellShiftView *left = *(BellShiftView *const *) a;
  const BellShiftView *right = *(BellShiftView *const *) b;

  return g_strcmp0 (left->shift->record.id, right->shift->record.id);
}

BellShiftIndex *
bell_shift_index_new (const BellPolicy *policy)
{
  BellShiftIndex *self = g_atomic_rc_box_new0 (BellShiftIndex);
  GPtrArray      *shifts = bell_document_list (policy->document, &bell_shift_shape);

  self->of_group = new_lists ();
  for (guint i = 0; i < shifts->len; i++)
    {
      BellShiftView *view = g_new0 (BellShiftView, 1);

      view->shift = bell_record_ref (shifts->pdata[i]);
      view->zone = zone_of_shift (policy, view->shift);
      view->rotation_days = 1;
      bell_duration_parse (view->shift->rotate_every, &view->rotation_days);
      g_ptr_array_add (list_of (self->of_group, view->shift->group, shift_view_free), view);
    }
  sort_lists (self->of_group, compare_shifts);

  return self;
}

static void
shift_index_clear (gpointer data)
{
  g_hash_table_unref (((BellShiftIndex *) data)->of_group);
}

void
bell_shift_index_unref (BellShiftIndex *self)
{
  g_atomic_rc_box_release_full (self, shift_index_clear);
}
