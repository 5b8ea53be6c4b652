/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-policy-private.h"

#include "bell-zone.h"

static void
agreement_view_free (gpointer data)
{
  BellAgreementView *view = data;

  g_time_zone_unref (view->zone);
  g_free (view);
}

static void
shift_view_free (gpointer data)
{
  BellShiftView *view = data;

  g_time_zone_unref (view->zone);
  g_free (view);
}

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

static int
compare_rules (gconstpointer a, gconstpointer b)
{
  const BellRule *left = *(BellRule *const *) a;
  const BellRule *right = *(BellRule *const *) b;

  if (left->order != right->order)
    return left->order < right->order ? -1 : 1;

  return g_strcmp0 (left->record.id, right->record.id);
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

static void
index_rules (BellPolicy *self)
{
  GPtrArray *rules = bell_document_list (self->document, &bell_rule_shape);

  for (guint i = 0; i < rules->len; i++)
    {
      BellRule *rule = rules->pdata[i];

      if (rule->scope == BELL_SCOPE_RECORD)
        g_ptr_array_add (self->record_rules, rule);
      else if (rule->scope == BELL_SCOPE_BEFORE)
        g_ptr_array_add (list_of (self->before_rules, rule->offering, NULL), rule);
      else
        g_ptr_array_add (list_of (self->after_rules, rule->offering, NULL), rule);
    }

  g_ptr_array_sort (self->record_rules, compare_rules);
  sort_lists (self->before_rules, compare_rules);
  sort_lists (self->after_rules, compare_rules);
}

static int
compare_agreements (gconstpointer a, gconstpointer b)
{
  const BellAgreementView *left = *(BellAgreementView *const *) a;
  const BellAgreementView *right = *(BellAgreementView *const *) b;

  return g_strcmp0 (left->agreement->record.id, right->agreement->record.id);
}

static void
index_agreements (BellPolicy *self)
{
  GPtrArray *agreements = bell_document_list (self->document, &bell_agreement_shape);

  for (guint i = 0; i < agreements->len; i++)
    {
      BellAgreementView *view = g_new0 (BellAgreementView, 1);

      view->agreement = agreements->pdata[i];
      view->calendar = bell_document_calendar (self->document, view->agreement->calendar);
      view->zone = view->calendar != NULL ? bell_zone_new (view->calendar->timezone)
                                          : g_time_zone_ref (self->zone);
      g_ptr_array_add (self->agreements, view);
      g_hash_table_insert (self->agreement_by_id, view->agreement->record.id, view);
    }
  g_ptr_array_sort (self->agreements, compare_agreements);
}

/* Which agreements list a service, so that nobody has to look through all of them. */
static void
index_services (BellPolicy *self)
{
  for (guint i = 0; i < self->agreements->len; i++)
    {
      BellAgreementView *view = self->agreements->pdata[i];

      for (char **service = view->agreement->services; *service != NULL; service++)
        {
          GPtrArray *listing = list_of (self->listing, *service, NULL);

          /* One that names a service twice lists it once. */
          if (listing->len == 0 || listing->pdata[listing->len - 1] != view)
            g_ptr_array_add (listing, view);
        }
    }
}

static GTimeZone *
zone_of_shift (BellPolicy *self, const BellShift *shift)
{
  const BellGroup *group = bell_document_group (self->document, shift->group);

  if (shift->timezone != NULL)
    return bell_zone_new (shift->timezone);
  if (group != NULL && group->timezone != NULL)
    return bell_zone_new (group->timezone);

  return g_time_zone_ref (self->zone);
}

static int
compare_shifts (gconstpointer a, gconstpointer b)
{
  const BellShiftView *left = *(BellShiftView *const *) a;
  const BellShiftView *right = *(BellShiftView *const *) b;

  return g_strcmp0 (left->shift->record.id, right->shift->record.id);
}

static void
index_shifts (BellPolicy *self)
{
  GPtrArray *shifts = bell_document_list (self->document, &bell_shift_shape);

  for (guint i = 0; i < shifts->len; i++)
    {
      BellShiftView *view = g_new0 (BellShiftView, 1);

      view->shift = shifts->pdata[i];
      view->zone = zone_of_shift (self, view->shift);
      view->rotation_days = 1;
      bell_duration_parse (view->shift->rotate_every, &view->rotation_days);
      g_ptr_array_add (list_of (self->shifts, view->shift->group, shift_view_free), view);
    }
  sort_lists (self->shifts, compare_shifts);
}

static GHashTable *
new_lists (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) g_ptr_array_unref);
}

/**
 * bell_policy_new:
 * @document: (transfer none): a desk's configuration, whose references all resolve; it must not
 *   change any more
 *
 * Returns: (transfer full): the configuration, ready to decide with
 */
BellPolicy *
bell_policy_new (BellDocument *document)
{
  BellPolicy         *self = g_atomic_rc_box_new0 (BellPolicy);
  const BellSettings *settings = bell_document_get_settings (document);

  self->document = bell_document_ref (document);
  self->live_chat = settings == NULL || settings->live_chat;
  self->zone = bell_zone_new (settings != NULL ? settings->timezone : NULL);
  self->agreements = g_ptr_array_new_with_free_func (agreement_view_free);
  self->agreement_by_id = g_hash_table_new (g_str_hash, g_str_equal);
  self->listing = new_lists ();
  self->record_rules = g_ptr_array_new ();
  self->before_rules = new_lists ();
  self->after_rules = new_lists ();
  self->shifts = new_lists ();
  index_rules (self);
  index_agreements (self);
  index_services (self);
  index_shifts (self);

  return self;
}

/**
 * bell_policy_ref:
 * @self: a policy
 *
 * Returns: (transfer full): @self
 */
BellPolicy *
bell_policy_ref (BellPolicy *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
policy_clear (gpointer data)
{
  BellPolicy *self = data;

  g_hash_table_unref (self->shifts);
  g_hash_table_unref (self->after_rules);
  g_hash_table_unref (self->before_rules);
  g_ptr_array_unref (self->record_rules);
  g_hash_table_unref (self->listing);
  g_hash_table_unref (self->agreement_by_id);
  g_ptr_array_unref (self->agreements);
  g_time_zone_unref (self->zone);
  bell_document_unref (self->document);
}

/**
 * bell_policy_unref:
 * @self: (transfer full): a policy
 *
 * Gives a reference back.
 */
void
bell_policy_unref (BellPolicy *self)
{
  g_atomic_rc_box_release_full (self, policy_clear);
}

/**
 * bell_policy_get_document:
 * @self: a policy
 *
 * Returns: (transfer none): the configuration it decides with
 */
BellDocument *
bell_policy_get_document (const BellPolicy *self)
{
  return self->document;
}
