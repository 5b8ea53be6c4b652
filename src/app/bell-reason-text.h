/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "bell-session.h"

char *bell_reason_text (BellSession *session, const BellStep *step);
char *bell_decision_summary (BellSession *session, const BellDecision *decision);
