/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-paths.h"
#include "ctl-options.h"

#include <locale.h>
#include <stdio.h>
#include <string.h>

static char *
default_store (void)
{
  const char *named = g_getenv ("DESKBELL_STORE");

  if (named != NULL && named[0] != '\0')
    return g_strdup (named);

  return g_build_filename (g_get_user_data_dir (), "deskbell", "desk.db", NULL);
}

static gboolean
parse (GOptionContext *context, char ***arguments, GError **error)
{
  g_option_context_set_help_enabled (context, FALSE);
  g_option_context_add_main_entries (context, ctl_global_options, NULL);

  return g_option_context_parse_strv (context, arguments, error);
}

/* Options before the command are the program's; what comes after may be the command's, too. */
static gboolean
parse_first (char ***arguments, GError **error)
{
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);

  g_option_context_set_strict_posix (context, TRUE);

  return parse (context, arguments, error);
}

static gboolean
parse_rest (const CtlCommand *command, char ***arguments, GError **error)
{
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);

  ctl_options.command = command;
  if (command->options != NULL)
    g_option_context_add_main_entries (context, command->options, NULL);

  return parse (context, arguments, error);
}

static gboolean
take_now (Ctl *ctl, CtlStatus *status)
{
  ctl->now = BELL_INSTANT_NONE;
  if (ctl_options.now == NULL || bell_instant_parse (ctl_options.now, &ctl->now))
    return TRUE;

  *status
      = ctl_usage (_ ("--now: expected a date and time with its offset (RFC 3339), found \"%s\""),
                   ctl_options.now);

  return FALSE;
}

/* What is left are the arguments; the first "--" only says that no options follow. */
static char **
arguments_of (char **words)
{
  g_autoptr (GStrvBuilder) arguments = g_strv_builder_new ();
  gboolean separated = FALSE;

  for (guint i = 1; words[i] != NULL; i++)
    {
      if (separated || !g_str_equal (words[i], "--"))
        g_strv_builder_add (arguments, words[i]);
      else
        separated = TRUE;
    }

  return g_strv_builder_end (arguments);
}

/* An error is one line of the program's own; what the layers below log is for servers. */
static GLogWriterOutput
write_warnings (GLogLevelFlags level, const GLogField *fields, gsize n_fields, gpointer user_data)
{
  if (level > G_LOG_LEVEL_WARNING)
    return G_LOG_WRITER_HANDLED;

  return g_log_writer_default (level, fields, n_fields, user_data);
}

static CtlStatus
run (const CtlCommand *command, char **words)
{
  g_auto (GStrv) arguments = arguments_of (words);
  guint     n_arguments = g_strv_length (arguments);
  Ctl       ctl = { .command = command->name, .json = ctl_options.json };
  CtlStatus status;

  if (n_arguments < command->n_min || n_arguments > command->n_max)
    return ctl_usage (_ ("%s: expected: deskbellctl %s %s"), command->name, command->name,
                      command->arguments);

  if (!take_now (&ctl, &status))
    return status;

  if (command != &ctl_command_serve)
    g_log_set_writer_func (write_warnings, NULL, NULL);
  ctl.store_location = ctl_options.store != NULL ? g_strdup (ctl_options.store) : default_store ();
  ctl.is_default = ctl_options.store == NULL;
  ctl.is_remote = bell_store_is_remote (ctl.store_location);
  status = ctl.is_remote && command->is_only_here
               ? ctl_usage (_ ("%s: %s: only where the desk is, with the path of its file"),
                            ctl.command, ctl.store_location)
               : command->run (&ctl, arguments);
  ctl_close (&ctl);
  g_free (ctl.store_location);

  return status;
}

/* What cannot be printed was not done: an export that is cut off must not pass for a whole one. */
static CtlStatus
finish_output (CtlStatus status)
{
  if (fflush (stdout) == 0 && ferror (stdout) == 0)
    return status;

  return ctl_usage (_ ("standard output: not everything could be written"));
}

/* The name of the program and what comes after the name of the command. */
static char **
rest_of (char **words, guint n_words)
{
  g_autoptr (GStrvBuilder) rest = g_strv_builder_new ();

  g_strv_builder_add (rest, words[0]);
  for (guint i = 1 + n_words; words[i] != NULL; i++)
    g_strv_builder_add (rest, words[i]);

  return g_strv_builder_end (rest);
}

int
main (int argc, char *argv[])
{
  g_auto (GStrv) words = g_strdupv (argv);
  g_auto (GStrv) rest = NULL;
  g_autoptr (GError) error = NULL;
  const CtlCommand *command;
  guint             n_words = 0;

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, BELL_LOCALE_DIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  if (!parse_first (&words, &error))
    return ctl_usage ("%s", error->message);

  if (ctl_options.version)
    {
      g_print ("deskbellctl %s\n", BELL_VERSION);
      return CTL_DONE;
    }

  if (words[0] == NULL || words[1] == NULL)
    return ctl_usage (_ ("which command? deskbellctl --help lists them"));

  command = ctl_find_command (words + 1, &n_words);
  if (command == NULL)
    return ctl_usage (_ ("there is no command \"%s\"; deskbellctl --help lists them"), words[1]);

  rest = rest_of (words, n_words);
  if (!parse_rest (command, &rest, &error))
    return ctl_usage ("%s: %s", command->name, error->message);

  return finish_output (run (command, rest));
}
