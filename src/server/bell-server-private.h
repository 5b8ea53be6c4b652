/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "bell-attempts.h"
#include "bell-attendance.h"
#include "bell-exchange.h"
#include "bell-hub.h"
#include "bell-server.h"

#include <libsoup/soup.h>

typedef struct _BellLives BellLives;

struct _BellServer
{
  GObject         parent_instance;
  BellStore      *store;
  SoupServer     *soup;
  BellHub        *hub;
  BellAttempts   *attempts;
  BellAttendance *attendance;
  BellLives      *lives;
  gint64          seq; /* the last change that the store reported */
  gulong          changed_handler;
};

void       bell_bounds_on_early (SoupServer        *soup,
                                 SoupServerMessage *message,
                                 const char        *path,
                                 GHashTable        *query,
                                 gpointer           user_data);
void       bell_api_handle (BellExchange *exchange);
void       bell_sign_in_handle (BellExchange *exchange);
void       bell_live_handle (BellExchange *exchange);
BellLives *bell_lives_new (BellServer *server);
void       bell_lives_free (BellLives *self);
void       bell_live_end_login (BellServer *server, const char *login);
void       bell_live_changed (BellServer *server, BellChange *change);
void       bell_portal_files_handle (BellExchange *exchange);
