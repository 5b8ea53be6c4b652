/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-server-private.h"
#include "bell-wire.h"

/* RFC 6585, 4; libsoup has no name for it. */
#define STATUS_TOO_MANY_REQUESTS 429

/* What is told of a request when it is over: to whoever reads the log, and to the numbers. */

static void
count_sign_in (BellServer *server, SoupServerMessage *message, const char *route)
{
  guint status = soup_server_message_get_status (message);

  if (g_strcmp0 (route, BELL_WIRE_SESSION) != 0
      || !g_str_equal (soup_server_message_get_method (message), "POST"))
    return;

  if (status == SOUP_STATUS_OK)
    bell_metrics_add_sign_in (server->metrics, "ok");
  else if (status == SOUP_STATUS_UNAUTHORIZED)
    bell_metrics_add_sign_in (server->metrics, "refused");
  else if (status == STATUS_TOO_MANY_REQUESTS)
    bell_metrics_add_sign_in (server->metrics, "limited");
}

static void
tell (BellServer *server, SoupServerMessage *message)
{
  BellTrace *trace = bell_trace_of (message);
  double     seconds = (double) (g_get_monotonic_time () - trace->began) / (double) G_USEC_PER_SEC;

  if (trace->is_told)
    return;

  trace->is_told = TRUE;
  bell_metrics_add_request (server->metrics, trace->route, soup_server_message_get_status (message),
                            seconds);
  count_sign_in (server, message, trace->route);
  bell_trace_log (message, seconds * 1000);
}

/* Nothing is heard any more of a request that has become a live connection. */
static void
on_wrote_informational (SoupServerMessage *message, gpointer user_data)
{
  if (soup_server_message_get_status (message) == SOUP_STATUS_SWITCHING_PROTOCOLS)
    tell (user_data, message);
}

static void
on_wrote_body_data (SoupServerMessage *message, guint n_bytes, gpointer user_data)
{
  BellConnection *connection = bell_connection_of (message);

  if (connection != NULL)
    bell_connection_progress (connection, n_bytes);
}

static void
on_read (SoupServer *soup, SoupServerMessage *message, gpointer user_data)
{
  BellConnection *connection = bell_connection_of (message);

  bell_trace_of (message)->is_read = TRUE;
  if (connection != NULL)
    bell_connection_enter (connection, BELL_CONNECTION_ANSWERING);
}

static void
on_over (SoupServer *soup, SoupServerMessage *message, gpointer user_data)
{
  BellConnection *connection = bell_connection_of (message);

  if (connection != NULL)
    bell_connection_enter (connection, BELL_CONNECTION_IDLE);
  tell (user_data, message);
}

/**
 * bell_reports_on_early:
 * @server: a server
 * @message: a request of which the head has come
 *
 * Takes the time, and notes where the request comes from.
 */
void
bell_reports_on_early (BellServer *server, SoupServerMessage *message)
{
  BellTrace      *trace = bell_trace_of (message);
  BellConnection *connection = bell_connection_of (message);
  BellExchange    exchange = { .server = server, .message = message };

  trace->address = bell_exchange_address (&exchange);
  if (connection != NULL)
    bell_connection_enter (connection, BELL_CONNECTION_BODY);
  g_signal_connect (message, "wrote-informational", G_CALLBACK (on_wrote_informational), server);
  g_signal_connect (message, "wrote-body-data", G_CALLBACK (on_wrote_body_data), NULL);
}

/**
 * bell_reports_watch:
 * @server: a server
 *
 * Reports every request that is answered from now on.
 */
void
bell_reports_watch (BellServer *server)
{
  g_signal_connect (server->soup, "request-read", G_CALLBACK (on_read), server);
  g_signal_connect (server->soup, "request-finished", G_CALLBACK (on_over), server);
  g_signal_connect (server->soup, "request-aborted", G_CALLBACK (on_over), server);
}
