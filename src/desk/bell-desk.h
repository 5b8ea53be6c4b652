/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "bell-calls.h"
#include "bell-db.h"
#include "bell-policy.h"

/**
 * BellDesk:
 *
 * What a desk does: one function for each call of bell-calls.h. It decides who may, makes the
 * change and writes it into the change log, all in the transaction of the connection that it is
 * given. It may be used by several threads at once, each with a connection of its own.
 */
typedef struct _BellDesk BellDesk;

BellDesk *bell_desk_new (void);
BellDesk *bell_desk_ref (BellDesk *self);
void      bell_desk_unref (BellDesk *self);
void      bell_desk_set_now (BellDesk *self, BellInstant now);
GPtrArray *
bell_desk_call (BellDesk *self, BellDb *db, const char *actor, gpointer call, GError **error);
gboolean bell_desk_prepare (BellDesk *self, BellDb *db, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BellDesk, bell_desk_unref)
