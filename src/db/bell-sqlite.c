/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-db-private.h"
#include "bell-sqlite-checkpoint.h"
#include "bell-sqlite-statement.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <sqlite3.h>

/* "DSKB": what the header of an SQLite file of Deskbell's says it is. */
#define APPLICATION_ID 0x44534b42

/* How long to wait for another process that is writing. */
#define BUSY_MILLISECONDS 10000

typedef struct
{
  BellDb                db;
  sqlite3              *connection;
  GHashTable           *prepared; /* the name of a statement to BellSqliteStatement */
  char                 *path;
  BellSqliteCheckpoint *checkpoint; /* NULL: this connection only reads */
} BellSqlite;

/* What SQLite says with a number. */
static const struct
{
  int         code;
  BellTrouble trouble;
  const char *words;
} problems[] = {
  { SQLITE_FULL, BELL_TROUBLE_FULL, "the disk is full" },
  { SQLITE_NOTADB, BELL_TROUBLE_FOREIGN, "is not a Deskbell desk (not an SQLite file)" },
  { SQLITE_CORRUPT, BELL_TROUBLE_DAMAGED, "is damaged (the database's pages do not fit together)" },
  { SQLITE_READONLY, BELL_TROUBLE_READ_ONLY, "cannot be written" },
  { SQLITE_BUSY, BELL_TROUBLE_BUSY, "is being written by another program, which does not finish" },
  { SQLITE_LOCKED, BELL_TROUBLE_BUSY,
    "is being written by another program, which does not finish" },
  { SQLITE_CANTOPEN, BELL_TROUBLE_NONE, "cannot be opened or made" },
};

static gboolean
fail_with (int code, const char *message, GError **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (problems); i++)
    if (problems[i].code == code)
      {
        g_set_error_literal (error, BELL_ERROR, BELL_ERROR_STORE, problems[i].words);
        bell_error_mark (error, problems[i].trouble, 0);
        return FALSE;
      }

  g_set_error_literal (error, BELL_ERROR, BELL_ERROR_STORE, message);

  return FALSE;
}

/* Where the system has refused something it says more than SQLite. */
static gboolean
fail (sqlite3 *connection, GError **error)
{
  int code = sqlite3_errcode (connection) & 0xff;
  int cause
      = code == SQLITE_CANTOPEN || code == SQLITE_IOERR ? sqlite3_system_errno (connection) : 0;

  if (cause == ENOSPC || cause == EDQUOT)
    return fail_with (SQLITE_FULL, NULL, error);
  if (cause == 0)
    return fail_with (code, sqlite3_errmsg (connection), error);

  g_set_error (error, BELL_ERROR, BELL_ERROR_STORE, "%s%s",
               code == SQLITE_IOERR ? "cannot be read or written: " : "", g_strerror (cause));
  bell_error_mark (error, bell_trouble_from_errno (cause), 0);

  return FALSE;
}

/* @sql: (nullable): its text; %NULL: it is found by its name */
static BellSqliteStatement *
prepare (BellSqlite *self, const char *name, const char *sql, GError **error)
{
  BellSqliteStatement *prepared = g_hash_table_lookup (self->prepared, name);
  sqlite3_stmt        *statement;

  if (prepared != NULL)
    return prepared;

  if (sql == NULL)
    sql = bell_statement_get (name, self->db.klass->dialect);
  if (sqlite3_prepare_v3 (self->connection, sql, -1, SQLITE_PREPARE_PERSISTENT, &statement, NULL)
      != SQLITE_OK)
    {
      fail (self->connection, error);
      g_prefix_error (error, "statement %s: ", name);
      return NULL;
    }
  prepared = bell_sqlite_statement_new (statement);
  g_hash_table_insert (self->prepared, g_strdup (name), prepared);

  return prepared;
}

/* What every transaction and every job begins and ends with is prepared, too. */
static gboolean
is_frequent (const char *sql)
{
  static const char *const frequent[]
      = { "BEGIN", "BEGIN IMMEDIATE", "COMMIT", "SAVEPOINT part", "RELEASE part" };

  for (guint i = 0; i < G_N_ELEMENTS (frequent); i++)
    if (g_str_equal (frequent[i], sql))
      return TRUE;

  return FALSE;
}

static gboolean
sqlite_execute (BellDb *db, const char *sql, GError **error)
{
  BellSqlite          *self = (BellSqlite *) db;
  BellSqliteStatement *prepared;

  if (!is_frequent (sql))
    return sqlite3_exec (self->connection, sql, NULL, NULL, NULL) == SQLITE_OK
           || fail (self->connection, error);

  prepared = prepare (self, sql, sql, error);
  if (prepared == NULL)
    return FALSE;

  return bell_sqlite_statement_step (prepared) || fail (self->connection, error);
}

static gboolean
sqlite_begin (BellDb *db, gboolean reads, GError **error)
{
  return sqlite_execute (db, reads ? "BEGIN" : "BEGIN IMMEDIATE", error);
}

static gboolean
sqlite_commit (BellDb *db, GError **error)
{
  return sqlite_execute (db, "COMMIT", error);
}

static BellRows *
sqlite_run (BellDb         *db,
            const char     *name,
            const BellCell *values,
            guint           n_values,
            gint64         *n_changed,
            GError        **error)
{
  BellSqlite          *self = (BellSqlite *) db;
  BellSqliteStatement *prepared = prepare (self, name, NULL, error);
  BellRows            *rows;

  if (prepared == NULL)
    return NULL;

  rows = bell_sqlite_statement_run (prepared, values, n_values);
  if (rows == NULL)
    fail (self->connection, error);
  else if (n_changed != NULL)
    *n_changed = sqlite3_changes64 (self->connection);

  return rows;
}

static gboolean
sqlite_in_transaction (BellDb *db)
{
  return !sqlite3_get_autocommit (((BellSqlite *) db)->connection);
}

/* The number that a statement gives. */
static gboolean
read_number (BellSqlite *self, const char *sql, gint64 *number, GError **error)
{
  sqlite3_stmt *statement = NULL;
  gboolean      read;

  read = sqlite3_prepare_v2 (self->connection, sql, -1, &statement, NULL) == SQLITE_OK
         && sqlite3_step (statement) == SQLITE_ROW;
  if (read)
    *number = sqlite3_column_int64 (statement, 0);
  else
    fail (self->connection, error);
  sqlite3_finalize (statement);

  return read;
}

static gboolean
sqlite_get_schema (BellDb *db, int *version, GError **error)
{
  BellSqlite *self = (BellSqlite *) db;
  gint64      tables, id, number;

  if (!read_number (self, "SELECT count(*) FROM sqlite_schema", &tables, error)
      || !read_number (self, "PRAGMA application_id", &id, error)
      || !read_number (self, "PRAGMA user_version", &number, error))
    return FALSE;

  if (tables > 0 && id != APPLICATION_ID)
    {
      g_set_error (error, BELL_ERROR, BELL_ERROR_STORE,
                   "is not a Deskbell desk (an SQLite file of another program)");
      bell_error_mark (error, BELL_TROUBLE_FOREIGN, 0);
      return FALSE;
    }
  *version = (int) number;

  return TRUE;
}

static gboolean
sqlite_set_schema (BellDb *db, int version, GError **error)
{
  g_autofree char *sql = g_strdup_printf ("PRAGMA application_id = %d; PRAGMA user_version = %d",
                                          APPLICATION_ID, version);

  return sqlite_execute (db, sql, error);
}

static gboolean
copy_pages (sqlite3 *from, sqlite3 *to, GError **error)
{
  sqlite3_backup *backup = sqlite3_backup_init (to, "main", from, "main");

  if (backup == NULL)
    return fail (to, error);

  sqlite3_backup_step (backup, -1);

  return sqlite3_backup_finish (backup) == SQLITE_OK || fail (to, error);
}

static gboolean
sqlite_backup (BellDb *db, const char *path, GError **error)
{
  BellSqlite *self = (BellSqlite *) db;
  sqlite3    *copy = NULL;
  gboolean    done;

  if (g_file_test (path, G_FILE_TEST_EXISTS))
    {
      g_set_error (error, BELL_ERROR, BELL_ERROR_INVALID, "%s: there is a file already", path);
      return FALSE;
    }

  if (!bell_sqlite_make_file (path, error))
    {
      g_prefix_error (error, "%s: ", path);
      return FALSE;
    }

  done = sqlite3_open_v2 (path, &copy, SQLITE_OPEN_READWRITE, NULL) == SQLITE_OK
             ? copy_pages (self->connection, copy, error)
             : fail (copy, error);
  sqlite3_close (copy);
  if (!done)
    {
      g_prefix_error (error, "%s: ", path);
      g_unlink (path);
    }

  return done;
}

static gboolean
check_with (BellSqlite *self, const char *sql, const char *right, GError **error)
{
  sqlite3_stmt *statement = NULL;
  gboolean      whole = TRUE;

  if (sqlite3_prepare_v2 (self->connection, sql, -1, &statement, NULL) != SQLITE_OK)
    return fail (self->connection, error);

  while (whole && sqlite3_step (statement) == SQLITE_ROW)
    {
      const char *text = (const char *) sqlite3_column_text (statement, 0);

      whole = g_strcmp0 (text, right) == 0;
      if (!whole)
        g_set_error (error, BELL_ERROR, BELL_ERROR_STORE, "is damaged: %s", text);
    }
  sqlite3_finalize (statement);

  return whole;
}

static gboolean
sqlite_check (BellDb *db, GError **error)
{
  BellSqlite *self = (BellSqlite *) db;

  return check_with (self, "PRAGMA integrity_check(1)", "ok", error)
         && check_with (self,
                        "SELECT 'a row of ' || \"table\" || ' refers to nothing' FROM "
                        "pragma_foreign_key_check",
                        NULL, error);
}

static void
sqlite_close (BellDb *db)
{
  BellSqlite *self = (BellSqlite *) db;

  g_clear_pointer (&self->checkpoint, bell_sqlite_checkpoint_free);
  g_hash_table_unref (self->prepared);
  if (sqlite3_close (self->connection) != SQLITE_OK)
    g_warning ("%s: %s", self->path, sqlite3_errmsg (self->connection));
  g_free (self->path);
  g_free (self);
}

static const BellDbClass sqlite_class = {
  .dialect = "sqlite",
  .close = sqlite_close,
  .execute = sqlite_execute,
  .begin = sqlite_begin,
  .commit = sqlite_commit,
  .run = sqlite_run,
  .in_transaction = sqlite_in_transaction,
  .backup = sqlite_backup,
  .check = sqlite_check,
  .get_schema = sqlite_get_schema,
  .set_schema = sqlite_set_schema,
};

static gboolean
set_up (BellSqlite *self, BellDbFlags flags, GError **error)
{
  int version;

  sqlite3_extended_result_codes (self->connection, TRUE);
  sqlite3_busy_timeout (self->connection, BUSY_MILLISECONDS);

  /* This reads the file for the first time; nothing is written before it is known to be a desk. */
  if (!sqlite_get_schema (&self->db, &version, error) || !bell_schema_is_known (version, error))
    return FALSE;

  if (sqlite3_db_readonly (self->connection, "main") != 0)
    {
      g_set_error_literal (error, BELL_ERROR, BELL_ERROR_STORE,
                           "may only be read by this user; Deskbell has to write it");
      bell_error_mark (error, BELL_TROUBLE_READ_ONLY, 0);
      return FALSE;
    }

  if (!sqlite_execute (&self->db,
                       "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;"
                       "PRAGMA foreign_keys = ON; PRAGMA trusted_schema = OFF;"
                       "PRAGMA temp_store = MEMORY",
                       error))
    return FALSE;

  if ((flags & BELL_DB_READ_ONLY) != 0)
    return sqlite_execute (&self->db, "PRAGMA query_only = ON", error);
  self->checkpoint = bell_sqlite_checkpoint_new (self->connection, self->path);

  return TRUE;
}

/**
 * bell_sqlite_open:
 * @path: the path of a file
 * @flags: how to open it
 * @error: return location for %BELL_ERROR_STORE
 *
 * Returns: (transfer full) (nullable): the connection, or %NULL
 */
BellDb *
bell_sqlite_open (const char *path, BellDbFlags flags, GError **error)
{
  BellSqlite *self;

  if (!bell_sqlite_check_file (path, flags, error))
    return NULL;

  if (!g_file_test (path, G_FILE_TEST_EXISTS) && !bell_sqlite_make_file (path, error))
    {
      g_prefix_error (error, "%s: ", path);
      return NULL;
    }

  self = g_new0 (BellSqlite, 1);
  self->db.klass = &sqlite_class;
  self->db.flags = flags;
  self->path = g_strdup (path);
  self->prepared
      = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, bell_sqlite_statement_free);

  if ((sqlite3_open_v2 (path, &self->connection, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL)
           == SQLITE_OK
       || fail (self->connection, error))
      && set_up (self, flags, error))
    return &self->db;

  g_prefix_error (error, "%s: ", path);
  sqlite_close (&self->db);

  return NULL;
}
