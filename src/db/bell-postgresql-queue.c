/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-postgresql-private.h"

/* Statements whose results nobody needs at once go out together with the next one that somebody
 * waits for (libpq's pipeline mode): each way to the database and back takes longer than what it
 * does there. One that fails lets those after it fail, too. */

/* How many may wait, so that neither side stops at buffers that are full. */
#define WAITING_MAX 64

/* What was sent before somebody asks for it, by its key. */
typedef struct
{
  guint     place; /* among those that are waiting */
  BellRows *rows;  /* NULL: it is on its way */
} Foreseen;

static void
foreseen_free (gpointer data)
{
  Foreseen *self = data;

  g_clear_pointer (&self->rows, bell_rows_free);
  g_free (self);
}

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

/**
 * bell_postgresql_queue_foresee:
 * @self: a queue
 * @key: (transfer full): what bell_postgresql_queue_foreseen() will ask for
 * @name: the name of a prepared statement that only reads
 * @n_values: how many values it has
 * @values: (array length=n_values): its values, as text
 *
 * Sends a statement along whose rows will be wanted. If that fails, so will what asks for them.
 */
void
bell_postgresql_queue_foresee (BellPostgresqlQueue *self,
                               char                *key,
                               const char          *name,
                               int                  n_values,
                               const char *const   *values)
{
  g_autofree char *taken = key;
  Foreseen        *foreseen;

  if (!bell_postgresql_queue_statement (self, name, n_values, values, NULL))
    return;

  foreseen = g_new0 (Foreseen, 1);
  foreseen->place = self->n_waiting - 1;
  if (self->foreseen == NULL)
    self->foreseen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, foreseen_free);
  g_hash_table_insert (self->foreseen, g_steal_pointer (&taken), foreseen);
}

/**
 * bell_postgresql_queue_foreseen:
 * @self: a queue
 * @key: what was given to bell_postgresql_queue_foresee()
 * @error: return location for %BELL_ERROR_OFFLINE or %BELL_ERROR_STORE
 *
 * Returns: (transfer full) (nullable): its rows, once; %NULL without an error if it was not
 * foreseen
 */
BellRows *
bell_postgresql_queue_foreseen (BellPostgresqlQueue *self, const char *key, GError **error)
{
  Foreseen *foreseen = self->foreseen != NULL ? g_hash_table_lookup (self->foreseen, key) : NULL;
  BellRows *rows;

  if (foreseen == NULL || (foreseen->rows == NULL && !bell_postgresql_queue_settle (self, error)))
    return NULL;

  rows = g_steal_pointer (&foreseen->rows);
  g_hash_table_remove (self->foreseen, key);

  return rows;
}

/**
 * bell_postgresql_queue_forget:
 * @self: a queue
 *
 * Forgets what was foreseen, as what is done next may change it.
 */
void
bell_postgresql_queue_forget (BellPostgresqlQueue *self)
{
  g_clear_pointer (&self->foreseen, g_hash_table_unref);
}

static void
keep_foreseen (BellPostgresqlQueue *self, guint place, const PGresult *result)
{
  GHashTableIter iter;
  gpointer       value;

  if (self->foreseen == NULL)
    return;

  g_hash_table_iter_init (&iter, self->foreseen);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      Foreseen *foreseen = value;

      if (foreseen->rows == NULL && foreseen->place == place)
        foreseen->rows = bell_postgresql_rows (result);
    }
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
      if (is_right)
        keep_foreseen (self, i, last);
    }
  PQclear (PQgetResult (self->connection));
  PQexitPipelineMode (self->connection);

  if (!is_right)
    {
      g_clear_pointer (&last, PQclear);
      bell_postgresql_queue_forget (self);
    }

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
