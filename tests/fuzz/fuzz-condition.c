/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-json.h"
#include "bell-policy-private.h"
#include "fuzz.h"

#include <string.h>

static BellCondition *
read_condition (const char *data, gsize length)
{
  g_autoptr (GString) path = g_string_new ("$");
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = bell_json_parse (data, length, 1024 * 1024, &error);
  BellCondition *condition;

  if (node == NULL)
    {
      fuzz_check_error (error);
      return NULL;
    }

  condition = bell_condition_from_json (node, path, &error);
  g_assert_true ((condition != NULL) == (error == NULL));
  fuzz_check_error (error);
  if (condition != NULL)
    g_assert_cmpstr (path->str, ==, "$");

  return condition;
}

/* What is read is written, and what is written is read as the same. */
static void
check_round_trip (const BellCondition *condition)
{
  g_autoptr (JsonNode) node = bell_condition_to_json (condition);
  g_autofree char *text = bell_json_text (node, FALSE);
  g_autoptr (BellCondition) again = read_condition (text, strlen (text));
  g_autoptr (JsonNode) node_again = NULL;

  g_assert_nonnull (again);
  node_again = bell_condition_to_json (again);
  g_assert_true (json_node_equal (node, node_again));
}

/* It is true or false of every request, and its contrary is the other. */
static void
check_facts (BellCondition *condition, const BellFacts *facts)
{
  g_autoptr (BellCondition) contrary = bell_condition_new (BELL_CONDITION_NOT);

  g_ptr_array_add (contrary->children, bell_condition_ref (condition));
  g_assert_true (bell_condition_holds (condition, facts) != bell_condition_holds (contrary, facts));
}

static BellFacts
new_facts (const char *text)
{
  BellRequest  *request = bell_record_new (&bell_request_shape);
  BellPerson   *person = bell_record_new (&bell_person_shape);
  BellOffering *offering = bell_record_new (&bell_offering_shape);

  g_set_str (&request->record.id, "r-1");
  g_set_str (&request->title, text);
  g_set_str (&request->owner, "ann");
  g_set_str (&person->record.id, "zoe");
  g_set_str (&person->department, text);
  g_set_str (&person->email, "zoe@example.org");
  g_set_str (&offering->record.id, "laptop");

  return (BellFacts) { request, person, offering };
}

static void
check_all_facts (BellCondition *condition)
{
  static const char *const texts[] = { "", "Board", "stra\303\237e \304\260 \360\237\224\224" };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      BellFacts facts = new_facts (texts[i]);
      BellFacts alone = { facts.request, NULL, NULL };

      check_facts (condition, &facts);
      check_facts (condition, &alone);
      bell_record_unref ((gpointer) facts.request);
      bell_record_unref ((gpointer) facts.person);
      bell_record_unref ((gpointer) facts.offering);
    }
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (BellCondition) condition = read_condition ((const char *) data, size);

  if (condition != NULL)
    {
      check_round_trip (condition);
      check_all_facts (condition);
    }

  return 0;
}
