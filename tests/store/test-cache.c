/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-cache.h"
#include "test-store.h"

#include <glib/gstdio.h>
#include <string.h>

typedef struct
{
  char *folder;
  char *path;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = test_folder_new ();
  fixture->path = g_build_filename (fixture->folder, "cache.db", NULL);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_free (fixture->path);
  test_folder_free (fixture->folder);
}

/* Opens the cache, which must work. */
static BellCache *
open_cache (Fixture *fixture, BellCacheFlags flags, gint64 max_bytes)
{
  g_autoptr (GError) error = NULL;
  BellCache *cache = bell_cache_open (fixture->path, flags, max_bytes, &error);

  g_assert_no_error (error);

  return cache;
}

static void
put (BellCache *cache, const char *key, const char *text)
{
  g_autoptr (GBytes) value = g_bytes_new (text, strlen (text));
  g_autoptr (GError) error = NULL;

  bell_cache_put (cache, key, value, &error);
  g_assert_no_error (error);
}

static void
assert_kept (BellCache *cache, const char *key, const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) value = bell_cache_get (cache, key, &error);

  if (expected == NULL)
    {
      g_assert_error (error, BELL_ERROR, BELL_ERROR_NOT_FOUND);
      return;
    }

  g_assert_no_error (error);
  g_assert_cmpmem (g_bytes_get_data (value, NULL), g_bytes_get_size (value), expected,
                   strlen (expected));
}

static void
test_keeps (Fixture *fixture, gconstpointer data)
{
  g_autoptr (BellCache) cache = open_cache (fixture, 0, 1000);
  GStatBuf status;

  put (cache, "b", "two");
  put (cache, "a", "");
  put (cache, "b", "second");
  assert_kept (cache, "a", "");
  assert_kept (cache, "b", "second");
  assert_kept (cache, "c", NULL);
  g_clear_pointer (&cache, bell_cache_close);

  cache = open_cache (fixture, BELL_CACHE_DURABLE, 1000);
  assert_kept (cache, "b", "second");
  g_assert_true (bell_cache_remove (cache, "b", NULL));
  assert_kept (cache, "b", NULL);
  g_assert_true (bell_cache_clear (cache, NULL));
  assert_kept (cache, "a", NULL);
  g_assert_cmpint (g_stat (fixture->path, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 0777, ==, 0600);
}

static void
test_lists_by_key (Fixture *fixture, gconstpointer data)
{
  g_autoptr (BellCache) cache = open_cache (fixture, BELL_CACHE_DURABLE, 1000);
  g_autoptr (GPtrArray) entries = NULL;
  g_autoptr (GString) keys = g_string_new (NULL);

  put (cache, "10", "x");
  put (cache, "02", "y");
  put (cache, "01", "z");
  entries = bell_cache_list (cache, NULL);
  for (guint i = 0; i < entries->len; i++)
    g_string_append_printf (keys, "%s ", ((BellCacheEntry *) entries->pdata[i])->key);
  g_assert_cmpstr (keys->str, ==, "01 02 10 ");
}

/* The oldest make room, the newest are there, and no more than the bound is held. */
static void
test_is_bounded (Fixture *fixture, gconstpointer data)
{
  g_autoptr (BellCache) cache = open_cache (fixture, 0, 10000);
  g_autofree char *large = g_strnfill (1000, 'x');
  g_autofree char *huge = g_strnfill (10001, 'x');
  g_autoptr (GBytes) too_large = g_bytes_new (huge, strlen (huge));
  g_autoptr (GPtrArray) entries = NULL;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 100; i++)
    {
      g_autofree char *key = g_strdup_printf ("k%u", i);

      put (cache, key, large);
      assert_kept (cache, key, large);
    }
  entries = bell_cache_list (cache, NULL);
  g_assert_cmpuint (entries->len, <=, 10);
  g_assert_cmpuint (entries->len, >=, 7);
  assert_kept (cache, "k98", large);
  assert_kept (cache, "k0", NULL);
  g_assert_false (bell_cache_put (cache, "huge", too_large, &error));
  g_assert_error (error, BELL_ERROR, BELL_ERROR_TOO_LARGE);
  assert_kept (cache, "k99", large);
}

static void
test_durable_forgets_nothing (Fixture *fixture, gconstpointer data)
{
  g_autoptr (BellCache) cache = open_cache (fixture, BELL_CACHE_DURABLE, 10);
  g_autoptr (GBytes) more = g_bytes_new ("12345", 5);
  g_autoptr (GError) error = NULL;

  put (cache, "a", "123456");
  g_assert_false (bell_cache_put (cache, "b", more, &error));
  g_assert_error (error, BELL_ERROR, BELL_ERROR_TOO_LARGE);
  assert_kept (cache, "a", "123456");
}

/* What is no cache is set aside, whatever it is, and a new one works. */
static void
test_damaged (Fixture *fixture, gconstpointer data)
{
  g_autofree char *aside = g_strconcat (fixture->path, ".damaged", NULL);

  for (guint i = 0; i < 3; i++)
    {
      g_autoptr (BellCache) cache = NULL;
      g_autofree char *rubbish = g_strnfill (9000, "\0xS"[i]);
      g_autofree char *whole = NULL;
      gsize            length = 9000;

      if (i == 2)
        {
          cache = open_cache (fixture, 0, 100000);
          put (cache, "a", rubbish);
          g_clear_pointer (&cache, bell_cache_close);
          g_assert_true (g_file_get_contents (fixture->path, &whole, &length, NULL));
          memset (whole + 4096, 0xff, 4096);
        }
      g_assert_true (
          g_file_set_contents (fixture->path, i == 2 ? whole : rubbish, (gssize) length, NULL));
      cache = open_cache (fixture, 0, 1000);
      g_assert_nonnull (cache);
      put (cache, "a", "new");
      assert_kept (cache, "a", "new");
      g_assert_true (g_file_test (aside, G_FILE_TEST_EXISTS));
      g_clear_pointer (&cache, bell_cache_close);
      g_unlink (fixture->path);
    }
}

static void
test_cannot_be_made (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "nowhere", "cache.db", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_null (bell_cache_open (path, 0, 1000, &error));
  g_assert_error (error, BELL_ERROR, BELL_ERROR_STORE);
  g_assert_cmpint (bell_error_get_trouble (error), ==, BELL_TROUBLE_MISSING);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define TEST(path, func) g_test_add ("/cache/" path, Fixture, NULL, set_up, func, tear_down)
  TEST ("keeps", test_keeps);
  TEST ("lists-by-key", test_lists_by_key);
  TEST ("is-bounded", test_is_bounded);
  TEST ("durable-forgets-nothing", test_durable_forgets_nothing);
  TEST ("damaged", test_damaged);
  TEST ("cannot-be-made", test_cannot_be_made);

  return g_test_run ();
}
