/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-cache.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <sqlite3.h>
#include <unistd.h>

/* "DSKC", and the only form there has been. A file of another one is made anew. */
#define APPLICATION_ID 0x44534b43
#define FORM           1

/* How long to wait for another process that has the same file. */
#define BUSY_MILLISECONDS 5000

static const char make_sql[]
    = "CREATE TABLE kept (key TEXT PRIMARY KEY, used INTEGER NOT NULL, value BLOB NOT NULL) STRICT;"
      "CREATE INDEX kept_by_use ON kept (used);"
      "PRAGMA application_id = " G_STRINGIFY (APPLICATION_ID) ";"
                                                              "PRAGMA user_version = " G_STRINGIFY (
                                                                  FORM);

struct _BellCache
{
  sqlite3       *connection;
  char          *path;
  BellCacheFlags flags;
  gint64         max_bytes;
};

static gboolean
fail (BellCache *self, GError **error)
{
  int code = sqlite3_errcode (self->connection) & 0xff;

  g_set_error (error, BELL_ERROR, BELL_ERROR_STORE, "%s: %s", self->path,
               sqlite3_errmsg (self->connection));
  if (code == SQLITE_FULL)
    bell_error_mark (error, BELL_TROUBLE_FULL, 0);
  else if (code == SQLITE_CORRUPT || code == SQLITE_NOTADB)
    bell_error_mark (error, BELL_TROUBLE_DAMAGED, 0);

  return FALSE;
}

static gboolean
execute (BellCache *self, const char *sql, GError **error)
{
  return sqlite3_exec (self->connection, sql, NULL, NULL, NULL) == SQLITE_OK || fail (self, error);
}

static sqlite3_stmt *
prepare (BellCache *self, const char *sql, const char *key, GBytes *value, GError **error)
{
  sqlite3_stmt *statement = NULL;
  gsize         length = 0;
  gconstpointer data = value != NULL ? g_bytes_get_data (value, &length) : NULL;

  if (sqlite3_prepare_v2 (self->connection, sql, -1, &statement, NULL) != SQLITE_OK
      || (key != NULL && sqlite3_bind_text (statement, 1, key, -1, SQLITE_TRANSIENT) != SQLITE_OK)
      || (value != NULL
          && sqlite3_bind_blob64 (statement, 2, data != NULL ? data : "", length, SQLITE_STATIC)
                 != SQLITE_OK))
    {
      fail (self, error);
      sqlite3_finalize (statement);
      return NULL;
    }

  return statement;
}

static gboolean
run (BellCache *self, const char *sql, const char *key, GBytes *value, GError **error)
{
  sqlite3_stmt *statement = prepare (self, sql, key, value, error);
  gboolean      done;

  if (statement == NULL)
    return FALSE;

  done = sqlite3_step (statement) == SQLITE_DONE || fail (self, error);
  sqlite3_finalize (statement);

  return done;
}

static gboolean
read_number (BellCache *self, const char *sql, gint64 *number, GError **error)
{
  sqlite3_stmt *statement = prepare (self, sql, NULL, NULL, error);
  gboolean      read;

  if (statement == NULL)
    return FALSE;

  read = sqlite3_step (statement) == SQLITE_ROW || fail (self, error);
  if (read)
    *number = sqlite3_column_int64 (statement, 0);
  sqlite3_finalize (statement);

  return read;
}

/* Makes the file, or looks whether it is what it should be, down to its pages. */
static gboolean
set_up (BellCache *self, GError **error)
{
  gint64 tables, id, form, whole;

  sqlite3_busy_timeout (self->connection, BUSY_MILLISECONDS);
  if (!read_number (self, "SELECT count(*) FROM sqlite_schema", &tables, error)
      || !execute (self, "PRAGMA journal_mode = WAL; PRAGMA trusted_schema = OFF", error)
      || !execute (self,
                   (self->flags & BELL_CACHE_DURABLE) != 0 ? "PRAGMA synchronous = FULL"
                                                           : "PRAGMA synchronous = NORMAL",
                   error)
      || !execute (self, "BEGIN IMMEDIATE", error))
    return FALSE;

  /* Another process may have made it meanwhile. */
  if (!read_number (self, "SELECT count(*) FROM sqlite_schema", &tables, error)
      || (tables == 0 && !execute (self, make_sql, error)) || !execute (self, "COMMIT", error)
      || !read_number (self, "PRAGMA application_id", &id, error)
      || !read_number (self, "PRAGMA user_version", &form, error)
      || !read_number (self, "SELECT count(*) FROM pragma_quick_check WHERE quick_check <> 'ok'",
                       &whole, error))
    return FALSE;

  if (id == APPLICATION_ID && form == FORM && whole == 0)
    return TRUE;

  g_set_error (error, BELL_ERROR, BELL_ERROR_STORE, "%s: is no cache that can be used", self->path);
  bell_error_mark (error, BELL_TROUBLE_DAMAGED, 0);

  return FALSE;
}

/* What people write is nobody else's to read. */
static gboolean
make_file (const char *path, GError **error)
{
  int fd = open (path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);

  if (fd >= 0)
    {
      close (fd);
      return TRUE;
    }

  g_set_error (error, BELL_ERROR, BELL_ERROR_STORE, "%s: %s", path, g_strerror (errno));
  bell_error_mark (error, bell_trouble_from_errno (errno), 0);

  return FALSE;
}

static BellCache *
try_to_open (const char *path, BellCacheFlags flags, gint64 max_bytes, GError **error)
{
  g_autoptr (BellCache) self = NULL;

  if (!g_file_test (path, G_FILE_TEST_EXISTS) && !make_file (path, error))
    return NULL;

  self = g_new0 (BellCache, 1);
  self->path = g_strdup (path);
  self->flags = flags;
  self->max_bytes = max_bytes;
  if (sqlite3_open_v2 (path, &self->connection, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL)
      != SQLITE_OK)
    return fail (self, error), NULL;

  return set_up (self, error) ? g_steal_pointer (&self) : NULL;
}

static void
set_aside (const char *path)
{
  g_autofree char *aside = g_strconcat (path, ".damaged", NULL);
  g_autofree char *wal = g_strconcat (path, "-wal", NULL);
  g_autofree char *shm = g_strconcat (path, "-shm", NULL);

  if (g_rename (path, aside) != 0)
    g_unlink (path);
  g_unlink (wal);
  g_unlink (shm);
}

/**
 * bell_cache_open:
 * @path: the path of a file
 * @flags: what matters of what is put there
 * @max_bytes: how much of values it holds at most
 * @error: return location for %BELL_ERROR_STORE
 *
 * Opens a cache, or makes it. A file that is damaged gets ".damaged" to its name, and is made anew.
 *
 * Returns: (transfer full) (nullable): the cache, or %NULL if it cannot be made where it should be
 */
BellCache *
bell_cache_open (const char *path, BellCacheFlags flags, gint64 max_bytes, GError **error)
{
  g_autoptr (GError) problem = NULL;
  BellCache *self = try_to_open (path, flags, max_bytes, &problem);

  if (self != NULL)
    return self;

  if (bell_error_get_trouble (problem) != BELL_TROUBLE_DAMAGED)
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return NULL;
    }

  g_message ("%s; it is set aside and made anew", problem->message);
  set_aside (path);

  return try_to_open (path, flags, max_bytes, error);
}

/**
 * bell_cache_close:
 * @self: (transfer full): a cache
 *
 * Closes it.
 */
void
bell_cache_close (BellCache *self)
{
  sqlite3_close (self->connection);
  g_free (self->path);
  g_free (self);
}

/* Forgets the values that were put there longest ago, until there is room again. */
static gboolean
make_room (BellCache *self, GError **error)
{
  g_autofree char *sql = g_strdup_printf (
      "DELETE FROM kept WHERE used <= (SELECT max(used) FROM (SELECT used, sum(length(value)) OVER "
      "(ORDER BY used DESC) AS later FROM kept) WHERE later > %" G_GINT64_FORMAT ")",
      self->max_bytes / 4 * 3);

  return execute (self, sql, error);
}

static gboolean
check_room (BellCache *self, gint64 length, GError **error)
{
  gint64 held;

  if (!read_number (self, "SELECT coalesce(sum(length(value)), 0) FROM kept", &held, error))
    return FALSE;
  if (held + length <= self->max_bytes)
    return TRUE;

  if ((self->flags & BELL_CACHE_DURABLE) == 0 && length <= self->max_bytes)
    return make_room (self, error);

  g_set_error (error, BELL_ERROR, BELL_ERROR_TOO_LARGE,
               "%s: it holds %" G_GINT64_FORMAT " bytes at most", self->path, self->max_bytes);

  return FALSE;
}

/**
 * bell_cache_put:
 * @self: a cache
 * @key: a key
 * @value: what to keep under it
 * @error: return location for %BELL_ERROR_STORE or %BELL_ERROR_TOO_LARGE
 *
 * Keeps a value, instead of the one that may be there.
 *
 * Returns: whether it is kept
 */
gboolean
bell_cache_put (BellCache *self, const char *key, GBytes *value, GError **error)
{
  return check_room (self, (gint64) g_bytes_get_size (value), error)
         && run (self,
                 "INSERT INTO kept (key, value, used) VALUES ($1, $2, "
                 "(SELECT coalesce(max(used), 0) + 1 FROM kept)) ON CONFLICT (key) DO UPDATE "
                 "SET value = excluded.value, used = excluded.used",
                 key, value, error);
}

static GBytes *
value_at (sqlite3_stmt *statement, int column)
{
  gconstpointer data = sqlite3_column_blob (statement, column);

  return g_bytes_new (data, (gsize) sqlite3_column_bytes (statement, column));
}

/**
 * bell_cache_get:
 * @self: a cache
 * @key: a key
 * @error: return location for %BELL_ERROR_NOT_FOUND or %BELL_ERROR_STORE
 *
 * Returns: (transfer full) (nullable): what is kept under the key, or %NULL
 */
GBytes *
bell_cache_get (BellCache *self, const char *key, GError **error)
{
  sqlite3_stmt *statement
      = prepare (self, "SELECT value FROM kept WHERE key = $1", key, NULL, error);
  GBytes *value = NULL;
  int     result;

  if (statement == NULL)
    return NULL;

  result = sqlite3_step (statement);
  if (result == SQLITE_ROW)
    value = value_at (statement, 0);
  else if (result == SQLITE_DONE)
    g_set_error_literal (error, BELL_ERROR, BELL_ERROR_NOT_FOUND, "nothing is kept of this");
  else
    fail (self, error);
  sqlite3_finalize (statement);

  return value;
}

/**
 * bell_cache_remove:
 * @self: a cache
 * @key: a key
 * @error: return location for %BELL_ERROR_STORE
 *
 * Returns: whether nothing is kept under the key any more
 */
gboolean
bell_cache_remove (BellCache *self, const char *key, GError **error)
{
  return run (self, "DELETE FROM kept WHERE key = $1", key, NULL, error);
}

/**
 * bell_cache_clear:
 * @self: a cache
 * @error: return location for %BELL_ERROR_STORE
 *
 * Returns: whether nothing is kept any more
 */
gboolean
bell_cache_clear (BellCache *self, GError **error)
{
  return run (self, "DELETE FROM kept", NULL, NULL, error);
}

static void
entry_free (gpointer data)
{
  BellCacheEntry *entry = data;

  g_free (entry->key);
  g_bytes_unref (entry->value);
  g_free (entry);
}

/**
 * bell_cache_list:
 * @self: a cache
 * @error: return location for %BELL_ERROR_STORE
 *
 * Returns: (transfer full) (nullable) (element-type BellCacheEntry): all that is kept, by key, or
 *   %NULL
 */
GPtrArray *
bell_cache_list (BellCache *self, GError **error)
{
  g_autoptr (GPtrArray) entries = g_ptr_array_new_with_free_func (entry_free);
  sqlite3_stmt *statement
      = prepare (self, "SELECT key, value FROM kept ORDER BY key", NULL, NULL, error);
  int result;

  if (statement == NULL)
    return NULL;

  while ((result = sqlite3_step (statement)) == SQLITE_ROW)
    {
      BellCacheEntry *entry = g_new0 (BellCacheEntry, 1);

      entry->key = g_strdup ((const char *) sqlite3_column_text (statement, 0));
      entry->value = value_at (statement, 1);
      g_ptr_array_add (entries, entry);
    }
  if (result != SQLITE_DONE)
    fail (self, error);
  sqlite3_finalize (statement);

  return result == SQLITE_DONE ? g_steal_pointer (&entries) : NULL;
}
