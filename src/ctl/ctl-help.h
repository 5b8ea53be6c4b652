/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ctl.h"

char *ctl_help_of_commands (const char *first);
char *ctl_help_of_command (const CtlCommand *command);
