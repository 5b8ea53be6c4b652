/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "bell-effect-records.h"
#include "bell-policy.h"

/**
 * BellCoverage:
 *
 * Whether a new request has chat, for every active offering. It does not change, and any thread may
 * use it.
 */
typedef struct _BellCoverage BellCoverage;

BellCoverage *bell_coverage_new (BellPolicy *policy, BellInstant now);
BellCoverage *bell_coverage_with (BellCoverage *base, gpointer record);
void          bell_coverage_unref (BellCoverage *self);
BellPolicy   *bell_coverage_get_policy (const BellCoverage *self);
GPtrArray    *bell_coverage_dup_rows (const BellCoverage *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BellCoverage, bell_coverage_unref)
