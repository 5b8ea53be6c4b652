/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-trace.h"

#include "bell-wire.h"

static GQuark
trace_quark (void)
{
  return g_quark_from_static_string ("bell-trace");
}

static void
trace_free (gpointer data)
{
  BellTrace *trace = data;

  g_free (trace->person);
  g_free (trace->address);
  g_free (trace);
}

/**
 * bell_trace_of:
 * @message: a request
 *
 * Returns: (transfer none): what will be reported of it
 */
BellTrace *
bell_trace_of (SoupServerMessage *message)
{
  BellTrace *trace = g_object_get_qdata (G_OBJECT (message), trace_quark ());

  if (trace != NULL)
    return trace;

  trace = g_new0 (BellTrace, 1);
  trace->began = g_get_monotonic_time ();
  trace->route = BELL_ROUTE_UNKNOWN;
  g_object_set_qdata_full (G_OBJECT (message), trace_quark (), trace, trace_free);

  return trace;
}

/**
 * bell_trace_set_call:
 * @message: a request
 * @path: the path of a call of bell-calls.h
 *
 * Says which call the request stands for.
 */
void
bell_trace_set_call (SoupServerMessage *message, const char *path)
{
  g_autofree char *route = g_strconcat (BELL_WIRE_API, path, NULL);

  /* There are as many as there are calls. */
  bell_trace_of (message)->route = g_intern_string (route);
}

/**
 * bell_trace_log:
 * @message: a request that was answered
 * @milliseconds: how long that took
 *
 * Logs it, with fields that a journal can be searched by.
 */
void
bell_trace_log (SoupServerMessage *message, double milliseconds)
{
  const BellTrace *trace = bell_trace_of (message);
  const char      *method = soup_server_message_get_method (message);
  guint            status = soup_server_message_get_status (message);
  const char      *person = trace->person != NULL ? trace->person : "-";
  const char      *address = trace->address != NULL ? trace->address : "-";
  char             took[G_ASCII_DTOSTR_BUF_SIZE];
  char             code[16];

  if (bell_wire_method (method) == BELL_METHOD_NONE && !g_str_equal (method, "HEAD"))
    method = "OTHER";
  g_ascii_formatd (took, sizeof took, "%.1f", milliseconds);
  g_snprintf (code, sizeof code, "%u", status);
  g_log_structured (G_LOG_DOMAIN, G_LOG_LEVEL_INFO, "BELL_METHOD", method, "BELL_ROUTE",
                    trace->route, "BELL_STATUS", code, "BELL_MILLISECONDS", took, "BELL_PEER",
                    address, "BELL_PERSON", person, "MESSAGE", "%s %s %s %s ms %s %s", method,
                    trace->route, code, took, address, person);
}
