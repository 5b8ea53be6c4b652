/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "bell-policy-private.h"

BellRequest bell_offering_request (const BellOffering *offering);
GPtrArray  *bell_policy_offering_rules (const BellPolicy *self);
