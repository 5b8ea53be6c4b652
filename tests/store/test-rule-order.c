/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-rule-order.h"

#include "edit-calls.h"
#include "test-store.h"

/* Three rules, tried one after the other. */
#define RULE(id, order)                                                                            \
  "{\"id\": \"" id "\", \"scope\": \"record\", \"order\": " order ", \"when\": {\"all\": []}, "    \
  "\"relate_agreement\": \"gold\"},"
#define CHANGES "\"rules\": [ => \"rules\": [" RULE ("a", "1") RULE ("b", "2") RULE ("c", "3")

typedef struct
{
  char      *folder;
  BellStore *store;
  GPtrArray *edits;
  GError    *error;
  gboolean   done;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = test_folder_new ();
  fixture->store = test_store_new (fixture->folder, CHANGES);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_clear_error (&fixture->error);
  g_clear_pointer (&fixture->edits, g_ptr_array_unref);
  test_store_close (fixture->store);
  test_folder_free (fixture->folder);
}

static int
compare (gconstpointer a, gconstpointer b)
{
  return bell_rule_order_compare (*(BellRule *const *) a, *(BellRule *const *) b);
}

/* The rules of the desk, in their order. */
static GPtrArray *
read_rules (Fixture *fixture)
{
  g_autoptr (GPtrArray) records
      = test_store_must (fixture->store, NULL, bell_call_new (&bell_call_desk_export));
  GPtrArray *rules = bell_record_list_new ();

  for (guint i = 0; i < records->len; i++)
    if (((BellRecord *) records->pdata[i])->shape == &bell_rule_shape)
      g_ptr_array_add (rules, bell_record_ref (records->pdata[i]));
  g_ptr_array_sort (rules, compare);

  return rules;
}

static char *
text_of (GPtrArray *rules)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < rules->len; i++)
    {
      const BellRule *rule = rules->pdata[i];

      g_string_append_printf (text, "%s%s:%d", i > 0 ? " " : "", rule->record.id,
                              (int) rule->order);
    }

  return g_string_free (text, FALSE);
}

static void
assert_rules (Fixture *fixture, const char *expected)
{
  g_autoptr (GPtrArray) rules = read_rules (fixture);
  g_autofree char *text = text_of (rules);

  g_assert_cmpstr (text, ==, expected);
}

static void
on_done (GObject *object, GAsyncResult *result, gpointer user_data)
{
  Fixture *fixture = user_data;

  g_clear_pointer (&fixture->edits, g_ptr_array_unref);
  fixture->edits = bell_rule_order_finish (BELL_STORE (object), result, &fixture->error);
  fixture->done = TRUE;
}

static gboolean
is_done (gpointer data)
{
  return ((Fixture *) data)->done;
}

static void
move (Fixture *fixture, GPtrArray *rules, guint from, guint to)
{
  fixture->done = FALSE;
  g_clear_error (&fixture->error);
  bell_rule_order_move_async (fixture->store, "ann", rules, from, to, on_done, fixture);
  test_wait (is_done, fixture, "the rule to be moved");
}

static void
test_moves (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) rules = read_rules (fixture);
  g_autoptr (GPtrArray) edits = NULL;

  move (fixture, rules, 3, 1);
  g_assert_no_error (fixture->error);
  assert_rules (fixture, "a:1 directors-get-gold:11 b:21 c:31");
  g_assert_cmpuint (fixture->edits->len, ==, 3);
  edits = g_steal_pointer (&fixture->edits);
  fixture->done = FALSE;
  bell_rule_order_undo_async (fixture->store, "ann", edits, on_done, fixture);
  test_wait (is_done, fixture, "the move to be undone");
  g_assert_no_error (fixture->error);
  assert_rules (fixture, "a:1 b:2 c:3 directors-get-gold:10");
}

/* Somebody else was quicker: what was done so far is taken back, and theirs stays. */
static void
test_overtaken (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) rules = read_rules (fixture);
  g_autoptr (BellRecord) theirs = bell_record_copy (rules->pdata[1]);
  g_autoptr (GPtrArray) answer = NULL;

  ((BellRule *) theirs)->active = FALSE;
  answer = test_store_must (fixture->store, NULL, edit_put (theirs, rules->pdata[1]));
  move (fixture, rules, 3, 1);
  g_assert_error (fixture->error, BELL_ERROR, BELL_ERROR_CONFLICT);
  g_assert_null (fixture->edits);
  assert_rules (fixture, "a:1 b:2 c:3 directors-get-gold:10");
}

static void
test_not_permitted (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) rules = read_rules (fixture);

  fixture->done = FALSE;
  bell_rule_order_move_async (fixture->store, "bob", rules, 0, 2, on_done, fixture);
  test_wait (is_done, fixture, "the move to be refused");
  g_assert_error (fixture->error, BELL_ERROR, BELL_ERROR_DENIED);
}

static void
test_plan (void)
{
  static const struct
  {
    gint64      orders[3];
    guint       from, to;
    const char *edited;
  } cases[] = {
    { { 10, 20, 30 }, 2, 0, "c:0" },
    { { 10, 20, 30 }, 0, 2, "a:40" },
    { { 10, 20, 30 }, 2, 1, "c:15" },
    { { 10, 20, 30 }, 0, 1, "a:25" },
    { { 10, 20, 30 }, 1, 1, "" },
    { { 0, 0, 0 }, 2, 0, "c:-10" },
    { { 0, 0, 0 }, 2, 1, "b:20 c:10" },
    { { 1, 2, 3 }, 2, 1, "b:21 c:11" },
    { { G_MAXINT32 - 1, G_MAXINT32, G_MAXINT32 }, 0, 2, "a:30 c:20 b:10" },
    { { G_MININT32, 5, 6 }, 2, 0, "b:30 a:20 c:10" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GPtrArray) rules = bell_record_list_new ();
      g_autoptr (GPtrArray) plan = NULL;
      g_autofree char *text = NULL;

      for (guint r = 0; r < G_N_ELEMENTS (cases[i].orders); r++)
        {
          BellRule *rule = bell_record_new (&bell_rule_shape);

          rule->record.id = g_strdup_printf ("%c", 'a' + (int) r);
          rule->order = cases[i].orders[r];
          g_ptr_array_add (rules, rule);
        }
      plan = bell_rule_order_plan (rules, cases[i].from, cases[i].to);
      text = text_of (plan);
      g_test_message ("case %u", i);
      g_assert_cmpstr (text, ==, cases[i].edited);
    }
}

#define ADD(path, function)                                                                        \
  g_test_add ("/store/rule-order/" path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/store/rule-order/edits-as-few-as-it-takes", test_plan);
  ADD ("moves-a-rule-and-back", test_moves);
  ADD ("takes-back-what-was-overtaken", test_overtaken);
  ADD ("is-for-administrators", test_not_permitted);

  return g_test_run ();
}
