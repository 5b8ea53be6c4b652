/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "bell-rows.h"

#include <sqlite3.h>

/**
 * BellSqliteStatement:
 *
 * A statement that SQLite has prepared.
 */
typedef struct _BellSqliteStatement BellSqliteStatement;

BellSqliteStatement *bell_sqlite_statement_new (sqlite3_stmt *statement);
void                 bell_sqlite_statement_free (gpointer data);
gboolean             bell_sqlite_statement_step (BellSqliteStatement *self);
BellRows *
bell_sqlite_statement_run (BellSqliteStatement *self, const BellCell *values, guint n_values);
