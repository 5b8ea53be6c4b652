/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "bell-effect-records.h"
#include "bell-policy.h"

BellEffect *
bell_policy_effect (BellPolicy *self, GPtrArray *edited, GPtrArray *requests, BellInstant now);
