/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ctl-help.h"

#include "ctl-options.h"
#include "ctl-values.h"

#include <string.h>

#define WIDTH  80
#define COLUMN 25

/* Appends the words of a paragraph, in lines that begin after so many columns. */
static void
append_wrapped (GString *text, const char *paragraph, guint indent)
{
  g_auto (GStrv) words = g_strsplit (paragraph, " ", -1);
  glong column = indent;

  for (guint i = 0; words[i] != NULL; i++)
    {
      glong length = g_utf8_strlen (words[i], -1);

      if (i > 0 && column + 1 + length > WIDTH)
        {
          g_string_append_printf (text, "\n%*s", (int) indent, "");
          column = indent;
        }
      else if (i > 0)
        {
          g_string_append_c (text, ' ');
          column++;
        }
      g_string_append (text, words[i]);
      column += length;
    }
  g_string_append_c (text, '\n');
}

/* A line of a list: what it is about, and beside it what there is to say. */
static void
append_item (GString *text, const char *item, const char *meaning)
{
  g_string_append_printf (text, "  %-*s", COLUMN - 2, item);
  if (strlen (item) > COLUMN - 4)
    g_string_append_printf (text, "\n%*s", COLUMN, "");
  append_wrapped (text, meaning, COLUMN);
}

static void
append_options (GString *text, const char *title, const GOptionEntry *options)
{
  if (options == NULL)
    return;

  g_string_append_printf (text, "\n%s:\n", title);
  for (guint i = 0; options[i].long_name != NULL; i++)
    {
      const char      *value = ctl_option_value (&options[i]);
      g_autofree char *item = NULL;

      if (!ctl_option_is_shown (&options[i]))
        continue;
      item = g_strdup_printf ("%c%c%s--%s%s%s", options[i].short_name != 0 ? '-' : ' ',
                              options[i].short_name != 0 ? options[i].short_name : ' ',
                              options[i].short_name != 0 ? ", " : "  ", options[i].long_name,
                              value != NULL ? "=" : "", value != NULL ? value : "");
      append_item (text, item, _ (options[i].description));
    }
}

static void
append_values (GString *text, const CtlCommand *command)
{
  g_autoptr (GPtrArray) words = ctl_words_of (command);
  gboolean is_first = TRUE;

  for (guint i = 0; i < words->len; i++)
    {
      const CtlValue  *value = ctl_find_value (words->pdata[i]);
      g_autofree char *meaning = NULL;

      if (value == NULL)
        continue;
      if (is_first)
        g_string_append_printf (text, "\n%s:\n", _ ("Where"));
      is_first = FALSE;
      meaning = ctl_value_meaning (value);
      append_item (text, value->word, meaning);
    }
}

/**
 * ctl_help_of_command:
 * @command: a command
 *
 * Returns: (transfer full): all there is to know of it
 */
char *
ctl_help_of_command (const CtlCommand *command)
{
  GString *text = g_string_new (NULL);
  g_auto (GStrv) paragraphs = NULL;

  g_string_append_printf (text, "%s:\n  deskbellctl [OPTION...] %s%s%s\n\n%s.\n", _ ("Usage"),
                          command->name, command->arguments[0] != '\0' ? " " : "",
                          command->arguments, _ (command->summary));
  paragraphs
      = g_strsplit (command->description != NULL ? _ (command->description) : "", "\n\n", -1);
  for (guint i = 0; paragraphs[i] != NULL; i++)
    {
      g_string_append_c (text, '\n');
      append_wrapped (text, paragraphs[i], 0);
    }

  append_values (text, command);
  append_options (text, _ ("Options"), command->options);
  append_options (text, _ ("Options of every command"), ctl_global_options);

  return g_string_free (text, FALSE);
}

/**
 * ctl_help_of_commands:
 * @first: (nullable): the first word of their names, or %NULL for all
 *
 * Returns: (transfer full): which commands there are; empty if none is called so
 */
char *
ctl_help_of_commands (const char *first)
{
  g_autofree char *prefix = g_strconcat (first != NULL ? first : "", " ", NULL);
  GString         *list = g_string_new (NULL);
  GString         *text;

  for (guint i = 0; ctl_commands[i] != NULL; i++)
    if (first == NULL || g_str_has_prefix (ctl_commands[i]->name, prefix))
      g_string_append_printf (list, "  %s%s%s\n      %s\n", ctl_commands[i]->name,
                              ctl_commands[i]->arguments[0] != '\0' ? " " : "",
                              ctl_commands[i]->arguments, _ (ctl_commands[i]->summary));
  if (first != NULL && list->len == 0)
    return g_string_free (list, FALSE);

  text = g_string_new (NULL);
  g_string_append_printf (
      text, "%s:\n  deskbellctl [OPTION...] COMMAND [ARGUMENT...]\n\n%s\n\n%s:\n", _ ("Usage"),
      _ ("Keeps a Deskbell desk from a terminal."), _ ("Commands"));
  g_string_append (text, list->str);
  append_options (text, _ ("Options of every command"), ctl_global_options);
  g_string_append_printf (text, "\n%s\n",
                          _ ("\"deskbellctl help COMMAND\" says more of a command; "
                             "deskbellctl(1) is the manual."));
  g_string_free (list, TRUE);

  return g_string_free (text, FALSE);
}

static CtlStatus
run_help (Ctl *ctl, char **arguments)
{
  guint             n_words = 0;
  const CtlCommand *command = ctl_find_command (arguments, &n_words);
  g_autofree char  *given = g_strjoinv (" ", arguments);
  g_autofree char  *text = NULL;

  if (arguments[0] == NULL)
    text = ctl_help_of_commands (NULL);
  else if (command != NULL && arguments[n_words] == NULL)
    text = ctl_help_of_command (command);
  else
    text = ctl_help_of_commands (given);

  if (text[0] == '\0')
    return ctl_usage (_ ("there is no command \"%s\"; deskbellctl --help lists them"), given);

  g_print ("%s", text);

  return CTL_DONE;
}

const CtlCommand ctl_command_help = {
  .name = "help",
  .arguments = "[COMMAND]",
  .summary = N_ ("Say which commands there are, or what one of them does"),
  .description
  = N_ ("COMMAND --help says the same. The first word of several commands, such as chat, "
        "lists these."),
  .n_max = 3,
  .run = run_help,
};
