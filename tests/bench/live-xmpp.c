/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "live-protocol.h"

#include <string.h>

/* XMPP over TCP (RFC 6120), signed in with a password: a room (XEP-0045) a chat, in which are
 * its author and line 0. Everybody in a room gets a message, its author too; that it is in the
 * room's archive is said by its stanza-id (XEP-0359), which is what acknowledges it here. */

#define DOMAIN "localhost"
#define ROOMS  "conference." DOMAIN

static void say (LiveLine *line, const char *format, ...) G_GNUC_PRINTF (2, 3);

static void
say (LiveLine *line, const char *format, ...)
{
  char    text[1024];
  va_list arguments;
  int     length;

  va_start (arguments, format);
  length = g_vsnprintf (text, sizeof text, format, arguments);
  va_end (arguments);
  g_assert_cmpint (length, <, sizeof text);
  live_line_queue (line, text, (gsize) length);
}

static void
greet (LiveLine *line)
{
  say (line, "<stream:stream xmlns='jabber:client' version='1.0' to='" DOMAIN "' "
             "xmlns:stream='http://etherx.jabber.org/streams'>");
}

static void
sign_in (LiveLine *line)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *encoded = NULL;

  g_string_append_c (text, 0);
  g_string_append_printf (text, "p-%u", line->number);
  g_string_append_c (text, 0);
  g_string_append (text, line->setup->tokens[line->number]);
  encoded = g_base64_encode ((const guchar *) text->str, text->len);
  say (line, "<auth xmlns='urn:ietf:params:xml:ns:xmpp-sasl' mechanism='PLAIN'>%s</auth>", encoded);
}

static void
enter_room (LiveLine *line, guint room)
{
  say (line,
       "<presence to='r-%u@" ROOMS "/p-%u'><x xmlns='http://jabber.org/protocol/muc'>"
       "<history maxstanzas='0'/></x></presence>",
       room, line->number);
}

static gboolean
has_chats (const LiveLine *line)
{
  return line->number <= line->setup->chats && line->setup->chats > 0;
}

static void
be_present (LiveLine *line)
{
  say (line, "<presence/>");
  if (!has_chats (line))
    live_opened (line);
  else if (line->number > 0)
    enter_room (line, line->number);
  else
    for (guint room = 1; room <= line->setup->chats; room++)
      enter_room (line, room);
}

static void
send_message (LiveLine *line, guint number)
{
  char text[512];
  int  length = g_snprintf (text, sizeof text,
                            "<message type='groupchat' id='m-%s-%u' to='r-%u@" ROOMS "'>"
                             "<body>" LIVE_BODY "</body></message>",
                            line->setup->run, number, line->number);

  live_line_write (line, text, (gsize) length);
}

static void
ping (LiveLine *line)
{
  static const char text[]
      = "<iq type='get' id='ping' to='" DOMAIN "'><ping xmlns='urn:xmpp:ping'/></iq>";

  live_line_write (line, text, sizeof text - 1);
}

static void
understand_message (LiveLine *line, const char *text)
{
  gint64 number = live_line_find (line, text, " id='m-");

  if (number < 0)
    return;

  if (strstr (text, " type='error'") != NULL)
    live_refused (line, text);
  else
    {
      live_read (line, number);
      if (line->number > 0 && strstr (text, "<stanza-id ") != NULL)
        live_acknowledged (line, number);
      else if (line->number > 0)
        live_refused (line, text);
    }
}

/* Understands what comes before there are messages. What the server offers says how far the line
 * is; its step is how many rooms it is in. */
static void
shake_hands (LiveLine *line, const char *text)
{
  if (g_str_has_prefix (text, "<stream:features") && strstr (text, "<mechanism>") != NULL)
    sign_in (line);
  else if (g_str_has_prefix (text, "<stream:features"))
    say (line, "<iq type='set' id='bind'><bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'>"
               "<resource>page</resource></bind></iq>");
  else if (g_str_has_prefix (text, "<success"))
    greet (line);
  else if (g_str_has_prefix (text, "<iq ") && strstr (text, " id='bind'") != NULL)
    be_present (line);
  else if (strstr (text, "<status code='110'/>") != NULL)
    {
      if (++line->step == (line->number > 0 ? 1 : line->setup->chats))
        live_opened (line);
    }
  else if (g_str_has_prefix (text, "<failure") || strstr (text, " type='error'") != NULL)
    g_error ("Line %u is not let in: %s", line->number, text);
}

static void
understand (LiveLine *line, const char *text)
{
  text += strspn (text, " \t\n");
  if (g_str_has_prefix (text, "<stream:error"))
    g_error ("Line %u: %s", line->number, text);
  else if (g_str_has_prefix (text, "<message"))
    understand_message (line, text);
  else if (!line->is_open)
    shake_hands (line, text);
  else if (g_str_has_prefix (text, "<iq ") && strstr (text, " id='ping'") != NULL)
    live_ponged (line);
}

/* The length of the first whole element, or of the head of the stream; 0 if it is not whole. A
 * server writes ">" in no value of an attribute. */
static gsize
measure (const char *text, gsize length)
{
  const char *at = text, *end = text + length;
  int         depth = 0;

  while ((at = memchr (at, '<', (gsize) (end - at))) != NULL)
    {
      const char *close = memchr (at, '>', (gsize) (end - at));

      if (close == NULL)
        return 0;
      if (at[1] == '/')
        depth--;
      else if (at[1] != '?' && close[-1] != '/' && !g_str_has_prefix (at, "<stream:stream"))
        depth++;
      at = close + 1;
      if (depth <= 0)
        return (gsize) (at - text);
    }

  return 0;
}

static gsize
take (LiveLine *line, guint8 *data, gsize length)
{
  gsize at = 0, size;

  while ((size = measure ((const char *) data + at, length - at)) > 0)
    {
      guint8 kept = data[at + size];

      data[at + size] = 0;
      if (g_str_has_prefix ((const char *) data + at, "</stream:stream"))
        return G_MAXSIZE;
      understand (line, (const char *) data + at);
      data[at + size] = kept;
      at += size;
    }

  return at;
}

const LiveProtocol live_xmpp = { "xmpp", greet, take, send_message, ping };
