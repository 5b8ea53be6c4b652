/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ctl-calls.h"

static void
print_session (const BellOpenSession *session)
{
  g_autofree char *created = ctl_format_time (session->created_at);
  g_autofree char *expires = ctl_format_time (session->expires_at);

  g_print (_ ("%-26s  %-14s  since %s, until %s  %s\n"), session->record.id, session->person,
           created, expires, session->agent != NULL ? session->agent : "-");
}

static CtlStatus
show_sessions (Ctl *ctl, GPtrArray *records)
{
  if (ctl->json)
    ctl_print_list_json (records, &bell_open_session_shape);
  else
    for (guint i = 0; i < records->len; i++)
      print_session (records->pdata[i]);

  return records->len > 0 ? CTL_DONE : CTL_NO;
}

static CtlStatus
run_list (Ctl *ctl, char **arguments)
{
  BellSessionList *call = bell_call_new (&bell_call_session_list);
  g_autoptr (BellRecord) record = &call->record;
  CtlStatus status;

  if (!ctl_set_text (call, "person", arguments[0], &status))
    return status;

  return ctl_run (ctl, 0, g_steal_pointer (&record), show_sessions);
}

const CtlCommand ctl_command_session_list = {
  .name = "session list",
  .arguments = "[PERSON]",
  .summary = N_ ("List who is signed in"),
  .description = N_ ("Each line begins with the id of the session, and says until when it lasts "
                     "unless it is used; with --json the answer is a list of sessions. The exit "
                     "status is 1 if there are none."),
  .n_max = 1,
  .run = run_list,
};

static char *all_of;

static const GOptionEntry close_options[] = {
  { "all", 0, 0, G_OPTION_ARG_STRING, &all_of, N_ ("Every session of this person"), "PERSON" },
  { NULL },
};

static gboolean
close_one (Ctl *ctl, const char *session, GError **error)
{
  BellSessionClose *call = bell_call_new (&bell_call_session_close);
  g_autoptr (GPtrArray) answer = NULL;

  g_set_str (&call->session, session);
  answer = ctl_call (ctl, call, error);

  return answer != NULL;
}

static gboolean
close_all (Ctl *ctl, GError **error)
{
  BellSessionList *call = bell_call_new (&bell_call_session_list);
  g_autoptr (GPtrArray) sessions = NULL;

  g_set_str (&call->person, all_of);
  sessions = ctl_call (ctl, call, error);
  for (guint i = 0; sessions != NULL && i < sessions->len; i++)
    if (!close_one (ctl, BELL_RECORD (sessions->pdata[i])->id, error))
      return FALSE;

  return sessions != NULL;
}

static CtlStatus
run_close (Ctl *ctl, char **arguments)
{
  g_autoptr (GError) error = NULL;
  CtlStatus status;

  if ((arguments[0] == NULL) == (all_of == NULL))
    return ctl_usage (_ ("session close: name a session, or a person with --all"));

  if (!ctl_open (ctl, 0, &status))
    return status;

  if (all_of != NULL ? close_all (ctl, &error) : close_one (ctl, arguments[0], &error))
    return CTL_DONE;

  return ctl_fail (ctl, ctl->command, error);
}

const CtlCommand ctl_command_session_close = {
  .name = "session close",
  .arguments = "[SESSION]",
  .summary = N_ ("Sign somebody out"),
  .description
  = N_ ("Ends one session, or with --all every session of a person, and with them what "
        "is connected. Nothing is printed."),
  .n_max = 1,
  .run = run_close,
  .options = close_options,
};
