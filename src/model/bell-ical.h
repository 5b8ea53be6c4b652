/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "bell-records.h"

/* The most bytes an iCalendar file may have, and the most holidays it may come to. */
#define BELL_ICAL_MAX_BYTES    (4 * 1024 * 1024)
#define BELL_ICAL_MAX_HOLIDAYS 10000

GPtrArray *bell_ical_read_holidays (const char *data,
                                    gsize       length,
                                    const char *zone,
                                    BellDate    from,
                                    BellDate    until,
                                    GPtrArray  *warnings,
                                    GError    **error);
GPtrArray *bell_holidays_merge (GPtrArray *old, GPtrArray *more, GPtrArray *added);
