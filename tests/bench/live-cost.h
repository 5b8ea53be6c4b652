/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

double live_cost_seconds (char **processes);
double live_cost_memory (char **processes);
