/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-limits.h"
#include "bell-server-private.h"

#include <string.h>

static void
respond_text (BellExchange *exchange, guint status, const char *type, const char *text)
{
  g_autoptr (GBytes) body = g_bytes_new (text, strlen (text));

  bell_exchange_respond (exchange, status, type, body);
}

static void
respond_plain (BellExchange *exchange, guint status, const char *text)
{
  respond_text (exchange, status, "text/plain; charset=utf-8", text);
}

/* Somebody who asks whether the store answers. */
typedef struct
{
  BellExchange *exchange; /* NULL once it was answered */
  guint         timer;
} Question;

static gboolean
on_late (gpointer user_data)
{
  Question *question = user_data;

  question->timer = 0;
  respond_plain (g_steal_pointer (&question->exchange), SOUP_STATUS_SERVICE_UNAVAILABLE,
                 "the store does not answer\n");

  return G_SOURCE_REMOVE;
}

static void
on_position (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autofree Question *question = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) records = bell_store_call_finish (BELL_STORE (object), result, &error);

  g_clear_handle_id (&question->timer, g_source_remove);
  if (question->exchange == NULL)
    return;

  if (records != NULL)
    respond_plain (question->exchange, SOUP_STATUS_OK, "ready\n");
  else
    respond_plain (question->exchange, SOUP_STATUS_SERVICE_UNAVAILABLE,
                   "the store answers with an error\n");
}

static void
handle_ready (BellExchange *exchange)
{
  g_autoptr (BellRecord) call = NULL;
  Question *question;

  if (exchange->server->is_stopping)
    {
      respond_plain (exchange, SOUP_STATUS_SERVICE_UNAVAILABLE, "the server is stopping\n");
      return;
    }

  call = bell_call_new (&bell_call_desk_position);
  question = g_new0 (Question, 1);
  question->exchange = exchange;
  question->timer = g_timeout_add_seconds (BELL_LIMIT_READY_SECONDS, on_late, question);
  bell_store_call_async (exchange->server->store, NULL, call, NULL, on_position, question);
}

static void
append_state (BellServer *server, GString *text)
{
  bell_metrics_write_value (text, "deskbell_live_connections", "gauge",
                            "Live connections that are open.", bell_lives_count (server->lives));
  bell_metrics_write_value (text, "deskbell_http_connections", "gauge",
                            "Other connections that are open.",
                            bell_connections_count (server->connections));
  bell_metrics_write_value (text, "deskbell_connections_refused_total", "counter",
                            "Connections that were one too many.",
                            bell_connections_count_refused (server->connections));
  bell_metrics_write_value (text, "deskbell_connections_overdue_total", "counter",
                            "Connections that took longer than they may.",
                            bell_connections_count_overdue (server->connections));
  bell_metrics_write_value (text, "deskbell_changes_seen_total", "counter",
                            "Changes of the desk that were passed on.", server->n_changes);
  bell_metrics_write_value (text, "deskbell_last_change", "gauge",
                            "The number of the last change of the desk that was seen.",
                            (guint64) MAX (server->seq, server->first_seq));
}

/* Numbers say how busy somebody's desk is: they are for who keeps this computer. */
static void
handle_metrics (BellExchange *exchange)
{
  g_autoptr (GString) text = g_string_new (NULL);

  if (!bell_exchange_is_near (exchange))
    {
      bell_exchange_respond (exchange, SOUP_STATUS_NOT_FOUND, NULL, NULL);
      return;
    }

  bell_metrics_write (exchange->server->metrics, text);
  append_state (exchange->server, text);
  respond_text (exchange, SOUP_STATUS_OK, "text/plain; version=0.0.4; charset=utf-8", text->str);
}

static const struct
{
  const char *path;
  void (*handle) (BellExchange *exchange);
} routes[] = {
  { "/healthz", NULL },
  { "/readyz", handle_ready },
  { "/metrics", handle_metrics },
};

/**
 * bell_health_handle:
 * @exchange: (transfer full) (nullable): a request, which is taken if it is for one of these
 *
 * Answers those who look after the server, without a sign-in: whether it is there ("/healthz"),
 * whether it can serve ("/readyz"), and how it does ("/metrics").
 *
 * Returns: whether @exchange was taken
 */
gboolean
bell_health_handle (BellExchange *exchange)
{
  const char *method = soup_server_message_get_method (exchange->message);
  const char *path = bell_exchange_path (exchange);

  for (guint i = 0; i < G_N_ELEMENTS (routes); i++)
    if (g_str_equal (path, routes[i].path))
      {
        bell_trace_of (exchange->message)->route = routes[i].path;
        if (!g_str_equal (method, "GET") && !g_str_equal (method, "HEAD"))
          bell_exchange_respond (exchange, SOUP_STATUS_METHOD_NOT_ALLOWED, NULL, NULL);
        else if (routes[i].handle == NULL)
          respond_plain (exchange, SOUP_STATUS_OK, "alive\n");
        else
          routes[i].handle (exchange);
        return TRUE;
      }

  return FALSE;
}
