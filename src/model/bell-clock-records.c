/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-clock-records.h"

#include "bell-chat-records.h"

#define REQUIRED .flags = BELL_FIELD_REQUIRED
#define NULLABLE .flags = BELL_FIELD_NULLABLE
#define COUNT    .max = G_MAXINT64
#define ANY      .min = G_MININT64, .max = G_MAXINT64
#define MANY     .max = 1000000

static const BellField work_span_fields[] = {
  BELL_FIELD (BellWorkSpan, from, INSTANT, REQUIRED),
  BELL_FIELD (BellWorkSpan, until, INSTANT, REQUIRED),
  BELL_FIELD (BellWorkSpan, minutes, INT, COUNT),
};
const BellShape bell_work_span_shape = BELL_SHAPE (BellWorkSpan, work_span_fields, "work_span");

static const BellField due_fields[] = {
  BELL_FIELD (BellDue, timezone, ZONE, NULLABLE),
  BELL_FIELD (BellDue, due, INSTANT, NULLABLE),
  BELL_FIELD (BellDue, never_before, INSTANT, NULLABLE),
  BELL_FIELD (BellDue, spans, PARTS, MANY, .shape = &bell_work_span_shape),
};
const BellShape bell_due_shape = BELL_SHAPE (BellDue, due_fields, "due");

static const BellField elapsed_fields[] = {
  BELL_FIELD (BellElapsed, minutes, INT, COUNT),
};
const BellShape bell_elapsed_shape = BELL_SHAPE (BellElapsed, elapsed_fields, "elapsed");

static const BellField clock_fields[] = {
  BELL_FIELD (BellClock, request, REF, REQUIRED, .shape = &bell_request_shape),
  BELL_FIELD (BellClock, target, ENUM, REQUIRED, .values = &bell_target_kind_type),
  BELL_FIELD (BellClock, chat, REF, NULLABLE, .shape = &bell_chat_shape),
  BELL_FIELD (BellClock, state, ENUM, REQUIRED, .values = &bell_clock_state_type),
  BELL_FIELD (BellClock, agreement, REF, NULLABLE, .shape = &bell_agreement_shape),
  BELL_FIELD (BellClock, path, ENUM, NULLABLE, .values = &bell_path_type),
  BELL_FIELD (BellClock, priority, ENUM, REQUIRED, .values = &bell_priority_type),
  BELL_FIELD (BellClock, minutes, INT, COUNT),
  BELL_FIELD (BellClock, warn_percent, INT, COUNT),
  BELL_FIELD (BellClock, started_at, INSTANT, REQUIRED),
  BELL_FIELD (BellClock, warn_at, INSTANT, NULLABLE),
  BELL_FIELD (BellClock, due_at, INSTANT, NULLABLE),
  BELL_FIELD (BellClock, elapsed_seconds, INT, COUNT),
  BELL_FIELD (BellClock, left_seconds, INT, ANY),
  BELL_FIELD (BellClock, warned_at, INSTANT, NULLABLE),
  BELL_FIELD (BellClock, breached_at, INSTANT, NULLABLE),
  BELL_FIELD (BellClock, ended_at, INSTANT, NULLABLE),
};
const BellShape bell_clock_shape = BELL_SHAPE (BellClock, clock_fields, "clock");

static const BellField wakeup_fields[] = {
  BELL_FIELD (BellWakeup, at, INSTANT, NULLABLE),
};
const BellShape bell_wakeup_shape = BELL_SHAPE (BellWakeup, wakeup_fields, "wakeup");

static const BellField backtest_count_fields[] = {
  BELL_FIELD (BellBacktestCount, target, ENUM, REQUIRED, .values = &bell_target_kind_type),
  BELL_FIELD (BellBacktestCount, was_met, INT, COUNT),
  BELL_FIELD (BellBacktestCount, was_missed, INT, COUNT),
  BELL_FIELD (BellBacktestCount, met, INT, COUNT),
  BELL_FIELD (BellBacktestCount, missed, INT, COUNT),
};
const BellShape bell_backtest_count_shape
    = BELL_SHAPE (BellBacktestCount, backtest_count_fields, "backtest_count");

static const BellField backtest_change_fields[] = {
  BELL_FIELD (BellBacktestChange, request, REF, REQUIRED, .shape = &bell_request_shape),
  BELL_FIELD (BellBacktestChange, target, ENUM, REQUIRED, .values = &bell_target_kind_type),
  BELL_FIELD (BellBacktestChange, chat, REF, NULLABLE, .shape = &bell_chat_shape),
  BELL_FIELD (BellBacktestChange, was_met, BOOL),
  BELL_FIELD (BellBacktestChange, met, BOOL),
  BELL_FIELD (BellBacktestChange, was_left_seconds, INT, ANY),
  BELL_FIELD (BellBacktestChange, left_seconds, INT, ANY),
};
const BellShape bell_backtest_change_shape
    = BELL_SHAPE (BellBacktestChange, backtest_change_fields, "backtest_change");

static const BellField backtest_fields[] = {
  BELL_FIELD (BellBacktest, requests, INT, COUNT),
  BELL_FIELD (BellBacktest, targets, PARTS, MANY, .shape = &bell_backtest_count_shape),
  BELL_FIELD (BellBacktest, changes, PARTS, MANY, .shape = &bell_backtest_change_shape),
};
const BellShape bell_backtest_shape = BELL_SHAPE (BellBacktest, backtest_fields, "backtest");
