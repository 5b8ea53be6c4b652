/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-lint.h"
#include "desk-data.h"

/* A rule of which it is said that it never wins does not: desks with random rules, and every
 * request of a small world. */

#define N_DESKS 150
#define N_RULES 6
#define NOW     "2026-06-10T12:00:00+02:00"

static const char *const priorities[] = { "critical", "high", "medium", "low" };
static const char *const owners[] = { NULL, "ann", "bob" };
static const char *const titles[] = { "", "a", "Ab", "b", "bab" };
static const char *const offerings[] = { NULL, "o", "p" };
static const char *const people[] = { "ann", "bob", "cyd" };

#define PICK(list) ((list)[g_test_rand_int_range (0, G_N_ELEMENTS (list))])

/* A field and values that it may be compared with, most of which it may have. */
static const struct
{
  const char *field;
  const char *values[4];
} fields[] = {
  { "priority", { "critical", "high", "medium", "low" } },
  { "owner", { "ann", "bob", "", "dee" } },
  { "title", { "a", "b", "AB", "" } },
  { "offering", { "o", "p", "retired", "o" } },
  { "offering.id", { "o", "p", "retired", "p" } },
  { "offering.kind", { "service", "support", "service", "support" } },
  { "requested_by.department", { "it", "board", "", "x" } },
};

static void
add_test (GString *json)
{
  guint       f = (guint) g_test_rand_int_range (0, G_N_ELEMENTS (fields));
  const char *one = PICK (fields[f].values);
  const char *two = PICK (fields[f].values);

  g_string_append_printf (json, "{\"field\": \"%s\", ", fields[f].field);
  switch (g_test_rand_int_range (0, 5))
    {
    case 0:
      g_string_append_printf (json, "\"is\": \"%s\"}", one);
      break;
    case 1:
      g_string_append_printf (json, "\"is_not\": \"%s\"}", one);
      break;
    case 2:
      g_string_append_printf (json, "\"in\": [\"%s\", \"%s\"]}", one, two);
      break;
    case 3:
      g_string_append_printf (json, "\"contains\": \"%s\"}", one);
      break;
    default:
      g_string_append_printf (json, "\"is_set\": %s}", g_test_rand_bit () ? "true" : "false");
    }
}

static void
add_condition (GString *json, guint depth)
{
  int kind = depth == 0 ? 0 : g_test_rand_int_range (0, 4);

  if (kind == 0)
    {
      add_test (json);
    }
  else if (kind == 1)
    {
      g_string_append (json, "{\"not\": ");
      add_condition (json, depth - 1);
      g_string_append (json, "}");
    }
  else
    {
      int n = g_test_rand_int_range (0, 4);

      g_string_append_printf (json, "{\"%s\": [", kind == 2 ? "all" : "any");
      for (int i = 0; i < n; i++)
        {
          g_string_append (json, i > 0 ? ", " : "");
          add_condition (json, depth - 1);
        }
      g_string_append (json, "]}");
    }
}

static char *
random_desk (void)
{
  GString *json = g_string_new (
      "{\"format\": \"deskbell/1\", \"people\": [{\"id\": \"ann\", \"name\": \"A\","
      " \"department\": \"it\"}, {\"id\": \"bob\", \"name\": \"B\", \"department\": \"board\"},"
      " {\"id\": \"cyd\", \"name\": \"C\"}], \"agreements\": [{\"id\": \"gold\", \"title\": \"G\","
      " \"kind\": \"support\", \"chat\": true, \"status\": \"active\"}], \"offerings\": ["
      "{\"id\": \"o\", \"name\": \"O\", \"kind\": \"support\", \"status\": \"active\"},"
      "{\"id\": \"p\", \"name\": \"P\", \"kind\": \"service\", \"status\": \"active\"},"
      "{\"id\": \"retired\", \"name\": \"R\", \"kind\": \"support\", \"status\": \"retired\"}],"
      "\"rules\": [");

  for (int i = 0; i < N_RULES; i++)
    {
      static const char *const scopes[] = { "record", "before", "after" };
      const char              *scope = PICK (scopes);

      g_string_append_printf (json, "%s{\"id\": \"r%d\", \"scope\": \"%s\"", i > 0 ? ", " : "", i,
                              scope);
      if (!g_str_equal (scope, "record"))
        g_string_append_printf (json, ", \"offering\": \"%s\"", g_test_rand_bit () ? "o" : "p");
      g_string_append_printf (json, ", \"order\": %d, \"relate_agreement\": \"gold\", \"when\": ",
                              g_test_rand_int_range (0, 3));
      add_condition (json, 3);
      g_string_append (json, "}");
    }
  g_string_append (json, "]}");

  return g_string_free (json, FALSE);
}

static void
note_winner (BellPolicy *policy, const BellRequest *request, GHashTable *winners)
{
  BellDecision *decision
      = bell_policy_decide (policy, request, desk_data_instant (NOW), BELL_DECIDE_EXPLAIN);

  for (guint i = 0; i < decision->steps->len; i++)
    {
      const BellStep *step = decision->steps->pdata[i];

      if (step->step == BELL_STEP_RULE && step->code != BELL_CODE_CONDITION_FALSE
          && step->code != BELL_CODE_OVERRIDDEN)
        g_hash_table_add (winners, g_strdup (step->subject));
    }
  bell_record_unref (decision);
}

/* The rules that relate their agreement to some request of the world. */
static GHashTable *
find_winners (BellPolicy *policy)
{
  GHashTable *winners = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  const guint n[] = { G_N_ELEMENTS (owners), G_N_ELEMENTS (titles), G_N_ELEMENTS (offerings),
                      G_N_ELEMENTS (people), G_N_ELEMENTS (priorities) };

  for (guint world = 0; world < n[0] * n[1] * n[2] * n[3] * n[4]; world++)
    {
      g_autoptr (BellRecord) record = bell_record_new (&bell_request_shape);
      BellRequest *request = (BellRequest *) record;
      guint        rest = world;

      record->id = g_strdup ("r");
      request->owner = g_strdup (owners[rest % n[0]]);
      rest /= n[0];
      g_set_str (&request->title, titles[rest % n[1]]);
      rest /= n[1];
      request->offering = g_strdup (offerings[rest % n[2]]);
      rest /= n[2];
      g_set_str (&request->requested_by, people[rest % n[3]]);
      request->priority = (int) (rest / n[3]);
      note_winner (policy, request, winners);
    }

  return winners;
}

static void
test_sound (void)
{
  guint n_never = 0;
  guint n_losers = 0;

  for (guint i = 0; i < N_DESKS; i++)
    {
      g_autofree char *json = random_desk ();
      g_autoptr (BellDocument) document = desk_data_load (json);
      g_autoptr (BellPolicy) policy = bell_policy_new (document);
      g_autoptr (GPtrArray) findings = bell_policy_lint (policy, desk_data_instant (NOW));
      g_autoptr (GHashTable) winners = find_winners (policy);

      for (guint f = 0; f < findings->len; f++)
        {
          const BellFinding *finding = findings->pdata[f];

          if (finding->code != BELL_FINDING_RULE_NEVER_WINS)
            continue;
          n_never++;
          if (g_hash_table_contains (winners, finding->subject))
            g_error ("%s, but it does, in %s", finding->message, json);
        }
      n_losers += N_RULES - g_hash_table_size (winners);
    }

  g_test_message ("%u of the %u rules that win nothing were found", n_never, n_losers);
  g_assert_cmpuint (n_never, >, n_losers / 4);
  g_assert_cmpuint (n_never, <=, n_losers);
}

/* A very large condition is looked at no longer than others, and no deeper:
 * of this one it is not said that it is never true. */
static void
test_large (void)
{
  static const char *const kinds[] = { "all", "any" };

  for (guint k = 0; k < G_N_ELEMENTS (kinds); k++)
    {
      g_autoptr (GString) json = g_string_new (NULL);
      g_autoptr (BellDocument) document = NULL;
      g_autoptr (BellPolicy) policy = NULL;
      g_autoptr (GPtrArray) findings = NULL;

      g_string_append_printf (json,
                              "{\"format\": \"deskbell/1\", \"agreements\": [{\"id\": \"gold\","
                              "\"title\": \"G\", \"kind\": \"support\", \"status\": \"draft\"}],"
                              "\"rules\": [{\"id\": \"r\", \"scope\": \"record\","
                              "\"relate_agreement\": \"gold\", \"when\": {\"%s\": [",
                              kinds[k]);
      for (guint i = 0; i < 40000; i++)
        g_string_append_printf (json, "%s{\"not\": {\"field\": \"title\", \"contains\": \"t%u\"}}",
                                i > 0 ? "," : "", i);
      g_string_append (json, "]}}]}");
      document = desk_data_load (json->str);
      policy = bell_policy_new (document);
      findings = bell_policy_lint (policy, desk_data_instant (NOW));
      g_assert_cmpuint (findings->len, ==, 1);
      g_assert_cmpint (((BellFinding *) findings->pdata[0])->code, ==,
                       BELL_FINDING_RELATED_AGREEMENT_UNUSABLE);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/lint-rules/sound", test_sound);
  g_test_add_func ("/lint-rules/large", test_large);

  return g_test_run ();
}
