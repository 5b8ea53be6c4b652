/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "bell-error.h"
#include "bell-record.h"
#include "bell-rows.h"

/**
 * BellDb:
 *
 * One connection to a database, for one thread at a time. Statements are named; their text stands
 * in src/db/sql and nowhere else.
 */
typedef struct _BellDb BellDb;

/**
 * BellDbFlags:
 * @BELL_DB_CREATE: make the database if there is none yet
 * @BELL_DB_READ_ONLY: this connection only reads
 */
typedef enum
{
  BELL_DB_CREATE = 1 << 0,
  BELL_DB_READ_ONLY = 1 << 1,
} BellDbFlags;

gboolean bell_db_is_elsewhere (const char *store);
char    *bell_db_dup_display_name (const char *store);

BellDb *bell_db_open (const char *store, BellDbFlags flags, GError **error);
void    bell_db_close (BellDb *self);

gboolean bell_db_begin (BellDb *self, GError **error);
gboolean bell_db_commit (BellDb *self, GError **error);
void     bell_db_rollback (BellDb *self);
gboolean bell_db_in_transaction (BellDb *self);
gboolean bell_db_is_lost (BellDb *self);
gboolean bell_db_reconnect (BellDb *self, GError **error);
void     bell_db_foresee (BellDb *self, const char *statement, const char *value);
void     bell_db_foresee_meta (BellDb *self, const char *key);
guint    bell_db_n_written (BellDb *self);
gboolean bell_db_savepoint (BellDb *self, GError **error);
gboolean bell_db_release (BellDb *self, GError **error);
void     bell_db_rollback_to_savepoint (BellDb *self);

BellRows *bell_db_query (BellDb *self, const char *statement, GVariant *values, GError **error);
gboolean  bell_db_run (BellDb     *self,
                       const char *statement,
                       GVariant   *values,
                       gint64     *n_changed,
                       GError    **error);
gboolean  bell_db_backup (BellDb *self, const char *path, GError **error);
gboolean  bell_db_check (BellDb *self, GError **error);

/* The records of a shape that has a collection. */
GPtrArray  *bell_db_records (BellDb          *self,
                             const BellShape *shape,
                             const char      *statement,
                             GVariant        *values,
                             GError         **error);
gpointer    bell_db_record (BellDb          *self,
                            const BellShape *shape,
                            const char      *statement,
                            GVariant        *values,
                            GError         **error);
GPtrArray  *bell_db_all (BellDb *self, const BellShape *shape, GError **error);
gpointer    bell_db_get (BellDb *self, const BellShape *shape, const char *id, GError **error);
GHashTable *bell_db_some (BellDb *self, const BellShape *shape, GHashTable *ids, GError **error);
gboolean    bell_db_add (BellDb *self, gconstpointer record, GError **error);
gboolean    bell_db_put (BellDb *self, gconstpointer record, GError **error);
gboolean    bell_db_remove (BellDb *self, const BellShape *shape, const char *id, GError **error);

gboolean bell_db_users (BellDb          *self,
                        const BellShape *shape,
                        const char      *id,
                        GPtrArray       *words,
                        guint            few,
                        gint64          *n_users,
                        GError         **error);

char    *bell_db_get_meta (BellDb *self, const char *key, GError **error);
gboolean bell_db_set_meta (BellDb *self, const char *key, const char *value, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BellDb, bell_db_close)
