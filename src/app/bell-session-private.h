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
  char            *path;        /* or the address of one elsewhere */
  char            *user;        /* who was asked for; elsewhere the name that they sign in with */
  char            *certificate; /* elsewhere: the one that was accepted; NULL or empty: none was */
  char            *token;       /* elsewhere: an earlier sign-in, while it is tried */
  char            *desk;        /* the identity of the desk */
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
void bell_session_line_changed (BellSession *self);
void bell_session_not_kept (BellSession *self);
void bell_session_fail (BellSession *self, GError *error);
void bell_session_prepare (BellSession *self, const char *path, const char *user);
void bell_session_begin_opening (BellSession *self);
void bell_session_start (BellSession *self);
void bell_session_let_go (BellSession *self);
void bell_session_stop_portal (BellSession *self);

/* A desk elsewhere. */
void bell_session_open_store (BellSession *self, GAsyncReadyCallback callback, gpointer user_data);
void bell_session_keep_sign_in (BellSession *self);
