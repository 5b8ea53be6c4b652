/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ctl.h"

/**
 * CtlOptions:
 * @store: (nullable): where the desk is
 * @user: (nullable): who signs in to a desk elsewhere
 * @password_file: (nullable): a file whose first line is a password
 * @certificate: (nullable): the SHA-256 of the one certificate that is accepted
 * @json: whether to answer in JSON
 * @now: (nullable): the time to answer as of
 * @version: whether only the version is asked for
 * @command: (nullable): the command whose options are being read, for its help
 *
 * What the options that every command takes are set to.
 */
typedef struct
{
  char             *store;
  char             *user;
  char             *password_file;
  char             *certificate;
  gboolean          json;
  char             *now;
  gboolean          version;
  const CtlCommand *command;
} CtlOptions;

extern CtlOptions         ctl_options;
extern const GOptionEntry ctl_global_options[];

gboolean            ctl_option_is_shown (const GOptionEntry *option);
const char         *ctl_option_value (const GOptionEntry *option);
const GOptionEntry *ctl_find_option (const CtlCommand *command, const char *name);
