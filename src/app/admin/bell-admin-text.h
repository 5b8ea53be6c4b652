/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "bell-record-edit.h"

/**
 * BellAdminKind:
 * @shape: what is kept
 * @title: what many are called
 * @one: what one is called
 * @icon_name: an icon for them
 * @new_title: what making one is called
 * @search: what the search of their list looks at
 * @empty: what to do while there are none
 *
 * A type of record as administrators see it. All texts are translated.
 */
typedef struct
{
  const BellShape *shape;
  const char      *title;
  const char      *one;
  const char      *icon_name;
  const char      *new_title;
  const char      *search;
  const char      *empty;
} BellAdminKind;

guint       bell_admin_text_count_kinds (void);
void        bell_admin_text_get_kind (guint index, BellAdminKind *kind);
gboolean    bell_admin_text_find_kind (const BellShape *shape, BellAdminKind *kind);
const char *bell_admin_text_one (const BellShape *shape);
const char *bell_admin_text_field (const BellShape *shape, const BellField *field);
const char *bell_admin_text_word (const BellEnumType *type, guint value);
const char *bell_admin_text_hint (const BellField *field);
char       *bell_admin_text_minutes (int minutes);
char       *bell_admin_text_problem (const BellField *field, BellProblem problem, const char *more);
const BellField *bell_admin_text_name_field (const BellShape *shape);
