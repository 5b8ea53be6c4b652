/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "describe.h"

#include <string.h>

/* The parts of fish's completion that follow from the commands. */

/* What fish reads as this text, whatever is in it. */
static void
append_quoted (GString *out, const char *text)
{
  g_string_append_c (out, '\'');
  for (const char *p = text; *p != '\0'; p++)
    {
      if (*p == '\'' || *p == '\\')
        g_string_append_c (out, '\\');
      g_string_append_c (out, *p);
    }
  g_string_append_c (out, '\'');
}

/* "complete" for a command line of which this is so; any command line without words. */
static void
append_complete (GString *out, const char *function, const char *words)
{
  g_string_append (out, "complete -c deskbellctl");
  if (words != NULL)
    {
      g_autofree char *condition = g_strdup_printf ("%s '%s'", function, words);

      g_string_append (out, " -n ");
      append_quoted (out, condition);
    }
}

/**
 * describe_fish_words:
 * @out: what it is appended to
 *
 * Writes which words can come after the beginning of a command's name, with what they do.
 */
void
describe_fish_words (GString *out)
{
  g_autoptr (GPtrArray) prefixes = describe_prefixes ();

  for (guint i = 0; i < prefixes->len; i++)
    {
      g_autoptr (GPtrArray) list = describe_next (prefixes->pdata[i]);

      for (guint j = 0; j < list->len; j++)
        {
          const DescribeNext *next = list->pdata[j];

          append_complete (out, "__deskbellctl_after", prefixes->pdata[i]);
          g_string_append_printf (out, " -a %s -d ", next->word);
          append_quoted (out, next->summary);
          g_string_append_c (out, '\n');
        }
    }
}

static void
append_cases (GString *out, const char *pattern, const GOptionEntry *options)
{
  g_autoptr (GPtrArray) values = describe_option_values (options);

  for (guint i = 0; i < values->len; i++)
    g_string_append_printf (out, "        case '%s --%s'\n            return 0\n", pattern,
                            ((DescribeValue *) values->pdata[i])->option->long_name);
}

/**
 * describe_fish_values:
 * @out: what it is appended to
 *
 * Writes which options take a value.
 */
void
describe_fish_values (GString *out)
{
  for (guint i = 0; ctl_commands[i] != NULL; i++)
    {
      g_autofree char *pattern = g_strconcat (" ", ctl_commands[i]->name, "*", NULL);

      append_cases (out, pattern, ctl_commands[i]->options);
    }
  append_cases (out, "*", ctl_global_options);
}

/* How a value is completed, as options of "complete". */
static void
append_value (GString *out, const DescribeValue *value)
{
  const CtlValue *known = value->value;

  if (value->kind == CTL_VALUE_FILE)
    g_string_append (out, " -F");
  else if (value->kind == CTL_VALUE_ID && known->listed_by != NULL)
    g_string_append_printf (out, " -a '(__deskbellctl_ids %s)'", known->listed_by);
  else if (value->kind == CTL_VALUE_ENUM)
    {
      g_string_append (out, " -a '");
      for (guint i = 0; i < known->type->n_nicks; i++)
        g_string_append_printf (out, "%s%s", i > 0 ? " " : "", known->type->nicks[i]);
      g_string_append_c (out, '\'');
    }
}

static void
append_options (GString *out, const char *command, const GOptionEntry *options)
{
  g_autoptr (GPtrArray) values = describe_option_values (options);

  for (guint i = 0; options != NULL && options[i].long_name != NULL; i++)
    {
      const DescribeValue *value = describe_find_value (values, &options[i]);

      if (!ctl_option_is_shown (&options[i]))
        continue;
      append_complete (out, "__deskbellctl_in", command);
      if (options[i].short_name != 0)
        g_string_append_printf (out, " -s %c", options[i].short_name);
      g_string_append_printf (out, " -l %s", options[i].long_name);
      if (value != NULL)
        {
          g_string_append (out, value->kind == CTL_VALUE_FILE ? " -r" : " -x");
          append_value (out, value);
        }
      g_string_append (out, " -d ");
      append_quoted (out, options[i].description);
      g_string_append_c (out, '\n');
    }
}

static void
append_arguments (GString *out, const CtlCommand *command)
{
  g_autoptr (GPtrArray) values = describe_argument_values (command);

  for (guint i = 0; i < values->len; i++)
    {
      const DescribeValue *value = values->pdata[i];
      g_autofree char     *function = g_strdup_printf ("__deskbellctl_argument %u%s", value->number,
                                                   value->repeats ? "+" : "");

      if (value->kind == CTL_VALUE_ANY || value->kind == CTL_VALUE_COMMAND
          || (value->kind == CTL_VALUE_ID && value->value->listed_by == NULL))
        continue;
      append_complete (out, function, command->name);
      append_value (out, value);
      g_string_append_c (out, '\n');
    }
}

/**
 * describe_fish_options:
 * @out: what it is appended to
 *
 * Writes the options and arguments of the commands.
 */
void
describe_fish_options (GString *out)
{
  append_options (out, NULL, ctl_global_options);
  for (guint i = 0; ctl_commands[i] != NULL; i++)
    {
      append_options (out, ctl_commands[i]->name, ctl_commands[i]->options);
      append_arguments (out, ctl_commands[i]);
    }
}
