/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "describe.h"

#include <string.h>

/* The parts of zsh's completion that follow from the commands: specifications for _arguments. */

/* Appends text, with a backslash before the characters that mean something where it stands. */
static void
append_escaped (GString *out, const char *text, const char *special)
{
  for (const char *p = text; *p != '\0'; p++)
    {
      if (*p == '\\' || strchr (special, *p) != NULL)
        g_string_append_c (out, '\\');
      g_string_append_c (out, *p);
    }
}

static void
append_quoted (GString *out, const char *indent, const char *text)
{
  g_autofree char *quoted = g_shell_quote (text);

  g_string_append_printf (out, "%s%s", indent, quoted);
}

/**
 * describe_zsh_words:
 * @out: what it is appended to
 *
 * Writes which words can come after the beginning of a command's name, with what they do.
 */
void
describe_zsh_words (GString *out)
{
  g_autoptr (GPtrArray) prefixes = describe_prefixes ();

  for (guint i = 0; i < prefixes->len; i++)
    {
      g_autoptr (GPtrArray) list = describe_next (prefixes->pdata[i]);

      g_string_append_printf (out, "    '%s')\n      next=(\n", (char *) prefixes->pdata[i]);
      for (guint j = 0; j < list->len; j++)
        {
          const DescribeNext *next = list->pdata[j];
          g_autoptr (GString) text = g_string_new (next->word);

          g_string_append_c (text, ':');
          append_escaped (text, next->summary, "");
          append_quoted (out, "        ", text->str);
          g_string_append_c (out, '\n');
        }
      g_string_append (out, "      )\n      ;;\n");
    }
}

/* ":PRIORITY:(critical high)": what it is and how it is completed. */
static void
append_value (GString *spec, const DescribeValue *value)
{
  const CtlValue *known = value->value;

  g_string_append_c (spec, ':');
  append_escaped (spec, value->word, ":");
  g_string_append_c (spec, ':');
  if (value->kind == CTL_VALUE_FILE)
    g_string_append (spec, "_files");
  else if (value->kind == CTL_VALUE_ID && known->listed_by != NULL)
    g_string_append_printf (spec, "{_deskbellctl_ids %s}", known->listed_by);
  else if (value->kind == CTL_VALUE_ENUM)
    {
      g_string_append_c (spec, '(');
      for (guint i = 0; i < known->type->n_nicks; i++)
        g_string_append_printf (spec, "%s%s", i > 0 ? " " : "", known->type->nicks[i]);
      g_string_append_c (spec, ')');
    }
  else
    g_string_append_c (spec, ' ');
}

static void
append_option (GString *out, const char *indent, const char *name, const GOptionEntry *option)
{
  g_autoptr (GPtrArray) values = describe_option_values (option);
  const DescribeValue *value = describe_find_value (values, option);
  g_autoptr (GString) spec = g_string_new (name);

  g_string_append (spec, value != NULL ? "=[" : "[");
  append_escaped (spec, option->description, "[]");
  g_string_append_c (spec, ']');
  if (value != NULL)
    append_value (spec, value);
  append_quoted (out, indent, spec->str);
}

static void
append_options (GString *out, const char *indent, const GOptionEntry *options)
{
  for (guint i = 0; options != NULL && options[i].long_name != NULL; i++)
    if (ctl_option_is_shown (&options[i]))
      {
        g_autofree char *name = g_strconcat ("--", options[i].long_name, NULL);
        const char       letter[] = { '-', options[i].short_name, '\0' };

        append_option (out, indent, name, &options[i]);
        if (options[i].short_name != 0)
          append_option (out, indent, letter, &options[i]);
      }
}

/**
 * describe_zsh_options:
 * @out: what it is appended to
 *
 * Writes the options that every command takes.
 */
void
describe_zsh_options (GString *out)
{
  g_string_append (out, "  every=(");
  append_options (out, "\n    ", ctl_global_options);
  g_string_append (out, "\n  )\n");
}

/**
 * describe_zsh_commands:
 * @out: what it is appended to
 *
 * Writes what each command takes.
 */
void
describe_zsh_commands (GString *out)
{
  for (guint i = 0; ctl_commands[i] != NULL; i++)
    {
      g_autoptr (GPtrArray) arguments = describe_argument_values (ctl_commands[i]);

      g_string_append_printf (out, "    '%s')\n      _arguments -S $every", ctl_commands[i]->name);
      append_options (out, " \\\n        ", ctl_commands[i]->options);
      for (guint j = 0; j < arguments->len; j++)
        {
          const DescribeValue *value = arguments->pdata[j];
          g_autoptr (GString) spec = g_string_new (value->repeats ? "*" : "");

          if (!value->repeats)
            g_string_append_printf (spec, "%u", value->number);
          append_value (spec, value);
          append_quoted (out, " \\\n        ", spec->str);
        }
      g_string_append (out, " && ret=0\n      ;;\n");
    }
}
