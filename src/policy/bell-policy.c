/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-policy-private.h"

static void
take_settings (BellPolicy *self)
{
  const BellSettings *settings = bell_document_get_settings (self->document);

  self->live_chat = settings == NULL || settings->live_chat;
  self->zone = bell_zone_get (settings != NULL ? settings->timezone : NULL);
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
  BellPolicy *self = g_atomic_rc_box_new0 (BellPolicy);

  self->document = bell_document_ref (document);
  take_settings (self);
  self->calendars = bell_calendar_index_new (document, NULL, NULL);
  self->agreements = bell_agreement_index_new (self);
  self->rules = bell_rule_index_new (document);
  self->shifts = bell_shift_index_new (self);

  return self;
}

/**
 * bell_policy_with:
 * @base: a desk's configuration
 * @record: (type BellRecord) (transfer none): settings or a record of it, as edited, or a new one,
 *   whose references all resolve
 *
 * The configuration as it would be with @record. What does not follow from it is shared, so that
 * this costs little on a large desk.
 *
 * Returns: (transfer full): the changed configuration
 */
BellPolicy *
bell_policy_with (BellPolicy *base, gpointer record)
{
  const BellShape *shape = BELL_RECORD (record)->shape;
  gboolean         settings = shape == &bell_settings_shape;
  gboolean         calendar = shape == &bell_calendar_shape;
  BellPolicy      *self = g_atomic_rc_box_new0 (BellPolicy);

  self->document = bell_document_with (base->document, record);
  take_settings (self);
  self->calendars = calendar
                        ? bell_calendar_index_new (self->document, base, BELL_RECORD (record)->id)
                        : g_atomic_rc_box_acquire (base->calendars);
  self->agreements = settings || calendar || shape == &bell_agreement_shape
                         ? bell_agreement_index_new (self)
                         : g_atomic_rc_box_acquire (base->agreements);
  self->rules = shape == &bell_rule_shape ? bell_rule_index_new (self->document)
                                          : g_atomic_rc_box_acquire (base->rules);
  self->shifts = settings || shape == &bell_group_shape || shape == &bell_shift_shape
                     ? bell_shift_index_new (self)
                     : g_atomic_rc_box_acquire (base->shifts);

  return self;
}

/**
 * bell_policy_with_all:
 * @base: a desk's configuration
 * @records: (element-type BellRecord): what bell_policy_with() takes; references may be to each
 * other
 *
 * Returns: (transfer full): the configuration with all of them
 */
BellPolicy *
bell_policy_with_all (BellPolicy *base, GPtrArray *records)
{
  BellPolicy *self = bell_policy_ref (base);

  for (guint i = 0; i < records->len; i++)
    {
      BellPolicy *changed = bell_policy_with (self, records->pdata[i]);

      bell_policy_unref (self);
      self = changed;
    }

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

  bell_shift_index_unref (self->shifts);
  bell_rule_index_unref (self->rules);
  bell_agreement_index_unref (self->agreements);
  bell_calendar_index_unref (self->calendars);
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

/* The agreement of an id, NULL if there is none. */
BellAgreementView *
bell_policy_agreement (const BellPolicy *self, const char *id)
{
  return id != NULL ? g_hash_table_lookup (self->agreements->by_id, id) : NULL;
}

/**
 * bell_policy_working_time:
 * @self: a desk's configuration
 * @calendar: the id of a calendar
 *
 * Returns: (transfer none) (nullable): its working time, or %NULL if there is no such calendar
 */
BellWorkingTime *
bell_policy_working_time (BellPolicy *self, const char *calendar)
{
  return g_hash_table_lookup (self->calendars->times, calendar);
}
