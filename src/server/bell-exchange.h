/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "bell-calls.h"
#include "bell-server.h"

#include <libsoup/soup.h>

/**
 * BellExchange:
 * @server: the server
 * @message: the request and its response
 * @query: (nullable): the query of its address
 * @person: (nullable): the id of who is signed in, once that is known
 * @login: (nullable): the id of their sign-in
 *
 * A request while it is answered. It is paused until bell_exchange_respond(), which ends it.
 */
typedef struct _BellExchange BellExchange;
struct _BellExchange
{
  BellServer        *server;
  SoupServerMessage *message;
  GHashTable        *query;
  char              *person;
  char              *login;
  void (*signed_in) (BellExchange *self);
  gboolean is_gone;
};

BellExchange *bell_exchange_new (BellServer *server, SoupServerMessage *message, GHashTable *query);
void          bell_exchange_free (BellExchange *self);
const char   *bell_exchange_path (BellExchange *self);
char         *bell_exchange_address (BellExchange *self);
GBytes       *bell_exchange_body (BellExchange *self);
gboolean      bell_exchange_is_same_origin (BellExchange *self);
gboolean      bell_exchange_is_behind_tls (BellExchange *self);
gboolean      bell_exchange_is_near (BellExchange *self);
void bell_exchange_authenticate (BellExchange *self, void (*signed_in) (BellExchange *self));
void bell_exchange_set_headers (SoupServerMessage *message);
void bell_exchange_respond (BellExchange *self, guint status, const char *type, GBytes *body);
void bell_exchange_respond_records (BellExchange *self, guint status, GPtrArray *records);
void bell_exchange_respond_error (BellExchange *self, const GError *error);
void bell_exchange_respond_signed_out (BellExchange *self, const char *message);
void bell_exchange_set_cookie (BellExchange *self, const char *token, gint64 max_age);
