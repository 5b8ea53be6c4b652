/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-admin-finding-text.h"

#include <glib/gi18n.h>

/* What was found in a few words, and the field that it is about, if it is about one: data/lint.md.
 */
static const struct
{
  const char *title;
  const char *field;
} kinds[] = {
  [BELL_FINDING_CALENDAR_SPANS_OVERLAP] = { N_ ("Working hours overlap"), "hours" },
  [BELL_FINDING_CALENDAR_ENDS_2359] = { N_ ("Hours end a minute before midnight"), "hours" },
  [BELL_FINDING_CALENDAR_NEVER_OPEN] = { N_ ("The calendar is never open"), "hours" },
  [BELL_FINDING_SPAN_IN_SKIPPED_HOUR] = { N_ ("The clocks skip one of its times"), "hours" },
  [BELL_FINDING_HOLIDAYS_END_SOON] = { N_ ("The holidays are over soon"), "holidays" },
  [BELL_FINDING_CALENDAR_UNUSED] = { N_ ("No agreement uses the calendar"), NULL },
  [BELL_FINDING_AGREEMENT_UNREACHABLE] = { N_ ("No request can get the agreement"), "services" },
  [BELL_FINDING_AGREEMENT_EXPIRES_SOON] = { N_ ("The agreement is over soon"), "valid_until" },
  [BELL_FINDING_AGREEMENT_KIND_MISMATCH]
  = { N_ ("The agreement is for requests of another kind"), "agreement" },
  [BELL_FINDING_AGREEMENT_WITHOUT_TARGETS] = { N_ ("The agreement has no targets"), "targets" },
  [BELL_FINDING_RELATED_AGREEMENT_UNUSABLE]
  = { N_ ("The related agreement cannot be used"), "agreement" },
  [BELL_FINDING_DEFAULT_SERVICE_UNLISTED]
  = { N_ ("No agreement lists the default service"), "default_service" },
  [BELL_FINDING_DEFAULT_SERVICE_INACTIVE]
  = { N_ ("The default service is not active"), "default_service" },
  [BELL_FINDING_OFFERING_WITHOUT_SERVICE]
  = { N_ ("The offering has no default service"), "default_service" },
  [BELL_FINDING_RULE_NEVER_WINS] = { N_ ("The rule never relates its agreement"), "when" },
  [BELL_FINDING_RULE_INACTIVE] = { N_ ("The rule is not active"), "active" },
  [BELL_FINDING_ON_CALL_NOBODY] = { N_ ("Everybody in the rotation is away"), "rotation" },
  [BELL_FINDING_ON_CALL_GAP] = { N_ ("At some times nobody is on call"), NULL },
  [BELL_FINDING_SHIFT_ROTATION_OUTSIDE_GROUP]
  = { N_ ("Somebody in the rotation is not in the group"), "rotation" },
  [BELL_FINDING_NOBODY_TOLD] = { N_ ("Nobody is told of its chats"), "owner" },
  [BELL_FINDING_PERSON_MISSING_ACTIVE] = { N_ ("Somebody named here is not active"), NULL },
};

/**
 * bell_admin_finding_title:
 * @finding: a finding
 *
 * Returns: what was found, in a few words
 */
const char *
bell_admin_finding_title (const BellFinding *finding)
{
  return finding->code >= 0 && finding->code < (int) G_N_ELEMENTS (kinds)
             ? _ (kinds[finding->code].title)
             : bell_enum_nick (&bell_finding_code_type, finding->code);
}

/**
 * bell_admin_finding_icon:
 * @finding: a finding
 *
 * Returns: the name of an icon that says how much it matters
 */
const char *
bell_admin_finding_icon (const BellFinding *finding)
{
  switch (finding->severity)
    {
    case BELL_SEVERITY_ERROR:
      return "dialog-error-symbolic";
    case BELL_SEVERITY_WARNING:
      return "dialog-warning-symbolic";
    default:
      return "dialog-information-symbolic";
    }
}

/**
 * bell_admin_finding_severity:
 * @finding: a finding
 *
 * Returns: how much it matters, in a word
 */
const char *
bell_admin_finding_severity (const BellFinding *finding)
{
  switch (finding->severity)
    {
    case BELL_SEVERITY_ERROR:
      return _ ("Error");
    case BELL_SEVERITY_WARNING:
      return _ ("Warning");
    default:
      return _ ("Notice");
    }
}

/* The field that names a person who is not active. */
static const BellField *
field_of_person (const BellFinding *finding, const BellRecord *record)
{
  for (guint i = 0; i < record->shape->n_fields; i++)
    {
      const BellField *field = &record->shape->fields[i];

      if (field->kind == BELL_FIELD_REF && field->shape == &bell_person_shape
          && g_strcmp0 (bell_field_get_string (field, record), finding->other) == 0)
        return field;
    }

  return NULL;
}

/**
 * bell_admin_finding_field:
 * @finding: a finding
 * @record: the record that it is about
 *
 * Returns: (nullable): the field of @record to look at
 */
const BellField *
bell_admin_finding_field (const BellFinding *finding, const BellRecord *record)
{
  const BellField *field = NULL;

  if (finding->code == BELL_FINDING_PERSON_MISSING_ACTIVE && finding->other != NULL)
    return field_of_person (finding, record);
  if (finding->code < 0 || finding->code >= (int) G_N_ELEMENTS (kinds)
      || kinds[finding->code].field == NULL)
    return NULL;

  field = bell_shape_find_field (record->shape, kinds[finding->code].field);
  if (field == NULL && finding->code == BELL_FINDING_RELATED_AGREEMENT_UNUSABLE)
    return bell_shape_find_field (record->shape, "relate_agreement");
  if (field == NULL && finding->code == BELL_FINDING_SPAN_IN_SKIPPED_HOUR)
    return bell_shape_find_field (record->shape, "from");

  return field;
}
