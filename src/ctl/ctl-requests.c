/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ctl-calls.h"

static char *offering;
static char *requested_by;
static char *title;
static char *description;
static char *priority;

static const GOptionEntry new_options[] = {
  { "offering", 0, 0, G_OPTION_ARG_STRING, &offering, N_ ("What it is about"), "O" },
  { "requested-by", 0, 0, G_OPTION_ARG_STRING, &requested_by, N_ ("Who asks for it"), "P" },
  { "title", 0, 0, G_OPTION_ARG_STRING, &title, N_ ("Its title"), "T" },
  { "description", 0, 0, G_OPTION_ARG_STRING, &description, N_ ("Its description"), "TEXT" },
  { "priority", 0, 0, G_OPTION_ARG_STRING, &priority, N_ ("Its priority"), "PRIORITY" },
  { NULL },
};

static void
print_request_line (const BellRequest *request)
{
  g_autofree char *created = ctl_format_time (request->created_at);

  g_print ("%-8s  %-9s  %-8s  %s  %s: %s\n", request->record.id,
           bell_enum_nick (&bell_phase_type, request->phase),
           bell_enum_nick (&bell_priority_type, request->priority), created, request->requested_by,
           request->title);
}

static CtlStatus
show_request (Ctl *ctl, GPtrArray *records)
{
  if (ctl->json)
    ctl_print_record_json (records->pdata[0]);
  else
    print_request_line (records->pdata[0]);

  return CTL_DONE;
}

static CtlStatus
run_new (Ctl *ctl, char **arguments)
{
  BellRequestNew *call = bell_call_new (&bell_call_request_new);
  g_autoptr (BellRecord) record = &call->record;
  CtlStatus status;

  if (offering == NULL || requested_by == NULL || title == NULL)
    return ctl_usage (_ ("request new: --offering, --requested-by and --title are needed"));

  if (!ctl_set_text (call, "offering", offering, &status)
      || !ctl_set_text (call, "requested_by", requested_by, &status)
      || !ctl_set_text (call, "title", title, &status)
      || !ctl_set_text (call, "description", description, &status)
      || !ctl_set_text (call, "priority", priority, &status))
    return status;

  return ctl_run (ctl, 0, g_steal_pointer (&record), show_request);
}

const CtlCommand ctl_command_request_new = {
  .name = "request new",
  .arguments = "",
  .summary = N_ ("Make a request"),
  .description
  = N_ ("Needs --offering, --requested-by and --title; what else a request has comes from "
        "the offering. The answer is the new request."),
  .run = run_new,
  .options = new_options,
};

static char *phase;
static char *search;
static int   limit;

static const GOptionEntry list_options[] = {
  { "requested-by", 0, 0, G_OPTION_ARG_STRING, &requested_by, N_ ("Only of this person"), "P" },
  { "phase", 0, 0, G_OPTION_ARG_STRING, &phase, N_ ("Only in this phase"), "PHASE" },
  { "search", 0, 0, G_OPTION_ARG_STRING, &search, N_ ("Only with this text"), "TEXT" },
  { "limit", 0, 0, G_OPTION_ARG_INT, &limit, N_ ("At most so many (1 to 1000)"), "N" },
  { NULL },
};

static CtlStatus
show_list (Ctl *ctl, GPtrArray *records)
{
  guint n_requests = ctl_count (records, &bell_request_shape);

  if (ctl->json)
    ctl_print_list_json (records, &bell_request_shape);
  else
    for (guint i = 0; i < n_requests; i++)
      print_request_line (records->pdata[i]);

  return n_requests > 0 ? CTL_DONE : CTL_NO;
}

static CtlStatus
run_list (Ctl *ctl, char **arguments)
{
  BellRequestPage *call = bell_call_new (&bell_call_request_list);
  g_autoptr (BellRecord) record = &call->record;
  CtlStatus status;

  if (limit < 0 || limit > 1000)
    return ctl_usage (_ ("request list: --limit: expected 1 to 1000, found %d"), limit);
  call->limit = limit > 0 ? limit : 1000;
  if (!ctl_set_text (call, "requested_by", requested_by, &status)
      || !ctl_set_text (call, "phase", phase, &status)
      || !ctl_set_text (call, "search", search, &status))
    return status;

  return ctl_run (ctl, 0, g_steal_pointer (&record), show_list);
}

const CtlCommand ctl_command_request_list = {
  .name = "request list",
  .arguments = "",
  .summary = N_ ("List requests, newest first"),
  .description = N_ ("All options narrow the list down together. Each line begins with the id of "
                     "the request; with --json the answer is a list of requests. The exit status "
                     "is 1 if there is none."),
  .run = run_list,
  .options = list_options,
};

static void
print_chat (const BellChat *chat)
{
  g_autofree char *asked = ctl_format_time (chat->requested_at);

  /* Translators: an id, a status that is not translated, and a time */
  g_print (_ ("  chat %s  %s, asked %s"), chat->record.id,
           bell_enum_nick (&bell_chat_status_type, chat->status), asked);
  if (chat->answered_by != NULL)
    g_print (_ (", answered by %s"), chat->answered_by);
  g_print (ngettext (", %lld messages\n", ", %lld messages\n", (gulong) chat->messages),
           (long long) chat->messages);
}

static CtlStatus
show_one (Ctl *ctl, GPtrArray *records)
{
  const BellRequest *request = bell_records_find (records, &bell_request_shape, NULL);

  if (ctl->json)
    {
      ctl_print_record_json (request);
      return CTL_DONE;
    }

  print_request_line (request);
  g_print (_ ("  offering %s, service %s, owner %s, expert %s, group %s\n"),
           request->offering != NULL ? request->offering : "-",
           request->actual_service != NULL ? request->actual_service : "-",
           request->owner != NULL ? request->owner : "-",
           request->expert_assignee != NULL ? request->expert_assignee : "-",
           request->assigned_group != NULL ? request->assigned_group : "-");
  if (request->description[0] != '\0')
    g_print ("  %s\n", request->description);
  for (guint i = 0; i < records->len; i++)
    if (BELL_RECORD (records->pdata[i])->shape == &bell_chat_shape)
      print_chat (records->pdata[i]);

  return CTL_DONE;
}

static CtlStatus
run_show (Ctl *ctl, char **arguments)
{
  BellRequestGet *call = bell_call_new (&bell_call_request_get);
  g_autoptr (BellRecord) record = &call->record;
  CtlStatus status;

  if (!ctl_set_text (call, "request", arguments[0], &status))
    return status;

  return ctl_run (ctl, 0, g_steal_pointer (&record), show_one);
}

const CtlCommand ctl_command_request_show = {
  .name = "request show",
  .arguments = "REQUEST",
  .summary = N_ ("Show a request and its chats"),
  .description = N_ ("With --json the answer is the request alone, without its chats."),
  .n_min = 1,
  .n_max = 1,
  .run = run_show,
};
