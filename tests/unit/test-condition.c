/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-condition.h"
#include "bell-json.h"

#include <string.h>

static BellCondition *
parse (const char *text, GError **error)
{
  g_autoptr (JsonNode) node = bell_json_parse (text, strlen (text), 100000, NULL);
  g_autoptr (GString) path = g_string_new ("$");

  g_assert_nonnull (node);

  return bell_condition_from_json (node, path, error);
}

/* A condition is written as it was read. */
static void
test_round_trip (void)
{
  static const char *const texts[] = {
    "{\"all\":[]}",
    "{\"any\":[{\"field\":\"title\",\"contains\":\"\"},{\"not\":{\"all\":[]}}]}",
    "{\"field\":\"owner\",\"is_set\":false}",
    "{\"field\":\"requested_by.location\",\"is_not\":\"Prague\"}",
    "{\"field\":\"offering.kind\",\"in\":[\"support\"]}",
    "{\"field\":\"id\",\"in\":[]}",
    "{\"not\":{\"field\":\"phase\",\"is\":\"open\"}}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (BellCondition) condition = parse (texts[i], &error);
      g_autoptr (JsonNode) node = NULL;
      g_autofree char *again = NULL;

      g_assert_no_error (error);
      node = bell_condition_to_json (condition);
      again = bell_json_text (node, FALSE);
      g_assert_cmpstr (again, ==, texts[i]);
    }
}

static void
test_wrong (void)
{
  static const struct
  {
    const char *text;
    const char *path;
  } cases[] = {
    { "[]", "$:" },
    { "{}", "$:" },
    { "{\"all\":{}}", "$.all:" },
    { "{\"all\":[],\"any\":[]}", "$:" },
    { "{\"not\":[]}", "$.not:" },
    { "{\"any\":[{\"all\":[1]}]}", "$.any[0].all[0]:" },
    { "{\"field\":\"title\"}", "$:" },
    { "{\"field\":\"title\",\"is\":\"a\",\"is_not\":\"b\"}", "$:" },
    { "{\"field\":\"title\",\"like\":\"a\"}", "$:" },
    { "{\"field\":\"title\",\"is\":1}", "$.is:" },
    { "{\"field\":\"title\",\"is\":null}", "$.is:" },
    { "{\"field\":\"title\",\"in\":\"a\"}", "$.in:" },
    { "{\"field\":\"title\",\"in\":[\"a\",2]}", "$.in[1]:" },
    { "{\"field\":\"title\",\"is_set\":\"yes\"}", "$.is_set:" },
    { "{\"field\":\"colour\",\"is\":\"red\"}", "$.field:" },
    { "{\"field\":\"offering.owner\",\"is\":\"ann\"}", "$.field:" },
    { "{\"field\":7,\"is\":\"ann\"}", "$.field:" },
    { "{\"field\":\"phase\",\"is\":\"ajar\"}", "$.is:" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (parse (cases[i].text, &error));
      g_assert_error (error, BELL_ERROR, BELL_ERROR_INVALID);
      if (!g_str_has_prefix (error->message, cases[i].path))
        g_error ("%s: got \"%s\"", cases[i].text, error->message);
    }
}

static void
test_depth (void)
{
  g_autoptr (GString) text = g_string_new ("{\"all\":[]}");
  g_autoptr (GError) error = NULL;
  BellCondition *condition;

  for (guint i = 1; i < BELL_CONDITION_MAX_DEPTH; i++)
    {
      g_string_prepend (text, "{\"not\":");
      g_string_append (text, "}");
    }
  condition = parse (text->str, &error);
  g_assert_no_error (error);
  bell_condition_unref (condition);

  g_string_prepend (text, "{\"not\":");
  g_string_append (text, "}");
  g_assert_null (parse (text->str, &error));
  g_assert_nonnull (strstr (error->message, "at most 16 deep"));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/condition/round-trip", test_round_trip);
  g_test_add_func ("/condition/wrong", test_wrong);
  g_test_add_func ("/condition/depth", test_depth);

  return g_test_run ();
}
