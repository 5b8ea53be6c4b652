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

/* Called in the context of bell_db_worker_new() after transactions that wrote. */
typedef void (*BellDbCommitted) (gpointer user_data);

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
