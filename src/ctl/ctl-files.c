/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ctl-calls.h"

#include "bell-json.h"

#include <errno.h>
#include <stdio.h>

/**
 * ctl_file_name:
 * @path: the path of a file, or "-" for standard input
 *
 * Returns: (transfer none): what to call it in an error
 */
const char *
ctl_file_name (const char *path)
{
  return g_str_equal (path, "-") ? _ ("standard input") : path;
}

/**
 * ctl_read_file:
 * @path: the path of a file, or "-" for standard input
 * @most: how many bytes it may have
 * @what: what it shall be
 * @data: is given what is in it
 * @error: return location for %BELL_ERROR_INVALID or %BELL_ERROR_TOO_LARGE
 *
 * Reads a file, but never much more of it than it may have.
 *
 * Returns: whether all of it was read
 */
gboolean
ctl_read_file (const char *path, gsize most, const char *what, GByteArray *data, GError **error)
{
  FILE  *file = g_str_equal (path, "-") ? stdin : fopen (path, "rb");
  guint8 buffer[65536];
  gsize  n;
  int    problem = 0;

  if (file == NULL)
    {
      g_set_error (error, BELL_ERROR, BELL_ERROR_INVALID, "%s", g_strerror (errno));
      return FALSE;
    }

  while (data->len <= most && (n = fread (buffer, 1, sizeof buffer, file)) > 0)
    g_byte_array_append (data, buffer, n);
  if (ferror (file))
    problem = errno;
  if (file != stdin)
    fclose (file);

  if (problem != 0)
    g_set_error (error, BELL_ERROR, BELL_ERROR_INVALID, "%s", g_strerror (problem));
  else if (data->len > most)
    g_set_error (error, BELL_ERROR, BELL_ERROR_TOO_LARGE, _ ("more than %lld MiB; %s has less"),
                 (long long) most / 1024 / 1024, what);

  return problem == 0 && data->len <= most;
}

/**
 * ctl_read_document:
 * @path: the path of a file, or "-" for standard input
 * @error: return location for %BELL_ERROR_INVALID or %BELL_ERROR_TOO_LARGE
 *
 * Returns: (transfer full) (nullable): the JSON of a desk document
 */
JsonNode *
ctl_read_document (const char *path, GError **error)
{
  g_autoptr (GByteArray) data = g_byte_array_new ();

  if (!ctl_read_file (path, BELL_DOCUMENT_MAX_BYTES, _ ("a desk document"), data, error))
    return NULL;

  return bell_json_parse ((const char *) data->data, data->len, BELL_DOCUMENT_MAX_BYTES, error);
}
