/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-csv.h"

#include <string.h>

static gboolean
is_at_begin (const GString *csv)
{
  return csv->len == 0 || csv->str[csv->len - 1] == '\n';
}

/* Spreadsheets carry out what looks like a formula; what people have written is not meant so. */
static gboolean
looks_like_formula (const char *cell)
{
  return cell[0] != '\0' && strchr ("=+-@\t\r", cell[0]) != NULL;
}

/**
 * bell_csv_append:
 * @csv: a table
 * @cell: (nullable): a text
 *
 * Adds a cell to the row that is not ended yet. What a spreadsheet would take for a formula gets an
 * apostrophe in front of it.
 */
void
bell_csv_append (GString *csv, const char *cell)
{
  const char *text = cell != NULL ? cell : "";
  gboolean    quotes = looks_like_formula (text) || strpbrk (text, "\",\r\n") != NULL
                    || g_str_has_prefix (text, " ") || g_str_has_suffix (text, " ")
                    || (text[0] == '\0' && is_at_begin (csv));

  if (!is_at_begin (csv))
    g_string_append_c (csv, ',');
  if (!quotes)
    {
      g_string_append (csv, text);
      return;
    }

  g_string_append (csv, looks_like_formula (text) ? "\"'" : "\"");
  for (const char *p = text; *p != '\0'; p++)
    g_string_append_printf (csv, *p == '"' ? "\"%c" : "%c", *p);
  g_string_append_c (csv, '"');
}

/**
 * bell_csv_append_count:
 * @csv: a table
 * @count: a whole number
 *
 * Adds a cell with a number to the row that is not ended yet.
 */
void
bell_csv_append_count (GString *csv, gint64 count)
{
  if (!is_at_begin (csv))
    g_string_append_c (csv, ',');
  g_string_append_printf (csv, "%" G_GINT64_FORMAT, count);
}

/**
 * bell_csv_end:
 * @csv: a table
 *
 * Ends a row.
 */
void
bell_csv_end (GString *csv)
{
  g_string_append (csv, "\r\n");
}
