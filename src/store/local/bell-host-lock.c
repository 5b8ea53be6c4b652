/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "local/bell-host-lock.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/file.h>
#include <unistd.h>

static gboolean
refuse (int fd, const char *path, GError **error)
{
  char    pid[32] = "";
  gssize  length = read (fd, pid, sizeof pid - 1);
  guint64 number = length > 0 ? g_ascii_strtoull (pid, NULL, 10) : 0;

  if (number > 0)
    g_set_error (error, BELL_ERROR, BELL_ERROR_STORE,
                 "%s: is open in another Deskbell (process %" G_GUINT64_FORMAT
                 "); close it there first",
                 path, number);
  else
    g_set_error (error, BELL_ERROR, BELL_ERROR_STORE,
                 "%s: is open in another Deskbell; close it there first", path);
  bell_error_mark (error, BELL_TROUBLE_IN_USE, (gint64) number);

  return FALSE;
}

static gboolean
write_pid (int fd)
{
  g_autofree char *pid = g_strdup_printf ("%-10d\n", (int) getpid ());

  return pwrite (fd, pid, 11, 0) == 11;
}

/**
 * bell_host_lock_take:
 * @path: the path of a desk
 * @fd: (out): the file that holds the lock
 * @error: return location for %BELL_ERROR_STORE, which names the program that has the desk open
 *
 * Becomes the one program that holds the desk. The lock ends with the program, however that ends.
 *
 * Returns: whether it was taken
 */
gboolean
bell_host_lock_take (const char *path, int *fd, GError **error)
{
  g_autofree char *lock = g_strconcat (path, "-host", NULL);
  int              opened = open (lock, O_RDWR | O_CREAT | O_CLOEXEC, 0600);

  if (opened < 0)
    {
      BellTrouble trouble = bell_trouble_from_errno (errno);

      g_set_error (error, BELL_ERROR, BELL_ERROR_STORE, "%s: %s", lock, g_strerror (errno));
      bell_error_mark (error, trouble, 0);
      return FALSE;
    }

  if (flock (opened, LOCK_EX | LOCK_NB) != 0)
    {
      refuse (opened, path, error);
      close (opened);
      return FALSE;
    }

  if (!write_pid (opened))
    g_warning ("%s: %s", lock, g_strerror (errno));
  *fd = opened;

  return TRUE;
}

/**
 * bell_host_lock_release:
 * @fd: what bell_host_lock_take() gave, or -1
 *
 * Lets another program hold the desk.
 */
void
bell_host_lock_release (int fd)
{
  if (fd >= 0)
    close (fd);
}
