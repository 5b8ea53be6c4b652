/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "describe.h"

#include <string.h>

/* What the completions of all shells are made of. */

static void
next_free (DescribeNext *next)
{
  g_free (next->word);
  g_free (next->summary);
  g_free (next);
}

static void
value_free (DescribeValue *value)
{
  g_free (value->word);
  g_free (value);
}

/* Whether an argument of the command is the name of another. */
static gboolean
takes_command (const CtlCommand *command)
{
  g_autoptr (GPtrArray) values = describe_argument_values (command);

  for (guint i = 0; i < values->len; i++)
    if (((DescribeValue *) values->pdata[i])->kind == CTL_VALUE_COMMAND)
      return TRUE;

  return FALSE;
}

static void
add_once (GPtrArray *list, char *text)
{
  if (g_ptr_array_find_with_equal_func (list, text, g_str_equal, NULL))
    g_free (text);
  else
    g_ptr_array_add (list, text);
}

/* The beginnings of the names of commands, after what stands before them. */
static void
add_prefixes (GPtrArray *prefixes, const char *before)
{
  add_once (prefixes, g_strdup (before));
  for (guint i = 0; ctl_commands[i] != NULL; i++)
    for (const char *space = strchr (ctl_commands[i]->name, ' '); space != NULL;
         space = strchr (space + 1, ' '))
      {
        g_autofree char *start
            = g_strndup (ctl_commands[i]->name, (gsize) (space - ctl_commands[i]->name));

        add_once (prefixes, g_strconcat (before, before[0] != '\0' ? " " : "", start, NULL));
      }
}

/**
 * describe_prefixes:
 *
 * A command whose argument is the name of a command goes on like the program itself.
 *
 * Returns: (transfer full) (element-type utf8): the words, joined by spaces, after which another
 * word of a name can come; the first are none
 */
GPtrArray *
describe_prefixes (void)
{
  GPtrArray *prefixes = g_ptr_array_new_with_free_func (g_free);

  add_prefixes (prefixes, "");
  for (guint i = 0; ctl_commands[i] != NULL; i++)
    if (takes_command (ctl_commands[i]))
      add_prefixes (prefixes, ctl_commands[i]->name);

  return prefixes;
}

/* What comes after the name of a command that takes names of commands. */
static const char *
skip_command (const char *prefix)
{
  for (guint i = 0; ctl_commands[i] != NULL; i++)
    {
      const char *name = ctl_commands[i]->name;
      gsize       length = strlen (name);

      if (takes_command (ctl_commands[i]) && g_str_has_prefix (prefix, name)
          && (prefix[length] == '\0' || prefix[length] == ' '))
        return prefix + length + (prefix[length] == ' ');
    }

  return prefix;
}

static DescribeNext *
find_next (GPtrArray *list, const char *word)
{
  for (guint i = 0; i < list->len; i++)
    if (g_str_equal (((DescribeNext *) list->pdata[i])->word, word))
      return list->pdata[i];

  return NULL;
}

/* Adds the word that a command's name goes on with: a command's own word with what it does, one of
 * several commands with the words that come after it. */
static void
add_next (GPtrArray *list, const char *rest, const char *summary)
{
  const char      *space = strchr (rest, ' ');
  g_autofree char *word = g_strndup (rest, space != NULL ? (gsize) (space - rest) : strlen (rest));
  DescribeNext    *next = find_next (list, word);
  g_autofree char *before = NULL;

  if (next == NULL)
    {
      next = g_new0 (DescribeNext, 1);
      next->word = g_steal_pointer (&word);
      next->summary = g_strdup (space != NULL ? space + 1 : summary);
      g_ptr_array_add (list, next);
    }
  else if (space != NULL)
    {
      before = g_steal_pointer (&next->summary);
      next->summary = g_strconcat (before, ", ", space + 1, NULL);
    }
}

/**
 * describe_next:
 * @prefix: one of describe_prefixes()
 *
 * Returns: (transfer full) (element-type DescribeNext): the words that can come after these
 */
GPtrArray *
describe_next (const char *prefix)
{
  GPtrArray  *list = g_ptr_array_new_with_free_func ((GDestroyNotify) next_free);
  const char *start = skip_command (prefix);
  gsize       length = strlen (start);

  for (guint i = 0; ctl_commands[i] != NULL; i++)
    {
      const char *name = ctl_commands[i]->name;

      if (length == 0)
        add_next (list, name, ctl_commands[i]->summary);
      else if (g_str_has_prefix (name, start) && name[length] == ' ')
        add_next (list, name + length + 1, ctl_commands[i]->summary);
    }

  return list;
}

static DescribeValue *
add_value (GPtrArray *values, const char *word)
{
  DescribeValue *value = g_new0 (DescribeValue, 1);

  value->word = g_strdup (word);
  value->value = ctl_find_value (word);
  value->kind = value->value != NULL ? value->value->kind : CTL_VALUE_ANY;
  g_ptr_array_add (values, value);

  return value;
}

/**
 * describe_option_values:
 * @options: (nullable): options
 *
 * Returns: (transfer full) (element-type DescribeValue): what those of them take that take
 * something
 */
GPtrArray *
describe_option_values (const GOptionEntry *options)
{
  GPtrArray *values = g_ptr_array_new_with_free_func ((GDestroyNotify) value_free);

  for (guint i = 0; options != NULL && options[i].long_name != NULL; i++)
    {
      DescribeValue *value;

      if (!ctl_option_is_shown (&options[i]) || ctl_option_value (&options[i]) == NULL)
        continue;
      value = add_value (values, ctl_option_value (&options[i]));
      value->option = &options[i];
      if (options[i].arg == G_OPTION_ARG_FILENAME || options[i].arg == G_OPTION_ARG_FILENAME_ARRAY)
        value->kind = CTL_VALUE_FILE;
    }

  return values;
}

/**
 * describe_find_value:
 * @values: (element-type DescribeValue): what options take
 * @option: one of these options
 *
 * Returns: (nullable): what it takes, or %NULL if it takes nothing
 */
const DescribeValue *
describe_find_value (GPtrArray *values, const GOptionEntry *option)
{
  for (guint i = 0; i < values->len; i++)
    if (((DescribeValue *) values->pdata[i])->option == option)
      return values->pdata[i];

  return NULL;
}

/**
 * describe_argument_values:
 * @command: a command
 *
 * Returns: (transfer full) (element-type DescribeValue): what its arguments are
 */
GPtrArray *
describe_argument_values (const CtlCommand *command)
{
  GPtrArray *values = g_ptr_array_new_with_free_func ((GDestroyNotify) value_free);
  g_autoptr (GPtrArray) arguments = ctl_arguments_of (command);

  for (guint i = 0; i < arguments->len; i++)
    {
      const CtlArgument *argument = arguments->pdata[i];
      DescribeValue     *value = add_value (values, argument->word);

      value->number = i + 1;
      value->repeats = argument->repeats;
    }

  return values;
}
