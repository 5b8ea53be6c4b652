/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "describe-wire.h"

#include "bell-error.h"

#include <stdio.h>

/* describe-wire TEMPLATE: prints the template, with what the calls and the records are in the place
 * of its lines "@...@". It makes data/openapi.yaml. */

static void
describe_codes (GString *out)
{
  for (guint i = 0; i <= BELL_ERROR_TOO_MANY; i++)
    describe_line (out, 7, "- %s", bell_error_nick (i));
}

static const struct
{
  const char *line;
  void (*write) (GString *out);
} parts[] = {
  { "@PATHS@", describe_paths },
  { "@SCHEMAS@", describe_schemas },
  { "@CODES@", describe_codes },
};

/**
 * describe_line:
 * @out: the text so far
 * @depth: how deep the line is
 * @format: what stands in it
 * @...: for @format
 *
 * Appends a line of YAML.
 */
void
describe_line (GString *out, guint depth, const char *format, ...)
{
  va_list arguments;

  for (guint i = 0; i < depth; i++)
    g_string_append (out, "  ");
  va_start (arguments, format);
  g_string_append_vprintf (out, format, arguments);
  va_end (arguments);
  g_string_append_c (out, '\n');
}

static void
describe (char **lines, GString *out)
{
  for (guint i = 0; lines[i] != NULL; i++)
    {
      gboolean found = FALSE;

      for (guint p = 0; p < G_N_ELEMENTS (parts) && !found; p++)
        if (g_str_equal (parts[p].line, lines[i]))
          {
            parts[p].write (out);
            found = TRUE;
          }
      if (!found && (lines[i + 1] != NULL || lines[i][0] != '\0'))
        g_string_append_printf (out, "%s\n", lines[i]);
    }
}

int
main (int argc, char *argv[])
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GString) out = g_string_new (NULL);
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;

  if (argc != 2)
    return g_printerr ("usage: describe-wire TEMPLATE\n"), 2;

  if (!g_file_get_contents (argv[1], &text, NULL, &error))
    return g_printerr ("describe-wire: %s\n", error->message), 1;

  lines = g_strsplit (text, "\n", -1);
  describe (lines, out);

  return fwrite (out->str, 1, out->len, stdout) == out->len && fflush (stdout) == 0 ? 0 : 1;
}
