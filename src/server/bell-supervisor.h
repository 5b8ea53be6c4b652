/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "bell-server.h"

/**
 * BellSupervisor:
 *
 * What a program tells systemd, if that has started it: that it is ready, how it does, that it is
 * alive, and that it stops.
 */
typedef struct _BellSupervisor BellSupervisor;

BellSupervisor *bell_supervisor_new (BellStore *store);
void            bell_supervisor_free (BellSupervisor *self);
gboolean        bell_supervisor_take_sockets (BellServer *server, GError **error);
void            bell_supervisor_ready (BellSupervisor *self, const char *status);
void            bell_supervisor_stopping (BellSupervisor *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BellSupervisor, bell_supervisor_free)
