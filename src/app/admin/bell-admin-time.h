/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "bell-zone.h"

/* Days and times for administrators, in the zone that they ask for, and short. */
char *bell_admin_time_day (BellDate date);
char *bell_admin_time_day_of_year (BellDate date);
char *bell_admin_time_date (BellDate date);
char *bell_admin_time_days (int days);
char *bell_admin_time_of_day (const BellZone *zone, BellInstant instant);
char *bell_admin_time_moment (const BellZone *zone, BellInstant instant);
char *bell_admin_time_length (gint64 minutes);
