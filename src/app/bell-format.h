/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "bell-chat-records.h"

/* Words and times for people: translated, in the zone and the habits of this computer. */
char       *bell_format_time (BellInstant instant);
char       *bell_format_day (BellInstant instant, BellInstant now);
gboolean    bell_format_is_today (BellInstant instant, BellInstant now);
char       *bell_format_moment (BellInstant instant, BellInstant now);
char       *bell_format_wait (BellInstant since, BellInstant now);
char       *bell_format_ago (BellInstant since, BellInstant now);
char       *bell_format_names (const char *const *names);
const char *bell_format_priority (int priority);
const char *bell_format_phase (int phase);
const char *bell_format_part (int part);
const char *bell_format_chat_status (int status);
char       *bell_format_error (const GError *error);
char       *bell_format_error_markup (const GError *error);
