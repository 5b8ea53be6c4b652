/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "describe.h"

#include <string.h>

/* The parts of the manual page that follow from the commands, in mdoc(7). */

/* Text as mdoc takes it, a sentence a line; a word that begins with a dash is an option or "-". */
static void
append_text (GString *out, const char *text)
{
  gboolean is_start = TRUE;

  for (const char *p = text; *p != '\0'; p++)
    {
      gboolean ends = p[0] == '.' && p[1] == ' ' && p[2] != '\0';

      if (is_start && (*p == '.' || *p == '\''))
        g_string_append (out, "\\&");
      if (*p == '\\')
        g_string_append (out, "\\e");
      else if (*p == '-' && (is_start || p[-1] == ' ' || p[-1] == '-'))
        g_string_append (out, "\\-");
      else
        g_string_append_c (out, *p);
      is_start = ends;
      if (ends)
        {
          g_string_append_c (out, '\n');
          p++;
        }
    }
  g_string_append_c (out, '\n');
}

static void
append_paragraphs (GString *out, const char *text)
{
  g_auto (GStrv) paragraphs = g_strsplit (text, "\n\n", -1);

  for (guint i = 0; paragraphs[i] != NULL; i++)
    {
      g_string_append (out, ".Pp\n");
      append_text (out, paragraphs[i]);
    }
}

/* One word of a usage, as arguments of a macro. */
static void
append_usage_word (GString *out, const char *word, gsize length)
{
  if (word[0] == '[' || word[0] == ']')
    g_string_append (out, word[0] == '[' ? " Oo" : " Oc");
  else if (word[0] == '.' || word[0] == '|')
    g_string_append_printf (out, " %.*s", (int) length, word);
  else if (length > 2 && word[0] == '-')
    g_string_append_printf (out, " Fl %.*s", (int) length - 1, word + 1);
  else
    g_string_append_printf (out, " %s %.*s", g_ascii_isupper (word[0]) ? "Ar" : "Cm", (int) length,
                            word);
}

/* A usage, as arguments of a macro: "[FILE...]" is "Oo Ar FILE Ns ... Oc". */
static void
append_usage (GString *out, const char *usage)
{
  char before = ' ';

  for (const char *p = usage; *p != '\0';)
    {
      gsize length = strcspn (p, " []|.");

      if (length == 0)
        length = *p == '.' ? strspn (p, ".") : 1;
      if (*p != ' ')
        {
          if (before != ' ' && before != '[' && *p != ']')
            g_string_append (out, " Ns");
          append_usage_word (out, p, length);
        }
      before = p[length - 1];
      p += length;
    }
}

/* "Fl -store Ns = Ns Ar STORE" */
static void
append_option (GString *out, const GOptionEntry *option)
{
  const char *value = ctl_option_value (option);

  if (option->short_name != 0)
    g_string_append_printf (out, " Fl %c ,", option->short_name);
  g_string_append_printf (out, " Fl -%s", option->long_name);
  if (value != NULL)
    g_string_append_printf (out, " Ns = Ns Ar %s", value);
}

static void
append_options (GString *out, const GOptionEntry *options, const char *list)
{
  g_string_append_printf (out, "%s\n", list);
  for (guint i = 0; options[i].long_name != NULL; i++)
    if (ctl_option_is_shown (&options[i]))
      {
        g_string_append (out, ".It");
        append_option (out, &options[i]);
        g_string_append_c (out, '\n');
        append_text (out, options[i].description);
      }
  g_string_append (out, ".El\n");
}

/**
 * describe_manual_synopsis:
 * @out: what it is appended to
 *
 * Writes the options that every command takes, as they stand in a synopsis.
 */
void
describe_manual_synopsis (GString *out)
{
  for (guint i = 0; ctl_global_options[i].long_name != NULL; i++)
    if (ctl_option_is_shown (&ctl_global_options[i]) && ctl_global_options[i].short_name == 0)
      {
        g_string_append (out, ".Op");
        append_option (out, &ctl_global_options[i]);
        g_string_append_c (out, '\n');
      }
}

/**
 * describe_manual_options:
 * @out: what it is appended to
 *
 * Writes what the options that every command takes do.
 */
void
describe_manual_options (GString *out)
{
  append_options (out, ctl_global_options, ".Bl -tag -width Ds");
}

/**
 * describe_manual_commands:
 * @out: what it is appended to
 *
 * Writes what each command does, and what it takes.
 */
void
describe_manual_commands (GString *out)
{
  g_string_append (out, ".Bl -tag -width Ds\n");
  for (guint i = 0; ctl_commands[i] != NULL; i++)
    {
      const CtlCommand *command = ctl_commands[i];

      g_string_append_printf (out, ".It Cm %s", command->name);
      append_usage (out, command->arguments);
      g_string_append_printf (out, "\n");
      append_text (out, command->summary);
      g_string_truncate (out, out->len - 1);
      g_string_append (out, ".\n");
      if (command->description != NULL)
        append_paragraphs (out, command->description);
      if (command->options != NULL)
        append_options (out, command->options, ".Pp\n.Bl -tag -width Ds -compact");
    }
  g_string_append (out, ".El\n");
}

/**
 * describe_manual_values:
 * @out: what it is appended to
 *
 * Writes what the words in capitals stand for that some command uses.
 */
void
describe_manual_values (GString *out)
{
  g_autoptr (GHashTable) used = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; ctl_commands[i] != NULL; i++)
    {
      g_autoptr (GPtrArray) words = ctl_words_of (ctl_commands[i]);

      for (guint j = 0; j < words->len; j++)
        g_hash_table_add (used, g_strdup (words->pdata[j]));
    }
  for (guint i = 0; ctl_global_options[i].long_name != NULL; i++)
    if (ctl_option_value (&ctl_global_options[i]) != NULL)
      g_hash_table_add (used, g_strdup (ctl_option_value (&ctl_global_options[i])));

  g_string_append (out, ".Bl -tag -width ADDR:PORT\n");
  for (guint i = 0; ctl_values[i].word != NULL; i++)
    if (g_hash_table_contains (used, ctl_values[i].word))
      {
        g_autofree char *meaning = ctl_value_meaning (&ctl_values[i]);

        g_string_append_printf (out, ".It Ar %s\n", ctl_values[i].word);
        append_text (out, meaning);
      }
  g_string_append (out, ".El\n");
}
