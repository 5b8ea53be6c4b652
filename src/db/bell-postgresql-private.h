/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "bell-db.h"

#include <libpq-fe.h>

/* The channel on which servers tell each other that the change log of a desk has grown: the number
 * of the last change, a space, and the name of the schema. */
#define BELL_POSTGRESQL_CHANNEL "deskbell"

/* What a new connection has to be able to. */
typedef enum
{
  BELL_POSTGRESQL_READ,
  BELL_POSTGRESQL_WRITE,
} BellPostgresqlUse;

PGconn *
bell_postgresql_connect (const char *location, BellPostgresqlUse use, int stop, GError **error);
gboolean bell_postgresql_fail (PGconn *connection, const PGresult *result, GError **error);
gboolean bell_postgresql_must (PGconn *connection, const char *sql, GError **error);
char    *bell_postgresql_ask (PGconn *connection, const char *sql, GError **error);

/**
 * BellPostgresqlQueue:
 * @connection: a connection
 * @n_waiting: how many statements are on their way
 *
 * Statements that go out together.
 */
typedef struct
{
  PGconn *connection;
  guint   n_waiting;
} BellPostgresqlQueue;

gboolean  bell_postgresql_queue_sql (BellPostgresqlQueue *self, const char *sql, GError **error);
gboolean  bell_postgresql_queue_statement (BellPostgresqlQueue *self,
                                           const char          *name,
                                           int                  n_values,
                                           const char *const   *values,
                                           GError             **error);
PGresult *bell_postgresql_queue_finish (BellPostgresqlQueue *self, GError **error);
gboolean  bell_postgresql_queue_settle (BellPostgresqlQueue *self, GError **error);
