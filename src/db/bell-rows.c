/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-rows.h"

struct _BellRows
{
  GPtrArray    *names; /* of the columns */
  GArray       *cells; /* of BellCell, row after row; NULL: there are none */
  GStringChunk *texts; /* NULL: there are none */
};

/**
 * bell_cell_int:
 * @number: a number
 *
 * Returns: a cell that holds it
 */
BellCell
bell_cell_int (gint64 number)
{
  return (BellCell) { .kind = BELL_CELL_INT, .number = number };
}

/**
 * bell_cell_no_int:
 *
 * Returns: a cell that holds nothing where a number could be
 */
BellCell
bell_cell_no_int (void)
{
  return (BellCell) { .kind = BELL_CELL_INT, .is_null = TRUE };
}

/**
 * bell_cell_text:
 * @text: (nullable): a text, which stays the caller's
 *
 * Returns: a cell that holds it; nothing for %NULL
 */
BellCell
bell_cell_text (const char *text)
{
  return (BellCell) { .kind = BELL_CELL_TEXT, .is_null = text == NULL, .text = text };
}

/**
 * bell_rows_new:
 * @names: (element-type utf8): the names of their columns; they do not change any more
 *
 * Returns: (transfer full): no rows yet; cells are added one after the other
 */
BellRows *
bell_rows_new (GPtrArray *names)
{
  BellRows *self = g_new0 (BellRows, 1);

  self->names = g_ptr_array_ref (names);

  return self;
}

/**
 * bell_rows_free:
 * @self: (transfer full): rows
 *
 * Frees the rows and their texts.
 */
void
bell_rows_free (BellRows *self)
{
  g_ptr_array_unref (self->names);
  g_clear_pointer (&self->cells, g_array_unref);
  g_clear_pointer (&self->texts, g_string_chunk_free);
  g_free (self);
}

static void
add_cell (BellRows *self, BellCell cell)
{
  if (self->cells == NULL)
    self->cells = g_array_sized_new (FALSE, FALSE, sizeof (BellCell), self->names->len);
  g_array_append_val (self->cells, cell);
}

/**
 * bell_rows_add_null:
 * @self: rows
 *
 * Adds a cell that is null.
 */
void
bell_rows_add_null (BellRows *self)
{
  add_cell (self, bell_cell_text (NULL));
}

/**
 * bell_rows_add_int:
 * @self: rows
 * @number: a number
 *
 * Adds a cell with a number.
 */
void
bell_rows_add_int (BellRows *self, gint64 number)
{
  add_cell (self, bell_cell_int (number));
}

/**
 * bell_rows_add_text:
 * @self: rows
 * @text: a text
 *
 * Adds a cell with a text.
 */
void
bell_rows_add_text (BellRows *self, const char *text)
{
  if (self->texts == NULL)
    self->texts = g_string_chunk_new (512);
  add_cell (self, bell_cell_text (g_string_chunk_insert (self->texts, text)));
}

/**
 * bell_rows_count:
 * @self: rows
 *
 * Returns: how many rows there are
 */
guint
bell_rows_count (const BellRows *self)
{
  return self->cells != NULL ? self->cells->len / self->names->len : 0;
}

/**
 * bell_rows_find_column:
 * @self: rows
 * @name: the name of a column
 *
 * Returns: its place, or -1 if there is none of that name
 */
int
bell_rows_find_column (const BellRows *self, const char *name)
{
  for (guint i = 0; i < self->names->len; i++)
    if (g_str_equal (self->names->pdata[i], name))
      return (int) i;

  return -1;
}

static const BellCell *
cell_at (const BellRows *self, guint row, guint column)
{
  return &g_array_index (self->cells, BellCell, row * self->names->len + column);
}

/**
 * bell_rows_text_at:
 * @self: rows
 * @row: which row, from 0
 * @column: which column, from 0
 *
 * Returns: (nullable): the text there, or %NULL if there is none
 */
const char *
bell_rows_text_at (const BellRows *self, guint row, guint column)
{
  g_return_val_if_fail (row < bell_rows_count (self) && column < self->names->len, NULL);

  return cell_at (self, row, column)->text;
}

/**
 * bell_rows_int_at:
 * @self: rows
 * @row: which row, from 0
 * @column: which column, from 0
 * @if_null: what to give for null
 *
 * Returns: the number there
 */
gint64
bell_rows_int_at (const BellRows *self, guint row, guint column, gint64 if_null)
{
  const BellCell *cell;

  g_return_val_if_fail (row < bell_rows_count (self) && column < self->names->len, if_null);

  cell = cell_at (self, row, column);

  return cell->kind == BELL_CELL_INT && !cell->is_null ? cell->number : if_null;
}

/**
 * bell_rows_text:
 * @self: rows
 * @row: which row, from 0
 * @column: the name of a column that there is
 *
 * Returns: (nullable): the text there, or %NULL if there is none
 */
const char *
bell_rows_text (const BellRows *self, guint row, const char *column)
{
  int index = bell_rows_find_column (self, column);

  g_return_val_if_fail (index >= 0, NULL);

  return bell_rows_text_at (self, row, (guint) index);
}

/**
 * bell_rows_int:
 * @self: rows
 * @row: which row, from 0
 * @column: the name of a column that there is
 * @if_null: what to give for null
 *
 * Returns: the number there
 */
gint64
bell_rows_int (const BellRows *self, guint row, const char *column, gint64 if_null)
{
  int index = bell_rows_find_column (self, column);

  g_return_val_if_fail (index >= 0, if_null);

  return bell_rows_int_at (self, row, (guint) index, if_null);
}
