/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "bell-time.h"

/**
 * BellZone:
 *
 * A zone of the IANA database, made ready so that local times and instants are found in no time.
 */
typedef struct _BellZone BellZone;

const BellZone *bell_zone_get (const char *name);
gboolean        bell_zone_is_valid (const char *name);
GTimeZone      *bell_zone_get_time_zone (const BellZone *self);
BellInstant     bell_zone_instant (const BellZone *self, BellDate date, int minutes);
BellDate        bell_zone_date (const BellZone *self, BellInstant instant, int *minutes);
BellDate        bell_zone_day (const BellZone *self, BellInstant instant);
BellInstant     bell_zone_next_change (const BellZone *self, BellInstant after);
