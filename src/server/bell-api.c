/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-json.h"
#include "bell-server-private.h"
#include "bell-wire.h"

static void
on_called (GObject *object, GAsyncResult *result, gpointer user_data)
{
  BellExchange *exchange = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) records = bell_store_call_finish (BELL_STORE (object), result, &error);

  if (records == NULL)
    bell_exchange_respond_error (exchange, error);
  else
    bell_exchange_respond_records (exchange, SOUP_STATUS_OK, records);
}

static JsonNode *
read_body (BellExchange *exchange, BellMethod method, GError **error)
{
  g_autoptr (GBytes) body = bell_exchange_body (exchange);
  gsize       length;
  const char *data = g_bytes_get_data (body, &length);
  gsize max = bell_wire_is_large (method, bell_exchange_path (exchange)) ? BELL_WIRE_MAX_DOCUMENT
                                                                         : BELL_WIRE_MAX_BODY;

  return bell_json_parse (data != NULL ? data : "", length, max, error);
}

static void
on_signed_in (BellExchange *exchange)
{
  BellMethod method = bell_wire_method (soup_server_message_get_method (exchange->message));
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) body = NULL;
  g_autoptr (BellRecord) call = NULL;

  if (exchange->person == NULL)
    {
      bell_exchange_respond_signed_out (exchange, "sign in first");
      return;
    }

  if (method == BELL_METHOD_POST || method == BELL_METHOD_PUT)
    body = read_body (exchange, method, &error);
  if (error == NULL)
    call = bell_wire_read_call (method, bell_exchange_path (exchange), exchange->query, body,
                                &error);

  if (call == NULL)
    {
      bell_exchange_respond_error (exchange, error);
      return;
    }

  bell_trace_set_call (exchange->message, BELL_CALL_TYPE (call)->path);
  if (BELL_CALL_TYPE (call) == &bell_call_session_list)
    g_set_str (&((BellSessionList *) call)->login, exchange->login);
  bell_store_call_async (exchange->server->store, exchange->person, call, NULL, on_called,
                         exchange);
}

/**
 * bell_api_handle:
 * @exchange: (transfer full): a request for something under %BELL_WIRE_API
 *
 * Makes the call that the request stands for, as whoever is signed in.
 */
void
bell_api_handle (BellExchange *exchange)
{
  bell_exchange_authenticate (exchange, on_signed_in);
}
