/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-rows.h"

typedef enum
{
  CELL_NULL,
  CELL_INT,
  CELL_TEXT
} CellKind;

typedef struct
{
  CellKind    kind;
  gint64      number;
  const char *text; /* in the chunk */
} Cell;

struct _BellRows
{
  GStrv         names;
  guint         n_columns;
  GArray       *cells; /* of Cell, row after row */
  GStringChunk *texts;
};

/**
 * bell_rows_new:
 * @n_columns: how many columns the rows have
 * @names: their names
 *
 * Returns: (transfer full): no rows yet; cells are added one after the other
 */
BellRows *
bell_rows_new (guint n_columns, const char *const *names)
{
  BellRows *self = g_new0 (BellRows, 1);

  self->n_columns = n_columns;
  self->names = g_new0 (char *, n_columns + 1);
  for (guint i = 0; i < n_columns; i++)
    self->names[i] = g_strdup (names[i]);
  self->cells = g_array_new (FALSE, FALSE, sizeof (Cell));
  self->texts = g_string_chunk_new (512);

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
  g_strfreev (self->names);
  g_array_unref (self->cells);
  g_string_chunk_free (self->texts);
  g_free (self);
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
  Cell cell = { CELL_NULL, 0, NULL };

  g_array_append_val (self->cells, cell);
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
  Cell cell = { CELL_INT, number, NULL };

  g_array_append_val (self->cells, cell);
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
  Cell cell = { CELL_TEXT, 0, g_string_chunk_insert (self->texts, text) };

  g_array_append_val (self->cells, cell);
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
  return self->n_columns > 0 ? self->cells->len / self->n_columns : 0;
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
  for (guint i = 0; i < self->n_columns; i++)
    if (g_str_equal (self->names[i], name))
      return (int) i;

  return -1;
}

static const Cell *
cell_at (const BellRows *self, guint row, guint column)
{
  return &g_array_index (self->cells, Cell, row * self->n_columns + column);
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
  g_return_val_if_fail (row < bell_rows_count (self) && column < self->n_columns, NULL);

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
  const Cell *cell;

  g_return_val_if_fail (row < bell_rows_count (self) && column < self->n_columns, if_null);

  cell = cell_at (self, row, column);

  return cell->kind == CELL_INT ? cell->number : if_null;
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
