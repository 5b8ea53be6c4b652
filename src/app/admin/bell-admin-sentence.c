/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-admin-sentence.h"

#include "bell-records.h"

#include <glib/gi18n.h>

/* Whole sentences for each type of record: in many languages the words around a noun depend on it.
 * %s is what the record is called. */
static const struct
{
  const BellShape *shape;
  const char      *texts[BELL_ADMIN_N_SENTENCES];
} sentences[] = {
  { &bell_agreement_shape,
    { N_ ("No Agreements Yet"), N_ ("Add Agreement"), N_ ("Agreement “%s”"),
      N_ ("Agreement “%s” made"), N_ ("Agreement “%s” deleted"), N_ ("Agreement “%s” changed") } },
  { &bell_offering_shape,
    { N_ ("No Offerings Yet"), N_ ("Add Offering"), N_ ("Offering “%s”"), N_ ("Offering “%s” made"),
      N_ ("Offering “%s” deleted"), N_ ("Offering “%s” changed") } },
  { &bell_service_shape,
    { N_ ("No Services Yet"), N_ ("Add Service"), N_ ("Service “%s”"), N_ ("Service “%s” made"),
      N_ ("Service “%s” deleted"), N_ ("Service “%s” changed") } },
  { &bell_group_shape,
    { N_ ("No Groups Yet"), N_ ("Add Group"), N_ ("Group “%s”"), N_ ("Group “%s” made"),
      N_ ("Group “%s” deleted"), N_ ("Group “%s” changed") } },
  { &bell_shift_shape,
    { N_ ("No Shifts Yet"), N_ ("Add Shift"), N_ ("Shift “%s”"), N_ ("Shift “%s” made"),
      N_ ("Shift “%s” deleted"), N_ ("Shift “%s” changed") } },
  { &bell_rule_shape,
    { N_ ("No Rules Yet"), N_ ("Add Rule"), N_ ("Rule “%s”"), N_ ("Rule “%s” made"),
      N_ ("Rule “%s” deleted"), N_ ("Rule “%s” changed") } },
  { &bell_calendar_shape,
    { N_ ("No Calendars Yet"), N_ ("Add Calendar"), N_ ("Calendar “%s”"), N_ ("Calendar “%s” made"),
      N_ ("Calendar “%s” deleted"), N_ ("Calendar “%s” changed") } },
  { &bell_person_shape,
    { N_ ("No People Yet"), N_ ("Add Person"), N_ ("Person “%s”"), N_ ("Person “%s” made"),
      N_ ("Person “%s” deleted"), N_ ("Person “%s” changed") } },
  { &bell_request_shape,
    { NULL, NULL, N_ ("Request “%s”"), N_ ("Request “%s” made"), N_ ("Request “%s” deleted"),
      N_ ("Request “%s” changed") } },
  { &bell_vacation_shape, { NULL, N_ ("Add Vacation") } },
  { &bell_holiday_shape, { NULL, N_ ("Add Holiday") } },
  { &bell_target_shape, { NULL, N_ ("Add Target") } },
};

/* Of a type that is not known here. */
static const char *const others[BELL_ADMIN_N_SENTENCES] = {
  N_ ("None Yet"),  N_ ("Add"),          NC_ ("record", "“%s”"),
  N_ ("“%s” made"), N_ ("“%s” deleted"), N_ ("“%s” changed"),
};

/**
 * bell_admin_sentence:
 * @shape: (nullable): a type of record, or what a record is made of
 * @sentence: what to say
 * @name: (nullable): what the record is called, for sentences that name it
 *
 * Returns: (transfer full): the sentence, translated
 */
char *
bell_admin_sentence (const BellShape *shape, BellAdminSentence sentence, const char *name)
{
  const char *text = others[sentence];

  for (guint i = 0; i < G_N_ELEMENTS (sentences); i++)
    if (sentences[i].shape == shape && sentences[i].texts[sentence] != NULL)
      text = sentences[i].texts[sentence];

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
  return g_strdup_printf (_ (text), name);
#pragma GCC diagnostic pop
}
