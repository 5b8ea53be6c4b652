/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-chat-rules.h"
#include "bell-desk-private.h"
#include "bell-id.h"

#include <string.h>

static char *
new_chat_id (const BellRequest *request, gint64 sequence)
{
  g_autofree char *id = g_strdup_printf ("%s.%" G_GINT64_FORMAT, request->record.id, sequence);

  return bell_id_is_valid (id) ? g_steal_pointer (&id) : bell_id_new ();
}

static gboolean
find_sequence (BellDeskContext *context, const char *request, gint64 *sequence, GError **error)
{
  g_autoptr (BellRows) rows
      = bell_db_query (context->db, "chat_last_sequence", g_variant_new ("(s)", request), error);

  if (rows == NULL)
    return FALSE;
  *sequence = bell_rows_int (rows, 0, "sequence", 0) + 1;

  return TRUE;
}

/* Asks the policy again, whatever the page that asks has shown. */
static gboolean
check_available (BellDeskContext *context, const BellRequest *request, GError **error)
{
  BellDecision *decision
      = bell_policy_decide (context->policy, request, context->now, BELL_DECIDE_EXPLAIN);
  g_autoptr (BellRecord) record = &decision->record;
  const BellStep *last;

  if (decision->available)
    return TRUE;

  last = decision->steps->len > 0 ? decision->steps->pdata[decision->steps->len - 1] : NULL;
  g_set_error (error, BELL_ERROR, BELL_ERROR_NO_CHAT, "chat is not available on %s%s%s",
               request->record.id, last != NULL ? ": " : "", last != NULL ? last->reason : "");

  return FALSE;
}

static gboolean
note_asked (BellDeskContext *context, const BellRequest *old, GError **error)
{
  g_autoptr (BellRecord) request = bell_record_copy (old);

  ((BellRequest *) request)->chat_asked_at = context->now;

  return bell_desk_put (context, &old->record, request, BELL_CHANGE_UPDATED, old->requested_by,
                        error);
}

static GPtrArray *
open_chat (BellDeskContext *context, const BellRequest *request, GError **error)
{
  g_autoptr (BellRecord) record = bell_record_new (&bell_chat_shape);
  BellChat *chat = (BellChat *) record;

  if (!check_available (context, request, error)
      || !find_sequence (context, request->record.id, &chat->sequence, error))
    return NULL;

  record->id = new_chat_id (request, chat->sequence);
  chat->request = g_strdup (request->record.id);
  chat->requested_by = g_strdup (request->requested_by);
  chat->requested_at = context->now;
  chat->status = BELL_CHAT_PENDING;
  g_ptr_array_unref (chat->told);
  chat->told = bell_policy_recipients (context->policy, request, context->now);
  if (chat->told->len == 0)
    g_message ("Nobody could be told of the chat on %s", request->record.id);

  if (!note_asked (context, request, error)
      || !bell_desk_put (context, NULL, record, BELL_CHANGE_ASKED, request->requested_by, error))
    return NULL;

  return bell_answer (g_steal_pointer (&record));
}

/* At most one open chat a request: asking again gives the open one. */
GPtrArray *
bell_desk_chat_ask (BellDeskContext *context, gpointer call, GError **error)
{
  const BellChatAsk *wanted = call;
  g_autoptr (BellRecord) request = NULL;
  g_autoptr (GPtrArray) open = NULL;

  request = BELL_RECORD (bell_find_request (context, wanted->request, error));
  if (request == NULL)
    return NULL;

  open = bell_db_records (context->db, &bell_chat_shape, "chat_open_of_request",
                          g_variant_new ("(s)", wanted->request), error);
  if (open == NULL)
    return NULL;

  if (open->len > 0)
    return g_steal_pointer (&open);

  return open_chat (context, (BellRequest *) request, error);
}

/* Who somebody is to a chat: who asked writes as the person, also when they are an agent elsewhere.
 */
static BellSide
side_of (const BellDeskContext *context, const BellChat *chat)
{
  return g_strcmp0 (context->actor, chat->requested_by) == 0 ? BELL_SIDE_USER : BELL_SIDE_AGENT;
}

static gboolean
refuse (const BellChat *chat, GError **error)
{
  static const char *const words[] = {
    [BELL_CHAT_PENDING] = "nobody has answered the chat yet",
    [BELL_CHAT_ACTIVE] = "the chat is going on",
    [BELL_CHAT_ENDED] = "the chat has ended",
    [BELL_CHAT_ABANDONED] = "the chat was abandoned",
  };

  g_set_error (error, BELL_ERROR, BELL_ERROR_CONFLICT, "%s: %s", chat->record.id,
               words[chat->status]);

  return FALSE;
}

static gboolean
has_written (BellDeskContext *context, const BellChat *chat, gboolean *written, GError **error)
{
  g_autoptr (BellRows) rows
      = bell_db_query (context->db, "messages_of_author",
                       g_variant_new ("(ss)", chat->record.id, context->actor), error);

  if (rows == NULL)
    return FALSE;
  *written = bell_rows_count (rows) > 0;

  return TRUE;
}

/* Of two agents who write at the same moment one answers; the other is told, and keeps the text. */
static gboolean
check_answered (BellDeskContext *context, const BellChat *chat, gboolean join, GError **error)
{
  gboolean written = FALSE;

  if (join || chat->status != BELL_CHAT_ACTIVE
      || g_strcmp0 (chat->answered_by, context->actor) == 0)
    return TRUE;

  if (!has_written (context, chat, &written, error))
    return FALSE;

  if (written)
    return TRUE;

  g_set_error (error, BELL_ERROR, BELL_ERROR_CONFLICT,
               "%s: \"%s\" answered the chat %" G_GINT64_FORMAT " s ago", chat->record.id,
               chat->answered_by, (context->now - chat->answered_at) / G_USEC_PER_SEC);

  return FALSE;
}

static gboolean
answer_chat (BellDeskContext *context, const BellChat *chat, BellChat **answered, GError **error)
{
  gint64 n_changed = 0;

  if (!bell_db_run (context->db, "chat_answer",
                    g_variant_new ("(ssx)", chat->record.id, context->actor, context->now),
                    &n_changed, error))
    return FALSE;

  if (n_changed == 0)
    return refuse (chat, error);

  return bell_desk_log_chat (context, chat, BELL_CHANGE_ANSWERED, answered, error);
}

static gboolean
check_body (const char *body, GError **error)
{
  if (strspn (body, " \t\n") < strlen (body))
    return TRUE;

  g_set_error_literal (error, BELL_ERROR, BELL_ERROR_INVALID, "the message is empty");

  return FALSE;
}

static BellMessage *
put_message (BellDeskContext    *context,
             const BellChatSend *sent,
             const BellChat     *chat,
             BellSide            side,
             GError            **error)
{
  g_autoptr (BellRecord) record = bell_record_new (&bell_message_shape);
  BellMessage *message = (BellMessage *) record;

  record->id = g_strdup (sent->record.id);
  message->chat = g_strdup (sent->chat);
  message->author = g_strdup (context->actor);
  message->side = side;
  g_set_str (&message->body, sent->body);
  message->sent_at = context->now;
  message->position = chat->messages + 1;

  /* The text of a message stands in its row and nowhere else. */
  if (!bell_db_run (context->db, "chat_count_message", g_variant_new ("(s)", sent->chat), NULL,
                    error)
      || !bell_db_add (context->db, record, error)
      || !bell_desk_log_new (context, record, chat->requested_by, error))
    return NULL;

  return (BellMessage *) g_steal_pointer (&record);
}

GPtrArray *
bell_desk_chat_send (BellDeskContext *context, gpointer call, GError **error)
{
  const BellChatSend *sent = call;
  g_autoptr (BellRecord) record = NULL;
  g_autoptr (BellRecord) answered = NULL;
  g_autoptr (GPtrArray) answer = NULL;
  BellChat      *chat = bell_find_chat (context, sent->chat, error);
  BellMessage   *message;
  BellSide       side;
  BellChatStatus next;

  record = BELL_RECORD (chat);
  if (chat == NULL || !check_body (sent->body, error))
    return NULL;

  side = side_of (context, chat);
  if (!bell_chat_next (chat->status,
                       side == BELL_SIDE_AGENT ? BELL_CHAT_EVENT_AGENT_WRITES
                                               : BELL_CHAT_EVENT_PERSON_WRITES,
                       &next))
    return refuse (chat, error), NULL;

  if (side == BELL_SIDE_AGENT && !check_answered (context, chat, sent->join, error))
    return NULL;

  if (next != (BellChatStatus) chat->status
      && !answer_chat (context, chat, (BellChat **) &answered, error))
    return NULL;

  message = put_message (context, sent, chat, side, error);
  if (message == NULL)
    return NULL;

  answer = bell_answer (message);
  chat = bell_record_copy (answered != NULL ? answered : record);
  chat->messages = message->position;
  g_ptr_array_add (answer, chat);
  bell_add_person (context, answer, context->actor);

  return g_steal_pointer (&answer);
}

/* What sending reads, in one go where that is worth it. */
void
bell_desk_chat_foresee (BellDb *db, gpointer call)
{
  const BellChatSend *sent = call;

  bell_db_foresee_meta (db, "configuration");
  bell_db_foresee (db, "message:get", sent->record.id);
  bell_db_foresee (db, "chat:get", sent->chat);
}

/* A message has the id of the command that sent it, so that each is written once. */
gboolean
bell_desk_chat_sent (BellDeskContext *context,
                     gpointer         call,
                     GPtrArray      **answer,
                     gboolean        *is_another,
                     GError         **error)
{
  const BellChatSend *sent = call;
  const BellMessage  *message;
  g_autoptr (GPtrArray) found = bell_db_records (context->db, &bell_message_shape, "message:get",
                                                 g_variant_new ("(s)", sent->record.id), error);
  BellChat *chat;

  if (found == NULL || found->len == 0)
    return found != NULL;

  message = found->pdata[0];
  *is_another = g_strcmp0 (message->author, context->actor) != 0
                || !g_str_equal (message->chat, sent->chat);
  if (*is_another)
    return TRUE;

  chat = bell_find_chat (context, sent->chat, error);
  if (chat == NULL)
    return FALSE;

  g_ptr_array_add (found, chat);
  bell_add_person (context, found, context->actor);
  *answer = g_steal_pointer (&found);

  return TRUE;
}

/* Runs the statement that closes a chat, and logs it. */
static GPtrArray *
close_chat (BellDeskContext *context,
            const BellChat  *chat,
            const char      *statement,
            GVariant        *values,
            BellChangeKind   kind,
            GError         **error)
{
  gint64    n_changed = 0;
  BellChat *now = NULL;

  if (!bell_db_run (context->db, statement, values, &n_changed, error))
    return NULL;

  if (n_changed == 0)
    return refuse (chat, error), NULL;

  return bell_desk_log_chat (context, chat, kind, &now, error) ? bell_answer (now) : NULL;
}

GPtrArray *
bell_desk_chat_leave (BellDeskContext *context, gpointer call, GError **error)
{
  const BellChatLeave *wanted = call;
  BellChat            *chat = bell_find_chat (context, wanted->chat, error);
  g_autoptr (BellRecord) record = BELL_RECORD (chat);
  BellChatStatus next;

  if (chat == NULL)
    return NULL;

  if (!bell_chat_next (chat->status, BELL_CHAT_EVENT_PERSON_LEAVES, &next))
    return refuse (chat, error), NULL;

  return close_chat (context, chat, "chat_abandon",
                     g_variant_new ("(sx)", chat->record.id, context->now), BELL_CHANGE_ABANDONED,
                     error);
}

static gboolean
check_reason (const BellDeskContext *context,
              const BellChat        *chat,
              const BellChatEnd     *wanted,
              GError               **error)
{
  if (side_of (context, chat) == BELL_SIDE_USER || wanted->reason != NULL)
    return TRUE;

  g_set_error_literal (error, BELL_ERROR, BELL_ERROR_INVALID,
                       "an agent who ends a chat gives a reason");

  return FALSE;
}

GPtrArray *
bell_desk_chat_end (BellDeskContext *context, gpointer call, GError **error)
{
  const BellChatEnd *wanted = call;
  BellChat          *chat = bell_find_chat (context, wanted->chat, error);
  g_autoptr (BellRecord) record = BELL_RECORD (chat);
  BellChatEvent  event = BELL_CHAT_EVENT_ENDS;
  BellChatStatus next;

  if (chat == NULL || !check_reason (context, chat, wanted, error))
    return NULL;

  if (bell_context_is_admin (context) && side_of (context, chat) == BELL_SIDE_AGENT)
    event = BELL_CHAT_EVENT_ADMIN_ENDS;
  if (!bell_chat_next (chat->status, event, &next))
    return refuse (chat, error), NULL;

  return close_chat (context, chat, "chat_end",
                     g_variant_new ("(smsxmsms)", chat->record.id, context->actor, context->now,
                                    wanted->reason, wanted->note),
                     BELL_CHANGE_ENDED, error);
}
