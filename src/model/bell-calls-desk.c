/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-calls-private.h"

/* Calls about what a desk keeps and decides, and about who may sign in. */

static const BellField desk_import_fields[] = {
  BELL_FIELD_OF_ID,
  BELL_FIELD (BellDeskImport, document, JSON, REQUIRED),
  BELL_FIELD (BellDeskImport, dry_run, BOOL),
};
CALL (desk_import,
      BellDeskImport,
      "desk.import",
      POST,
      "/desk",
      TRUE,
      GIVES (&bell_imported_shape),
      "Brings a desk document to the desk, all of it or nothing.");

static const BellField desk_backup_fields[] = {
  BELL_FIELD (BellDeskBackup, file, TEXT, REQUIRED, .min = 1, .max = 4096),
};
CALL (desk_backup,
      BellDeskBackup,
      "desk.backup",
      NONE,
      NULL,
      FALSE,
      NOTHING,
      "Copies the desk into a new file.");

static const BellField desk_verify_fields[] = {};
CALL (desk_verify,
      BellDeskVerify,
      "desk.verify",
      NONE,
      NULL,
      FALSE,
      GIVES (&bell_position_shape),
      "Checks that the desk is whole.");

static const BellField password_set_fields[] = {
  BELL_FIELD_OF_ID,
  BELL_FIELD (BellPasswordSet, person, REF, REQUIRED, .shape = &bell_person_shape),
  BELL_FIELD (BellPasswordSet, hash, TEXT, REQUIRED, .min = 1, .max = 400),
};
CALL (password_set,
      BellPasswordSet,
      "password.set",
      NONE,
      NULL,
      TRUE,
      NOTHING,
      "Sets what somebody's password is checked against.");

static const BellField login_open_fields[] = {
  BELL_FIELD_OF_ID,
  BELL_FIELD (BellLoginOpen, login, TEXT, REQUIRED, .min = 1, .max = 200),
  BELL_FIELD (BellLoginOpen, person, REF, REQUIRED, .shape = &bell_person_shape),
  BELL_FIELD (BellLoginOpen, expires_at, INSTANT, REQUIRED),
  BELL_FIELD (BellLoginOpen, hash, TEXT, NULLABLE, .max = 400),
  BELL_FIELD (BellLoginOpen, agent, TEXT, NULLABLE, .max = 400),
};
CALL (login_open,
      BellLoginOpen,
      "login.open",
      NONE,
      NULL,
      TRUE,
      GIVES (&bell_login_shape),
      "Remembers a sign-in.");

static const BellField login_close_fields[] = {
  BELL_FIELD_OF_ID,
  BELL_FIELD (BellLoginClose, login, TEXT, REQUIRED, .min = 1, .max = 200),
};
CALL (login_close, BellLoginClose, "login.close", NONE, NULL, TRUE, NOTHING, "Forgets a sign-in.");

static const BellField desk_records_fields[] = {
  BELL_FIELD (BellDeskRecords, collection, TEXT, IN_PATH, .min = 1, .max = 64),
};
CALL (desk_records,
      BellDeskRecords,
      "desk.records",
      GET,
      "/{collection}",
      FALSE,
      GIVES (COLLECTIONS),
      "Gives the records of a collection of the desk document.");

static const BellField desk_record_fields[] = {
  BELL_FIELD (BellDeskRecord, collection, TEXT, IN_PATH, .min = 1, .max = 64),
  BELL_FIELD (BellDeskRecord, subject, REF, IN_PATH, .shape = &bell_request_shape),
};
CALL (desk_record,
      BellDeskRecord,
      "desk.record",
      GET,
      "/{collection}/{subject}",
      FALSE,
      GIVES (COLLECTIONS),
      "Gives one record of a collection of the desk document.");

static const BellField desk_export_fields[] = {
  BELL_FIELD (BellDeskExport, with_requests, BOOL, .fallback = TRUE),
};
CALL (desk_export,
      BellDeskExport,
      "desk.export",
      GET,
      "/desk",
      FALSE,
      GIVES (&bell_contents_shape, &bell_settings_shape, COLLECTIONS, &bell_request_shape),
      "Gives all that a desk document holds.");

static const BellField desk_position_fields[] = {};
CALL (desk_position,
      BellDeskPosition,
      "desk.position",
      GET,
      "/position",
      FALSE,
      GIVES (&bell_position_shape),
      "Says how far the change log goes.");

static const BellField desk_changes_fields[] = {
  BELL_FIELD (BellDeskChanges, after, INT, COUNT),
  BELL_FIELD (BellDeskChanges, limit, INT, LIMIT),
};
CALL (desk_changes,
      BellDeskChanges,
      "desk.changes",
      GET,
      "/changes",
      FALSE,
      GIVES (&bell_change_shape),
      "Gives changes after one, as far as one may see them; without holes.");

static const BellField decision_get_fields[] = {
  BELL_FIELD (BellDecisionGet, request, REF, IN_PATH, .shape = &bell_request_shape),
  BELL_FIELD (BellDecisionGet, at, INSTANT, NULLABLE),
};
CALL (decision_get,
      BellDecisionGet,
      "decision.get",
      GET,
      "/requests/{request}/decision",
      FALSE,
      GIVES (&bell_decision_shape),
      "Says whether chat is available on a request, why, and who is told.");

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
CALL (decision_try,
      BellDecisionTry,
      "decision.try",
      GET,
      "/decision",
      FALSE,
      GIVES (&bell_decision_shape),
      "Says the same of a request that is not made yet.");

static const BellField on_call_get_fields[] = {
  BELL_FIELD (BellOnCallGet, group, REF, IN_PATH, .shape = &bell_group_shape),
  BELL_FIELD (BellOnCallGet, at, INSTANT, NULLABLE),
};
CALL (on_call_get,
      BellOnCallGet,
      "on_call.get",
      GET,
      "/groups/{group}/on-call",
      FALSE,
      GIVES (&bell_on_call_shape),
      "Says who is on call.");

static const BellField on_call_turns_fields[] = {
  BELL_FIELD (BellOnCallTurns, group, REF, IN_PATH, .shape = &bell_group_shape),
  BELL_FIELD (BellOnCallTurns, from, INSTANT, REQUIRED),
  BELL_FIELD (BellOnCallTurns, until, INSTANT, REQUIRED),
};
CALL (on_call_turns,
      BellOnCallTurns,
      "on_call.turns",
      GET,
      "/groups/{group}/turns",
      FALSE,
      GIVES (&bell_turn_shape),
      "Says who is on call when, from one time until another, at most eight weeks.");

static const BellField clock_list_fields[] = {
  BELL_FIELD (BellClockList, request, REF, IN_PATH, .shape = &bell_request_shape),
  BELL_FIELD (BellClockList, at, INSTANT, NULLABLE),
};
CALL (clock_list,
      BellClockList,
      "clock.list",
      GET,
      "/requests/{request}/clocks",
      FALSE,
      GIVES (&bell_clock_shape, &bell_wakeup_shape),
      "Says how a request stands with its service level targets.");

static const BellField clock_tend_fields[] = { BELL_FIELD_OF_ID };
CALL (clock_tend,
      BellClockTend,
      "clock.tend",
      NONE,
      NULL,
      TRUE,
      GIVES (&bell_wakeup_shape),
      "Logs the targets that are warned of or missed by now.");

static const BellField desk_coverage_fields[] = {
  BELL_FIELD (BellDeskCoverage, at, INSTANT, NULLABLE),
};
CALL (desk_coverage,
      BellDeskCoverage,
      "desk.coverage",
      GET,
      "/coverage",
      FALSE,
      GIVES (&bell_coverage_row_shape),
      "Says of each active offering whether it has chat.");

static const BellField desk_effect_fields[] = {
  BELL_FIELD (BellDeskEffect, document, JSON, REQUIRED),
  BELL_FIELD (BellDeskEffect, at, INSTANT, NULLABLE),
};
CALL (desk_effect,
      BellDeskEffect,
      "desk.effect",
      POST,
      "/effect",
      FALSE,
      GIVES (&bell_effect_shape),
      "Says what an import would do to chats; changes nothing.");

static const BellField desk_backtest_fields[] = {
  BELL_FIELD (BellDeskBacktest, document, JSON, REQUIRED),
  BELL_FIELD (BellDeskBacktest, at, INSTANT, NULLABLE),
};
CALL (desk_backtest,
      BellDeskBacktest,
      "desk.backtest",
      POST,
      "/backtest",
      FALSE,
      GIVES (&bell_backtest_shape),
      "Says what past requests' targets would have come to.");

static const BellField calendar_due_fields[] = {
  BELL_FIELD (BellCalendarDue, calendar, REF, IN_PATH, .shape = &bell_calendar_shape),
  BELL_FIELD (BellCalendarDue, start, INSTANT, REQUIRED),
  BELL_FIELD (BellCalendarDue, minutes, INT, REQUIRED, .max = BELL_MINUTES_MAX),
};
CALL (calendar_due,
      BellCalendarDue,
      "calendar.due",
      GET,
      "/calendars/{calendar}/due",
      FALSE,
      GIVES (&bell_due_shape),
      "Gives the deadline so many minutes of working time after a start.");

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
      FALSE,
      GIVES (&bell_elapsed_shape),
      "Gives the working time between two points in time.");

static const BellField desk_lint_fields[] = {
  BELL_FIELD (BellDeskLint, at, INSTANT, NULLABLE),
};
CALL (desk_lint,
      BellDeskLint,
      "desk.lint",
      GET,
      "/lint",
      FALSE,
      GIVES (&bell_finding_shape),
      "Gives what is allowed in the configuration, and hardly meant.");

static const BellField account_get_fields[] = {
  BELL_FIELD (BellAccountGet, name, TEXT, REQUIRED, .min = 1, .max = 254),
};
CALL (account_get,
      BellAccountGet,
      "account.get",
      NONE,
      NULL,
      FALSE,
      GIVES (&bell_account_shape),
      "Gives what a sign-in is checked against.");

static const BellField login_get_fields[] = {
  BELL_FIELD (BellLoginGet, login, TEXT, REQUIRED, .min = 1, .max = 200),
};
CALL (login_get,
      BellLoginGet,
      "login.get",
      NONE,
      NULL,
      FALSE,
      GIVES (&bell_login_shape),
      "Gives a sign-in that is not over.");

static const BellField login_renew_fields[] = {
  BELL_FIELD_OF_ID,
  BELL_FIELD (BellLoginRenew, login, TEXT, REQUIRED, .min = 1, .max = 200),
  BELL_FIELD (BellLoginRenew, expires_at, INSTANT, REQUIRED),
};
CALL (login_renew,
      BellLoginRenew,
      "login.renew",
      NONE,
      NULL,
      TRUE,
      NOTHING,
      "Has a sign-in last until then, as it is used.");

static const BellField session_list_fields[] = {
  BELL_FIELD (BellSessionList, person, REF, NULLABLE, .shape = &bell_person_shape),
  BELL_FIELD (BellSessionList, login, TEXT, NULLABLE, .max = 200),
};
CALL (session_list,
      BellSessionList,
      "session.list",
      GET,
      "/sessions",
      FALSE,
      GIVES (&bell_open_session_shape),
      "Gives the sign-ins of a person, the newest first.");

static const BellField session_close_fields[] = {
  BELL_FIELD_OF_ID,
  BELL_FIELD (BellSessionClose, session, REF, IN_PATH, .shape = &bell_open_session_shape),
};
CALL (session_close,
      BellSessionClose,
      "session.close",
      DELETE,
      "/sessions/{session}",
      TRUE,
      NOTHING,
      "Ends a sign-in, and what is connected with it.");
