/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-finding.h"

#include "bell-chat-records.h"

#define REQUIRED .flags = BELL_FIELD_REQUIRED
#define NULLABLE .flags = BELL_FIELD_NULLABLE

#define NICK(name, nick, severity)          nick,
#define SEVERITY(name, nick, severity_word) BELL_SEVERITY_##severity_word,

static const char *const severity_nicks[] = { "error", "warning", "notice" };
const BellEnumType       bell_severity_type = {
        .name = "severity",
        .nicks = severity_nicks,
        .n_nicks = G_N_ELEMENTS (severity_nicks),
};

static const char *const code_nicks[] = { BELL_FINDING_CODES (NICK) };
const BellEnumType       bell_finding_code_type = {
        .name = "finding",
        .nicks = code_nicks,
        .n_nicks = G_N_ELEMENTS (code_nicks),
};

static const BellSeverity code_severities[] = { BELL_FINDING_CODES (SEVERITY) };

static const BellField finding_fields[] = {
  BELL_FIELD (BellFinding, code, ENUM, REQUIRED, .values = &bell_finding_code_type),
  BELL_FIELD (BellFinding, severity, ENUM, REQUIRED, .values = &bell_severity_type),
  BELL_FIELD (BellFinding, type, TEXT, REQUIRED, .min = 1, .max = 64),
  BELL_FIELD (BellFinding, subject, TEXT, REQUIRED, .max = 64),
  BELL_FIELD (BellFinding, other, TEXT, NULLABLE, .max = 64),
  BELL_FIELD (BellFinding, message, TEXT, REQUIRED, .max = 2000),
};
const BellShape bell_finding_shape = BELL_SHAPE (BellFinding, finding_fields, "finding");

/**
 * bell_finding_new:
 * @code: what was found
 * @subject: (type BellRecord): the record that it is about
 * @other: (nullable): the id of another record that matters
 * @message: (transfer full): what it is and what to do, in words
 *
 * Returns: (transfer full): a finding, as severe as findings of this code are
 */
BellFinding *
bell_finding_new (BellFindingCode code, gconstpointer subject, const char *other, char *message)
{
  const BellRecord *record = subject;
  BellFinding      *self = bell_record_new (&bell_finding_shape);

  self->code = code;
  self->severity = code_severities[code];
  g_set_str (&self->type, record->shape->name);
  g_set_str (&self->subject, record->id);
  self->other = g_strdup (other);
  g_free (self->message);
  self->message = message;

  return self;
}

/**
 * bell_finding_compare:
 * @a: a finding
 * @b: another
 *
 * The order of findings: by type, as a desk document has them, then by subject, then by code. It
 * does not depend on the order of the records.
 *
 * Returns: less than, equal to or greater than 0
 */
int
bell_finding_compare (const BellFinding *a, const BellFinding *b)
{
  int order = 0;

  if (!g_str_equal (a->type, b->type))
    order = bell_collection_index (bell_shape_by_name (a->type))
            - bell_collection_index (bell_shape_by_name (b->type));
  if (order == 0)
    order = g_strcmp0 (a->subject, b->subject);
  if (order == 0)
    order = a->code - b->code;
  if (order == 0)
    order = g_strcmp0 (a->other, b->other);

  return order != 0 ? order : g_strcmp0 (a->message, b->message);
}
