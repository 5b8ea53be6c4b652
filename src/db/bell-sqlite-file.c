/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-db-private.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <unistd.h>

/* The header of an SQLite file, which SQLite looks for in files of at least so many bytes. */
#define HEADER 512

/* What is wrong with a path: the words are NULL if nothing is. */
typedef struct
{
  const char *words;
  BellTrouble trouble;
} Problem;

/* To SQLite a file shorter than its header is an empty database, to be written over. The file must
 * not be opened to look: closing it would drop the locks that other connections of this process
 * have on it (https://sqlite.org/howtocorrupt.html, 2.2). */
static Problem
check_size (const char *path, BellDbFlags flags)
{
  GStatBuf status;

  if (g_access (path, R_OK) != 0 || g_stat (path, &status) != 0)
    return (Problem) { g_strerror (errno), bell_trouble_from_errno (errno) };

  if (status.st_size == 0)
    return (Problem) { (flags & BELL_DB_CREATE) != 0 ? NULL : "is empty, not a desk",
                       BELL_TROUBLE_FOREIGN };

  return (Problem) { status.st_size < HEADER ? "is not a Deskbell desk (not an SQLite file)" : NULL,
                     BELL_TROUBLE_FOREIGN };
}

/* Beside a desk there are the files that SQLite makes while it is open. */
static gboolean
can_write_beside (const char *path, const char *folder)
{
  g_autofree char *wal = g_strconcat (path, "-wal", NULL);

  return g_access (folder, W_OK | X_OK) == 0 || g_access (wal, W_OK) == 0;
}

static Problem
check_kind (const char *path, const char *folder, BellDbFlags flags)
{
  gboolean exists = g_file_test (path, G_FILE_TEST_EXISTS);

  if (!exists && (flags & BELL_DB_CREATE) == 0)
    return (Problem) { "there is no such file", BELL_TROUBLE_MISSING };
  if (g_file_test (path, G_FILE_TEST_IS_DIR))
    return (Problem) { "is a folder, not a desk", BELL_TROUBLE_FOREIGN };
  if (exists && !g_file_test (path, G_FILE_TEST_IS_REGULAR))
    return (Problem) { "is not a file", BELL_TROUBLE_FOREIGN };
  if (!g_file_test (folder, G_FILE_TEST_IS_DIR))
    return (Problem) { "its folder does not exist", BELL_TROUBLE_MISSING };

  return exists ? check_size (path, flags) : (Problem) { 0 };
}

/* SQLite would leave files beside it that may not be written either, also later. */
static Problem
check_access (const char *path, const char *folder)
{
  if (g_file_test (path, G_FILE_TEST_EXISTS) && g_access (path, W_OK) != 0)
    return (Problem) { "may only be read by this user; Deskbell has to write it",
                       BELL_TROUBLE_READ_ONLY };
  if (!can_write_beside (path, folder))
    return (Problem) { "its folder may only be read by this user; Deskbell has to write there",
                       BELL_TROUBLE_READ_ONLY };

  return (Problem) { 0 };
}

/**
 * bell_sqlite_check_file:
 * @path: the path of a file
 * @flags: how it shall be opened
 * @error: return location for %BELL_ERROR_STORE
 *
 * Says of a path what SQLite would say less clearly, or only after it has left files there.
 *
 * Returns: whether it may be opened, or made
 */
gboolean
bell_sqlite_check_file (const char *path, BellDbFlags flags, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path);
  Problem          problem = check_kind (path, folder, flags);

  if (problem.words == NULL)
    problem = check_access (path, folder);
  if (problem.words == NULL)
    return TRUE;

  g_set_error (error, BELL_ERROR, BELL_ERROR_STORE, "%s: %s", path, problem.words);
  bell_error_mark (error, problem.trouble, 0);

  return FALSE;
}

/**
 * bell_sqlite_make_file:
 * @path: where to make a file; it must not be there yet
 * @error: return location for %BELL_ERROR_STORE
 *
 * Makes an empty file that only its owner can read: hashes of passwords will be in it.
 *
 * Returns: whether it was made
 */
gboolean
bell_sqlite_make_file (const char *path, GError **error)
{
  int fd = open (path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);

  if (fd >= 0)
    {
      close (fd);
      return TRUE;
    }

  g_set_error (error, BELL_ERROR, BELL_ERROR_STORE, "%s", g_strerror (errno));

  return FALSE;
}
