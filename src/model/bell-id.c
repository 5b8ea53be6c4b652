/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-id.h"

#include <string.h>

/**
 * bell_id_is_valid:
 * @id: text from outside
 *
 * Returns: whether @id is of the form that every record's id has: `[a-z0-9][a-z0-9._-]{0,63}`
 */
gboolean
bell_id_is_valid (const char *id)
{
  gsize length = strlen (id);

  if (length == 0 || length > BELL_ID_MAX)
    return FALSE;

  if (!g_ascii_islower (id[0]) && !g_ascii_isdigit (id[0]))
    return FALSE;

  return strspn (id, "abcdefghijklmnopqrstuvwxyz0123456789._-") == length;
}

/**
 * bell_id_new:
 *
 * An id that no other process will ever make: what the sender of a message or a command gives it,
 * so that sending twice does it once.
 *
 * Returns: (transfer full): a valid id (RFC 9562, version 4)
 */
char *
bell_id_new (void)
{
  return g_uuid_string_random ();
}
