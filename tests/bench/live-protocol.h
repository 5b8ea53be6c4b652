/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "live-line.h"

/* What a server is spoken to in. Each protocol knows no more than a benchmark needs. */
struct _LiveProtocol
{
  const char *name;

  /* Says the first thing on a new line. */
  void (*greet) (LiveLine *line);

  /* Understands what is whole of what has come; the byte after it may be written. Returns: how
   * many bytes that was; G_MAXSIZE when the line is over. */
  gsize (*take) (LiveLine *line, guint8 *data, gsize length);

  /* Sends the message with this number of the run into the chat of a line. */
  void (*send) (LiveLine *line, guint number);

  /* Asks for a sign of life, which comes after everything that was to come before it. */
  void (*ping) (LiveLine *line);
};

extern const LiveProtocol live_websocket; /* Deskbell, and ws-server.mjs */
extern const LiveProtocol live_mqtt;      /* MQTT 3.1.1 */
extern const LiveProtocol live_xmpp;      /* RFC 6120 over TCP, a room of XEP-0045 a chat */

/* The body of every message. */
#define LIVE_BODY "A message of the usual length, about a printer that does not print on Mondays."

/* What a protocol tells bench-live.c of a line. */
void live_opened (LiveLine *line);
void live_acknowledged (LiveLine *line, gint64 number);
void live_read (LiveLine *line, gint64 number);
void live_refused (LiveLine *line, const char *why);
void live_ponged (LiveLine *line);
void live_changed (LiveLine *line);
