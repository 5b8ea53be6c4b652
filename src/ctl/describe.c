/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "describe.h"

#include <stdio.h>

/* describe TEMPLATE: prints the template, with what the commands are in the place of its lines
 * "@...@". It runs while Deskbell is built, and makes the manual page and the completions. */

typedef struct
{
  const char *line;
  void (*write) (GString *out);
} Part;

static const Part parts[] = {
  { "@MANUAL_SYNOPSIS@", describe_manual_synopsis },
  { "@MANUAL_OPTIONS@", describe_manual_options },
  { "@MANUAL_COMMANDS@", describe_manual_commands },
  { "@MANUAL_VALUES@", describe_manual_values },
  { "@BASH_WORDS@", describe_bash_words },
  { "@BASH_OPTIONS@", describe_bash_options },
  { "@BASH_VALUES@", describe_bash_values },
  { "@ZSH_WORDS@", describe_zsh_words },
  { "@ZSH_OPTIONS@", describe_zsh_options },
  { "@ZSH_COMMANDS@", describe_zsh_commands },
  { "@FISH_WORDS@", describe_fish_words },
  { "@FISH_VALUES@", describe_fish_values },
  { "@FISH_OPTIONS@", describe_fish_options },
};

static const Part *
find_part (const char *line)
{
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    if (g_str_equal (parts[i].line, line))
      return &parts[i];

  return NULL;
}

static gboolean
describe (char **lines, GString *out)
{
  for (guint i = 0; lines[i] != NULL; i++)
    {
      const Part *part = find_part (lines[i]);

      if (part != NULL)
        part->write (out);
      else if (lines[i][0] == '@')
        return g_printerr ("describe: there is nothing called %s\n", lines[i]), FALSE;
      else if (lines[i + 1] != NULL || lines[i][0] != '\0')
        g_string_append_printf (out, "%s\n", lines[i]);
    }

  return TRUE;
}

int
main (int argc, char *argv[])
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GString) out = g_string_new (NULL);
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;

  if (argc != 2)
    return g_printerr ("usage: describe TEMPLATE\n"), 2;

  if (!g_file_get_contents (argv[1], &text, NULL, &error))
    return g_printerr ("describe: %s\n", error->message), 1;

  lines = g_strsplit (text, "\n", -1);
  if (!describe (lines, out))
    return 1;

  return fwrite (out->str, 1, out->len, stdout) == out->len && fflush (stdout) == 0 ? 0 : 1;
}
