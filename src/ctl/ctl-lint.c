/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ctl.h"

#include "bell-finding.h"
#include "bell-said.h"

static void
print_findings (GPtrArray *findings)
{
  for (guint i = 0; i < findings->len; i++)
    {
      const BellFinding *finding = findings->pdata[i];
      g_autofree char   *message = bell_said (finding->message);

      g_print ("%s %s %s \"%s\": %s\n", bell_enum_nick (&bell_severity_type, finding->severity),
               bell_enum_nick (&bell_finding_code_type, finding->code), finding->type,
               finding->subject, message);
    }
}

static CtlStatus
show_findings (Ctl *ctl, GPtrArray *findings)
{
  if (ctl->json)
    ctl_print_list_json (findings, &bell_finding_shape);
  else
    print_findings (findings);

  for (guint i = 0; i < findings->len; i++)
    if (((BellFinding *) findings->pdata[i])->severity != BELL_SEVERITY_NOTICE)
      return CTL_NO;

  return CTL_DONE;
}

static CtlStatus
run_lint (Ctl *ctl, char **arguments)
{
  BellDeskLint *call = bell_call_new (&bell_call_desk_lint);

  call->at = ctl->now;

  return ctl_run (ctl, 0, call, show_findings);
}

const CtlCommand ctl_command_lint = {
  .name = "lint",
  .arguments = "",
  .summary = N_ ("Say what about the desk is allowed and hardly meant"),
  .description
  = N_ ("One line a finding: its severity, a code that does not change, the record and a "
        "sentence that says what to do. The codes are described in lint.md.\n\n"
        "With --json the answer is a list of {\"code\": \"rule_never_wins\", "
        "\"severity\": \"warning\", \"type\": \"rule\", \"subject\": ..., "
        "\"other\": null, \"message\": ...}.\n\n"
        "The exit status is 1 if there are warnings or errors; notices alone are no "
        "failure."),
  .run = run_lint,
};
