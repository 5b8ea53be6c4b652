/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ctl.h"

/**
 * CtlOptions:
 * @store: (nullable): where the desk is
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
