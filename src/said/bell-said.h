/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

char    *bell_said (const char *text);
gboolean bell_said_is_known (const char *text);
