/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "live-protocol.h"

#include <string.h>

/* MQTT 3.1.1 over TCP (OASIS standard, 2014): a topic a chat, everything with QoS 1, sessions
 * that the server keeps. Its author gets a message too, as who has subscribed to the topic, and so
 * does line 0, who has subscribed to all. */

enum
{
  CONNECT = 0x10,
  CONNACK = 0x20,
  PUBLISH = 0x30,
  PUBACK = 0x40,
  SUBSCRIBE = 0x82,
  SUBACK = 0x90,
  PINGREQ = 0xc0,
  PINGRESP = 0xd0,
};
#define QOS_1 0x02

/* Writes a number of two bytes, or a text with its length before it. Returns: what is after. */
static guint8 *
put_number (guint8 *at, gsize number)
{
  at[0] = (guint8) (number >> 8);
  at[1] = (guint8) number;

  return at + 2;
}

static guint8 *
put_text (guint8 *at, const char *text)
{
  gsize length = strlen (text);

  memcpy (put_number (at, length), text, length);

  return at + 2 + length;
}

/* Sends a packet; its first 3 bytes are left for the kind and the length, which takes two bytes
 * here. */
static void
send_packet (LiveLine *line, guint8 kind, guint8 *packet, const guint8 *end)
{
  gsize length = (gsize) (end - packet) - 3;

  g_assert_cmpuint (length, <, 1 << 14);
  packet[0] = kind;
  packet[1] = (guint8) (length & 0x7f) | 0x80;
  packet[2] = (guint8) (length >> 7);
  live_line_write (line, packet, length + 3);
}

static void
greet (LiveLine *line)
{
  g_autofree char *client = g_strdup_printf ("p-%u", line->number);
  guint8           packet[128];
  guint8          *at = put_text (packet + 3, "MQTT");

  *at++ = 4;               /* 3.1.1 */
  *at++ = 0;               /* no clean session, no name or password */
  at = put_number (at, 0); /* the line may be silent for as long as it likes */
  send_packet (line, CONNECT, packet, put_text (at, client));
}

static void
subscribe (LiveLine *line)
{
  g_autofree char *topic
      = line->number == 0 ? g_strdup ("chats/+") : g_strdup_printf ("chats/%u", line->number);
  guint8  packet[128];
  guint8 *at = put_text (put_number (packet + 3, 1), topic);

  *at++ = 1; /* at most QoS 1 */
  send_packet (line, SUBSCRIBE, packet, at);
}

static void
send_message (LiveLine *line, guint number)
{
  g_autofree char *topic = g_strdup_printf ("chats/%u", line->number);
  guint8           packet[512];
  guint8          *at = put_text (packet + 3, topic);

  if (line->sent == NULL)
    line->sent = g_array_new (FALSE, FALSE, sizeof (guint));
  g_array_append_val (line->sent, number);
  g_assert_cmpuint (line->sent->len, <=, G_MAXUINT16);
  at = put_number (at, line->sent->len);
  at += g_snprintf ((char *) at, 400,
                    "{\"id\":\"m-%s-%u\",\"chat\":\"r-%u.1\",\"body\":\"" LIVE_BODY "\"}",
                    line->setup->run, number, line->number);
  send_packet (line, PUBLISH | QOS_1, packet, at);
}

static void
ping (LiveLine *line)
{
  static const guint8 packet[] = { PINGREQ, 0 };

  live_line_write (line, packet, sizeof packet);
}

static guint
get_number (const guint8 *at)
{
  return (guint) at[0] << 8 | at[1];
}

static void
understand_message (LiveLine *line, const guint8 *body)
{
  const guint8 *id = body + 2 + get_number (body);
  const guint8  answer[] = { PUBACK, 2, id[0], id[1] };
  gint64        number = live_line_find (line, (const char *) id + 2, "\"id\":\"m-");

  live_line_queue (line, answer, sizeof answer);
  if (number >= 0)
    live_read (line, number);
  else
    live_changed (line);
}

/* Understands a packet, after which there is a 0. */
static void
understand (LiveLine *line, guint8 kind, const guint8 *body)
{
  guint id;

  switch (kind & 0xf0)
    {
    case CONNACK:
      if (body[1] != 0)
        g_error ("The server does not let line %u in: %u", line->number, body[1]);
      subscribe (line);
      break;
    case SUBACK:
      if (body[2] != 1)
        g_error ("The server does not let line %u subscribe: %u", line->number, body[2]);
      live_opened (line);
      break;
    case PUBLISH:
      understand_message (line, body);
      break;
    case PUBACK:
      id = get_number (body);
      if (line->sent != NULL && id >= 1 && id <= line->sent->len)
        live_acknowledged (line, g_array_index (line->sent, guint, id - 1));
      else
        live_refused (line, "what was not sent is acknowledged");
      break;
    case PINGRESP:
      live_ponged (line);
      break;
    default:
      g_error ("Line %u got a packet of the kind 0x%x", line->number, kind);
    }
}

static gsize
take (LiveLine *line, guint8 *data, gsize length)
{
  gsize at = 0;

  while (length - at >= 2)
    {
      gsize  head = data[at + 1] < 0x80 ? 2 : 3, size = data[at + 1] & 0x7f;
      guint8 kept;

      if (head == 3 && length - at < 3)
        break;
      if (head == 3)
        size |= (gsize) data[at + 2] << 7;
      g_assert_cmpuint (size, <, 1 << 14);
      if (length - at < head + size)
        break;

      kept = data[at + head + size];
      data[at + head + size] = 0;
      understand (line, data[at], data + at + head);
      data[at + head + size] = kept;
      at += head + size;
    }

  return at;
}

const LiveProtocol live_mqtt = { "mqtt", greet, take, send_message, ping };
