/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "bell-finding.h"
#include "bell-session.h"

/**
 * BellAdminFix:
 * @shape: the type of the record that is to be edited
 * @id: its id
 * @fields: members of it, as a JSON object
 *
 * An edit that mends what was found.
 */
typedef struct
{
  const BellShape *shape;
  char            *id;
  char            *fields;
} BellAdminFix;

const char      *bell_admin_finding_title (const BellFinding *finding);
const char      *bell_admin_finding_icon (const BellFinding *finding);
const char      *bell_admin_finding_severity (const BellFinding *finding);
char            *bell_admin_finding_message (BellSession *session, const BellFinding *finding);
const BellField *bell_admin_finding_field (const BellFinding *finding, const BellRecord *record);
BellAdminFix    *bell_admin_finding_fix (BellSession *session, const BellFinding *finding);
void             bell_admin_fix_free (BellAdminFix *fix);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BellAdminFix, bell_admin_fix_free)
