/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "bell-document.h"

/* Small desks with anything in them that a desk may have, of g_test_rand_int(): ids are few, so
 * that records meet. */

#define RANDOM_REQUESTS 6

BellCalendar *random_calendar (const char *zone, BellDate first, BellDate last);
gpointer      random_record (const BellShape *shape, int number);
gpointer      random_edit (const BellDocument *document);
BellDocument *random_desk (void);
BellDocument *random_order (const BellDocument *document);
BellInstant   random_now (void);
int           random_cases (int fallback);
