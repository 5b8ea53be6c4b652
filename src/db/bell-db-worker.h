/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "bell-db.h"

#include <gio/gio.h>

/**
 * BellDbWorker:
 *
 * Threads that own connections, so that nobody else waits for a disk. A writing worker has one,
 * which commits in groups: what waits is done in one transaction, each job for itself, and an
 * answer leaves only after the commit is on disk.
 */
typedef struct _BellDbWorker BellDbWorker;

/**
 * BellDbJob:
 * @db: a connection in a transaction
 * @data: what the job was given
 * @error: return location for what went wrong; then nothing that the job did remains
 *
 * Runs in a thread of the worker.
 *
 * Returns: (nullable): the result; %NULL without an error is one, too
 */
typedef gpointer (*BellDbJob) (BellDb *db, gpointer data, GError **error);

/**
 * BellDbCommitted:
 * @changes: (nullable) (element-type BellChange): the rows that the transaction has added to the
 *   change log, each with its subject as it is now; %NULL if the log has to be read for them
 * @user_data: what bell_db_worker_new() was given
 *
 * Called in the context of bell_db_worker_new() after a transaction that wrote.
 */
typedef void (*BellDbCommitted) (GPtrArray *changes, gpointer user_data);

BellDbWorker      *
bell_db_worker_new (GPtrArray *connections, BellDbCommitted committed, gpointer user_data);
void bell_db_worker_free (BellDbWorker *self);
void bell_db_worker_run (BellDbWorker  *self,
                         BellDbJob      job,
                         gpointer       data,
                         GDestroyNotify free_data,
                         GDestroyNotify free_result,
                         GTask         *task);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BellDbWorker, bell_db_worker_free)
