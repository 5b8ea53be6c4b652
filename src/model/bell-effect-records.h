/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "bell-records.h"

/* Answers to questions about what a configuration does, and what a change of it would. */

/* Whether a new request of an offering has chat. */
typedef struct
{
  BellRecord record;
  char      *offering;
  gboolean   available;
  int        path; /* BellPath */
  char      *agreement;
  int        code; /* BellCode: ok, or the reason that is nearest to a yes */
} BellCoverageRow;

/* One change of one field: of a record of the configuration, of the settings or of the request. */
typedef struct
{
  BellRecord record;
  char      *type;    /* the name of the record's shape */
  char      *subject; /* its id; null for the settings, and for a request not made yet */
  char      *field;
  JsonNode  *value; /* what it has to be */
  char      *text;  /* the same in words */
} BellEdit;

/* Changes that together make a no a yes. */
typedef struct
{
  BellRecord record;
  GPtrArray *edits; /* BellEdit, one or two */
  int        path;  /* by which it is then a yes */
  char      *agreement;
} BellRemedy;

/* An offering or a request whose answer would be another one. */
typedef struct
{
  BellRecord record;
  char      *type;
  char      *subject;
  gboolean   was_available;
  int        was_path;
  char      *was_agreement;
  gboolean   available;
  int        path;
  char      *agreement;
} BellAnswerChange;

/* An offering or a request of which other people would be told. */
typedef struct
{
  BellRecord record;
  char      *type;
  char      *subject;
  char     **more; /* who would be told, and is not now */
  char     **less; /* who is told now, and would not be */
} BellToldChange;

/* What a change of the configuration would do. */
typedef struct
{
  BellRecord record;
  gint64     gained; /* how many offerings and requests would have chat that have none now */
  gint64     lost;
  gint64     moved;      /* and how many by another path or through another agreement */
  GPtrArray *answers;    /* BellAnswerChange: offerings, then requests, by id */
  GPtrArray *recipients; /* BellToldChange, likewise */
} BellEffect;

extern const BellShape bell_coverage_row_shape;
extern const BellShape bell_edit_shape;
extern const BellShape bell_remedy_shape;
extern const BellShape bell_answer_change_shape;
extern const BellShape bell_told_change_shape;
extern const BellShape bell_effect_shape;
