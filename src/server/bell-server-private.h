/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "bell-attempts.h"
#include "bell-attendance.h"
#include "bell-connections.h"
#include "bell-exchange.h"
#include "bell-hub.h"
#include "bell-metrics.h"
#include "bell-proxies.h"
#include "bell-server.h"
#include "bell-trace.h"

#include <libsoup/soup.h>

typedef struct _BellLives BellLives;

/* The one path that neither a call has nor the wire names. */

/* What a live connection is closed with when the server goes and comes back (the registry of
 * RFC 6455, 11.7). */
#define BELL_SERVICE_RESTART 1012

struct _BellServer
{
  GObject          parent_instance;
  BellStore       *store;
  SoupServer      *soup;
  GPtrArray       *listeners; /* of BellListener */
  BellConnections *connections;
  BellProxies     *proxies;
  BellMetrics     *metrics;
  BellHub         *hub;
  BellAttempts    *attempts;
  BellAttendance  *attendance;
  BellLives       *lives;
  gint64           seq;       /* the last change that the store reported */
  gint64           first_seq; /* the last change there was before it did so */
  guint64          n_changes;
  guint            n_reloads; /* how often the store has said that anything may be another */
  gulong           changed_handler;
  gulong           reloaded_handler;
  guint            n_signing_in;
  gboolean         is_stopping;
};

void        bell_bounds_on_early (SoupServer        *soup,
                                  SoupServerMessage *message,
                                  const char        *path,
                                  GHashTable        *query,
                                  gpointer           user_data);
void        bell_reports_watch (BellServer *server);
void        bell_reports_on_early (BellServer *server, SoupServerMessage *message);
void        bell_api_handle (BellExchange *exchange);
void        bell_sign_in_handle (BellExchange *exchange);
void        bell_new_password_handle (BellExchange *exchange);
BellInstant bell_session_expiry (BellInstant created_at, BellInstant now);
void        bell_session_used (BellServer *server, const BellLogin *login);
gboolean    bell_health_handle (BellExchange *exchange);
void        bell_live_handle (BellExchange *exchange);
BellLives  *bell_lives_new (BellServer *server);
void        bell_lives_free (BellLives *self);
guint       bell_lives_count (const BellLives *self);
void        bell_live_end_login (BellServer *server, const char *login);
void        bell_live_changed (BellServer *server, BellChange *change);
void        bell_live_reload (BellServer *server);
void        bell_portal_files_handle (BellExchange *exchange);
