/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "bell-session.h"

#include "bell-server.h"

/* The desk that is open, as whom, and the portal that is served of it. */
struct _BellSession
{
  GObject          parent_instance;
  BellSessionState state;
  GError          *error;
  BellStore       *store;
  char            *path;
  char            *desk; /* the identity of the desk */
  char            *person;
  BellDocument    *directory; /* the configuration, for names; it follows the desk */
  gboolean         directory_loading;
  gboolean         directory_stale;
  GCancellable    *cancellable;
  GCancellable    *opening; /* of the desk that is on its way; perhaps not the one wanted now */
  BellServer      *server;
  GError          *portal_error;
};

void bell_session_changed (BellSession *self);
void bell_session_stop_portal (BellSession *self);
