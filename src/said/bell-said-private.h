/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "bell-said.h"

extern const char *const bell_said_patterns[];
extern const guint       bell_n_said;

const char *bell_said_translate (guint which, gulong n);
