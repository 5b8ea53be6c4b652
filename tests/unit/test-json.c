/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-calls.h"
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

/* The text of a record without the tree of nodes is that of the tree. */

static void
check_text (gpointer record)
{
  g_autoptr (JsonNode) node = bell_record_to_wire (record);
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (JsonNode) again = NULL;
  g_autoptr (GError) error = NULL;

  bell_record_append_wire (record, text);
  again = bell_json_parse (text->str, text->len, G_MAXSIZE, &error);
  g_assert_no_error (error);
  g_assert_true (json_node_equal (node, again));
}

static BellChat *
new_chat (void)
{
  BellChat      *chat = bell_record_new (&bell_chat_shape);
  BellRecipient *told = bell_record_new (&bell_recipient_shape);

  chat->record.id = g_strdup ("r-1.1");
  chat->request = g_strdup ("r-1");
  chat->requested_by = g_strdup ("zoe");
  chat->requested_at = G_GINT64_CONSTANT (1795512000123456);
  chat->answered_at = G_GINT64_CONSTANT (1795512000000000);
  chat->end_note = g_strdup ("\"quoted\", \\ and /,\n\tlines");
  chat->messages = G_MAXINT64;
  told->person = g_strdup ("ann");
  g_ptr_array_add (chat->told, told);

  return chat;
}

static void
test_text_of_records (void)
{
  static const char *const bodies[]
      = { "",   "a",    "\001\037\177\b\f\r", "\303\237 \360\237\224\224 \342\200\250",
          "\\", "\"\"", "</script>",          "\\u0000" };
  g_autoptr (BellRecord) chat = (BellRecord *) new_chat ();
  g_autoptr (BellRecord) change = bell_record_new (&bell_change_shape);
  BellChange *changed = (BellChange *) change;

  check_text (chat);
  g_set_str (&changed->type, "chat");
  changed->seq = 7;
  check_text (change);
  changed->details = json_from_string ("{\"a\":[1,null,{\"b\":\"c\"}]}", NULL);
  changed->now = bell_record_ref (chat);
  check_text (change);

  for (guint i = 0; i < G_N_ELEMENTS (bodies); i++)
    {
      g_autoptr (BellRecord) record = bell_record_new (&bell_message_shape);

      record->id = g_strdup ("m-1");
      g_set_str (&((BellMessage *) record)->body, bodies[i]);
      check_text (record);
    }

  /* Those of which no member has a value, or there is none. */
  for (guint i = 0; i < bell_n_calls; i++)
    {
      g_autoptr (BellRecord) call = bell_record_new (&bell_calls[i]->shape);

      check_text (call);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/json/right", test_right);
  g_test_add_func ("/json/wrong", test_wrong);
  g_test_add_func ("/json/bounds", test_bounds);
  g_test_add_func ("/json/text-of-records", test_text_of_records);

  return g_test_run ();
}
