/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-desk-private.h"
#include "bell-lint.h"

GPtrArray *
bell_desk_lint (BellDeskContext *context, gpointer call, GError **error)
{
  const BellDeskLint *wanted = call;

  return bell_policy_lint (context->policy,
                           wanted->at != BELL_INSTANT_NONE ? wanted->at : context->now);
}
