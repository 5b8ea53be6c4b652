/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-desk-private.h"
#include "bell-request.h"

#include <string.h>

/* The number of the first request of a new desk. */
#define FIRST_NUMBER 1001

static char *
next_id (BellDeskContext *context, GError **error)
{
  g_autoptr (BellRows) rows = bell_db_query (context->db, "request_numbers", NULL, error);
  gint64 last;

  if (rows == NULL)
    return NULL;

  last = bell_rows_int (rows, 0, "number", 0);

  return g_strdup_printf ("r-%" G_GINT64_FORMAT, MAX (last + 1, FIRST_NUMBER));
}

static const BellOffering *
find_offering (BellDeskContext *context, const char *id, GError **error)
{
  const BellOffering *offering
      = bell_document_offering (bell_policy_get_document (context->policy), id);

  if (offering == NULL)
    g_set_error (error, BELL_ERROR, BELL_ERROR_NOT_FOUND, "there is no offering \"%s\"", id);
  else if (offering->status != BELL_STATUS_ACTIVE)
    g_set_error (error, BELL_ERROR, BELL_ERROR_CONFLICT, "offering \"%s\" is not active", id);
  else
    return offering;

  return NULL;
}

static gboolean
check_requester (BellDeskContext *context, const char *id, GError **error)
{
  const BellPerson *person = bell_document_person (bell_policy_get_document (context->policy), id);

  if (person != NULL && person->active)
    return TRUE;

  if (id == NULL)
    g_set_error (error, BELL_ERROR, BELL_ERROR_INVALID, "a request needs somebody who asks for it");
  else
    g_set_error (error, BELL_ERROR, BELL_ERROR_NOT_FOUND, "there is no active person \"%s\"", id);

  return FALSE;
}

/* A request takes its service and its agents from its offering: domain.md, "Records". */
GPtrArray *
bell_desk_request_new (BellDeskContext *context, gpointer call, GError **error)
{
  const BellRequestNew *wanted = call;
  const BellOffering   *offering = find_offering (context, wanted->offering, error);
  const char *requested_by = wanted->requested_by != NULL ? wanted->requested_by : context->actor;
  g_autoptr (BellRecord) record = bell_record_new (&bell_request_shape);
  BellRequest *request = (BellRequest *) record;

  if (offering == NULL || !check_requester (context, requested_by, error))
    return NULL;

  record->id = next_id (context, error);
  if (record->id == NULL)
    return NULL;

  record->omitted = G_MAXUINT64;
  bell_request_fill_from_offering (request, offering);
  record->omitted = 0;
  g_set_str (&request->title, wanted->title);
  g_set_str (&request->description, wanted->description);
  request->kind = offering->kind;
  request->offering = g_strdup (offering->record.id);
  request->requested_by = g_strdup (requested_by);
  request->priority = wanted->priority;
  request->created_at = context->now;
  if (!bell_desk_put (context, NULL, record, BELL_CHANGE_CREATED, requested_by, error))
    return NULL;

  return bell_answer (g_steal_pointer (&record));
}

/* The text as LIKE takes it: anywhere, and with its own meaning for nothing. */
static char *
like (const char *search)
{
  GString *pattern;

  if (search == NULL || search[0] == '\0')
    return NULL;

  pattern = g_string_new ("%");
  for (const char *p = search; *p != '\0'; p++)
    {
      if (strchr ("%_\\", *p) != NULL)
        g_string_append_c (pattern, '\\');
      g_string_append_c (pattern, *p);
    }
  g_string_append_c (pattern, '%');

  return g_string_free (pattern, FALSE);
}

/* The newest first, as most ask, are found by an index. */
static GPtrArray *
find_requests (BellDeskContext       *context,
               const BellRequestPage *wanted,
               const char            *requested_by,
               GError               **error)
{
  gboolean         by_creation = wanted->sort == BELL_REQUEST_ORDER_CREATED;
  const char      *order = bell_enum_nick (&bell_request_order_type, wanted->sort);
  const char      *phase = bell_enum_nick (&bell_phase_type, wanted->phase);
  const char      *priority = bell_enum_nick (&bell_priority_type, wanted->priority);
  const char      *kind = bell_enum_nick (&bell_kind_type, wanted->kind);
  g_autofree char *pattern = like (wanted->search);

  if (by_creation && !wanted->reversed)
    return bell_db_records (context->db, &bell_request_shape, "request_list",
                            g_variant_new ("(msmsmsmsmsmsmsmsmsmsx)", requested_by, phase, priority,
                                           kind, wanted->offering, wanted->actual_service,
                                           wanted->owner, wanted->assigned_group, pattern,
                                           wanted->after, wanted->limit),
                            error);

  return bell_db_records (context->db, &bell_request_shape, "request_list_sorted",
                          g_variant_new ("(msmsmsmsmsmsmsmsmsmsxss)", requested_by, phase, priority,
                                         kind, wanted->offering, wanted->actual_service,
                                         wanted->owner, wanted->assigned_group, pattern,
                                         wanted->after, wanted->limit, order,
                                         wanted->reversed && !by_creation ? "down" : "up"),
                          error);
}

GPtrArray *
bell_desk_request_list (BellDeskContext *context, gpointer call, GError **error)
{
  const BellRequestPage *wanted = call;
  const char            *requested_by = wanted->requested_by;
  g_autoptr (GPtrArray) records = NULL;
  guint n_requests;

  if (requested_by == NULL && !bell_context_is_agent (context))
    requested_by = context->actor;

  records = find_requests (context, wanted, requested_by, error);
  if (records == NULL)
    return NULL;

  n_requests = records->len;
  for (guint i = 0; i < n_requests; i++)
    bell_add_person (context, records, ((BellRequest *) records->pdata[i])->requested_by);

  return g_steal_pointer (&records);
}

GPtrArray *
bell_desk_request_get (BellDeskContext *context, gpointer call, GError **error)
{
  const BellRequestGet *wanted = call;
  BellRequest          *request = bell_find_request (context, wanted->request, error);
  g_autoptr (GPtrArray) records = NULL;
  g_autoptr (GPtrArray) chats = NULL;

  if (request == NULL)
    return NULL;

  records = bell_answer (request);
  chats = bell_db_records (context->db, &bell_chat_shape, "chats_of_request",
                           g_variant_new ("(s)", wanted->request), error);
  if (chats == NULL)
    return NULL;

  bell_add_person (context, records, request->requested_by);
  for (guint i = 0; i < chats->len; i++)
    {
      const BellChat *chat = chats->pdata[i];

      g_ptr_array_add (records, bell_record_ref ((gpointer) chat));
      bell_add_person (context, records, chat->answered_by);
      bell_add_person (context, records, chat->ended_by);
    }

  return g_steal_pointer (&records);
}
