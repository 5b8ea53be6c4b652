/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "bell-server.h"
#include "remote/bell-remote-store.h"
#include "test-store.h"

/* A desk of tests/data, its server on a port that stays the same, and what stores over the wire
 * keep of it. */
typedef struct
{
  char       *folder;
  char       *kept;
  BellStore  *desk;
  BellServer *server; /* NULL while it is stopped */
  char       *url;
  guint16     port;
  GHashTable *tokens; /* person to token */
} RemoteFixture;

void        remote_set_up (RemoteFixture *fixture, gconstpointer data);
void        remote_tear_down (RemoteFixture *fixture, gconstpointer data);
void        remote_stop (RemoteFixture *fixture);
void        remote_start (RemoteFixture *fixture);
const char *remote_token (RemoteFixture *fixture, const char *person);
BellStore  *remote_open (const char *url, const BellRemoteAccount *account, GError **error);
BellStore  *remote_open_as (RemoteFixture *fixture, const char *person);
char       *remote_kept_file (RemoteFixture *fixture, const char *ending);
void        remote_sign_out (BellStore *store);
void        remote_wait_for_line (BellStore *store, BellLine line);
void        remote_must (BellStore *store, gpointer call);
void        remote_must_as (BellStore *store, const char *actor, gpointer call);
void remote_assert_transcript (RemoteFixture *fixture, const char *chat, const char *expected);

/* A message on its way. */
typedef struct
{
  gboolean is_answered;
  GError  *error;
} Sent;

void     remote_send (BellStore *store, const char *chat, const char *body, Sent *sent);
gboolean remote_is_answered (gpointer sent);

void     remote_keep_result (GObject *object, GAsyncResult *result, gpointer user_data);
gboolean remote_has_result (gpointer data);
