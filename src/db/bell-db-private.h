/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "bell-db.h"

/* The most values of a statement. */
#define BELL_DB_VALUES_MAX 32

/* What a kind of database does in its own way. */
typedef struct
{
  const char *dialect; /* of SQL, where a statement is written in more than one */

  void (*close) (BellDb *self);
  gboolean (*execute) (BellDb *self, const char *sql, GError **error);
  gboolean (*begin) (BellDb *self, gboolean reads, GError **error);
  gboolean (*commit) (BellDb *self, GError **error);
  BellRows *(*run) (BellDb         *self,
                    const char     *name,
                    const BellCell *values,
                    guint           n_values,
                    gint64         *n_changed,
                    GError        **error);
  /* Where it is worth it: what is done at the latest with the commit, and may fail only then. */
  gboolean (*run_later) (BellDb         *self,
                         const char     *name,
                         const BellCell *values,
                         guint           n_values,
                         GError        **error);
  void (*foresee) (BellDb *self, const char *name, const BellCell *values, guint n_values);
  gboolean (*in_transaction) (BellDb *self);

  /* Only where the database is another process, which may go and come back. */
  gboolean (*is_lost) (BellDb *self);
  gboolean (*reconnect) (BellDb *self, GError **error);

  gboolean (*backup) (BellDb *self, const char *path, GError **error);
  gboolean (*check) (BellDb *self, GError **error);
  gboolean (*get_schema) (BellDb *self, int *version, GError **error);
  gboolean (*set_schema) (BellDb *self, int version, GError **error);
  char *(*adapt_schema) (const char *sql); /* NULL: it is written in this dialect */
} BellDbClass;

struct _BellDb
{
  const BellDbClass *klass;
  BellDbFlags        flags;
  gint64             grown; /* the last change that the transaction has added; 0 for none */
  GPtrArray         *added; /* (nullable): the changes that the transaction has added, in order */
  char              *last_hash; /* of the last of them; NULL: it has to be asked for */
  GHashTable        *meta;      /* (nullable): what the transaction has read of the table "meta" */
  guint              n_written;
};

/* As bell_db_run(), with texts that stay the caller's. */
gboolean bell_db_run_cells (BellDb         *self,
                            const char     *statement,
                            const BellCell *values,
                            guint           n_values,
                            gint64         *n_changed,
                            GError        **error);

BellDb          *bell_sqlite_open (const char *path, BellDbFlags flags, GError **error);
gboolean         bell_sqlite_check_file (const char *path, BellDbFlags flags, GError **error);
gboolean         bell_sqlite_make_file (const char *path, GError **error);
BellDb          *bell_postgresql_open (const char *location, BellDbFlags flags, GError **error);
const char      *bell_statement_find (const char *name, const char *dialect);
const char      *bell_statement_get (const char *name, const char *dialect);
const BellShape *bell_statement_users (guint number);
gboolean         bell_schema_is_known (int version, GError **error);
gboolean         bell_schema_bring_up (BellDb *self, GError **error);

/* Which fields of a shape have a column, and how a statement names them. */
gboolean bell_field_has_column (const BellField *field);
void     bell_shape_append_columns (const BellShape *shape, const char *alias, GString *sql);
