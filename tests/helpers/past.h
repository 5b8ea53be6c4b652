/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "bell-store.h"

/* A desk on which things have happened in the past, each at its own time. */

#define PAST_REQUESTS 6 /* q-0, q-1, ... */

char      *past_desk_new (void);
BellStore *past_open (const char *location, BellInstant now);
void       past_tend (BellStore *store, BellInstant now);
GPtrArray *past_read_request (BellStore *store, const char *id);
void       past_set_phase (BellStore *store, const char *id, BellPhase phase);
void       past_live (const char *location, BellInstant from, BellInstant until);
