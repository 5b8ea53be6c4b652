/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-calls.h"

#include "bell-id.h"
#include "bell-overview.h"

/* The wire takes the first whose path fits: those that fit many collections are last. */
const BellCallType *const bell_calls[] = {
  &bell_call_request_new,   &bell_call_chat_ask,       &bell_call_chat_look,
  &bell_call_chat_send,     &bell_call_chat_leave,     &bell_call_chat_end,
  &bell_call_chat_attend,   &bell_call_chat_expire,    &bell_call_desk_import,
  &bell_call_desk_backup,   &bell_call_desk_verify,    &bell_call_password_set,
  &bell_call_login_open,    &bell_call_login_close,    &bell_call_desk_export,
  &bell_call_desk_position, &bell_call_desk_changes,   &bell_call_request_list,
  &bell_call_request_get,   &bell_call_chat_get,       &bell_call_chat_pending,
  &bell_call_chat_mine,     &bell_call_message_list,   &bell_call_decision_get,
  &bell_call_decision_try,  &bell_call_on_call_get,    &bell_call_clock_list,
  &bell_call_clock_tend,    &bell_call_desk_coverage,  &bell_call_desk_effect,
  &bell_call_desk_backtest, &bell_call_calendar_due,   &bell_call_calendar_elapsed,
  &bell_call_account_get,   &bell_call_login_get,      &bell_call_login_renew,
  &bell_call_session_list,  &bell_call_session_close,  &bell_call_desk_lint,
  &bell_call_settings_get,  &bell_call_settings_put,   &bell_call_record_history,
  &bell_call_desk_overview, &bell_call_request_change, &bell_call_desk_records,
  &bell_call_desk_record,   &bell_call_record_put,     &bell_call_record_remove,
  &bell_call_on_call_turns,
};
const guint bell_n_calls = G_N_ELEMENTS (bell_calls);

/**
 * bell_call_new:
 * @type: which call
 *
 * Returns: (transfer full): a call to be filled in; one that changes the desk has an id of its own
 */
gpointer
bell_call_new (const BellCallType *type)
{
  BellRecord *call = bell_record_new (&type->shape);

  if (type->changes)
    call->id = bell_id_new ();

  return call;
}

/**
 * bell_call_gives:
 * @type: which call
 * @shape: what a record is
 *
 * Returns: whether an answer to the call may hold records of @shape
 */
gboolean
bell_call_gives (const BellCallType *type, const BellShape *shape)
{
  for (guint i = 0; type->gives != NULL && type->gives[i] != NULL; i++)
    if (type->gives[i] == shape)
      return TRUE;

  return FALSE;
}
