/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-postgresql-private.h"

#include <string.h>

/* The types of values and columns that Deskbell uses (PostgreSQL's catalog pg_type). */
enum
{
  TYPE_BOOL = 16,
  TYPE_INT8 = 20,
  TYPE_INT2 = 21,
  TYPE_INT4 = 23,
  TYPE_TEXT = 25,
  TYPE_NUMERIC = 1700,
};

/**
 * bell_postgresql_values_set:
 * @self: where to put them
 * @cells: values; their texts stay the caller's
 * @n: how many
 *
 * Makes values ready for libpq.
 */
void
bell_postgresql_values_set (BellPostgresqlValues *self, const BellCell *cells, guint n)
{
  self->n = (int) n;
  for (guint i = 0; i < n; i++)
    {
      self->types[i] = cells[i].kind == BELL_CELL_TEXT ? TYPE_TEXT : TYPE_INT8;
      self->texts[i] = cells[i].text;
      if (cells[i].kind == BELL_CELL_INT && !cells[i].is_null)
        {
          g_snprintf (self->numbers[i], sizeof self->numbers[0], "%" G_GINT64_FORMAT,
                      cells[i].number);
          self->texts[i] = self->numbers[i];
        }
    }
}

static gboolean
is_number (Oid type)
{
  return type == TYPE_INT8 || type == TYPE_INT4 || type == TYPE_INT2 || type == TYPE_NUMERIC;
}

static void
add_cell (BellRows *rows, const PGresult *result, int row, int column)
{
  const char *text = PQgetvalue (result, row, column);
  Oid         type = PQftype (result, column);

  if (PQgetisnull (result, row, column))
    bell_rows_add_null (rows);
  else if (type == TYPE_BOOL)
    bell_rows_add_int (rows, text[0] == 't');
  else if (is_number (type))
    bell_rows_add_int (rows, g_ascii_strtoll (text, NULL, 10));
  else
    bell_rows_add_text (rows, text);
}

/**
 * bell_postgresql_rows:
 * @result: what a statement gave
 *
 * Returns: (transfer full): its rows
 */
BellRows *
bell_postgresql_rows (const PGresult *result)
{
  int n_columns = PQnfields (result);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  BellRows *rows;

  for (int i = 0; i < n_columns; i++)
    g_ptr_array_add (names, g_strdup (PQfname (result, i)));
  rows = bell_rows_new (names);

  for (int row = 0; row < PQntuples (result); row++)
    for (int column = 0; column < n_columns; column++)
      add_cell (rows, result, row, column);

  return rows;
}

/**
 * bell_postgresql_values_key:
 * @self: values
 * @name: the name of a statement
 *
 * Returns: (transfer full): what tells @name with these values from every other
 */
char *
bell_postgresql_values_key (const BellPostgresqlValues *self, const char *name)
{
  GString *key = g_string_new (name);

  for (int i = 0; i < self->n; i++)
    if (self->texts[i] != NULL)
      g_string_append_printf (key, " %zu:%s", strlen (self->texts[i]), self->texts[i]);
    else
      g_string_append (key, " -");

  return g_string_free (key, FALSE);
}
