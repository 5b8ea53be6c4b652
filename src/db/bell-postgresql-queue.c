/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-postgresql-private.h"

/* Statements whose results nobody needs at once go out together with the next one that somebody
 * waits for (libpq's pipeline mode): each way to the database and back takes longer than what it
 * does there. One that fails lets those after it fail, too. */

/* How many may wait, so that neither side stops at buffers that are full. */
#define WAITING_MAX 64

static gboolean
enter (BellPostgresqlQueue *self, GError **error)
{
  if (self->n_waiting >= WAITING_MAX && !bell_postgresql_queue_settle (self, error))
    return FALSE;

  return PQpipelineStatus (self->connection) == PQ_PIPELINE_ON
         || PQenterPipelineMode (self->connection) == 1
         || bell_postgresql_fail (self->connection, NULL, error);
}

static gboolean
note_sent (BellPostgresqlQueue *self, int sent, GError **error)
{
  if (sent != 1)
    return bell_postgresql_fail (self->connection, NULL, error);

  self->n_waiting++;

  return TRUE;
}

/**
 * bell_postgresql_queue_sql:
 * @self: a queue
 * @sql: one statement without values
 * @error: return location for %BELL_ERROR_OFFLINE or %BELL_ERROR_STORE
 *
 * Returns: whether it is on its way
 */
gboolean
bell_postgresql_queue_sql (BellPostgresqlQueue *self, const char *sql, GError **error)
{
  return enter (self, error)
         && note_sent (
             self, PQsendQueryParams (self->connection, sql, 0, NULL, NULL, NULL, NULL, 0), error);
}

/**
 * bell_postgresql_queue_statement:
 * @self: a queue
 * @name: the name of a prepared statement
 * @n_values: how many values it has
 * @values: (array length=n_values): its values, as text
 * @error: return location for %BELL_ERROR_OFFLINE or %BELL_ERROR_STORE
 *
 * Returns: whether it is on its way
 */
gboolean
bell_postgresql_queue_statement (BellPostgresqlQueue *self,
                                 const char          *name,
                                 int                  n_values,
                                 const char *const   *values,
                                 GError             **error)
{
  return enter (self, error)
         && note_sent (
             self, PQsendQueryPrepared (self->connection, name, n_values, values, NULL, NULL, 0),
             error);
}

/* The result of one statement, and the mark that ends it. */
static PGresult *
take_result (BellPostgresqlQueue *self)
{
  PGresult *result = PQgetResult (self->connection);

  if (result != NULL)
    PQclear (PQgetResult (self->connection));

  return result;
}

/**
 * bell_postgresql_queue_finish:
 * @self: a queue
 * @error: return location for %BELL_ERROR_OFFLINE or %BELL_ERROR_STORE: what the first that failed
 *   has failed with
 *
 * Waits for all that is on its way.
 *
 * Returns: (transfer full) (nullable): the result of the last statement; %NULL if one has failed,
 * or there was none
 */
PGresult *
bell_postgresql_queue_finish (BellPostgresqlQueue *self, GError **error)
{
  gboolean  is_right = TRUE;
  PGresult *last = NULL;
  guint     n = self->n_waiting;

  if (n == 0)
    return NULL;

  self->n_waiting = 0;
  if (PQpipelineSync (self->connection) != 1)
    {
      bell_postgresql_fail (self->connection, NULL, error);
      return NULL;
    }

  for (guint i = 0; i < n; i++)
    {
      ExecStatusType status;

      PQclear (last);
      last = take_result (self);
      status = PQresultStatus (last);
      if (is_right && status != PGRES_TUPLES_OK && status != PGRES_COMMAND_OK)
        is_right = bell_postgresql_fail (self->connection, last, error);
    }
  PQclear (PQgetResult (self->connection));
  PQexitPipelineMode (self->connection);

  if (!is_right)
    g_clear_pointer (&last, PQclear);

  return last;
}

/**
 * bell_postgresql_queue_settle:
 * @self: a queue
 * @error: return location for %BELL_ERROR_OFFLINE or %BELL_ERROR_STORE
 *
 * Waits for all that is on its way, whatever it gives.
 *
 * Returns: whether nothing of it has failed
 */
gboolean
bell_postgresql_queue_settle (BellPostgresqlQueue *self, GError **error)
{
  PGresult *last;

  if (self->n_waiting == 0)
    return TRUE;

  last = bell_postgresql_queue_finish (self, error);
  PQclear (last);

  return last != NULL;
}
