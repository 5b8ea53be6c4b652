/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "bell-session.h"

char       *bell_reason_text (BellSession *session, const BellStep *step);
const char *bell_code_text (int code);
char       *bell_decision_until (const BellDecision *decision);
char       *bell_decision_summary (BellSession *session, const BellDecision *decision);
