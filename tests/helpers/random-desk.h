/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "bell-document.h"

BellCalendar *random_calendar (const char *zone, BellDate first, BellDate last);
