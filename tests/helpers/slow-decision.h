/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "bell-document.h"

/**
 * SlowAnswer:
 *
 * Whether chat is available, found by reading domain.md sentence by sentence: slow, and with
 * nothing in common with src/policy but the tests of single fields.
 */
typedef struct
{
  const char *path; /* "rule", "offering", "service" or "none" */
  const char *agreement;
} SlowAnswer;

SlowAnswer slow_decide (const BellDocument *desk, const BellRequest *request, BellInstant now);
