/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "bell-policy.h"

BellInstant bell_policy_until (BellPolicy *self, const BellRequest *request, BellInstant now);
