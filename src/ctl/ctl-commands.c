/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ctl.h"

const CtlCommand *const ctl_commands[] = {
  &ctl_command_help,
  &ctl_command_import,
  &ctl_command_export,
  &ctl_command_holidays,
  &ctl_command_lint,
  &ctl_command_check,
  &ctl_command_on_call,
  &ctl_command_clocks,
  &ctl_command_coverage,
  &ctl_command_effect,
  &ctl_command_backtest,
  &ctl_command_due,
  &ctl_command_elapsed,
  &ctl_command_request_new,
  &ctl_command_request_list,
  &ctl_command_request_show,
  &ctl_command_chat_ask,
  &ctl_command_chat_pending,
  &ctl_command_chat_look,
  &ctl_command_chat_send,
  &ctl_command_chat_leave,
  &ctl_command_chat_end,
  &ctl_command_chat_transcript,
  &ctl_command_user_add,
  &ctl_command_user_set_password,
  &ctl_command_user_list,
  &ctl_command_session_list,
  &ctl_command_session_close,
  &ctl_command_serve,
  &ctl_command_backup,
  &ctl_command_verify,
  NULL,
};

/**
 * ctl_find_command:
 * @words: (array zero-terminated=1): words of a command line, without options
 * @n_words: (out): how many of them are the name of the command
 *
 * Returns: (nullable): the command that the words begin with
 */
const CtlCommand *
ctl_find_command (char **words, guint *n_words)
{
  guint n_given = g_strv_length (words);

  for (guint i = 0; ctl_commands[i] != NULL; i++)
    {
      g_auto (GStrv) name = g_strsplit (ctl_commands[i]->name, " ", -1);
      guint n_name = g_strv_length (name);
      guint same = 0;

      while (same < n_name && same < n_given && g_str_equal (name[same], words[same]))
        same++;
      if (same == n_name)
        {
          *n_words = n_name;
          return ctl_commands[i];
        }
    }

  return NULL;
}
