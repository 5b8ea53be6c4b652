/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "bell-overview.h"
#include "bell-session.h"

#include <adwaita.h>

/* A table of what is counted, by day or by group. */
#define BELL_TYPE_ADMIN_COUNT_TABLE (bell_admin_count_table_get_type ())
G_DECLARE_FINAL_TYPE (BellAdminCountTable, bell_admin_count_table, BELL, ADMIN_COUNT_TABLE, AdwBin)

GtkWidget *bell_admin_count_table_new (BellSession *session, const char *title, const char *first);
void       bell_admin_count_table_set_rows (BellAdminCountTable *self, GPtrArray *rows);
char      *bell_admin_count_csv (GPtrArray *rows, gboolean by_day);
