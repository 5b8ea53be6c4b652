/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "bell-session.h"

/**
 * BellAdminDifference:
 * @field: a field
 * @before: (nullable): what it was, as people read it; %NULL of a new record
 * @after: (nullable): what it became; %NULL of a record that was removed
 */
typedef struct
{
  const BellField *field;
  char            *before;
  char            *after;
} BellAdminDifference;

GArray     *bell_admin_change_differences (BellSession *session, const BellChange *change);
char       *bell_admin_change_title (BellSession *session, const BellChange *change);
const char *bell_admin_change_actor (BellSession *session, const BellChange *change);
char       *bell_admin_change_name (BellSession *session, const BellChange *change);
void        bell_admin_change_go_back (JsonObject *fields, const BellChange *change);
