/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#define BELL_ID_MAX 64

gboolean bell_id_is_valid (const char *id);
char    *bell_id_new (void);
