/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* Tables as text, for spreadsheets: RFC 4180, in UTF-8. */
void bell_csv_append (GString *csv, const char *cell);
void bell_csv_append_count (GString *csv, gint64 count);
void bell_csv_end (GString *csv);
