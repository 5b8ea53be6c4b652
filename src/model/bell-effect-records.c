/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-effect-records.h"

#define REQUIRED .flags = BELL_FIELD_REQUIRED
#define NULLABLE .flags = BELL_FIELD_NULLABLE
#define COUNT    .max = G_MAXINT64
#define MANY     .max = 10000000

static const BellField coverage_row_fields[] = {
  BELL_FIELD (BellCoverageRow, offering, REF, REQUIRED, .shape = &bell_offering_shape),
  BELL_FIELD (BellCoverageRow, available, BOOL),
  BELL_FIELD (BellCoverageRow, path, ENUM, NULLABLE, .values = &bell_path_type),
  BELL_FIELD (BellCoverageRow, agreement, REF, NULLABLE, .shape = &bell_agreement_shape),
  BELL_FIELD (BellCoverageRow, code, ENUM, REQUIRED, .values = &bell_code_type),
};
const BellShape bell_coverage_row_shape
    = BELL_SHAPE (BellCoverageRow, coverage_row_fields, "coverage_row");

static const BellField edit_fields[] = {
  BELL_FIELD (BellEdit, type, TEXT, REQUIRED, .max = 64),
  BELL_FIELD (BellEdit, subject, TEXT, NULLABLE, .max = 64),
  BELL_FIELD (BellEdit, field, TEXT, REQUIRED, .max = 64),
  BELL_FIELD (BellEdit, value, JSON, NULLABLE),
  BELL_FIELD (BellEdit, text, TEXT, .max = 2000),
};
const BellShape bell_edit_shape = BELL_SHAPE (BellEdit, edit_fields, "edit");

static const BellField remedy_fields[] = {
  BELL_FIELD (BellRemedy, edits, PARTS, MANY, .shape = &bell_edit_shape),
  BELL_FIELD (BellRemedy, path, ENUM, NULLABLE, .values = &bell_path_type),
  BELL_FIELD (BellRemedy, agreement, REF, NULLABLE, .shape = &bell_agreement_shape),
};
const BellShape bell_remedy_shape = BELL_SHAPE (BellRemedy, remedy_fields, "remedy");

static const BellField answer_change_fields[] = {
  BELL_FIELD (BellAnswerChange, type, TEXT, REQUIRED, .max = 64),
  BELL_FIELD (BellAnswerChange, subject, TEXT, REQUIRED, .max = 64),
  BELL_FIELD (BellAnswerChange, was_available, BOOL),
  BELL_FIELD (BellAnswerChange, was_path, ENUM, NULLABLE, .values = &bell_path_type),
  BELL_FIELD (BellAnswerChange, was_agreement, REF, NULLABLE, .shape = &bell_agreement_shape),
  BELL_FIELD (BellAnswerChange, available, BOOL),
  BELL_FIELD (BellAnswerChange, path, ENUM, NULLABLE, .values = &bell_path_type),
  BELL_FIELD (BellAnswerChange, agreement, REF, NULLABLE, .shape = &bell_agreement_shape),
};
const BellShape bell_answer_change_shape
    = BELL_SHAPE (BellAnswerChange, answer_change_fields, "answer_change");

static const BellField told_change_fields[] = {
  BELL_FIELD (BellToldChange, type, TEXT, REQUIRED, .max = 64),
  BELL_FIELD (BellToldChange, subject, TEXT, REQUIRED, .max = 64),
  BELL_FIELD (BellToldChange, more, REFS, MANY, .shape = &bell_person_shape),
  BELL_FIELD (BellToldChange, less, REFS, MANY, .shape = &bell_person_shape),
};
const BellShape bell_told_change_shape
    = BELL_SHAPE (BellToldChange, told_change_fields, "told_change");

static const BellField effect_fields[] = {
  BELL_FIELD (BellEffect, gained, INT, COUNT),
  BELL_FIELD (BellEffect, lost, INT, COUNT),
  BELL_FIELD (BellEffect, moved, INT, COUNT),
  BELL_FIELD (BellEffect, answers, PARTS, MANY, .shape = &bell_answer_change_shape),
  BELL_FIELD (BellEffect, recipients, PARTS, MANY, .shape = &bell_told_change_shape),
};
const BellShape bell_effect_shape = BELL_SHAPE (BellEffect, effect_fields, "effect");
