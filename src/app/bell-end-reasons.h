/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

guint       bell_end_reasons_count (void);
const char *bell_end_reasons_get (guint index);
const char *bell_end_reasons_label (const char *reason);
