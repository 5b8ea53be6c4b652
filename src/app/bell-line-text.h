/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "bell-store.h"

const char *bell_line_text_state (BellLine line);
char       *bell_line_text_banner (BellLine line, const char *name);
