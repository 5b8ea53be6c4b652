/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/**
 * BellRows:
 *
 * What a statement gave: rows of cells, each a whole number, a text, or null.
 */
typedef struct _BellRows BellRows;

/**
 * BellCell:
 * @kind: what it holds, or would hold
 * @is_null: whether it holds nothing
 * @number: a whole number
 * @text: (nullable): a text
 *
 * One cell of a row, or one value of a statement.
 */
typedef struct
{
  enum
  {
    BELL_CELL_INT,
    BELL_CELL_TEXT
  } kind;
  gboolean    is_null;
  gint64      number;
  const char *text;
} BellCell;

BellCell    bell_cell_int (gint64 number);
BellCell    bell_cell_no_int (void);
BellCell    bell_cell_text (const char *text);
BellRows   *bell_rows_new (GPtrArray *names);
void        bell_rows_free (BellRows *self);
void        bell_rows_add_null (BellRows *self);
void        bell_rows_add_int (BellRows *self, gint64 number);
void        bell_rows_add_text (BellRows *self, const char *text);
guint       bell_rows_count (const BellRows *self);
int         bell_rows_find_column (const BellRows *self, const char *name);
const char *bell_rows_text (const BellRows *self, guint row, const char *column);
gint64      bell_rows_int (const BellRows *self, guint row, const char *column, gint64 if_null);
const char *bell_rows_text_at (const BellRows *self, guint row, guint column);
gint64      bell_rows_int_at (const BellRows *self, guint row, guint column, gint64 if_null);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BellRows, bell_rows_free)
