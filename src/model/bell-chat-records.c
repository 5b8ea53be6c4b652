/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-chat-records.h"

#include "bell-access-records.h"
#include "bell-clock-records.h"
#include "bell-effect-records.h"
#include "bell-finding.h"
#include "bell-overview.h"

#define REQUIRED .flags = BELL_FIELD_REQUIRED
#define NULLABLE .flags = BELL_FIELD_NULLABLE
#define PERSON   NULLABLE | BELL_FIELD_WEAK, .shape = &bell_person_shape
#define COUNT    .max = G_MAXINT64
#define MANY     .max = 100000

static const BellField recipient_fields[] = {
  BELL_FIELD (BellRecipient, person, REF, REQUIRED, .shape = &bell_person_shape),
  BELL_FIELD (BellRecipient, as, ENUM, REQUIRED, .values = &bell_part_type),
};
const BellShape bell_recipient_shape = BELL_SHAPE (BellRecipient, recipient_fields, "recipient");

static const BellField chat_fields[] = {
  BELL_FIELD_OF_ID,
  BELL_FIELD (BellChat, request, REF, REQUIRED, .shape = &bell_request_shape),
  BELL_FIELD (BellChat, sequence, INT, REQUIRED, .min = 1, COUNT),
  BELL_FIELD (BellChat, requested_by, REF, REQUIRED, .shape = &bell_person_shape),
  BELL_FIELD (BellChat, requested_at, INSTANT, REQUIRED),
  BELL_FIELD (BellChat, status, ENUM, REQUIRED, .values = &bell_chat_status_type),
  BELL_FIELD (BellChat, told, PARTS, MANY, .shape = &bell_recipient_shape),
  BELL_FIELD (BellChat, answered_by, REF, PERSON),
  BELL_FIELD (BellChat, answered_at, INSTANT, NULLABLE),
  BELL_FIELD (BellChat, ended_by, REF, PERSON),
  BELL_FIELD (BellChat, ended_at, INSTANT, NULLABLE),
  BELL_FIELD (BellChat, end_reason, TEXT, NULLABLE, .min = 1, .max = 200),
  BELL_FIELD (BellChat, end_note, TEXT, NULLABLE | BELL_FIELD_LINES, .max = 4000),
  BELL_FIELD (BellChat, abandoned_at, INSTANT, NULLABLE),
  BELL_FIELD (BellChat, lease_until, INSTANT, NULLABLE),
  BELL_FIELD (BellChat, present, BOOL),
  BELL_FIELD (BellChat, messages, INT, COUNT),
};
const BellShape bell_chat_shape = BELL_SHAPE (BellChat, chat_fields, "chat", .collection = "chats");

static const BellField message_fields[] = {
  BELL_FIELD_OF_ID,
  BELL_FIELD (BellMessage, chat, REF, REQUIRED, .shape = &bell_chat_shape),
  BELL_FIELD (BellMessage, author, REF, PERSON),
  BELL_FIELD (BellMessage, side, ENUM, REQUIRED, .values = &bell_side_type),
  BELL_FIELD (BellMessage,
              body,
              TEXT,
              REQUIRED | BELL_FIELD_LINES,
              .min = 1,
              .max = BELL_MESSAGE_MAX),
  BELL_FIELD (BellMessage, sent_at, INSTANT, REQUIRED),
  BELL_FIELD (BellMessage, position, INT, REQUIRED, .min = 1, COUNT),
};
const BellShape bell_message_shape
    = BELL_SHAPE (BellMessage, message_fields, "message", .collection = "messages");

static const BellField look_fields[] = {
  BELL_FIELD_OF_TEXT_ID,
  BELL_FIELD (BellLook, chat, REF, REQUIRED, .shape = &bell_chat_shape),
  BELL_FIELD (BellLook, person, REF, REQUIRED, .shape = &bell_person_shape),
  BELL_FIELD (BellLook, until, INSTANT, REQUIRED),
};
const BellShape bell_look_shape = BELL_SHAPE (BellLook, look_fields, "look", .collection = "looks");

static const BellField change_fields[] = {
  BELL_FIELD (BellChange, seq, INT, REQUIRED, COUNT),
  BELL_FIELD (BellChange, at, INSTANT, REQUIRED),
  BELL_FIELD (BellChange, actor, REF, PERSON),
  BELL_FIELD (BellChange, type, TEXT, REQUIRED, .min = 1, .max = 64),
  BELL_FIELD (BellChange, subject, TEXT, NULLABLE, .max = 200),
  BELL_FIELD (BellChange, kind, ENUM, REQUIRED, .values = &bell_change_kind_type),
  BELL_FIELD (BellChange, audience, ENUM, REQUIRED, .values = &bell_audience_type),
  BELL_FIELD (BellChange, person, REF, PERSON),
  BELL_FIELD (BellChange, details, JSON, NULLABLE),
  BELL_FIELD (BellChange, now, RECORD, NULLABLE),
};
const BellShape bell_change_shape = BELL_SHAPE (BellChange, change_fields, "change");

static const BellField login_fields[] = {
  BELL_FIELD_OF_TEXT_ID,
  BELL_FIELD (BellLogin, person, REF, REQUIRED, .shape = &bell_person_shape),
  BELL_FIELD (BellLogin, created_at, INSTANT, REQUIRED),
  BELL_FIELD (BellLogin, expires_at, INSTANT, REQUIRED),
  BELL_FIELD (BellLogin, agent, TEXT, NULLABLE, .max = 400),
};
const BellShape bell_login_shape
    = BELL_SHAPE (BellLogin, login_fields, "login", .collection = "logins");

static const BellField open_session_fields[] = {
  BELL_FIELD_OF_ID,
  BELL_FIELD (BellOpenSession, person, REF, REQUIRED, .shape = &bell_person_shape),
  BELL_FIELD (BellOpenSession, created_at, INSTANT, REQUIRED),
  BELL_FIELD (BellOpenSession, expires_at, INSTANT, REQUIRED),
  BELL_FIELD (BellOpenSession, agent, TEXT, NULLABLE, .max = 400),
  BELL_FIELD (BellOpenSession, current, BOOL),
};
const BellShape bell_open_session_shape
    = BELL_SHAPE (BellOpenSession, open_session_fields, "session");

static const BellField account_fields[] = {
  BELL_FIELD (BellAccount, person, REF, REQUIRED, .shape = &bell_person_shape),
  BELL_FIELD (BellAccount, hash, TEXT, NULLABLE, .max = 400),
  BELL_FIELD (BellAccount, active, BOOL),
};
const BellShape bell_account_shape = BELL_SHAPE (BellAccount, account_fields, "account");

static const BellField imported_fields[] = {
  BELL_FIELD (BellImported, type, TEXT, REQUIRED, .max = 64),
  BELL_FIELD (BellImported, created, INT, COUNT),
  BELL_FIELD (BellImported, updated, INT, COUNT),
  BELL_FIELD (BellImported, unchanged, INT, COUNT),
};
const BellShape bell_imported_shape = BELL_SHAPE (BellImported, imported_fields, "imported");

static const BellField edited_fields[] = {
  BELL_FIELD (BellEdited, now, RECORD, NULLABLE),
  BELL_FIELD (BellEdited, was, RECORD, NULLABLE),
};
const BellShape bell_edited_shape = BELL_SHAPE (BellEdited, edited_fields, "edited");

static const BellField step_fields[] = {
  BELL_FIELD (BellStep, step, ENUM, REQUIRED, .values = &bell_step_kind_type),
  BELL_FIELD (BellStep, subject, TEXT, NULLABLE, .max = 64),
  BELL_FIELD (BellStep, agreement, REF, NULLABLE, .shape = &bell_agreement_shape),
  BELL_FIELD (BellStep, accepted, BOOL),
  BELL_FIELD (BellStep, code, ENUM, REQUIRED, .values = &bell_code_type),
  BELL_FIELD (BellStep, reason, TEXT, .max = 2000),
};
const BellShape bell_step_shape = BELL_SHAPE (BellStep, step_fields, "step");

static const BellField decision_fields[] = {
  BELL_FIELD (BellDecision, available, BOOL),
  BELL_FIELD (BellDecision, path, ENUM, NULLABLE, .values = &bell_path_type),
  BELL_FIELD (BellDecision, agreement, REF, NULLABLE, .shape = &bell_agreement_shape),
  BELL_FIELD (BellDecision, steps, PARTS, MANY, .shape = &bell_step_shape),
  BELL_FIELD (BellDecision, recipients, PARTS, MANY, .shape = &bell_recipient_shape),
  BELL_FIELD (BellDecision, until, INSTANT, NULLABLE),
  BELL_FIELD (BellDecision, then_available, BOOL),
  BELL_FIELD (BellDecision, changes, PARTS, MANY, .shape = &bell_remedy_shape),
};
const BellShape bell_decision_shape = BELL_SHAPE (BellDecision, decision_fields, "decision");

static const BellField on_call_fields[] = {
  BELL_FIELD (BellOnCall, primary, REF, NULLABLE, .shape = &bell_person_shape),
  BELL_FIELD (BellOnCall, backup_1, REF, NULLABLE, .shape = &bell_person_shape),
  BELL_FIELD (BellOnCall, backup_2, REF, NULLABLE, .shape = &bell_person_shape),
  BELL_FIELD (BellOnCall, until, INSTANT, NULLABLE),
};
const BellShape bell_on_call_shape = BELL_SHAPE (BellOnCall, on_call_fields, "on_call");

static const BellField turn_fields[] = {
  BELL_FIELD (BellTurn, from, INSTANT, REQUIRED),
  BELL_FIELD (BellTurn, until, INSTANT, REQUIRED),
  BELL_FIELD (BellTurn, shift, REF, NULLABLE, .shape = &bell_shift_shape),
  BELL_FIELD (BellTurn, first_day, DATE, NULLABLE),
  BELL_FIELD (BellTurn, last_day, DATE, NULLABLE),
  BELL_FIELD (BellTurn, primary, REF, NULLABLE, .shape = &bell_person_shape),
  BELL_FIELD (BellTurn, backup_1, REF, NULLABLE, .shape = &bell_person_shape),
  BELL_FIELD (BellTurn, backup_2, REF, NULLABLE, .shape = &bell_person_shape),
  BELL_FIELD (BellTurn, away, REFS, MANY, .shape = &bell_person_shape),
  BELL_FIELD (BellTurn, swapped, BOOL),
};
const BellShape bell_turn_shape = BELL_SHAPE (BellTurn, turn_fields, "turn");

static const BellField contents_fields[] = {
  BELL_FIELD (BellContents, members, TEXT, .max = 400),
};
const BellShape bell_contents_shape = BELL_SHAPE (BellContents, contents_fields, "contents");

static const BellField position_fields[] = {
  BELL_FIELD (BellPosition, desk, TEXT, REQUIRED, .max = 64),
  BELL_FIELD (BellPosition, seq, INT, REQUIRED, COUNT),
};
const BellShape bell_position_shape = BELL_SHAPE (BellPosition, position_fields, "position");

static const BellShape *const others[] = {
  &bell_open_session_shape, &bell_settings_shape,  &bell_chat_shape,         &bell_message_shape,
  &bell_look_shape,         &bell_change_shape,    &bell_imported_shape,     &bell_decision_shape,
  &bell_on_call_shape,      &bell_position_shape,  &bell_login_shape,        &bell_account_shape,
  &bell_contents_shape,     &bell_due_shape,       &bell_elapsed_shape,      &bell_clock_shape,
  &bell_wakeup_shape,       &bell_backtest_shape,  &bell_coverage_row_shape, &bell_effect_shape,
  &bell_finding_shape,      &bell_signed_in_shape, &bell_edited_shape,       &bell_turn_shape,
  &bell_overview_shape,
};

/**
 * bell_shape_by_name:
 * @name: what one record is called: "person", "chat"
 *
 * Returns: (nullable): the shape of records of that name, or %NULL
 */
const BellShape *
bell_shape_by_name (const char *name)
{
  for (guint i = 0; bell_collections[i] != NULL; i++)
    if (g_str_equal (bell_collections[i]->name, name))
      return bell_collections[i];

  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    if (g_str_equal (others[i]->name, name))
      return others[i];

  return NULL;
}

/**
 * bell_chat_is_open:
 * @chat: a chat
 *
 * Returns: whether it is pending or active; a request has at most one such chat
 */
gboolean
bell_chat_is_open (const BellChat *chat)
{
  return chat->status == BELL_CHAT_PENDING || chat->status == BELL_CHAT_ACTIVE;
}
