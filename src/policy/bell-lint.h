/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "bell-finding.h"
#include "bell-policy.h"

GPtrArray *bell_policy_lint (BellPolicy *self, BellInstant now);
