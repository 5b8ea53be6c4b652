/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ctl-options.h"

#include "ctl-help.h"

#include <stdlib.h>

CtlOptions ctl_options;

/* Help is all that is done: whatever else the command line says, right or wrong, is not looked at.
 */
static gboolean
print_help (const char *option, const char *value, gpointer data, GError **error)
{
  g_autofree char *text = ctl_options.command != NULL ? ctl_help_of_command (ctl_options.command)
                                                      : ctl_help_of_commands (NULL);

  g_print ("%s", text);
  exit (CTL_DONE);
}

const GOptionEntry ctl_global_options[] = {
  { "store", 0, 0, G_OPTION_ARG_STRING, &ctl_options.store,
    N_ ("The desk: the path of a file, or the address of a server"), "STORE" },
  { "user", 0, 0, G_OPTION_ARG_STRING, &ctl_options.user, N_ ("Who signs in to a server"), "USER" },
  { "password-file", 0, 0, G_OPTION_ARG_FILENAME, &ctl_options.password_file,
    N_ ("A file whose first line is the password"), "FILE" },
  { "certificate", 0, 0, G_OPTION_ARG_STRING, &ctl_options.certificate,
    N_ ("Accept this certificate of a server, and no other"), "HASH" },
  { "json", 0, 0, G_OPTION_ARG_NONE, &ctl_options.json, N_ ("Answer in JSON"), NULL },
  { "now", 0, 0, G_OPTION_ARG_STRING, &ctl_options.now, N_ ("Answer as of this time (RFC 3339)"),
    "TIME" },
  { "version", 0, 0, G_OPTION_ARG_NONE, &ctl_options.version, N_ ("Print the version"), NULL },
  { "help", 'h', G_OPTION_FLAG_NO_ARG, G_OPTION_ARG_CALLBACK, print_help,
    N_ ("Say what there is, or what the command does"), NULL },
  { "help-all", '?', G_OPTION_FLAG_NO_ARG | G_OPTION_FLAG_HIDDEN, G_OPTION_ARG_CALLBACK, print_help,
    NULL, NULL },
  { NULL },
};

/**
 * ctl_option_is_shown:
 * @option: an option
 *
 * Returns: whether people shall be told of it
 */
gboolean
ctl_option_is_shown (const GOptionEntry *option)
{
  return (option->flags & G_OPTION_FLAG_HIDDEN) == 0;
}

/**
 * ctl_option_value:
 * @option: an option
 *
 * Returns: (nullable): the word that stands for its value, or %NULL if it takes none
 */
const char *
ctl_option_value (const GOptionEntry *option)
{
  if (option->arg == G_OPTION_ARG_NONE || (option->flags & G_OPTION_FLAG_NO_ARG) != 0)
    return NULL;

  return option->arg_description != NULL ? option->arg_description : "VALUE";
}

static const GOptionEntry *
find_in (const GOptionEntry *options, const char *name)
{
  for (guint i = 0; options != NULL && options[i].long_name != NULL; i++)
    if (g_str_equal (options[i].long_name, name))
      return &options[i];

  return NULL;
}

/**
 * ctl_find_option:
 * @command: a command
 * @name: the long name of an option, without dashes
 *
 * Returns: (nullable): the option, of the command or of every command
 */
const GOptionEntry *
ctl_find_option (const CtlCommand *command, const char *name)
{
  const GOptionEntry *own = find_in (command->options, name);

  return own != NULL ? own : find_in (ctl_global_options, name);
}
