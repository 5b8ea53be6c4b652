/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-effect-records.h"
#include "bell-said.h"
#include "ctl-calls.h"

static char *offering;
static char *service;
static char *requested_by;
static char *priority;

static const GOptionEntry check_options[] = {
  { "offering", 0, 0, G_OPTION_ARG_STRING, &offering,
    N_ ("A request that is not made yet, of this offering"), "O" },
  { "service", 0, 0, G_OPTION_ARG_STRING, &service, N_ ("Its actual service"), "S" },
  { "requested-by", 0, 0, G_OPTION_ARG_STRING, &requested_by, N_ ("Who asks for it"), "P" },
  { "priority", 0, 0, G_OPTION_ARG_STRING, &priority, N_ ("Its priority"), "PRIORITY" },
  { NULL },
};

/* "a", or "a and b". */
static char *
join_edits (const BellRemedy *remedy)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < remedy->edits->len; i++)
    {
      g_autofree char *edit = bell_said (((BellEdit *) remedy->edits->pdata[i])->text);

      /* Translators: comes between two changes of which both are needed */
      g_string_append_printf (text, "%s%s", i > 0 ? _ (", and ") : "", edit);
    }

  return g_string_free_and_steal (g_steal_pointer (&text));
}

static void
print_advice (const BellDecision *decision)
{
  if (decision->until != BELL_INSTANT_NONE)
    {
      g_autofree char *until = ctl_format_time (decision->until);

      if (decision->available && decision->then_available)
        g_print (_ ("Until %s, then yes in another way.\n"), until);
      else
        g_print (decision->then_available ? _ ("Until %s, then yes.\n")
                                          : _ ("Until %s, then no.\n"),
                 until);
    }

  if (decision->changes->len > 0)
    g_print (_ ("Any of these would make it a yes:\n"));
  for (guint i = 0; i < decision->changes->len; i++)
    {
      g_autofree char *edits = join_edits (decision->changes->pdata[i]);

      g_print ("  %s\n", edits);
    }
}

static void
print_decision (const BellDecision *decision)
{
  if (decision->available)
    /* Translators: the path, a word that is not translated, and the id of an agreement */
    g_print (_ ("Chat is available, by %s, through agreement %s.\n"),
             bell_enum_nick (&bell_path_type, decision->path), decision->agreement);
  else
    g_print (_ ("Chat is not available.\n"));

  for (guint i = 0; i < decision->steps->len; i++)
    {
      const BellStep  *step = decision->steps->pdata[i];
      g_autofree char *reason = bell_said (step->reason);

      /* Translators: "yes" and "no " stand in a column of their own, and are equally wide */
      g_print ("  %s %s (%s)\n", step->accepted ? _ ("yes") : _ ("no "), reason,
               bell_enum_nick (&bell_code_type, step->code));
    }

  g_print (decision->recipients->len > 0 ? _ ("Told would be:\n") : _ ("Nobody would be told.\n"));
  for (guint i = 0; i < decision->recipients->len; i++)
    {
      const BellRecipient *recipient = decision->recipients->pdata[i];

      /* Translators: a person, and what they are to the request, a word that is not translated */
      g_print (_ ("  %s, as %s\n"), recipient->person,
               bell_enum_nick (&bell_part_type, recipient->as));
    }

  print_advice (decision);
}

static CtlStatus
show_decision (Ctl *ctl, GPtrArray *records)
{
  const BellDecision *decision = records->pdata[0];

  if (ctl->json)
    ctl_print_record_json (decision);
  else
    print_decision (decision);

  return decision->available ? CTL_DONE : CTL_NO;
}

static CtlStatus
check_request (Ctl *ctl, const char *request)
{
  BellDecisionGet *call = bell_call_new (&bell_call_decision_get);
  g_autoptr (BellRecord) record = &call->record;
  CtlStatus status;

  if (service != NULL || requested_by != NULL || priority != NULL)
    return ctl_usage (_ ("check: --service, --requested-by and --priority go with --offering"));

  call->at = ctl->now;
  if (!ctl_set_text (call, "request", request, &status))
    return status;

  return ctl_run (ctl, 0, g_steal_pointer (&record), show_decision);
}

static CtlStatus
check_offering (Ctl *ctl)
{
  BellDecisionTry *call = bell_call_new (&bell_call_decision_try);
  g_autoptr (BellRecord) record = &call->record;
  CtlStatus status;

  call->at = ctl->now;
  if (!ctl_set_text (call, "offering", offering, &status)
      || !ctl_set_text (call, "service", service, &status)
      || !ctl_set_text (call, "requested_by", requested_by, &status)
      || !ctl_set_text (call, "priority", priority, &status))
    return status;

  return ctl_run (ctl, 0, g_steal_pointer (&record), show_decision);
}

static CtlStatus
run_check (Ctl *ctl, char **arguments)
{
  if ((arguments[0] != NULL) == (offering != NULL))
    return ctl_usage (_ ("check: name a request, or an offering with --offering"));

  return arguments[0] != NULL ? check_request (ctl, arguments[0]) : check_offering (ctl);
}

const CtlCommand ctl_command_check = {
  .name = "check",
  .arguments = "[REQUEST]",
  .summary = N_ ("Say whether chat is available, why, and who would be told"),
  .description
  = N_ ("Names a request, or with --offering a request that is not made yet. Every "
        "agreement that was looked at is a step of the answer, with the reason why "
        "it was accepted or not; then come the people who would be told of a chat, "
        "until when the answer holds if nobody changes anything, and for a no the "
        "smallest changes that would make it a yes: single ones, or pairs if none is "
        "enough. Nothing is changed. --now asks about another time.\n\n"
        "With --json the answer is {\"available\": true, \"path\": \"rule\", "
        "\"agreement\": \"gold\", \"steps\": [...], \"recipients\": [{\"person\": "
        "\"ann\", \"as\": \"owner\"}, ...], \"until\": TIME, \"then_available\": false, "
        "\"changes\": [{\"edits\": [...], \"path\": \"offering\", \"agreement\": "
        "\"gold\"}, ...]}. The path is rule, offering, service or null; a step has "
        "step, subject, agreement, accepted, code and reason. until is null if the "
        "answer stays the same for 20 years; then_available says whether chat is "
        "available from then on. Of changes any one is enough: all its edits have to "
        "be made, and path and agreement are those of the answer after that. An edit "
        "has type, subject, field, value (what the field has to be) and text.\n\n"
        "The exit status is 1 if chat is not available."),
  .n_max = 1,
  .run = run_check,
  .options = check_options,
};

static CtlStatus
show_on_call (Ctl *ctl, GPtrArray *records)
{
  const BellOnCall *on_call = records->pdata[0];

  if (ctl->json)
    {
      ctl_print_record_json (on_call);
    }
  else if (on_call->until == BELL_INSTANT_NONE)
    {
      g_print (_ ("Nobody is on call.\n"));
    }
  else
    {
      g_autofree char *until = ctl_format_time (on_call->until);

      g_print (_ ("primary %s, backup 1 %s, backup 2 %s, until %s\n"),
               on_call->primary != NULL ? on_call->primary : "-",
               on_call->backup_1 != NULL ? on_call->backup_1 : "-",
               on_call->backup_2 != NULL ? on_call->backup_2 : "-", until);
    }

  return on_call->primary != NULL ? CTL_DONE : CTL_NO;
}

static CtlStatus
run_on_call (Ctl *ctl, char **arguments)
{
  BellOnCallGet *call = bell_call_new (&bell_call_on_call_get);
  g_autoptr (BellRecord) record = &call->record;
  CtlStatus status;

  call->at = ctl->now;
  if (!ctl_set_text (call, "group", arguments[0], &status))
    return status;

  return ctl_run (ctl, 0, g_steal_pointer (&record), show_on_call);
}

const CtlCommand ctl_command_on_call = {
  .name = "on-call",
  .arguments = "GROUP",
  .summary = N_ ("Say who is on call for a group"),
  .description = N_ ("People on vacation are left out. --now asks about another time.\n\n"
                     "With --json the answer is {\"primary\": \"ann\", \"backup_1\": \"bob\", "
                     "\"backup_2\": null, \"until\": TIME}; who is missing is null. The exit "
                     "status is 1 if nobody is on call."),
  .n_min = 1,
  .n_max = 1,
  .run = run_on_call,
};
