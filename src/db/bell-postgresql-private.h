/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "bell-db-private.h"

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
 * BellPostgresqlValues:
 * @types: what each is
 * @texts: each as text, numbers too; %NULL for nothing
 * @numbers: where the texts of numbers are
 * @n: how many
 *
 * The values of a statement as libpq takes them.
 */
typedef struct
{
  Oid         types[BELL_DB_VALUES_MAX];
  const char *texts[BELL_DB_VALUES_MAX];
  char        numbers[BELL_DB_VALUES_MAX][24];
  int         n;
} BellPostgresqlValues;

void      bell_postgresql_values_set (BellPostgresqlValues *self, const BellCell *cells, guint n);
char     *bell_postgresql_values_key (const BellPostgresqlValues *self, const char *name);
BellRows *bell_postgresql_rows (const PGresult *result);

/**
 * BellPostgresqlQueue:
 * @connection: a connection
 * @n_waiting: how many statements are on their way
 * @foreseen: (nullable): what was sent to be asked for later
 *
 * Statements that go out together.
 */
typedef struct
{
  PGconn     *connection;
  guint       n_waiting;
  GHashTable *foreseen;
} BellPostgresqlQueue;

gboolean bell_postgresql_queue_sql (BellPostgresqlQueue *self, const char *sql, GError **error);
gboolean bell_postgresql_queue_statement (BellPostgresqlQueue *self,
                                          const char          *name,
                                          int                  n_values,
                                          const char *const   *values,
                                          GError             **error);
void     bell_postgresql_queue_foresee (BellPostgresqlQueue *self,
                                        char                *key,
                                        const char          *name,
                                        int                  n_values,
                                        const char *const   *values);
BellRows      *
bell_postgresql_queue_foreseen (BellPostgresqlQueue *self, const char *key, GError **error);
void bell_postgresql_queue_forget (BellPostgresqlQueue *self);
PGresult *bell_postgresql_queue_finish (BellPostgresqlQueue *self, GError **error);
gboolean  bell_postgresql_queue_settle (BellPostgresqlQueue *self, GError **error);
