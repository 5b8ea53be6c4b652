/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-db-private.h"

/**
 * bell_db_is_elsewhere:
 * @store: the path of an SQLite file, or a URL of PostgreSQL
 *
 * Returns: whether the database is another process, which any number of computers may share
 */
gboolean
bell_db_is_elsewhere (const char *store)
{
  return g_str_has_prefix (store, "postgresql://") || g_str_has_prefix (store, "postgres://");
}

/**
 * bell_db_dup_display_name:
 * @store: the path of an SQLite file, or a URL of PostgreSQL
 *
 * Returns: (transfer full): @store as it may be shown to people and written into logs: without a
 *   password
 */
char *
bell_db_dup_display_name (const char *store)
{
  g_autoptr (GUri) uri = NULL;

  if (!bell_db_is_elsewhere (store))
    return g_strdup (store);

  /* What cannot be read may have a password in any place. */
  uri = g_uri_parse (store, G_URI_FLAGS_HAS_PASSWORD | G_URI_FLAGS_ENCODED, NULL);
  if (uri == NULL)
    return g_strdup ("postgresql://");

  return g_uri_to_string_partial (uri, G_URI_HIDE_PASSWORD | G_URI_HIDE_QUERY);
}

static BellDb *
open_connection (const char *store, BellDbFlags flags, GError **error)
{
  g_autofree char *name = bell_db_dup_display_name (store);
  BellDb          *self;

  if (!bell_db_is_elsewhere (store))
    return bell_sqlite_open (store, flags, error);

  self = bell_postgresql_open (store, flags, error);
  if (self == NULL)
    g_prefix_error (error, "%s: ", name);

  return self;
}

/**
 * bell_db_open:
 * @store: the path of an SQLite file, or a URL of PostgreSQL
 * @flags: how to open it
 * @error: return location for %BELL_ERROR_STORE, which says in words what is wrong with the store,
 *   or %BELL_ERROR_OFFLINE
 *
 * Opens a database and brings its schema up to what this program knows. One that is no desk of
 * Deskbell's, or one of a newer Deskbell, is refused and left as it is.
 *
 * Returns: (transfer full) (nullable): the connection, or %NULL
 */
BellDb *
bell_db_open (const char *store, BellDbFlags flags, GError **error)
{
  g_autoptr (BellDb) self = open_connection (store, flags, error);

  if (self == NULL)
    return NULL;

  self->flags = flags;
  if (!bell_schema_bring_up (self, error))
    {
      g_autofree char *name = bell_db_dup_display_name (store);

      g_prefix_error (error, "%s ", name);
      return NULL;
    }

  return g_steal_pointer (&self);
}

/* What was read or written in the transaction is not what another one would read. */
static void
forget (BellDb *self)
{
  g_clear_pointer (&self->last_hash, g_free);
  g_clear_pointer (&self->meta, g_hash_table_unref);
}

/**
 * bell_db_close:
 * @self: (transfer full): a connection
 *
 * Closes the connection; a transaction that is open is rolled back.
 */
void
bell_db_close (BellDb *self)
{
  forget (self);
  g_clear_pointer (&self->added, g_ptr_array_unref);
  self->klass->close (self);
}

/**
 * bell_db_begin:
 * @self: a connection
 * @error: return location for %BELL_ERROR_STORE
 *
 * Begins a transaction; one that writes unless the connection is for reading only. All its reads
 * see the same state.
 *
 * Returns: whether it has begun
 */
gboolean
bell_db_begin (BellDb *self, GError **error)
{
  self->grown = 0;
  forget (self);
  g_clear_pointer (&self->added, g_ptr_array_unref);

  return self->klass->begin (self, (self->flags & BELL_DB_READ_ONLY) != 0, error);
}

/**
 * bell_db_commit:
 * @self: a connection
 * @error: return location for %BELL_ERROR_STORE
 *
 * Returns: whether everything of the transaction is on disk; if not, nothing of it is
 */
gboolean
bell_db_commit (BellDb *self, GError **error)
{
  forget (self);
  if (self->klass->commit (self, error))
    return TRUE;

  bell_db_rollback (self);

  return FALSE;
}

/**
 * bell_db_rollback:
 * @self: a connection
 *
 * Ends the transaction as if it had never been.
 */
void
bell_db_rollback (BellDb *self)
{
  g_autoptr (GError) error = NULL;

  forget (self);
  if (bell_db_in_transaction (self) && !self->klass->execute (self, "ROLLBACK", &error))
    g_warning ("A transaction could not be rolled back: %s", error->message);
}

/**
 * bell_db_in_transaction:
 * @self: a connection
 *
 * Returns: whether a transaction is open; a database may end it by itself when a disk is full
 */
gboolean
bell_db_in_transaction (BellDb *self)
{
  return self->klass->in_transaction (self);
}

/**
 * bell_db_n_written:
 * @self: a connection
 *
 * Returns: how often bell_db_run() has done something so far, in any transaction
 */
guint
bell_db_n_written (BellDb *self)
{
  return self->n_written;
}

/**
 * bell_db_savepoint:
 * @self: a connection with an open transaction
 * @error: return location for %BELL_ERROR_STORE
 *
 * Begins a part of the transaction that can be taken back without the rest.
 *
 * Returns: whether it has begun
 */
gboolean
bell_db_savepoint (BellDb *self, GError **error)
{
  return self->klass->execute (self, "SAVEPOINT part", error);
}

/**
 * bell_db_release:
 * @self: a connection with a savepoint
 * @error: return location for %BELL_ERROR_STORE
 *
 * Returns: whether what happened since the savepoint now belongs to the transaction
 */
gboolean
bell_db_release (BellDb *self, GError **error)
{
  return self->klass->execute (self, "RELEASE part", error);
}

/**
 * bell_db_rollback_to_savepoint:
 * @self: a connection with a savepoint
 *
 * Takes back what happened since the savepoint.
 */
void
bell_db_rollback_to_savepoint (BellDb *self)
{
  g_autoptr (GError) error = NULL;

  forget (self);
  if (!bell_db_in_transaction (self))
    return;

  if (!self->klass->execute (self, "ROLLBACK TO part", &error)
      || !self->klass->execute (self, "RELEASE part", &error))
    g_warning ("A part of a transaction could not be taken back: %s", error->message);
}

/**
 * bell_db_is_lost:
 * @self: a connection
 *
 * Returns: whether the database on the other end has gone; what was under way may have been done
 */
gboolean
bell_db_is_lost (BellDb *self)
{
  return self->klass->is_lost != NULL && self->klass->is_lost (self);
}

/**
 * bell_db_reconnect:
 * @self: a connection that is lost
 * @error: return location for %BELL_ERROR_OFFLINE or %BELL_ERROR_STORE
 *
 * Returns: whether it can be used again
 */
gboolean
bell_db_reconnect (BellDb *self, GError **error)
{
  return self->klass->reconnect (self, error);
}

/* The text of the cell stays that of @value, or of what it is a part of. */
static BellCell
cell_of (GVariant *value)
{
  g_autoptr (GVariant) inner = NULL;
  const GVariantType *type = g_variant_get_type (value);
  gboolean            is_null = FALSE;

  if (g_variant_type_is_maybe (type))
    {
      type = g_variant_type_element (type);
      inner = g_variant_get_maybe (value);
      is_null = inner == NULL;
      value = inner;
    }

  if (g_variant_type_equal (type, G_VARIANT_TYPE_STRING))
    return bell_cell_text (is_null ? NULL : g_variant_get_string (value, NULL));

  if (is_null)
    return bell_cell_no_int ();

  return bell_cell_int (g_variant_type_equal (type, G_VARIANT_TYPE_BOOLEAN)
                            ? g_variant_get_boolean (value)
                            : g_variant_get_int64 (value));
}

/* Returns: how many values there are, at most so many as a statement may have. */
static guint
cells_of (GVariant *values, BellCell *cells)
{
  gsize n = values != NULL ? g_variant_n_children (values) : 0;

  g_return_val_if_fail (n <= BELL_DB_VALUES_MAX, 0);

  for (gsize i = 0; i < n; i++)
    {
      g_autoptr (GVariant) value = g_variant_get_child_value (values, i);

      cells[i] = cell_of (value);
    }

  return (guint) n;
}

/**
 * bell_db_query:
 * @self: a connection
 * @statement: the name of a statement
 * @values: (nullable): a tuple of its values, of types s, ms, x, mx or b; a floating one is taken
 * @error: return location for %BELL_ERROR_STORE
 *
 * Returns: (transfer full) (nullable): the rows it gave, perhaps none, or %NULL if it failed
 */
BellRows *
bell_db_query (BellDb *self, const char *statement, GVariant *values, GError **error)
{
  g_autoptr (GVariant) taken = values != NULL ? g_variant_ref_sink (values) : NULL;
  BellCell cells[BELL_DB_VALUES_MAX];
  guint    n = cells_of (taken, cells);

  return self->klass->run (self, statement, cells, n, NULL, error);
}

/**
 * bell_db_run:
 * @self: a connection
 * @statement: the name of a statement
 * @values: (nullable): a tuple of its values; a floating one is taken
 * @n_changed: (out) (optional): how many rows it changed
 * @error: return location for %BELL_ERROR_STORE
 *
 * A database that is another process may do it later, at the latest with the commit, unless
 * @n_changed is wanted; then what fails fails there.
 *
 * Returns: whether it was done
 */
gboolean
bell_db_run (BellDb     *self,
             const char *statement,
             GVariant   *values,
             gint64     *n_changed,
             GError    **error)
{
  g_autoptr (GVariant) taken = values != NULL ? g_variant_ref_sink (values) : NULL;
  BellCell cells[BELL_DB_VALUES_MAX];
  guint    n = cells_of (taken, cells);

  return bell_db_run_cells (self, statement, cells, n, n_changed, error);
}

/**
 * bell_db_foresee:
 * @self: a connection in a transaction
 * @statement: the name of a statement with one value, which only reads
 * @value: its value
 *
 * Says that bell_db_query() will soon ask for this: a database that is another process is asked for
 * several things in one go, and has the answers ready.
 */
void
bell_db_foresee (BellDb *self, const char *statement, const char *value)
{
  BellCell cell = bell_cell_text (value);

  if (self->klass->foresee != NULL)
    self->klass->foresee (self, statement, &cell, 1);
}

/**
 * bell_db_foresee_meta:
 * @self: a connection in a transaction
 * @key: what to look up
 *
 * Says that bell_db_get_meta() will soon ask for this.
 */
void
bell_db_foresee_meta (BellDb *self, const char *key)
{
  if (self->meta == NULL || !g_hash_table_contains (self->meta, key))
    bell_db_foresee (self, "meta_get", key);
}

gboolean
bell_db_run_cells (BellDb         *self,
                   const char     *statement,
                   const BellCell *values,
                   guint           n_values,
                   gint64         *n_changed,
                   GError        **error)
{
  g_autoptr (BellRows) rows = NULL;

  self->n_written++;
  if (n_changed == NULL && self->klass->run_later != NULL && bell_db_in_transaction (self))
    return self->klass->run_later (self, statement, values, n_values, error);

  rows = self->klass->run (self, statement, values, n_values, n_changed, error);

  return rows != NULL;
}

/**
 * bell_db_backup:
 * @self: a connection
 * @path: where to write a copy; it must not be there yet
 * @error: return location for %BELL_ERROR_STORE
 *
 * Writes a copy of the database as it is now, while others go on using it.
 *
 * Returns: whether the copy is complete
 */
gboolean
bell_db_backup (BellDb *self, const char *path, GError **error)
{
  return self->klass->backup (self, path, error);
}

/**
 * bell_db_check:
 * @self: a connection
 * @error: return location for %BELL_ERROR_STORE, which says what is wrong
 *
 * Returns: whether the database is whole: its pages, its indexes and its references
 */
gboolean
bell_db_check (BellDb *self, GError **error)
{
  return self->klass->check (self, error);
}

/* All reads of a transaction see the same, and nobody else writes in it. */
static void
keep_meta (BellDb *self, const char *key, const char *value)
{
  if (self->meta == NULL)
    self->meta = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_hash_table_insert (self->meta, g_strdup (key), g_strdup (value));
}

/**
 * bell_db_get_meta:
 * @self: a connection
 * @key: what to look up
 * @error: return location for %BELL_ERROR_STORE
 *
 * Returns: (transfer full) (nullable): what the desk remembers of @key; %NULL for nothing, too
 */
char *
bell_db_get_meta (BellDb *self, const char *key, GError **error)
{
  g_autoptr (BellRows) rows = NULL;
  const char *value;

  if (self->meta != NULL
      && g_hash_table_lookup_extended (self->meta, key, NULL, (gpointer *) &value))
    return g_strdup (value);

  rows = bell_db_query (self, "meta_get", g_variant_new ("(s)", key), error);
  if (rows == NULL)
    return NULL;

  value = bell_rows_count (rows) > 0 ? bell_rows_text_at (rows, 0, 0) : NULL;
  if (bell_db_in_transaction (self))
    keep_meta (self, key, value);

  return g_strdup (value);
}

/**
 * bell_db_set_meta:
 * @self: a connection
 * @key: what to remember
 * @value: its value
 * @error: return location for %BELL_ERROR_STORE
 *
 * Returns: whether it is remembered
 */
gboolean
bell_db_set_meta (BellDb *self, const char *key, const char *value, GError **error)
{
  g_clear_pointer (&self->meta, g_hash_table_unref);

  return bell_db_run (self, "meta_set", g_variant_new ("(ss)", key, value), NULL, error);
}
