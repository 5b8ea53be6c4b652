/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-db-private.h"
#include "bell-postgresql-private.h"

/* "DSKB": the first half of the name of the lock that who writes a desk holds. */
#define LOCK_CLASS 0x44534b42

typedef struct
{
  BellDb              db;
  BellPostgresqlQueue queue;
  GHashTable         *prepared; /* set of the names of statements */
  char               *location;
  char               *schema; /* the name of the one that the desk is in */
} BellPostgresql;

/* Whatever waits is done before; what was wrong with it does not keep it from being taken back. */
static gboolean
postgresql_execute (BellDb *db, const char *sql, GError **error)
{
  BellPostgresql *self = (BellPostgresql *) db;
  gboolean        takes_back = g_str_has_prefix (sql, "ROLLBACK");

  bell_postgresql_queue_forget (&self->queue);

  return (bell_postgresql_queue_settle (&self->queue, takes_back ? NULL : error) || takes_back)
         && bell_postgresql_must (self->queue.connection, sql, error);
}

/* The one value that a statement gives. */
static char *
ask (BellPostgresql *self, const char *sql, GError **error)
{
  return bell_postgresql_queue_settle (&self->queue, error)
             ? bell_postgresql_ask (self->queue.connection, sql, error)
             : NULL;
}

static gboolean
prepare (BellPostgresql *self, const char *name, const BellPostgresqlValues *values, GError **error)
{
  PGresult *result;
  gboolean  done;

  if (g_hash_table_contains (self->prepared, name))
    return TRUE;

  if (!bell_postgresql_queue_settle (&self->queue, error))
    return FALSE;

  result = PQprepare (self->queue.connection, name,
                      bell_statement_get (name, self->db.klass->dialect), values->n, values->types);
  done = PQresultStatus (result) == PGRES_COMMAND_OK;
  if (done)
    {
      g_hash_table_add (self->prepared, g_strdup (name));
    }
  else
    {
      bell_postgresql_fail (self->queue.connection, result, error);
      g_prefix_error (error, "statement %s: ", name);
    }
  PQclear (result);

  return done;
}

/* Returns: whether this was foreseen; then @rows is what it gave, or %NULL if it has failed. */
static gboolean
find_foreseen (BellPostgresql             *self,
               const char                 *name,
               const BellPostgresqlValues *values,
               BellRows                  **rows,
               GError                    **error)
{
  g_autofree char *key = NULL;
  g_autoptr (GError) problem = NULL;

  if (self->queue.foreseen == NULL)
    return FALSE;

  key = bell_postgresql_values_key (values, name);
  *rows = bell_postgresql_queue_foreseen (&self->queue, key, &problem);
  if (problem == NULL)
    return *rows != NULL;

  g_propagate_error (error, g_steal_pointer (&problem));

  return TRUE;
}

static BellRows *
postgresql_run (BellDb         *db,
                const char     *name,
                const BellCell *values,
                guint           n_values,
                gint64         *n_changed,
                GError        **error)
{
  BellPostgresql      *self = (BellPostgresql *) db;
  BellPostgresqlValues given = { .n = 0 };
  PGresult            *result;
  BellRows            *rows;

  bell_postgresql_values_set (&given, values, n_values);
  if (n_changed == NULL && find_foreseen (self, name, &given, &rows, error))
    return rows;
  if (n_changed != NULL)
    bell_postgresql_queue_forget (&self->queue);
  if (!prepare (self, name, &given, error))
    return NULL;

  if (!bell_postgresql_queue_statement (&self->queue, name, given.n, given.texts, error))
    return NULL;

  result = bell_postgresql_queue_finish (&self->queue, error);
  if (result == NULL)
    return NULL;

  rows = bell_postgresql_rows (result);
  if (n_changed != NULL)
    *n_changed = g_ascii_strtoll (PQcmdTuples (result), NULL, 10);
  PQclear (result);

  return rows;
}

static gboolean
postgresql_run_later (BellDb         *db,
                      const char     *name,
                      const BellCell *values,
                      guint           n_values,
                      GError        **error)
{
  BellPostgresql      *self = (BellPostgresql *) db;
  BellPostgresqlValues given = { .n = 0 };

  bell_postgresql_queue_forget (&self->queue);
  bell_postgresql_values_set (&given, values, n_values);

  return prepare (self, name, &given, error)
         && bell_postgresql_queue_statement (&self->queue, name, given.n, given.texts, error);
}

/* A statement that is not prepared yet would have to be waited for: then nothing is foreseen. */
static void
postgresql_foresee (BellDb *db, const char *name, const BellCell *values, guint n_values)
{
  BellPostgresql      *self = (BellPostgresql *) db;
  BellPostgresqlValues given = { .n = 0 };

  bell_postgresql_values_set (&given, values, n_values);
  if (g_hash_table_contains (self->prepared, name))
    bell_postgresql_queue_foresee (&self->queue, bell_postgresql_values_key (&given, name), name,
                                   given.n, given.texts);
}

/* Who writes a desk holds its lock until the commit can be seen by everyone: so changes become
 * visible in the order of their numbers, whoever writes, and however long a commit takes. A schema
 * is a desk. */
static gboolean
postgresql_begin (BellDb *db, gboolean reads, GError **error)
{
  BellPostgresql  *self = (BellPostgresql *) db;
  g_autofree char *lock = NULL;

  bell_postgresql_queue_forget (&self->queue);
  if (reads)
    return bell_postgresql_queue_sql (&self->queue, "BEGIN", error);

  lock = g_strdup_printf ("SELECT pg_advisory_xact_lock (%d, hashtext (current_schema ()))",
                          LOCK_CLASS);
  if (bell_postgresql_queue_sql (&self->queue, "BEGIN ISOLATION LEVEL READ COMMITTED", error)
      && bell_postgresql_queue_sql (&self->queue, lock, error))
    return TRUE;
  bell_db_rollback (db);

  return FALSE;
}

/* One word to all servers for a whole group: NOTIFY takes a lock of its own at the commit. */
static gboolean
postgresql_commit (BellDb *db, GError **error)
{
  BellPostgresql  *self = (BellPostgresql *) db;
  g_autofree char *text = NULL;
  g_autofree char *sql = NULL;
  PGresult        *result;
  gboolean         done;

  if (self->db.grown > 0)
    {
      char *quoted;

      text = g_strdup_printf ("%" G_GINT64_FORMAT " %s", self->db.grown, self->schema);
      quoted = PQescapeLiteral (self->queue.connection, text, strlen (text));
      sql = g_strdup_printf ("NOTIFY " BELL_POSTGRESQL_CHANNEL ", %s", quoted);
      PQfreemem (quoted);
    }

  if ((sql != NULL && !bell_postgresql_queue_sql (&self->queue, sql, error))
      || !bell_postgresql_queue_sql (&self->queue, "COMMIT", error))
    return FALSE;

  result = bell_postgresql_queue_finish (&self->queue, error);
  if (result == NULL)
    return FALSE;

  /* A transaction in which something has failed before is rolled back by its commit. */
  done = g_str_equal (PQcmdStatus (result), "COMMIT");
  if (!done)
    g_set_error_literal (error, BELL_ERROR, BELL_ERROR_STORE, "the transaction has failed before");
  PQclear (result);

  return done;
}

static gboolean
postgresql_in_transaction (BellDb *db)
{
  PGTransactionStatusType status = PQtransactionStatus (((BellPostgresql *) db)->queue.connection);

  return status == PQTRANS_INTRANS || status == PQTRANS_INERROR || status == PQTRANS_ACTIVE;
}

/* A standby that can only be read is no use either: by now another server may be the first. */
static gboolean
postgresql_is_lost (BellDb *db)
{
  return PQstatus (((BellPostgresql *) db)->queue.connection) != CONNECTION_OK;
}

static gboolean
postgresql_backup (BellDb *db, const char *path, GError **error)
{
  g_set_error_literal (error, BELL_ERROR, BELL_ERROR_INVALID,
                       "a desk in PostgreSQL is backed up with PostgreSQL's own pg_dump");

  return FALSE;
}

static gboolean
postgresql_check (BellDb *db, GError **error)
{
  BellPostgresql  *self = (BellPostgresql *) db;
  g_autofree char *name = ask (self,
                               "SELECT conrelid::regclass FROM pg_constraint WHERE NOT convalidated"
                               " AND connamespace = current_schema ()::regnamespace LIMIT 1",
                               error);

  if (name == NULL || name[0] == '\0')
    return name != NULL;

  g_set_error (error, BELL_ERROR, BELL_ERROR_STORE,
               "is damaged: rows of %s are not checked for what they refer to", name);

  return FALSE;
}

static gboolean
postgresql_get_schema (BellDb *db, int *version, GError **error)
{
  BellPostgresql  *self = (BellPostgresql *) db;
  g_autofree char *tables = ask (self,
                                 "SELECT count (*) FROM pg_class WHERE relkind = 'r'"
                                 " AND relnamespace = current_schema ()::regnamespace",
                                 error);
  g_autofree char *found = NULL;

  *version = 0;
  if (tables == NULL || g_str_equal (tables, "0"))
    return tables != NULL;

  found = ask (self, "SELECT obj_description (to_regclass ('changes'))", error);
  if (found == NULL)
    return FALSE;

  if (sscanf (found, "deskbell schema %d", version) == 1)
    return TRUE;

  g_set_error (error, BELL_ERROR, BELL_ERROR_STORE,
               "is not a Deskbell desk (the schema \"%s\" has tables of another program)",
               self->schema);
  bell_error_mark (error, BELL_TROUBLE_FOREIGN, 0);

  return FALSE;
}

static gboolean
postgresql_set_schema (BellDb *db, int version, GError **error)
{
  g_autofree char *sql
      = g_strdup_printf ("COMMENT ON TABLE changes IS 'deskbell schema %d'", version);

  return postgresql_execute (db, sql, error);
}

/* The schema is written for SQLite. Whole numbers have 64 bits in both; text is compared byte by
 * byte in both if PostgreSQL is told to. */
static char *
postgresql_adapt_schema (const char *sql)
{
  static const char *const words[][2] = { { "\\bINTEGER\\b", "BIGINT" },
                                          { "\\bTEXT\\b", "TEXT COLLATE \"C\"" },
                                          { "\\) STRICT(, WITHOUT ROWID)?;", ");" } };
  char                    *adapted = g_strdup (sql);

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    {
      g_autoptr (GRegex) regex = g_regex_new (words[i][0], 0, 0, NULL);
      g_autofree char *before = adapted;

      adapted = g_regex_replace_literal (regex, before, -1, 0, words[i][1], 0, NULL);
    }

  return adapted;
}

static gboolean
connect_to (BellPostgresql *self, GError **error)
{
  gboolean reads = (self->db.flags & BELL_DB_READ_ONLY) != 0;
  PGconn  *connection = bell_postgresql_connect (
      self->location, reads ? BELL_POSTGRESQL_READ : BELL_POSTGRESQL_WRITE, -1, error);

  if (connection == NULL)
    return FALSE;

  g_clear_pointer (&self->queue.connection, PQfinish);
  self->queue.connection = connection;
  self->queue.n_waiting = 0;
  bell_postgresql_queue_forget (&self->queue);
  g_hash_table_remove_all (self->prepared);
  g_free (self->schema);
  self->schema = bell_postgresql_ask (connection, "SELECT current_schema ()", error);

  return self->schema != NULL;
}

static gboolean
postgresql_reconnect (BellDb *db, GError **error)
{
  return connect_to ((BellPostgresql *) db, error);
}

static void
postgresql_close (BellDb *db)
{
  BellPostgresql *self = (BellPostgresql *) db;

  bell_postgresql_queue_forget (&self->queue);
  g_clear_pointer (&self->queue.connection, PQfinish);
  g_hash_table_unref (self->prepared);
  g_free (self->location);
  g_free (self->schema);
  g_free (self);
}

static const BellDbClass postgresql_class = {
  .dialect = "postgresql",
  .close = postgresql_close,
  .execute = postgresql_execute,
  .begin = postgresql_begin,
  .commit = postgresql_commit,
  .run = postgresql_run,
  .run_later = postgresql_run_later,
  .foresee = postgresql_foresee,
  .in_transaction = postgresql_in_transaction,
  .is_lost = postgresql_is_lost,
  .reconnect = postgresql_reconnect,
  .backup = postgresql_backup,
  .check = postgresql_check,
  .get_schema = postgresql_get_schema,
  .set_schema = postgresql_set_schema,
  .adapt_schema = postgresql_adapt_schema,
};

static gboolean
check_encoding (BellPostgresql *self, GError **error)
{
  g_autofree char *encoding = ask (self, "SHOW server_encoding", error);

  if (encoding == NULL || g_str_equal (encoding, "UTF8"))
    return encoding != NULL;

  g_set_error (error, BELL_ERROR, BELL_ERROR_STORE,
               "the database has the encoding %s; expected UTF8", encoding);

  return FALSE;
}

/* Without being asked to, no desk is made of what happens to be empty. */
static gboolean
check_desk (BellPostgresql *self, GError **error)
{
  int version;

  if (self->schema[0] == '\0')
    {
      g_set_error_literal (error, BELL_ERROR, BELL_ERROR_STORE,
                           "none of the schemas of the search path is there; make one first");
      bell_error_mark (error, BELL_TROUBLE_MISSING, 0);
      return FALSE;
    }

  if (!postgresql_get_schema (&self->db, &version, error))
    return FALSE;

  if (version > 0 || (self->db.flags & BELL_DB_CREATE) != 0)
    return TRUE;

  g_set_error (error, BELL_ERROR, BELL_ERROR_STORE, "there is no desk in the schema \"%s\"",
               self->schema);
  bell_error_mark (error, BELL_TROUBLE_MISSING, 0);

  return FALSE;
}

/**
 * bell_postgresql_open:
 * @location: a URL of PostgreSQL; the desk is in the first schema of its search path
 * @flags: how to open it
 * @error: return location for %BELL_ERROR_OFFLINE or %BELL_ERROR_STORE
 *
 * Returns: (transfer full) (nullable): the connection, or %NULL
 */
BellDb *
bell_postgresql_open (const char *location, BellDbFlags flags, GError **error)
{
  BellPostgresql *self = g_new0 (BellPostgresql, 1);

  self->db.klass = &postgresql_class;
  self->db.flags = flags;
  self->location = g_strdup (location);
  self->prepared = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  if (connect_to (self, error) && check_encoding (self, error) && check_desk (self, error))
    return &self->db;

  postgresql_close (&self->db);

  return NULL;
}
