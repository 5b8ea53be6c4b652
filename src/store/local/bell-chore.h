/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "bell-calls.h"

#include <gio/gio.h>

/**
 * BellChore:
 *
 * Something that a desk has to do by itself, each time that it falls due: one timer for the
 * earliest time, which the desk says.
 */
typedef struct _BellChore BellChore;

/* Makes the call as the keeper of the desk; @task gives the records that it gives. */
typedef void (*BellChoreRun) (gpointer owner, gpointer call, GTask *task);

BellChore *bell_chore_new (GObject *owner, const BellCallType *type, BellChoreRun run);
void       bell_chore_free (BellChore *self);
void       bell_chore_do (BellChore *self);
void       bell_chore_wait_until (BellChore *self, BellInstant until);
