/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-postgresql-private.h"

#include <errno.h>
#include <poll.h>
#include <string.h>

/* How long connecting may take. */
#define CONNECT_SECONDS 10

/* What PostgreSQL says with a code (its manual, appendix A); the beginning of one stands for its
 * class. Those that mean that the line is gone say nothing about what was asked for. */
static const struct
{
  const char *state;
  BellError   code;
  BellTrouble trouble;
  const char *words; /* NULL: what PostgreSQL says */
} problems[] = {
  { "08", BELL_ERROR_OFFLINE, BELL_TROUBLE_NONE, NULL },
  { "57P", BELL_ERROR_OFFLINE, BELL_TROUBLE_NONE, NULL },
  { "25P03", BELL_ERROR_OFFLINE, BELL_TROUBLE_NONE, NULL },
  { "25006", BELL_ERROR_OFFLINE, BELL_TROUBLE_READ_ONLY,
    "the database is a standby, which can only be read" },
  { "53300", BELL_ERROR_OFFLINE, BELL_TROUBLE_BUSY, "the database takes no more connections" },
  { "53100", BELL_ERROR_STORE, BELL_TROUBLE_FULL, "the disk of the database is full" },
  { "55P03", BELL_ERROR_STORE, BELL_TROUBLE_BUSY,
    "is being written by another server, which does not finish" },
  { "42501", BELL_ERROR_STORE, BELL_TROUBLE_READ_ONLY,
    "the user of the database may not do that; Deskbell has to write its schema" },
  { "XX001", BELL_ERROR_STORE, BELL_TROUBLE_DAMAGED, NULL },
  { "XX002", BELL_ERROR_STORE, BELL_TROUBLE_DAMAGED, NULL },
};

/* An answer leaves only after a commit that is on disk, and a server that has gone in the middle of
 * a transaction keeps the others waiting for half a minute at most. */
static const char for_writing[]
    = "SET synchronous_commit = on; SET lock_timeout = '25s';"
      "SET idle_in_transaction_session_timeout = '30s';"
      "SET tcp_keepalives_idle = 15; SET tcp_keepalives_interval = 5; SET tcp_keepalives_count = 3";

static const char for_reading[] = "SET default_transaction_read_only = on;"
                                  "SET default_transaction_isolation = 'repeatable read'";

/**
 * bell_postgresql_fail:
 * @connection: a connection
 * @result: (nullable): what it gave, or %NULL if it gave nothing
 * @error: return location for %BELL_ERROR_OFFLINE or %BELL_ERROR_STORE
 *
 * Says what went wrong.
 *
 * Returns: %FALSE
 */
gboolean
bell_postgresql_fail (PGconn *connection, const PGresult *result, GError **error)
{
  const char *state = result != NULL ? PQresultErrorField (result, PG_DIAG_SQLSTATE) : NULL;
  const char *words = result != NULL ? PQresultErrorField (result, PG_DIAG_MESSAGE_PRIMARY) : NULL;
  g_auto (GStrv) lines = g_strsplit (words != NULL ? words : PQerrorMessage (connection), "\n", 2);

  for (guint i = 0; state != NULL && i < G_N_ELEMENTS (problems); i++)
    if (g_str_has_prefix (state, problems[i].state))
      {
        g_set_error_literal (error, BELL_ERROR, (int) problems[i].code,
                             problems[i].words != NULL ? problems[i].words : lines[0]);
        bell_error_mark (error, problems[i].trouble, 0);
        return FALSE;
      }

  if (state != NULL && PQstatus (connection) == CONNECTION_OK)
    g_set_error_literal (error, BELL_ERROR, BELL_ERROR_STORE, lines[0]);
  else
    g_set_error (error, BELL_ERROR, BELL_ERROR_OFFLINE, "the database cannot be reached: %s",
                 lines[0] != NULL ? lines[0] : "no reason was given");

  return FALSE;
}

/**
 * bell_postgresql_must:
 * @connection: a connection
 * @sql: statements without values
 * @error: return location for %BELL_ERROR_OFFLINE or %BELL_ERROR_STORE
 *
 * Returns: whether all of them were carried out
 */
gboolean
bell_postgresql_must (PGconn *connection, const char *sql, GError **error)
{
  PGresult      *result = PQexec (connection, sql);
  ExecStatusType status = PQresultStatus (result);
  gboolean       done = status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK;

  if (!done)
    bell_postgresql_fail (connection, result, error);
  PQclear (result);

  return done;
}

/**
 * bell_postgresql_ask:
 * @connection: a connection
 * @sql: a statement that gives one value
 * @error: return location for %BELL_ERROR_OFFLINE or %BELL_ERROR_STORE
 *
 * Returns: (transfer full) (nullable): the value, empty for none, or %NULL if it failed
 */
char *
bell_postgresql_ask (PGconn *connection, const char *sql, GError **error)
{
  PGresult *result = PQexec (connection, sql);
  char     *value = NULL;

  if (PQresultStatus (result) == PGRES_TUPLES_OK)
    value = g_strdup (PQntuples (result) > 0 ? PQgetvalue (result, 0, 0) : "");
  else
    bell_postgresql_fail (connection, result, error);
  PQclear (result);

  return value;
}

/* Waits until the server has something to say, or can be told something. */
static gboolean
wait_for (PGconn *connection, PostgresPollingStatusType wanted, int stop, gint64 deadline)
{
  gint64        left = (deadline - g_get_monotonic_time ()) / 1000;
  struct pollfd fds[] = {
    { .fd = PQsocket (connection), .events = wanted == PGRES_POLLING_READING ? POLLIN : POLLOUT },
    { .fd = stop, .events = POLLIN }, /* -1 is passed over */
  };
  int n = left > 0 ? poll (fds, G_N_ELEMENTS (fds), (int) left) : 0;

  return (n < 0 && errno == EINTR) || (n > 0 && fds[1].revents == 0);
}

static gboolean
finish_connecting (PGconn *connection, int stop, GError **error)
{
  gint64                    deadline = g_get_monotonic_time () + CONNECT_SECONDS * G_USEC_PER_SEC;
  PostgresPollingStatusType wanted = PGRES_POLLING_WRITING;

  if (PQstatus (connection) == CONNECTION_BAD)
    return bell_postgresql_fail (connection, NULL, error);

  while (wanted != PGRES_POLLING_OK)
    {
      if (!wait_for (connection, wanted, stop, deadline))
        {
          g_set_error (error, BELL_ERROR, BELL_ERROR_OFFLINE,
                       "the database cannot be reached: it does not answer");
          return FALSE;
        }

      wanted = PQconnectPoll (connection);
      if (wanted == PGRES_POLLING_FAILED)
        return bell_postgresql_fail (connection, NULL, error);
    }

  return TRUE;
}

static void
ignore_notice (void *data, const PGresult *result)
{
}

/**
 * bell_postgresql_connect:
 * @location: a URL of PostgreSQL (its manual, 32.1.1.2)
 * @use: what the connection is for
 * @stop: a file that is readable when it is not wanted any more, or -1
 * @error: return location for %BELL_ERROR_OFFLINE or %BELL_ERROR_STORE
 *
 * Connects. Of several servers in @location the one is taken that can be written.
 *
 * Returns: (transfer full) (nullable): a connection, to be given to PQfinish()
 */
PGconn *
bell_postgresql_connect (const char *location, BellPostgresqlUse use, int stop, GError **error)
{
  /* What stands before the location it may say otherwise. */
  static const char *const names[] = { "application_name",
                                       "keepalives_idle",
                                       "tcp_user_timeout",
                                       "target_session_attrs",
                                       "dbname",
                                       "client_encoding",
                                       NULL };
  const char *const values[] = { "deskbell", "15", "20000", "read-write", location, "UTF8", NULL };
  PGconn           *connection = PQconnectStartParams (names, values, TRUE);

  if (connection != NULL && finish_connecting (connection, stop, error))
    {
      PQsetNoticeReceiver (connection, ignore_notice, NULL);
      if (bell_postgresql_must (connection,
                                use == BELL_POSTGRESQL_WRITE ? for_writing : for_reading, error))
        return connection;
    }
  PQfinish (connection);

  return NULL;
}
