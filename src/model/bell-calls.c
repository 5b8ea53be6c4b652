/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-calls.h"

#include "bell-id.h"

#define REQUIRED .flags = BELL_FIELD_REQUIRED
#define NULLABLE .flags = BELL_FIELD_NULLABLE
#define IN_PATH  .flags = BELL_FIELD_REQUIRED | BELL_FIELD_IN_PATH
#define LIMIT    .min = 1, .max = 1000, .fallback = 100
#define COUNT    .max = G_MAXINT64

#define ID                                                                                         \
  { .name = "id",                                                                                  \
    .kind = BELL_FIELD_ID,                                                                         \
    .flags = BELL_FIELD_REQUIRED,                                                                  \
    .offset = G_STRUCT_OFFSET (BellRecord, id) }

#define CALL(symbol, Struct, name_, method_, path_, changes_)                                      \
  const BellCallType bell_call_##symbol = {                                                        \
    .shape = BELL_SHAPE (Struct, symbol##_fields, name_),                                          \
    .method = BELL_METHOD_##method_,                                                               \
    .path = path_,                                                                                 \
    .changes = changes_,                                                                           \
  }

static const BellField request_new_fields[] = {
  ID,
  BELL_FIELD (BellRequestNew, offering, REF, REQUIRED, .shape = &bell_offering_shape),
  BELL_FIELD (BellRequestNew, requested_by, REF, NULLABLE, .shape = &bell_person_shape),
  BELL_FIELD (BellRequestNew, title, TEXT, REQUIRED, .min = 1, .max = 200),
  BELL_FIELD (BellRequestNew, description, TEXT, .flags = BELL_FIELD_LINES, .max = 20000),
  BELL_FIELD (BellRequestNew,
              priority,
              ENUM,
              .values = &bell_priority_type,
              .fallback = BELL_PRIORITY_MEDIUM),
};
CALL (request_new, BellRequestNew, "request.new", POST, "/requests", TRUE);

static const BellField chat_ask_fields[] = {
  ID,
  BELL_FIELD (BellChatAsk, request, REF, IN_PATH, .shape = &bell_request_shape),
};
CALL (chat_ask, BellChatAsk, "chat.ask", POST, "/requests/{request}/chats", TRUE);

static const BellField chat_look_fields[] = {
  ID,
  BELL_FIELD (BellChatLook, chat, REF, IN_PATH, .shape = &bell_chat_shape),
  BELL_FIELD (BellChatLook, looking, BOOL, REQUIRED),
};
CALL (chat_look, BellChatLook, "chat.look", PUT, "/chats/{chat}/look", TRUE);

static const BellField chat_send_fields[] = {
  ID,
  BELL_FIELD (BellChatSend, chat, REF, IN_PATH, .shape = &bell_chat_shape),
  BELL_FIELD (BellChatSend,
              body,
              TEXT,
              REQUIRED | BELL_FIELD_LINES,
              .min = 1,
              .max = BELL_MESSAGE_MAX),
  BELL_FIELD (BellChatSend, join, BOOL),
};
CALL (chat_send, BellChatSend, "chat.send", POST, "/chats/{chat}/messages", TRUE);

static const BellField chat_leave_fields[] = {
  ID,
  BELL_FIELD (BellChatLeave, chat, REF, IN_PATH, .shape = &bell_chat_shape),
};
CALL (chat_leave, BellChatLeave, "chat.leave", POST, "/chats/{chat}/leave", TRUE);

static const BellField chat_end_fields[] = {
  ID,
  BELL_FIELD (BellChatEnd, chat, REF, IN_PATH, .shape = &bell_chat_shape),
  BELL_FIELD (BellChatEnd, reason, TEXT, NULLABLE, .min = 1, .max = 200),
  BELL_FIELD (BellChatEnd, note, TEXT, NULLABLE | BELL_FIELD_LINES, .max = 4000),
};
CALL (chat_end, BellChatEnd, "chat.end", POST, "/chats/{chat}/end", TRUE);

static const BellField chat_attend_fields[] = {
  ID,
  BELL_FIELD (BellChatAttend, chat, REF, REQUIRED, .shape = &bell_chat_shape),
  BELL_FIELD (BellChatAttend, holder, TEXT, REQUIRED, .min = 1, .max = 64),
  BELL_FIELD (BellChatAttend, present, BOOL, REQUIRED),
};
CALL (chat_attend, BellChatAttend, "chat.attend", NONE, NULL, TRUE);

static const BellField chat_expire_fields[] = { ID };
CALL (chat_expire, BellChatExpire, "chat.expire", NONE, NULL, TRUE);

static const BellField desk_import_fields[] = {
  ID,
  BELL_FIELD (BellDeskImport, document, JSON, REQUIRED),
  BELL_FIELD (BellDeskImport, dry_run, BOOL),
};
CALL (desk_import, BellDeskImport, "desk.import", POST, "/desk", TRUE);

static const BellField desk_backup_fields[] = {
  BELL_FIELD (BellDeskBackup, file, TEXT, REQUIRED, .min = 1, .max = 4096),
};
CALL (desk_backup, BellDeskBackup, "desk.backup", NONE, NULL, FALSE);

static const BellField desk_verify_fields[] = {};
CALL (desk_verify, BellDeskVerify, "desk.verify", NONE, NULL, FALSE);

static const BellField password_set_fields[] = {
  ID,
  BELL_FIELD (BellPasswordSet, person, REF, REQUIRED, .shape = &bell_person_shape),
  BELL_FIELD (BellPasswordSet, hash, TEXT, REQUIRED, .min = 1, .max = 400),
};
CALL (password_set, BellPasswordSet, "password.set", NONE, NULL, TRUE);

static const BellField login_open_fields[] = {
  ID,
  BELL_FIELD (BellLoginOpen, login, TEXT, REQUIRED, .min = 1, .max = 200),
  BELL_FIELD (BellLoginOpen, person, REF, REQUIRED, .shape = &bell_person_shape),
  BELL_FIELD (BellLoginOpen, expires_at, INSTANT, REQUIRED),
  BELL_FIELD (BellLoginOpen, agent, TEXT, NULLABLE, .max = 400),
};
CALL (login_open, BellLoginOpen, "login.open", NONE, NULL, TRUE);

static const BellField login_close_fields[] = {
  ID,
  BELL_FIELD (BellLoginClose, login, TEXT, REQUIRED, .min = 1, .max = 200),
};
CALL (login_close, BellLoginClose, "login.close", NONE, NULL, TRUE);

static const BellField desk_records_fields[] = {
  BELL_FIELD (BellDeskRecords, collection, TEXT, IN_PATH, .min = 1, .max = 64),
};
CALL (desk_records, BellDeskRecords, "desk.records", GET, "/{collection}", FALSE);

static const BellField desk_record_fields[] = {
  BELL_FIELD (BellDeskRecord, collection, TEXT, IN_PATH, .min = 1, .max = 64),
  BELL_FIELD (BellDeskRecord, subject, REF, IN_PATH, .shape = &bell_request_shape),
};
CALL (desk_record, BellDeskRecord, "desk.record", GET, "/{collection}/{subject}", FALSE);

static const BellField desk_export_fields[] = {
  BELL_FIELD (BellDeskExport, with_requests, BOOL, .fallback = TRUE),
};
CALL (desk_export, BellDeskExport, "desk.export", GET, "/desk", FALSE);

static const BellField desk_position_fields[] = {};
CALL (desk_position, BellDeskPosition, "desk.position", GET, "/position", FALSE);

static const BellField desk_changes_fields[] = {
  BELL_FIELD (BellDeskChanges, after, INT, COUNT),
  BELL_FIELD (BellDeskChanges, limit, INT, LIMIT),
};
CALL (desk_changes, BellDeskChanges, "desk.changes", GET, "/changes", FALSE);

static const BellField request_list_fields[] = {
  BELL_FIELD (BellRequestPage, requested_by, REF, NULLABLE, .shape = &bell_person_shape),
  BELL_FIELD (BellRequestPage, phase, ENUM, NULLABLE, .values = &bell_phase_type),
  BELL_FIELD (BellRequestPage, search, TEXT, NULLABLE, .max = 200),
  BELL_FIELD (BellRequestPage, after, REF, NULLABLE, .shape = &bell_request_shape),
  BELL_FIELD (BellRequestPage, limit, INT, LIMIT),
};
CALL (request_list, BellRequestPage, "request.list", GET, "/requests", FALSE);

static const BellField request_get_fields[] = {
  BELL_FIELD (BellRequestGet, request, REF, IN_PATH, .shape = &bell_request_shape),
};
CALL (request_get, BellRequestGet, "request.get", GET, "/requests/{request}", FALSE);

static const BellField chat_get_fields[] = {
  BELL_FIELD (BellChatGet, chat, REF, IN_PATH, .shape = &bell_chat_shape),
};
CALL (chat_get, BellChatGet, "chat.get", GET, "/chats/{chat}", FALSE);

static const BellField chat_pending_fields[] = {
  BELL_FIELD (BellChatPending, person, REF, NULLABLE, .shape = &bell_person_shape),
  BELL_FIELD (BellChatPending, chat, REF, NULLABLE, .shape = &bell_chat_shape),
};
CALL (chat_pending, BellChatPending, "chat.pending", GET, "/pending-chats", FALSE);

static const BellField chat_mine_fields[] = {
  BELL_FIELD (BellChatMine, person, REF, NULLABLE, .shape = &bell_person_shape),
};
CALL (chat_mine, BellChatMine, "chat.mine", GET, "/my-chats", FALSE);

static const BellField message_list_fields[] = {
  BELL_FIELD (BellMessagePage, chat, REF, IN_PATH, .shape = &bell_chat_shape),
  BELL_FIELD (BellMessagePage, after, INT, COUNT),
  BELL_FIELD (BellMessagePage, before, INT, COUNT),
  BELL_FIELD (BellMessagePage, limit, INT, LIMIT),
};
CALL (message_list, BellMessagePage, "message.list", GET, "/chats/{chat}/messages", FALSE);

static const BellField decision_get_fields[] = {
  BELL_FIELD (BellDecisionGet, request, REF, IN_PATH, .shape = &bell_request_shape),
  BELL_FIELD (BellDecisionGet, at, INSTANT, NULLABLE),
};
CALL (decision_get, BellDecisionGet, "decision.get", GET, "/requests/{request}/decision", FALSE);

static const BellField decision_try_fields[] = {
  BELL_FIELD (BellDecisionTry, offering, REF, REQUIRED, .shape = &bell_offering_shape),
  BELL_FIELD (BellDecisionTry, service, REF, NULLABLE, .shape = &bell_service_shape),
  BELL_FIELD (BellDecisionTry, requested_by, REF, NULLABLE, .shape = &bell_person_shape),
  BELL_FIELD (BellDecisionTry,
              priority,
              ENUM,
              .values = &bell_priority_type,
              .fallback = BELL_PRIORITY_MEDIUM),
  BELL_FIELD (BellDecisionTry, at, INSTANT, NULLABLE),
};
CALL (decision_try, BellDecisionTry, "decision.try", GET, "/decision", FALSE);

static const BellField on_call_get_fields[] = {
  BELL_FIELD (BellOnCallGet, group, REF, IN_PATH, .shape = &bell_group_shape),
  BELL_FIELD (BellOnCallGet, at, INSTANT, NULLABLE),
};
CALL (on_call_get, BellOnCallGet, "on_call.get", GET, "/groups/{group}/on-call", FALSE);

static const BellField clock_list_fields[] = {
  BELL_FIELD (BellClockList, request, REF, IN_PATH, .shape = &bell_request_shape),
  BELL_FIELD (BellClockList, at, INSTANT, NULLABLE),
};
CALL (clock_list, BellClockList, "clock.list", GET, "/requests/{request}/clocks", FALSE);

static const BellField clock_tend_fields[] = { ID };
CALL (clock_tend, BellClockTend, "clock.tend", NONE, NULL, TRUE);

static const BellField desk_coverage_fields[] = {
  BELL_FIELD (BellDeskCoverage, at, INSTANT, NULLABLE),
};
CALL (desk_coverage, BellDeskCoverage, "desk.coverage", GET, "/coverage", FALSE);

static const BellField desk_effect_fields[] = {
  BELL_FIELD (BellDeskEffect, document, JSON, REQUIRED),
  BELL_FIELD (BellDeskEffect, at, INSTANT, NULLABLE),
};
CALL (desk_effect, BellDeskEffect, "desk.effect", POST, "/effect", FALSE);

static const BellField desk_backtest_fields[] = {
  BELL_FIELD (BellDeskBacktest, document, JSON, REQUIRED),
  BELL_FIELD (BellDeskBacktest, at, INSTANT, NULLABLE),
};
CALL (desk_backtest, BellDeskBacktest, "desk.backtest", POST, "/backtest", FALSE);

static const BellField calendar_due_fields[] = {
  BELL_FIELD (BellCalendarDue, calendar, REF, IN_PATH, .shape = &bell_calendar_shape),
  BELL_FIELD (BellCalendarDue, start, INSTANT, REQUIRED),
  BELL_FIELD (BellCalendarDue, minutes, INT, REQUIRED, .max = BELL_MINUTES_MAX),
};
CALL (calendar_due, BellCalendarDue, "calendar.due", GET, "/calendars/{calendar}/due", FALSE);

static const BellField calendar_elapsed_fields[] = {
  BELL_FIELD (BellCalendarElapsed, calendar, REF, IN_PATH, .shape = &bell_calendar_shape),
  BELL_FIELD (BellCalendarElapsed, start, INSTANT, REQUIRED),
  BELL_FIELD (BellCalendarElapsed, end, INSTANT, REQUIRED),
};
CALL (calendar_elapsed,
      BellCalendarElapsed,
      "calendar.elapsed",
      GET,
      "/calendars/{calendar}/elapsed",
      FALSE);
static const BellField desk_lint_fields[] = {
  BELL_FIELD (BellDeskLint, at, INSTANT, NULLABLE),
};
CALL (desk_lint, BellDeskLint, "desk.lint", GET, "/lint", FALSE);

static const BellField account_get_fields[] = {
  BELL_FIELD (BellAccountGet, name, TEXT, REQUIRED, .min = 1, .max = 254),
};
CALL (account_get, BellAccountGet, "account.get", NONE, NULL, FALSE);

static const BellField login_get_fields[] = {
  BELL_FIELD (BellLoginGet, login, TEXT, REQUIRED, .min = 1, .max = 200),
};
CALL (login_get, BellLoginGet, "login.get", NONE, NULL, FALSE);

/* The wire takes the first whose path fits: those that fit many collections are last. */
const BellCallType *const bell_calls[] = {
  &bell_call_request_new,   &bell_call_chat_ask,      &bell_call_chat_look,
  &bell_call_chat_send,     &bell_call_chat_leave,    &bell_call_chat_end,
  &bell_call_chat_attend,   &bell_call_chat_expire,   &bell_call_desk_import,
  &bell_call_desk_backup,   &bell_call_desk_verify,   &bell_call_password_set,
  &bell_call_login_open,    &bell_call_login_close,   &bell_call_desk_export,
  &bell_call_desk_position, &bell_call_desk_changes,  &bell_call_request_list,
  &bell_call_request_get,   &bell_call_chat_get,      &bell_call_chat_pending,
  &bell_call_chat_mine,     &bell_call_message_list,  &bell_call_decision_get,
  &bell_call_decision_try,  &bell_call_on_call_get,   &bell_call_clock_list,
  &bell_call_clock_tend,    &bell_call_desk_coverage, &bell_call_desk_effect,
  &bell_call_desk_backtest, &bell_call_calendar_due,  &bell_call_calendar_elapsed,
  &bell_call_account_get,   &bell_call_login_get,     &bell_call_desk_lint,
  &bell_call_desk_records,  &bell_call_desk_record,
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
