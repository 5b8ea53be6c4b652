/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "bell-db.h"

/* What a kind of database does in its own way. */
typedef struct
{
  void (*close) (BellDb *self);
  gboolean (*execute) (BellDb *self, const char *sql, GError **error);
  BellRows *(*run) (BellDb     *self,
                    const char *name,
                    const char *sql,
                    GVariant   *values,
                    gint64     *n_changed,
                    GError    **error);
  gboolean (*in_transaction) (BellDb *self);
  gboolean (*backup) (BellDb *self, const char *path, GError **error);
  gboolean (*check) (BellDb *self, GError **error);
  gboolean (*get_schema) (BellDb *self, int *version, GError **error);
  gboolean (*set_schema) (BellDb *self, int version, GError **error);
} BellDbClass;

struct _BellDb
{
  const BellDbClass *klass;
  BellDbFlags        flags;
};

BellDb     *bell_sqlite_open (const char *path, BellDbFlags flags, GError **error);
gboolean    bell_sqlite_check_file (const char *path, BellDbFlags flags, GError **error);
gboolean    bell_sqlite_make_file (const char *path, GError **error);
const char *bell_statement_find (const char *name);
gboolean    bell_schema_is_known (int version, GError **error);
gboolean    bell_schema_bring_up (BellDb *self, GError **error);

/* Which fields of a shape have a column, and how a statement names them. */
gboolean bell_field_has_column (const BellField *field);
void     bell_shape_append_columns (const BellShape *shape, const char *alias, GString *sql);
