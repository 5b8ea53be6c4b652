/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "bell-record-edit.h"
#include "bell-session.h"

#include <adwaita.h>

/**
 * BellAdminExtra:
 * @shape: the type of record whose form has it
 * @only_saved: whether it is only there once the record is on the desk
 * @new_group: makes it: (transfer floating): an #AdwPreferencesGroup; it watches the edit and the
 *   session by itself, for as long as it is there
 *
 * A part of the form of a type of record besides its fields.
 */
typedef struct
{
  const BellShape *shape;
  gboolean         only_saved;
  GtkWidget *(*new_group) (BellSession *session, BellRecordEdit *edit);
} BellAdminExtra;

/* In the order of the form; the last one has no shape. */
extern const BellAdminExtra bell_admin_extras[];
