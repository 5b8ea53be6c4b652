/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-effect-records.h"
#include "ctl-calls.h"

/* One line about an answer: "yes, by service, gold", "no". */
static char *
answer_text (gboolean available, int path, const char *agreement)
{
  if (!available)
    return g_strdup (_ ("no"));

  /* Translators: the path, a word that is not translated, and the id of an agreement */
  return g_strdup_printf (_ ("yes, by %s, %s"), bell_enum_nick (&bell_path_type, path), agreement);
}

static CtlStatus
show_coverage (Ctl *ctl, GPtrArray *records)
{
  guint n_available = 0;

  if (ctl->json)
    {
      ctl_print_list_json (records, &bell_coverage_row_shape);
      return CTL_DONE;
    }

  for (guint i = 0; i < records->len; i++)
    {
      const BellCoverageRow *row = records->pdata[i];
      g_autofree char       *answer = answer_text (row->available, row->path, row->agreement);

      n_available += row->available ? 1 : 0;
      g_print ("%-24s %s", row->offering, answer);
      if (!row->available)
        g_print (" (%s)", bell_enum_nick (&bell_code_type, row->code));
      g_print ("\n");
    }
  g_print (ngettext ("%u of %u active offerings have chat.\n",
                     "%u of %u active offerings have chat.\n", records->len),
           n_available, records->len);

  return CTL_DONE;
}

static CtlStatus
run_coverage (Ctl *ctl, char **arguments)
{
  BellDeskCoverage *call = bell_call_new (&bell_call_desk_coverage);

  call->at = ctl->now;

  return ctl_run (ctl, 0, call, show_coverage);
}

const CtlCommand ctl_command_coverage = {
  .name = "coverage",
  .arguments = "",
  .summary = N_ ("Say for every active offering whether its requests have chat"),
  .description
  = N_ ("What is asked for each offering is a new request of somebody unknown, of medium "
        "priority. The code is ok, or the reason that is nearest to a yes.\n\n"
        "With --json the answer is a list of {\"offering\": \"laptop\", \"available\": "
        "false, \"path\": null, \"agreement\": null, \"code\": \"chat_off\"}."),
  .run = run_coverage,
};

static void
print_people (const char *sign, char **people)
{
  for (char **person = people; *person != NULL; person++)
    g_print (" %s%s", sign, *person);
}

static void
print_effect (const BellEffect *effect)
{
  g_print (_ ("%lld would gain chat, %lld would lose it, %lld would have it by another way.\n"),
           (long long) effect->gained, (long long) effect->lost, (long long) effect->moved);
  for (guint i = 0; i < effect->answers->len; i++)
    {
      const BellAnswerChange *change = effect->answers->pdata[i];
      g_autofree char        *was
          = answer_text (change->was_available, change->was_path, change->was_agreement);
      g_autofree char *is = answer_text (change->available, change->path, change->agreement);

      /* Translators: a type and an id, and two answers, such as "no" */
      g_print (_ ("  %s %s: now %s; then %s\n"), change->type, change->subject, was, is);
    }

  if (effect->recipients->len > 0)
    g_print (_ ("Told would be (+) or not any more (-):\n"));
  for (guint i = 0; i < effect->recipients->len; i++)
    {
      const BellToldChange *change = effect->recipients->pdata[i];

      g_print ("  %s %s:", change->type, change->subject);
      print_people ("+", change->more);
      print_people ("-", change->less);
      g_print ("\n");
    }
}

static CtlStatus
show_effect (Ctl *ctl, GPtrArray *records)
{
  if (ctl->json)
    ctl_print_record_json (records->pdata[0]);
  else
    print_effect (records->pdata[0]);

  return CTL_DONE;
}

static CtlStatus
run_effect (Ctl *ctl, char **arguments)
{
  BellDeskEffect *call = bell_call_new (&bell_call_desk_effect);
  g_autoptr (BellRecord) record = &call->record;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) records = NULL;
  CtlStatus status;

  call->at = ctl->now;
  call->document = ctl_read_document (arguments[0], &error);
  if (call->document == NULL)
    return ctl_fail (ctl, ctl_file_name (arguments[0]), error);
  if (!ctl_open (ctl, 0, &status))
    return status;

  records = ctl_call (ctl, g_steal_pointer (&record), &error);

  return records != NULL ? show_effect (ctl, records)
                         : ctl_fail (ctl, ctl_file_name (arguments[0]), error);
}

const CtlCommand ctl_command_effect = {
  .name = "effect",
  .arguments = "FILE",
  .summary = N_ ("Say what importing a desk document would do to chats, and change nothing"),
  .description
  = N_ ("The document holds the records as edited. Looked at are all active offerings and "
        "all requests that are open or suspended: which gain or lose chat, by which path "
        "they have it now and would have it then, and of which other people would be "
        "told. FILE may be -, for standard input.\n\n"
        "With --json the answer is {\"gained\": 1, \"lost\": 0, \"moved\": 0, "
        "\"answers\": [{\"type\": \"offering\", \"subject\": \"laptop\", "
        "\"was_available\": false, ..., \"available\": true, ...}], \"recipients\": "
        "[{\"type\": ..., \"subject\": ..., \"more\": [\"ann\"], \"less\": []}]}."),
  .n_min = 1,
  .n_max = 1,
  .run = run_effect,
};
