/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "bell-document.h"

char         *desk_data_read (const char *name);
char         *desk_data_replace (const char *data, const char *from, const char *to);
char         *desk_data_change (const char *data, const char *changes);
BellDocument *desk_data_load (const char *data);
BellInstant   desk_data_instant (const char *text);
