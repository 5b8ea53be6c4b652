/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ctl.h"

const CtlCommand *const ctl_commands[] = {
  &ctl_command_import,
  &ctl_command_export,
  &ctl_command_check,
  &ctl_command_on_call,
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
  &ctl_command_user_set_password,
  &ctl_command_user_list,
  &ctl_command_serve,
  &ctl_command_backup,
  &ctl_command_verify,
  NULL,
};
