/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-desk-private.h"
#include "bell-request.h"

/* A chat with what a list or a window shows of it. */
static gboolean
add_chat (BellDeskContext *context, GPtrArray *records, const BellChat *chat, GError **error)
{
  BellRequest *request = bell_find_request (context, chat->request, error);

  if (request == NULL)
    return FALSE;

  g_ptr_array_add (records, bell_record_ref ((gpointer) chat));
  g_ptr_array_add (records, request);
  bell_add_person (context, records, chat->requested_by);
  bell_add_person (context, records, chat->answered_by);

  return TRUE;
}

static gboolean
add_authors (BellDeskContext *context, GPtrArray *records, const char *chat, GError **error)
{
  g_autoptr (BellRows) rows
      = bell_db_query (context->db, "people_of_messages", g_variant_new ("(s)", chat), error);

  for (guint i = 0; rows != NULL && i < bell_rows_count (rows); i++)
    bell_add_person (context, records, bell_rows_text_at (rows, i, 0));

  return rows != NULL;
}

/* A chat with everything that a window shows of it but its messages. */
GPtrArray *
bell_desk_chat_get (BellDeskContext *context, gpointer call, GError **error)
{
  const BellChatGet *wanted = call;
  BellChat          *chat = bell_find_chat (context, wanted->chat, error);
  g_autoptr (BellRecord) record = BELL_RECORD (chat);
  g_autoptr (GPtrArray) records = bell_answer (NULL);
  g_autoptr (GPtrArray) looks = NULL;

  if (chat == NULL || !add_chat (context, records, chat, error)
      || !add_authors (context, records, wanted->chat, error))
    return NULL;

  bell_add_person (context, records, chat->ended_by);
  if (!bell_context_is_agent (context))
    return g_steal_pointer (&records);

  looks = bell_db_records (context->db, &bell_look_shape, "looks_of_chat",
                           g_variant_new ("(sx)", wanted->chat, context->now), error);
  if (looks == NULL)
    return NULL;

  for (guint i = 0; i < looks->len; i++)
    bell_add_person (context, records, ((BellLook *) looks->pdata[i])->person);
  g_ptr_array_extend_and_steal (records, g_steal_pointer (&looks));

  return g_steal_pointer (&records);
}

static gboolean
was_told (const BellChat *chat, const char *person)
{
  for (guint i = 0; i < chat->told->len; i++)
    if (g_str_equal (((BellRecipient *) chat->told->pdata[i])->person, person))
      return TRUE;

  return FALSE;
}

/* Whether the chat is one of the person's chat requests: also if they were told and it would be
 * somebody else by now, as the shift has changed. */
static gboolean
concerns (BellDeskContext *context, const BellChat *chat, const char *person, GError **error)
{
  g_autoptr (BellRecord) request = NULL;

  if (was_told (chat, person))
    return TRUE;

  request = BELL_RECORD (bell_find_request (context, chat->request, error));

  return request != NULL
         && bell_policy_concerns (context->policy, (BellRequest *) request, person, context->now);
}

static gboolean
require_person (const BellDeskContext *context, const char **person, GError **error)
{
  if (*person == NULL)
    *person = context->actor;

  if (*person != NULL)
    return TRUE;

  g_set_error_literal (error, BELL_ERROR, BELL_ERROR_INVALID, "whose chats are meant?");

  return FALSE;
}

GPtrArray *
bell_desk_chat_pending (BellDeskContext *context, gpointer call, GError **error)
{
  const BellChatPending *wanted = call;
  const char            *person = wanted->person;
  g_autoptr (GPtrArray) records = bell_answer (NULL);
  g_autoptr (GPtrArray) chats = NULL;

  if (!require_person (context, &person, error))
    return NULL;

  chats = bell_db_records (context->db, &bell_chat_shape, "chats_pending", NULL, error);
  for (guint i = 0; chats != NULL && i < chats->len; i++)
    {
      const BellChat *chat = chats->pdata[i];

      if ((wanted->chat == NULL || g_str_equal (wanted->chat, chat->record.id))
          && concerns (context, chat, person, NULL) && !add_chat (context, records, chat, error))
        return NULL;
    }

  return chats != NULL ? g_steal_pointer (&records) : NULL;
}

GPtrArray *
bell_desk_chat_mine (BellDeskContext *context, gpointer call, GError **error)
{
  const char *person = ((const BellChatMine *) call)->person;
  g_autoptr (GPtrArray) records = bell_answer (NULL);
  g_autoptr (GPtrArray) chats = NULL;

  if (!require_person (context, &person, error))
    return NULL;

  chats = bell_db_records (context->db, &bell_chat_shape, "chats_active_of",
                           g_variant_new ("(s)", person), error);
  for (guint i = 0; chats != NULL && i < chats->len; i++)
    if (!add_chat (context, records, chats->pdata[i], error))
      return NULL;

  return chats != NULL ? g_steal_pointer (&records) : NULL;
}

static void
reverse (GPtrArray *records)
{
  for (guint i = 0; i < records->len / 2; i++)
    {
      gpointer other = records->pdata[records->len - 1 - i];

      records->pdata[records->len - 1 - i] = records->pdata[i];
      records->pdata[i] = other;
    }
}

GPtrArray *
bell_desk_message_list (BellDeskContext *context, gpointer call, GError **error)
{
  const BellMessagePage *wanted = call;
  g_autoptr (BellRecord) chat = BELL_RECORD (bell_find_chat (context, wanted->chat, error));
  g_autoptr (GPtrArray) messages = NULL;
  guint n_messages;

  if (chat == NULL)
    return NULL;

  if (wanted->after > 0)
    messages = bell_db_records (context->db, &bell_message_shape, "messages_after",
                                g_variant_new ("(sxx)", wanted->chat, wanted->after, wanted->limit),
                                error);
  else
    messages = bell_db_records (context->db, &bell_message_shape, "messages_before",
                                g_variant_new ("(sxx)", wanted->chat,
                                               wanted->before > 0 ? wanted->before : G_MAXINT64,
                                               wanted->limit),
                                error);
  if (messages == NULL)
    return NULL;

  if (wanted->after == 0)
    reverse (messages);
  n_messages = messages->len;
  for (guint i = 0; i < n_messages; i++)
    bell_add_person (context, messages, ((BellMessage *) messages->pdata[i])->author);

  return g_steal_pointer (&messages);
}

GPtrArray *
bell_desk_decision_get (BellDeskContext *context, gpointer call, GError **error)
{
  const BellDecisionGet *wanted = call;
  g_autoptr (BellRecord) request
      = BELL_RECORD (bell_find_request (context, wanted->request, error));

  if (request == NULL)
    return NULL;

  return bell_answer (bell_policy_decide (context->policy, (BellRequest *) request,
                                          bell_context_time (context, wanted->at),
                                          BELL_DECIDE_ADVISE));
}

/* A request that is not made yet, as it would be if it were made now. */
GPtrArray *
bell_desk_decision_try (BellDeskContext *context, gpointer call, GError **error)
{
  const BellDecisionTry *wanted = call;
  const BellOffering    *offering
      = bell_document_offering (bell_policy_get_document (context->policy), wanted->offering);
  g_autoptr (BellRecord) record = bell_record_new (&bell_request_shape);
  BellRequest *request = (BellRequest *) record;

  if (!bell_check_known (context, &bell_offering_shape, wanted->offering, error)
      || !bell_check_known (context, &bell_service_shape, wanted->service, error)
      || !bell_check_known (context, &bell_person_shape, wanted->requested_by, error))
    return NULL;

  record->id = g_strdup ("");
  record->omitted = G_MAXUINT64;
  bell_request_fill_from_offering (request, offering);
  request->kind = offering->kind;
  request->offering = g_strdup (wanted->offering);
  request->requested_by = g_strdup (wanted->requested_by != NULL ? wanted->requested_by : "");
  request->priority = wanted->priority;
  if (wanted->service != NULL)
    g_set_str (&request->actual_service, wanted->service);

  return bell_answer (bell_policy_decide (
      context->policy, request, bell_context_time (context, wanted->at), BELL_DECIDE_ADVISE));
}

GPtrArray *
bell_desk_on_call_get (BellDeskContext *context, gpointer call, GError **error)
{
  const BellOnCallGet *wanted = call;

  if (!bell_check_known (context, &bell_group_shape, wanted->group, error))
    return NULL;

  return bell_answer (bell_policy_on_call (context->policy, wanted->group,
                                           bell_context_time (context, wanted->at)));
}
