/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ctl-options.h"
#include "ctl-values.h"

void describe_manual_synopsis (GString *out);
void describe_manual_options (GString *out);
void describe_manual_commands (GString *out);
void describe_manual_values (GString *out);
