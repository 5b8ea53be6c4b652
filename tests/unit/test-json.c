/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-json.h"

#include <string.h>

static void
test_right (void)
{
  static const char *const texts[] = { "{}",       "[]",
                                       "null",     " {\"a\": [1, 2.5, \"\\u00e9\", true]} ",
                                       "\"text\"", "{\"a\": {\"a\": 1}, \"b\": {\"a\": 1}}" };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (JsonNode) node = bell_json_parse (texts[i], strlen (texts[i]), 1000, &error);

      g_assert_no_error (error);
      g_assert_nonnull (node);
    }
}

static void
assert_refused (const char *data, gsize length, BellError code, const char *words)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = bell_json_parse (data, length, 100000, &error);

  g_assert_null (node);
  g_assert_error (error, BELL_ERROR, (int) code);
  g_assert_true (g_utf8_validate (error->message, -1, NULL));
  g_assert_null (strpbrk (error->message, "\n\r\x1b"));
  if (strstr (error->message, words) == NULL)
    g_error ("\"%s\" does not say \"%s\"", error->message, words);
}

static void
test_wrong (void)
{
  static const struct
  {
    const char *text;
    const char *words;
  } cases[] = {
    { "", "not JSON" },
    { "{", "not JSON: line 1" },
    { "{}{}", "not JSON" },
    { "{\"a\": 1,}", "not JSON" },
    { "[1 2]", "not JSON" },
    { "{'a': 1}", "not JSON" },
    { "{\n\"a\": nul\n}", "line 2" },
    { "/* */ {}", "not JSON" },
    { "{\"a\": \"one\\nline\\u001b\" \"b\"}", "not JSON" },
    { "[\"\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\" 1]",
      "not JSON" },
    { "{\"a\": 1, \"a\": 2}", "\"a\" is there twice" },
    { "{\"x\": {\"b\": 1, \"c\": 2, \"b\": 3}}", "\"b\" is there twice" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    assert_refused (cases[i].text, strlen (cases[i].text), BELL_ERROR_INVALID, cases[i].words);

  assert_refused ("{\n \"a\": \"\xff\"}", 12, BELL_ERROR_INVALID, "line 2, column 8");
  assert_refused ("\"a\0b\"", 5, BELL_ERROR_INVALID, "UTF-8");
}

static void
test_bounds (void)
{
  g_autofree char *deep = g_strnfill (5000, '[');
  g_autofree char *quoted = g_strdup_printf ("\"%s\"", deep);
  g_autofree char *long_text = g_strnfill (100001, ' ');
  g_autoptr (JsonNode) node = NULL;

  assert_refused (deep, 5000, BELL_ERROR_TOO_LARGE, "64 levels");
  assert_refused (long_text, 100001, BELL_ERROR_TOO_LARGE, "at most 100000");

  node = bell_json_parse (quoted, strlen (quoted), 100000, NULL);
  g_assert_nonnull (node);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/json/right", test_right);
  g_test_add_func ("/json/wrong", test_wrong);
  g_test_add_func ("/json/bounds", test_bounds);

  return g_test_run ();
}
