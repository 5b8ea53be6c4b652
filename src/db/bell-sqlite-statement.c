/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-sqlite-statement.h"

#include <stdlib.h>

struct _BellSqliteStatement
{
  sqlite3_stmt *statement;
  GPtrArray    *names;  /* of its columns */
  GArray       *values; /* of guint: for each parameter which value it takes, from 0 */
};

/**
 * bell_sqlite_statement_new:
 * @statement: (transfer full): what SQLite has prepared; its parameters are $1, $2, ...
 *
 * Returns: (transfer full): the statement
 */
BellSqliteStatement *
bell_sqlite_statement_new (sqlite3_stmt *statement)
{
  BellSqliteStatement *self = g_new0 (BellSqliteStatement, 1);

  self->statement = statement;
  self->names = g_ptr_array_new_with_free_func (g_free);
  self->values = g_array_new (FALSE, FALSE, sizeof (guint));
  for (int i = 0; i < sqlite3_column_count (statement); i++)
    g_ptr_array_add (self->names, g_strdup (sqlite3_column_name (statement, i)));

  /* SQLite numbers parameters as they come: the first may be $3. */
  for (int i = 1; i <= sqlite3_bind_parameter_count (statement); i++)
    {
      guint value = (guint) atoi (sqlite3_bind_parameter_name (statement, i) + 1) - 1;

      g_array_append_val (self->values, value);
    }

  return self;
}

/**
 * bell_sqlite_statement_free:
 * @data: (transfer full): a statement
 *
 * Frees it, before its connection is closed.
 */
void
bell_sqlite_statement_free (gpointer data)
{
  BellSqliteStatement *self = data;

  sqlite3_finalize (self->statement);
  g_ptr_array_unref (self->names);
  g_array_unref (self->values);
  g_free (self);
}

/**
 * bell_sqlite_statement_step:
 * @self: a statement without values and rows
 *
 * Returns: whether it was done; if not, the connection says why
 */
gboolean
bell_sqlite_statement_step (BellSqliteStatement *self)
{
  int result = sqlite3_step (self->statement);

  sqlite3_reset (self->statement);

  return result == SQLITE_DONE;
}

/* The texts stay where they are until the statement is done. */
static int
bind_cell (sqlite3_stmt *statement, int index, const BellCell *cell)
{
  if (cell->is_null)
    return sqlite3_bind_null (statement, index);

  return cell->kind == BELL_CELL_TEXT
             ? sqlite3_bind_text (statement, index, cell->text, -1, SQLITE_STATIC)
             : sqlite3_bind_int64 (statement, index, cell->number);
}

static void
add_row (BellRows *rows, sqlite3_stmt *statement, int n_columns)
{
  for (int i = 0; i < n_columns; i++)
    switch (sqlite3_column_type (statement, i))
      {
      case SQLITE_NULL:
        bell_rows_add_null (rows);
        break;
      case SQLITE_INTEGER:
        bell_rows_add_int (rows, sqlite3_column_int64 (statement, i));
        break;
      default:
        bell_rows_add_text (rows, (const char *) sqlite3_column_text (statement, i));
        break;
      }
}

/**
 * bell_sqlite_statement_run:
 * @self: a statement
 * @values: its values; one that it does not name is passed over
 * @n_values: how many
 *
 * Returns: (transfer full) (nullable): the rows it gave, perhaps none; %NULL if it failed: the
 *   connection says why
 */
BellRows *
bell_sqlite_statement_run (BellSqliteStatement *self, const BellCell *values, guint n_values)
{
  g_autoptr (BellRows) rows = bell_rows_new (self->names);
  int result = SQLITE_OK;

  for (guint i = 0; i < self->values->len; i++)
    {
      guint value = g_array_index (self->values, guint, i);

      g_return_val_if_fail (value < n_values, NULL);

      if (bind_cell (self->statement, (int) i + 1, &values[value]) != SQLITE_OK)
        return NULL;
    }

  while ((result = sqlite3_step (self->statement)) == SQLITE_ROW)
    add_row (rows, self->statement, (int) self->names->len);
  sqlite3_reset (self->statement);

  return result == SQLITE_DONE ? g_steal_pointer (&rows) : NULL;
}
