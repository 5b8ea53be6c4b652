/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk-data.h"

#include <string.h>

/* Reads a file of tests/data. */
char *
desk_data_read (const char *name)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "data", name, NULL);
  g_autoptr (GError) error = NULL;
  char *data = NULL;

  g_file_get_contents (path, &data, NULL, &error);
  g_assert_no_error (error);

  return data;
}

/* Puts @to in the place of the first @from, which must be there. */
char *
desk_data_replace (const char *data, const char *from, const char *to)
{
  const char *found = strstr (data, from);

  if (found == NULL)
    g_error ("the desk has no %s", from);

  return g_strdup_printf ("%.*s%s%s", (int) (found - data), data, to, found + strlen (from));
}

/* Makes several changes: "FROM => TO", one a line. */
char *
desk_data_change (const char *data, const char *changes)
{
  g_auto (GStrv) lines = g_strsplit (changes, "\n", -1);
  char *changed = g_strdup (data);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_auto (GStrv) sides = g_strsplit (lines[i], " => ", 2);
      char *next;

      if (lines[i][0] == '\0')
        continue;
      g_assert_cmpuint (g_strv_length (sides), ==, 2);
      next = desk_data_replace (changed, sides[0], sides[1]);
      g_free (changed);
      changed = next;
    }

  return changed;
}

/* Reads a desk document that must be right. */
BellDocument *
desk_data_load (const char *data)
{
  g_autoptr (GError) error = NULL;
  BellDocument *document = bell_document_from_data (data, strlen (data), &error);

  g_assert_no_error (error);
  bell_document_complete (document, NULL, &error);
  g_assert_no_error (error);

  return document;
}

BellInstant
desk_data_instant (const char *text)
{
  BellInstant instant;

  if (!bell_instant_parse (text, &instant))
    g_error ("%s is no date-time", text);

  return instant;
}
