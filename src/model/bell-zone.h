/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "bell-time.h"

gboolean    bell_zone_is_valid (const char *name);
GTimeZone  *bell_zone_new (const char *name);
BellInstant bell_zone_instant (GTimeZone *zone, BellDate date, int minutes);
BellDate    bell_zone_date (GTimeZone *zone, BellInstant instant, int *minutes);
