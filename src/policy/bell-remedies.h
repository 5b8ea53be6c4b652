/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "bell-effect-records.h"
#include "bell-policy.h"

GPtrArray *bell_policy_remedies (BellPolicy *self, const BellRequest *request, BellInstant now);
