/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <sqlite3.h>

/**
 * BellSqliteCheckpoint:
 *
 * What brings the pages of the write-ahead log into the file of a desk, beside who writes.
 */
typedef struct _BellSqliteCheckpoint BellSqliteCheckpoint;

BellSqliteCheckpoint *bell_sqlite_checkpoint_new (sqlite3 *writer, const char *path);
void                  bell_sqlite_checkpoint_free (BellSqliteCheckpoint *self);
