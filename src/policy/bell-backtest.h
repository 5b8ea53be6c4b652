/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "bell-clocks.h"

/* How many requests a backtest shows, of those that change most. */
#define BELL_BACKTEST_SHOWN 10

void
bell_backtest_add (BellBacktest *self, const char *request, GPtrArray *before, GPtrArray *after);
void bell_backtest_finish (BellBacktest *self);
