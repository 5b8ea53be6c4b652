/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-lint.h"
#include "desk-data.h"
#include "generated-desk.h"
#include "measure.h"

#include <stdlib.h>

/* How long a look through a large desk takes.
 *
 * Without arguments it only sees to it that this desk gives the findings it always gave: a test.
 * With "--measure NAME OFFERINGS AGREEMENTS RULES" it measures and prints a row of a table. */

#define ROUNDS 5

static BellPolicy *
make_policy (const GeneratedSize *size)
{
  g_autofree char *json = generated_desk_new (size);
  g_autoptr (BellDocument) document = desk_data_load (json);

  return bell_policy_new (document);
}

static int
run_measurement (char **arguments)
{
  GeneratedSize size = { atoi (arguments[1]), atoi (arguments[2]), atoi (arguments[3]) };
  g_autoptr (BellPolicy) policy = make_policy (&size);
  double seconds[ROUNDS];
  guint  n_findings = 0;

  for (guint i = 0; i < ROUNDS; i++)
    {
      double begin = measure_seconds ();
      g_autoptr (GPtrArray) findings = bell_policy_lint (policy, generated_desk_now (0));

      seconds[i] = measure_seconds () - begin;
      n_findings = findings->len;
    }
  g_print ("| %s | %d / %d / %d | %u | %.0f |\n", arguments[0], size.offerings, size.agreements,
           size.rules, n_findings, measure_median (seconds, ROUNDS) * 1e3);

  return 0;
}

static void
test_findings (void)
{
  const GeneratedSize size = { 200, 60, 60 };
  g_autoptr (BellPolicy) policy = make_policy (&size);
  g_autoptr (GPtrArray) findings = bell_policy_lint (policy, generated_desk_now (0));
  g_autoptr (GString) found = g_string_new (NULL);
  guint counts[64] = { 0 };

  for (guint i = 0; i < findings->len; i++)
    counts[((BellFinding *) findings->pdata[i])->code]++;
  for (guint code = 0; code < bell_finding_code_type.n_nicks; code++)
    if (counts[code] > 0)
      g_string_append_printf (found, "%s%s %u", found->len > 0 ? ", " : "",
                              bell_finding_code_type.nicks[code], counts[code]);
  g_assert_cmpstr (
      found->str, ==,
      "agreement_expires_soon 3, agreement_kind_mismatch 51, "
      "agreement_without_targets 49, related_agreement_unusable 27, "
      "default_service_unlisted 19, rule_never_wins 4, rule_inactive 7, on_call_gap 5, "
      "shift_rotation_outside_group 44");
}

int
main (int argc, char **argv)
{
  if (argc == 6 && g_str_equal (argv[1], "--measure"))
    return run_measurement (argv + 2);

  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/bench-lint/findings", test_findings);

  return g_test_run ();
}
