/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ctl-calls.h"

static char    *as_person;
static char    *reason;
static char    *note;
static gboolean join;
static gboolean stop_looking;

#define AS { "as", 0, 0, G_OPTION_ARG_STRING, &as_person, N_ ("Who acts"), "P" }

static const GOptionEntry as_options[] = { AS, { NULL } };

/* Everything about chats but a transcript is done as somebody. */
static gboolean
take_actor (Ctl *ctl, CtlStatus *status)
{
  ctl->actor = as_person;
  if (as_person != NULL)
    return TRUE;

  *status = ctl_usage (_ ("%s: --as is needed: who acts?"), ctl->command);

  return FALSE;
}

static void
print_chat (const BellChat *chat)
{
  g_autofree char *asked = ctl_format_time (chat->requested_at);

  g_print ("%-12s  %-9s  %s  %s", chat->record.id,
           bell_enum_nick (&bell_chat_status_type, chat->status), asked, chat->requested_by);
  if (chat->answered_by != NULL)
    /* Translators: comes after who has asked for a chat */
    g_print (_ (", answered by %s"), chat->answered_by);
  g_print ("\n");
}

static CtlStatus
show_chat (Ctl *ctl, GPtrArray *records)
{
  const BellChat *chat = bell_records_find (records, &bell_chat_shape, NULL);

  if (ctl->json)
    ctl_print_record_json (chat);
  else
    print_chat (chat);

  return CTL_DONE;
}

static CtlStatus
show_nothing (Ctl *ctl, GPtrArray *records)
{
  return CTL_DONE;
}

/* The chat that is open on a request, else its last one. */
static char *
find_chat (Ctl *ctl, const char *request, GError **error)
{
  BellRequestGet *call = bell_call_new (&bell_call_request_get);
  g_autoptr (GPtrArray) records = NULL;
  const BellChat *found = NULL;

  g_set_str (&call->request, request);
  records = ctl_call (ctl, call, error);
  if (records == NULL)
    return NULL;

  for (guint i = 0; i < records->len; i++)
    if (BELL_RECORD (records->pdata[i])->shape == &bell_chat_shape)
      found = records->pdata[i];

  if (found == NULL)
    g_set_error (error, BELL_ERROR, BELL_ERROR_NOT_FOUND, _ ("there is no chat on \"%s\""),
                 request);

  return found != NULL ? g_strdup (found->record.id) : NULL;
}

/* Makes a call about the chat on a request. */
static CtlStatus
run_on_chat (Ctl        *ctl,
             const char *request,
             gpointer    call,
             CtlStatus (*show) (Ctl *ctl, GPtrArray *records))
{
  g_autoptr (BellRecord) taken = call;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) records = NULL;
  g_autofree char *chat = NULL;
  CtlStatus        status;

  if (!ctl_open (ctl, 0, &status))
    return status;

  chat = find_chat (ctl, request, &error);
  if (chat != NULL && ctl_set_text (taken, "chat", chat, &status))
    records = ctl_call (ctl, g_steal_pointer (&taken), &error);

  return records != NULL ? show (ctl, records) : ctl_fail (ctl, ctl->command, error);
}

static CtlStatus
run_ask (Ctl *ctl, char **arguments)
{
  BellChatAsk *call = bell_call_new (&bell_call_chat_ask);
  g_autoptr (BellRecord) record = &call->record;
  CtlStatus status;

  if (!take_actor (ctl, &status) || !ctl_set_text (call, "request", arguments[0], &status))
    return status;

  return ctl_run (ctl, 0, g_steal_pointer (&record), show_chat);
}

const CtlCommand ctl_command_chat_ask = {
  .name = "chat ask",
  .arguments = "REQUEST --as P",
  .summary = N_ ("Ask for a chat on a request"),
  .description = N_ ("Everybody concerned is told, and the chat is pending until one of them "
                     "writes. If a chat on the request is open already, that is the answer. The "
                     "exit status is 1 if chat is not available; check says why."),
  .n_min = 1,
  .n_max = 1,
  .run = run_ask,
  .options = as_options,
};

static CtlStatus
show_pending (Ctl *ctl, GPtrArray *records)
{
  guint n_chats = ctl_count (records, &bell_chat_shape);

  if (ctl->json)
    ctl_print_list_json (records, &bell_chat_shape);
  else
    for (guint i = 0; i < records->len; i++)
      if (BELL_RECORD (records->pdata[i])->shape == &bell_chat_shape)
        print_chat (records->pdata[i]);

  return n_chats > 0 ? CTL_DONE : CTL_NO;
}

static CtlStatus
run_pending (Ctl *ctl, char **arguments)
{
  CtlStatus status;

  if (!take_actor (ctl, &status))
    return status;

  return ctl_run (ctl, 0, bell_call_new (&bell_call_chat_pending), show_pending);
}

const CtlCommand ctl_command_chat_pending = {
  .name = "chat pending",
  .arguments = "--as P",
  .summary = N_ ("List the pending chats that concern somebody, oldest first"),
  .description = N_ ("With --json the answer is a list of chats. The exit status is 1 if there is "
                     "none."),
  .run = run_pending,
  .options = as_options,
};

static const GOptionEntry look_options[] = {
  AS,
  { "stop", 0, 0, G_OPTION_ARG_NONE, &stop_looking, N_ ("Do not look at it any more"), NULL },
  { NULL },
};

static CtlStatus
run_look (Ctl *ctl, char **arguments)
{
  BellChatLook *call = bell_call_new (&bell_call_chat_look);
  g_autoptr (BellRecord) record = &call->record;
  CtlStatus status;

  call->looking = !stop_looking;

  return take_actor (ctl, &status)
             ? run_on_chat (ctl, arguments[0], g_steal_pointer (&record), show_nothing)
             : status;
}

const CtlCommand ctl_command_chat_look = {
  .name = "chat look",
  .arguments = "REQUEST --as P",
  .summary = N_ ("Look at the chat on a request, so that other agents see it"),
  .description = N_ ("Nothing is printed. Nothing is answered by it either: the first message of "
                     "an agent does that."),
  .n_min = 1,
  .n_max = 1,
  .run = run_look,
  .options = look_options,
};

static const GOptionEntry send_options[] = {
  AS,
  { "join", 0, 0, G_OPTION_ARG_NONE, &join, N_ ("Write although another agent has answered"),
    NULL },
  { NULL },
};

static CtlStatus
run_send (Ctl *ctl, char **arguments)
{
  BellChatSend *call = bell_call_new (&bell_call_chat_send);
  g_autoptr (BellRecord) record = &call->record;
  CtlStatus status;

  call->join = join;
  if (!take_actor (ctl, &status) || !ctl_set_text (call, "body", arguments[1], &status))
    return status;

  return run_on_chat (ctl, arguments[0], g_steal_pointer (&record), show_chat);
}

const CtlCommand ctl_command_chat_send = {
  .name = "chat send",
  .arguments = "REQUEST --as P TEXT",
  .summary = N_ ("Write into the chat on a request"),
  .description = N_ ("The first message of an agent answers the chat. If another agent was faster "
                     "the message is not sent and the exit status is 1; --join sends it all the "
                     "same. Put -- before a TEXT that begins with a dash. The answer is the chat."),
  .n_min = 2,
  .n_max = 2,
  .run = run_send,
  .options = send_options,
};

static CtlStatus
run_leave (Ctl *ctl, char **arguments)
{
  CtlStatus status;

  return take_actor (ctl, &status)
             ? run_on_chat (ctl, arguments[0], bell_call_new (&bell_call_chat_leave), show_chat)
             : status;
}

const CtlCommand ctl_command_chat_leave = {
  .name = "chat leave",
  .arguments = "REQUEST --as P",
  .summary = N_ ("Leave the chat on a request, as who asked for it"),
  .description = N_ ("A chat that nobody has answered is abandoned at once. What an agent still "
                     "writes into it is found on the request. The answer is the chat."),
  .n_min = 1,
  .n_max = 1,
  .run = run_leave,
  .options = as_options,
};

static const GOptionEntry end_options[] = {
  AS,
  { "reason", 0, 0, G_OPTION_ARG_STRING, &reason, N_ ("Why it ends"), "R" },
  { "note", 0, 0, G_OPTION_ARG_STRING, &note, N_ ("What other agents should know"), "TEXT" },
  { NULL },
};

static CtlStatus
run_end (Ctl *ctl, char **arguments)
{
  BellChatEnd *call = bell_call_new (&bell_call_chat_end);
  g_autoptr (BellRecord) record = &call->record;
  CtlStatus status;

  if (!take_actor (ctl, &status) || !ctl_set_text (call, "reason", reason, &status)
      || !ctl_set_text (call, "note", note, &status))
    return status;

  return run_on_chat (ctl, arguments[0], g_steal_pointer (&record), show_chat);
}

const CtlCommand ctl_command_chat_end = {
  .name = "chat end",
  .arguments = "REQUEST --as P --reason R",
  .summary = N_ ("End the chat on a request"),
  .description = N_ ("An agent has to give a reason; who asked for the chat does not. The note is "
                     "for other agents only. The answer is the chat."),
  .n_min = 1,
  .n_max = 1,
  .run = run_end,
  .options = end_options,
};

static CtlStatus
show_transcript (Ctl *ctl, GPtrArray *records)
{
  if (ctl->json)
    {
      ctl_print_list_json (records, &bell_message_shape);
      return CTL_DONE;
    }

  for (guint i = 0; i < records->len; i++)
    {
      const BellMessage *message = records->pdata[i];
      g_autofree char   *sent = NULL;

      if (message->record.shape != &bell_message_shape)
        continue;
      sent = ctl_format_time (message->sent_at);
      g_print ("%s  %s: %s\n", sent, message->author != NULL ? message->author : "-",
               message->body);
    }

  return CTL_DONE;
}

/* Takes all messages of the chat, page after page. */
static gboolean
collect (Ctl *ctl, const char *chat, GPtrArray *messages, GError **error)
{
  gint64 after = 0;
  guint  n_new;

  do
    {
      BellMessagePage *call = bell_call_new (&bell_call_message_list);
      g_autoptr (GPtrArray) page = NULL;

      call->chat = g_strdup (chat);
      call->after = after;
      call->before = after == 0 ? 1001 : 0;
      call->limit = 1000;
      page = ctl_call (ctl, call, error);
      if (page == NULL)
        return FALSE;

      n_new = ctl_count (page, &bell_message_shape);
      for (guint i = 0; i < n_new; i++)
        {
          after = ((BellMessage *) page->pdata[i])->position;
          g_ptr_array_add (messages, bell_record_ref (page->pdata[i]));
        }
    }
  while (n_new == 1000);

  return TRUE;
}

static CtlStatus
run_transcript (Ctl *ctl, char **arguments)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) messages = bell_record_list_new ();
  g_autofree char *chat = NULL;
  CtlStatus        status;

  ctl->actor = as_person;
  if (!ctl_open (ctl, 0, &status))
    return status;

  chat = find_chat (ctl, arguments[0], &error);
  if (chat == NULL || !collect (ctl, chat, messages, &error))
    return ctl_fail (ctl, ctl->command, error);

  return show_transcript (ctl, messages);
}

const CtlCommand ctl_command_chat_transcript = {
  .name = "chat transcript",
  .arguments = "REQUEST",
  .summary = N_ ("Print the messages of the last chat on a request"),
  .description = N_ ("Oldest first. With --json the answer is a list of messages. The exit status "
                     "is 1 if there was no chat on the request. With --as it is what this person "
                     "may see."),
  .n_min = 1,
  .n_max = 1,
  .run = run_transcript,
  .options = as_options,
};
