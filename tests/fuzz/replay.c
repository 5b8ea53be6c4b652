/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fuzz.h"

#include <glib.h>

/* Feeds a target with every file of the folder that is named: what was thought of by hand, and what
 * the fuzzer found. */

static void
replay_file (const char *path)
{
  g_autofree char    *contents = NULL;
  g_autofree uint8_t *data = NULL;
  g_autoptr (GError) error = NULL;
  gsize length;

  /* The one that makes a sanitizer end the program is the last one named. */
  g_test_message ("%s", path);
  g_file_get_contents (path, &contents, &length, &error);
  g_assert_no_error (error);

  /* A copy, because there the byte after the last is nobody's. */
  data = g_memdup2 (contents, length);
  g_assert_cmpint (LLVMFuzzerTestOneInput (data, length), ==, 0);
}

static void
test_corpus (gconstpointer data)
{
  const char *folder = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GDir) dir = g_dir_open (folder, 0, &error);
  const char *name;
  guint       n = 0;

  g_assert_no_error (error);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      replay_file (path);
      n++;
    }
  g_assert_cmpuint (n, >, 0);
}

int
main (int argc, char *argv[])
{
  g_autofree char *subject = NULL;
  g_autofree char *name = NULL;

  g_test_init (&argc, &argv, NULL);
  g_assert_cmpint (argc, ==, 2);

  subject = g_path_get_basename (argv[1]);
  name = g_strdup_printf ("/fuzz/%s", subject);
  g_test_add_data_func (name, argv[1], test_corpus);

  return g_test_run ();
}
