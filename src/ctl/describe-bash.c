/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "describe.h"

/* The parts of bash's completion that follow from the commands: branches of its "case". */

/**
 * describe_bash_words:
 * @out: what it is appended to
 *
 * Writes which words can come after the beginning of a command's name.
 */
void
describe_bash_words (GString *out)
{
  g_autoptr (GPtrArray) prefixes = describe_prefixes ();

  for (guint i = 0; i < prefixes->len; i++)
    {
      g_autoptr (GPtrArray) list = describe_next (prefixes->pdata[i]);

      g_string_append_printf (out, "    '%s') words='", (char *) prefixes->pdata[i]);
      for (guint j = 0; j < list->len; j++)
        g_string_append_printf (out, "%s%s", j > 0 ? " " : "",
                                ((DescribeNext *) list->pdata[j])->word);
      g_string_append (out, "' ;;\n");
    }
}

static void
append_options (GString *out, const GOptionEntry *options)
{
  for (guint i = 0; options != NULL && options[i].long_name != NULL; i++)
    if (ctl_option_is_shown (&options[i]))
      g_string_append_printf (out, "--%s ", options[i].long_name);
}

/**
 * describe_bash_options:
 * @out: what it is appended to
 *
 * Writes which options each command takes.
 */
void
describe_bash_options (GString *out)
{
  for (guint i = 0; ctl_commands[i] != NULL; i++)
    if (ctl_commands[i]->options != NULL)
      {
        g_string_append_printf (out, "    '%s') words='", ctl_commands[i]->name);
        append_options (out, ctl_commands[i]->options);
        append_options (out, ctl_global_options);
        g_string_append (out, "' ;;\n");
      }
  g_string_append (out, "    *) words='");
  append_options (out, ctl_global_options);
  g_string_append (out, "' ;;\n");
}

static void
append_kind (GString *out, const DescribeValue *value)
{
  const CtlValue *known = value->value;

  if (value->kind == CTL_VALUE_FILE)
    g_string_append (out, "file");
  else if (value->kind == CTL_VALUE_ID && known->listed_by != NULL)
    g_string_append_printf (out, "'ids %s'", known->listed_by);
  else if (value->kind == CTL_VALUE_ENUM)
    {
      g_string_append (out, "'words");
      for (guint i = 0; i < known->type->n_nicks; i++)
        g_string_append_printf (out, " %s", known->type->nicks[i]);
      g_string_append_c (out, '\'');
    }
  else
    g_string_append (out, "any");
}

/* A branch a value, for commands whose name is in a pattern with its quote still open. */
static void
append_values (GString *out, const char *pattern, GPtrArray *values)
{
  for (guint i = 0; i < values->len; i++)
    {
      const DescribeValue *value = values->pdata[i];

      if (value->kind == CTL_VALUE_COMMAND)
        continue;
      g_string_append_printf (out, "    %s ", pattern);
      if (value->option != NULL)
        g_string_append_printf (out, "--%s'", value->option->long_name);
      else if (value->repeats)
        g_string_append_printf (out, "'[%u-9]*", value->number);
      else
        g_string_append_printf (out, "%u'", value->number);
      g_string_append (out, ") kind=");
      append_kind (out, value);
      g_string_append (out, " ;;\n");
    }
}

/**
 * describe_bash_values:
 * @out: what it is appended to
 *
 * Writes what the options and arguments of the commands are completed to.
 */
void
describe_bash_values (GString *out)
{
  g_autoptr (GPtrArray) global = describe_option_values (ctl_global_options);

  for (guint i = 0; ctl_commands[i] != NULL; i++)
    {
      g_autofree char *pattern = g_strconcat ("'", ctl_commands[i]->name, NULL);
      g_autoptr (GPtrArray) options = describe_option_values (ctl_commands[i]->options);
      g_autoptr (GPtrArray) arguments = describe_argument_values (ctl_commands[i]);

      append_values (out, pattern, options);
      append_values (out, pattern, arguments);
    }
  append_values (out, "*'", global);
}
