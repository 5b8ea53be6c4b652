/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-condition-draft.h"
#include "bell-json.h"
#include "bell-records.h"

/* Conditions while somebody makes them. */

static BellConditionDraft *
draft_of (const char *text)
{
  g_autoptr (JsonNode) node = bell_json_read (text, NULL);
  g_autoptr (GString) path = g_string_new ("$");
  g_autoptr (GError) error = NULL;
  g_autoptr (BellCondition) condition = bell_condition_from_json (node, path, &error);

  g_assert_no_error (error);

  return bell_condition_draft_new_from (condition);
}

static char *
text_of (const BellConditionDraft *draft)
{
  g_autoptr (JsonNode) node = bell_condition_draft_to_json (draft);

  return node != NULL ? json_to_string (node, FALSE) : g_strdup ("incomplete");
}

#define assert_says(draft, expected)                                                               \
  G_STMT_START                                                                                     \
  {                                                                                                \
    g_autofree char *said_ = text_of (draft);                                                      \
    g_assert_cmpstr (said_, ==, expected);                                                         \
  }                                                                                                \
  G_STMT_END

static BellConditionDraft *
child (BellConditionDraft *draft, guint index)
{
  g_assert_cmpuint (index, <, draft->children->len);

  return draft->children->pdata[index];
}

#define A "{\"field\":\"title\",\"contains\":\"a\"}"
#define B "{\"field\":\"priority\",\"in\":[\"high\",\"low\"]}"
#define C "{\"field\":\"requested_by.department\",\"is_not\":\"c\"}"

static void
test_round_trip (void)
{
  static const char *const texts[] = {
    "{\"all\":[]}",
    A,
    "{\"all\":[" A ",{\"not\":{\"any\":[" B "," C "]}}]}",
    "{\"not\":{\"field\":\"owner\",\"is_set\":false}}",
    "{\"any\":[{\"field\":\"offering.kind\",\"is\":\"service\"},{\"field\":\"description\","
    "\"is\":\"\"}]}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (BellConditionDraft) draft = draft_of (texts[i]);

      assert_says (draft, texts[i]);
    }
}

/* From nothing, one answer after the other; until the last it is incomplete. */
static void
test_made_from_nothing (void)
{
  g_autoptr (BellConditionDraft) draft = bell_condition_draft_new_from (NULL);
  BellConditionDraft *group = bell_condition_draft_new (BELL_CONDITION_ANY), *test;

  assert_says (draft, "{\"all\":[]}");
  g_assert_true (bell_condition_draft_insert (draft, group, 0));
  g_assert_cmpint (bell_condition_draft_lacks (group), ==, BELL_LACK_PART);
  assert_says (draft, "incomplete");
  test = bell_condition_draft_new (BELL_CONDITION_IS);
  g_assert_true (bell_condition_draft_insert (group, test, 0));
  g_assert_cmpint (bell_condition_draft_lacks (test), ==, BELL_LACK_FIELD);
  g_assert_false (bell_condition_draft_set_field (test, "created_at"));
  g_assert_true (bell_condition_draft_set_field (test, "priority"));
  g_assert_cmpint (bell_condition_draft_lacks (test), ==, BELL_LACK_VALUE);
  assert_says (draft, "incomplete");
  bell_condition_draft_set_value (test, 0, "high");
  bell_condition_draft_set_op (test, BELL_CONDITION_IN, TRUE);
  bell_condition_draft_set_value (test, 1, NULL);
  g_assert_cmpint (bell_condition_draft_lacks (test), ==, BELL_LACK_VALUE);
  bell_condition_draft_set_value (test, 1, "low");
  assert_says (draft, "{\"all\":[{\"any\":[" B "]}]}");
  bell_condition_draft_remove (test);
  g_assert_cmpint (bell_condition_draft_lacks (draft), ==, BELL_LACK_NOTHING);
  assert_says (draft, "incomplete");
}

/* What a test compares with is kept where it fits, and forgotten where it does not. */
static void
test_values (void)
{
  g_autoptr (BellConditionDraft) test = draft_of (B);

  bell_condition_draft_set_op (test, BELL_CONDITION_IS, TRUE);
  assert_says (test, "{\"field\":\"priority\",\"is\":\"high\"}");
  bell_condition_draft_set_op (test, BELL_CONDITION_CONTAINS, TRUE);
  assert_says (test, "incomplete");
  bell_condition_draft_set_value (test, 0, "hi");
  bell_condition_draft_set_op (test, BELL_CONDITION_IS_NOT, TRUE);
  assert_says (test, "incomplete");
  bell_condition_draft_set_op (test, BELL_CONDITION_IS_SET, FALSE);
  assert_says (test, "{\"field\":\"priority\",\"is_set\":false}");
  bell_condition_draft_set_op (test, BELL_CONDITION_IS, TRUE);
  g_assert_cmpint (bell_condition_draft_lacks (test), ==, BELL_LACK_VALUE);
  g_assert_true (bell_condition_draft_set_field (test, "title"));
  bell_condition_draft_set_value (test, 0, "mail");
  g_assert_true (bell_condition_draft_set_field (test, "requested_by.location"));
  assert_says (test, "{\"field\":\"requested_by.location\",\"is\":\"mail\"}");
  g_assert_true (bell_condition_draft_set_field (test, "requested_by.id"));
  g_assert_true (bell_condition_draft_refers_to (test) == &bell_person_shape);
  assert_says (test, "incomplete");
  bell_condition_draft_free (test);
  /* An import may have a list with nothing in it: there is a place for the first. */
  test = draft_of ("{\"field\":\"title\",\"in\":[]}");
  g_assert_cmpuint (test->values->len, ==, 1);
  g_assert_cmpint (bell_condition_draft_lacks (test), ==, BELL_LACK_VALUE);
}

/* Step by step through a group and out again, and back the same way. */
static void
test_steps (void)
{
  static const char *const down[] = {
    "{\"all\":[" A ",{\"any\":[" B "]}," C "]}", "{\"all\":[{\"any\":[" A "," B "]}," C "]}",
    "{\"all\":[{\"any\":[" B "," A "]}," C "]}", "{\"all\":[{\"any\":[" B "]}," A "," C "]}",
    "{\"all\":[{\"any\":[" B "]}," C "," A "]}",
  };
  g_autoptr (BellConditionDraft) draft = draft_of (down[0]);
  BellConditionDraft *moved = child (draft, 0);

  g_assert_false (bell_condition_draft_step (moved, TRUE));
  for (guint i = 1; i < G_N_ELEMENTS (down); i++)
    {
      g_assert_true (bell_condition_draft_step (moved, FALSE));
      assert_says (draft, down[i]);
    }
  g_assert_false (bell_condition_draft_step (moved, FALSE));
  for (guint i = G_N_ELEMENTS (down) - 1; i > 0; i--)
    {
      g_assert_true (bell_condition_draft_step (moved, TRUE));
      assert_says (draft, down[i - 1]);
    }
}

static void
test_words (void)
{
  g_autoptr (BellConditionDraft) draft = draft_of ("{\"any\":[" A "," B "]}");

  g_assert_true (bell_condition_draft_set_word (draft, BELL_CONDITION_ALL));
  assert_says (draft, "{\"all\":[" A "," B "]}");
  g_assert_true (bell_condition_draft_set_word (draft, BELL_CONDITION_NOT));
  assert_says (draft, "{\"not\":{\"all\":[" A "," B "]}}");
  g_assert_false (bell_condition_draft_takes (draft, 1));
  g_assert_true (bell_condition_draft_takes (child (draft, 0), 1));
  g_assert_true (bell_condition_draft_set_word (draft, BELL_CONDITION_ANY));
  assert_says (draft, "{\"any\":[{\"all\":[" A "," B "]}]}");
  g_assert_true (bell_condition_draft_wrap (child (child (draft, 0), 1)));
  assert_says (draft, "{\"any\":[{\"all\":[" A ",{\"any\":[" B "]}]}]}");
  g_assert_false (bell_condition_draft_move (child (draft, 0), child (child (draft, 0), 1), 0));
  g_assert_true (bell_condition_draft_move (child (child (draft, 0), 0), draft, 0));
  assert_says (draft, "{\"any\":[" A ",{\"all\":[{\"any\":[" B "]}]}]}");
}

/* As deep as a condition may be, and no deeper: what is complete can be read again. */
static void
test_depth (void)
{
  g_autoptr (BellConditionDraft) draft = bell_condition_draft_new (BELL_CONDITION_ALL);
  g_autoptr (BellConditionDraft) again = NULL;
  g_autofree char    *text = NULL;
  BellConditionDraft *group = draft;
  guint               depth = 1;

  while (bell_condition_draft_takes (group, 2))
    {
      g_assert_true (
          bell_condition_draft_insert (group, bell_condition_draft_new (BELL_CONDITION_ANY), 0));
      group = child (group, 0);
      depth++;
    }
  g_assert_cmpuint (depth, ==, BELL_CONDITION_MAX_DEPTH - 1);
  g_assert_true (bell_condition_draft_insert (group, draft_of (A), 0));
  g_assert_true (bell_condition_draft_insert (group, draft_of (B), 0));
  g_assert_false (bell_condition_draft_wrap (child (group, 0)));
  g_assert_false (bell_condition_draft_insert (child (group, 0), draft_of (C), 0));
  g_assert_false (bell_condition_draft_set_word (group, BELL_CONDITION_NOT));
  text = text_of (draft);
  again = draft_of (text);
  assert_says (again, text);
}

static void
test_fields (void)
{
  g_auto (GStrv) names = bell_condition_list_fields ();

  g_assert_true (g_strv_contains ((const char *const *) names, "requested_by.email"));
  g_assert_false (g_strv_contains ((const char *const *) names, "chat_asked_at"));
  for (guint i = 0; names[i] != NULL; i++)
    {
      g_autoptr (BellConditionDraft) test = bell_condition_draft_new (BELL_CONDITION_IS_SET);
      g_autofree char *expected = g_strdup_printf ("{\"field\":\"%s\",\"is_set\":true}", names[i]);

      g_assert_true (bell_condition_draft_set_field (test, names[i]));
      assert_says (test, expected);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/condition-draft/round-trip", test_round_trip);
  g_test_add_func ("/condition-draft/made-from-nothing", test_made_from_nothing);
  g_test_add_func ("/condition-draft/values-follow-field-and-test", test_values);
  g_test_add_func ("/condition-draft/steps", test_steps);
  g_test_add_func ("/condition-draft/words", test_words);
  g_test_add_func ("/condition-draft/depth", test_depth);
  g_test_add_func ("/condition-draft/fields", test_fields);

  return g_test_run ();
}
