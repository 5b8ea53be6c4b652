/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ctl-values.h"

#include "ctl-options.h"

#include <string.h>

#define ANY(word_, meaning_)       { .word = word_, .meaning = meaning_ }
#define FILE_NAME(word_, meaning_) { .word = word_, .meaning = meaning_, .kind = CTL_VALUE_FILE }
#define ENUM(word_, type_)         { .word = word_, .kind = CTL_VALUE_ENUM, .type = type_ }
#define ID(word_, meaning_, list_)                                                                 \
  { .word = word_, .meaning = meaning_, .kind = CTL_VALUE_ID, .listed_by = list_ }

const CtlValue ctl_values[] = {
  FILE_NAME ("FILE", N_ ("the path of a file")),
  FILE_NAME ("DIR", N_ ("the path of a folder")),
  FILE_NAME (
      "STORE",
      N_ ("the path of the file that keeps a desk; or a database, postgresql://; or the address "
          "of a server: "
          "https://desk.example.org, or http:// and an address of this computer")),
  ANY ("USER", N_ ("the id or the e-mail address of a person")),
  ANY ("HASH", N_ ("the SHA-256 of a certificate, in hexadecimal digits")),
  ID ("REQUEST", N_ ("the id of a request"), "request list"),
  ID ("P", N_ ("the id of a person"), "user list"),
  ID ("PERSON", N_ ("the id of a person"), "user list"),
  ID ("SESSION", N_ ("the id of a session"), "session list"),
  ID ("GROUP", N_ ("the id of a group"), NULL),
  ID ("O", N_ ("the id of an offering"), NULL),
  ID ("OFFERING", N_ ("the id of an offering"), NULL),
  ID ("S", N_ ("the id of a service"), NULL),
  ID ("SERVICE", N_ ("the id of a service"), NULL),
  ID ("AGREEMENT", N_ ("the id of an agreement"), NULL),
  ID ("CALENDAR", N_ ("the id of a calendar"), NULL),
  ID ("RULE", N_ ("the id of a rule"), NULL),
  ID ("ID", N_ ("the id of a record"), NULL),
  ENUM ("KIND", &bell_kind_type),
  ENUM ("STATUS", &bell_status_type),
  ENUM ("PRIORITY", &bell_priority_type),
  ENUM ("PHASE", &bell_phase_type),
  ENUM ("ROLE", &bell_role_type),
  ENUM ("TARGET", &bell_target_kind_type),
  ENUM ("SCOPE", &bell_scope_type),
  ENUM ("WEEKDAY", &bell_weekday_type),
  ENUM ("CODE", &bell_code_type),
  { .word = "COMMAND", .meaning = N_ ("the name of a command"), .kind = CTL_VALUE_COMMAND },
  ANY ("TIME", N_ ("a date and time with its offset (RFC 3339): 2026-11-24T10:00:00+01:00")),
  ANY ("DATE", N_ ("a date: 2026-11-24")),
  ANY ("ZONE", N_ ("a time zone: Europe/Prague")),
  ANY ("N", N_ ("a number")),
  ANY ("T", N_ ("a title")),
  ANY ("R", N_ ("a reason, in words")),
  ANY ("TEXT", N_ ("any text")),
  ANY ("ADDR:PORT",
       N_ ("an address of this computer and a port, of which one is enough; or unix: and "
           "the path of a socket")),
  ANY ("NETWORK", N_ ("an IP address, or a network: 192.0.2.0/24")),
  ANY ("FORMAT", N_ ("text, json or journal")),
  { NULL },
};

/**
 * ctl_find_value:
 * @word: a word of a usage
 *
 * Returns: (nullable): what it stands for
 */
const CtlValue *
ctl_find_value (const char *word)
{
  for (guint i = 0; ctl_values[i].word != NULL; i++)
    if (g_str_equal (ctl_values[i].word, word))
      return &ctl_values[i];

  return NULL;
}

/**
 * ctl_value_meaning:
 * @value: a value
 *
 * Returns: (transfer full): what it is, for people
 */
char *
ctl_value_meaning (const CtlValue *value)
{
  GString *text;

  if (value->kind != CTL_VALUE_ENUM)
    return g_strdup (_ (value->meaning));

  text = g_string_new (NULL);
  for (guint i = 0; i < value->type->n_nicks; i++)
    {
      if (i > 0)
        g_string_append (text, i + 1 == value->type->n_nicks ? _ (" or ") : ", ");
      g_string_append (text, value->type->nicks[i]);
    }

  return g_string_free (text, FALSE);
}

static void
argument_free (CtlArgument *argument)
{
  g_free (argument->word);
  g_free (argument);
}

static gboolean
takes_value (const CtlCommand *command, const char *word)
{
  const GOptionEntry *option = ctl_find_option (command, word + strspn (word, "-"));

  return option != NULL && ctl_option_value (option) != NULL;
}

/**
 * ctl_arguments_of:
 * @command: a command
 *
 * Reads the usage of a command: "REQUEST --as P TEXT" has the arguments REQUEST and TEXT.
 *
 * Returns: (transfer full) (element-type CtlArgument): its arguments without options
 */
GPtrArray *
ctl_arguments_of (const CtlCommand *command)
{
  GPtrArray *arguments = g_ptr_array_new_with_free_func ((GDestroyNotify) argument_free);
  g_auto (GStrv) words = g_strsplit_set (command->arguments, " []|", -1);
  gboolean is_value = FALSE;

  for (guint i = 0; words[i] != NULL; i++)
    {
      char *dots = strstr (words[i], "...");

      if (g_str_has_prefix (words[i], "--"))
        is_value = takes_value (command, words[i]);
      else if (is_value && words[i][0] != '\0')
        is_value = FALSE;
      else if (g_ascii_isupper (words[i][0]))
        {
          CtlArgument *argument = g_new0 (CtlArgument, 1);

          argument->repeats = dots != NULL;
          argument->word
              = g_strndup (words[i], dots != NULL ? (gsize) (dots - words[i]) : strlen (words[i]));
          g_ptr_array_add (arguments, argument);
        }
    }

  return arguments;
}

static void
add_word (GPtrArray *words, const char *word)
{
  if (!g_ptr_array_find_with_equal_func (words, word, g_str_equal, NULL))
    g_ptr_array_add (words, g_strdup (word));
}

/**
 * ctl_words_of:
 * @command: a command
 *
 * Returns: (transfer full) (element-type utf8): the words that stand for its arguments and for the
 *   values of its own options, each once
 */
GPtrArray *
ctl_words_of (const CtlCommand *command)
{
  GPtrArray *words = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) arguments = ctl_arguments_of (command);
  const GOptionEntry *options = command->options;

  for (guint i = 0; i < arguments->len; i++)
    add_word (words, ((CtlArgument *) arguments->pdata[i])->word);
  for (guint i = 0; options != NULL && options[i].long_name != NULL; i++)
    if (ctl_option_is_shown (&options[i]) && ctl_option_value (&options[i]) != NULL)
      add_word (words, ctl_option_value (&options[i]));

  return words;
}
