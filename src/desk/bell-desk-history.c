/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-changes.h"
#include "bell-clocks.h"
#include "bell-desk-private.h"
#include "bell-json.h"
#include "bell-veil.h"

static gboolean
is_by_agent (BellDeskContext *context, const BellChange *change, const BellRequest *request)
{
  const BellPerson *person
      = bell_document_person (bell_policy_get_document (context->policy), change->actor);

  return person != NULL && bell_person_is_agent (person)
         && g_strcmp0 (change->actor, request->requested_by) != 0;
}

/* Goes back from the request as it is to what it was after each of its changes. */
static gboolean
add_changes (BellDeskContext *context, GArray *history, const BellRequest *request, GError **error)
{
  g_autoptr (GPtrArray) changes = bell_changes_of_request (context->db, request->record.id, error);
  g_autoptr (BellRecord) state = bell_record_ref ((gpointer) request);
  BellInstant made_at = request->created_at;

  if (changes == NULL)
    return FALSE;

  for (guint i = changes->len; i > 0; i--)
    {
      const BellChange *change = changes->pdata[i - 1];
      BellRecord       *before;

      if (change->kind == BELL_CHANGE_CREATED)
        {
          made_at = change->at;
          break;
        }

      bell_history_add_request (history, change->at, (BellRequest *) state,
                                is_by_agent (context, change, request));
      before = bell_record_undo (state, change->details);
      bell_record_unref (state);
      state = before;
    }

  bell_history_add_request (history, made_at != BELL_INSTANT_NONE ? made_at : 0,
                            (BellRequest *) state, FALSE);

  return TRUE;
}

static gboolean
add_chats (BellDeskContext *context, GArray *history, const BellRequest *request, GError **error)
{
  g_autoptr (GPtrArray) chats = bell_db_records (context->db, &bell_chat_shape, "chats_of_request",
                                                 g_variant_new ("(s)", request->record.id), error);

  for (guint i = 0; chats != NULL && i < chats->len; i++)
    {
      const BellChat *chat = chats->pdata[i];

      bell_history_add_chat (history, chat->requested_at, BELL_EVENT_CHAT_ASKED, chat->record.id);
      bell_history_add_chat (history, chat->answered_at, BELL_EVENT_CHAT_ANSWERED, chat->record.id);
      bell_history_add_chat (
          history, chat->ended_at != BELL_INSTANT_NONE ? chat->ended_at : chat->abandoned_at,
          BELL_EVENT_CHAT_OVER, chat->record.id);
    }

  return chats != NULL;
}

static void
reverse (GArray *history)
{
  for (guint i = 0; i < history->len / 2; i++)
    {
      BellEvent *first = &g_array_index (history, BellEvent, i);
      BellEvent *last = &g_array_index (history, BellEvent, history->len - 1 - i);
      BellEvent  kept = *first;

      *first = *last;
      *last = kept;
    }
}

/**
 * bell_desk_history:
 * @context: a call
 * @request: a request as it is
 * @error: return location for %BELL_ERROR_STORE
 *
 * What the change log and the chats say of a request: what bell_policy_clocks() takes.
 *
 * Returns: (transfer full) (nullable) (element-type BellEvent): its history
 */
GArray *
bell_desk_history (BellDeskContext *context, const BellRequest *request, GError **error)
{
  g_autoptr (GArray) history = bell_history_new ();

  if (!add_changes (context, history, request, error))
    return NULL;

  reverse (history);
  if (!add_chats (context, history, request, error))
    return NULL;
  bell_history_sort (history);

  return g_steal_pointer (&history);
}
