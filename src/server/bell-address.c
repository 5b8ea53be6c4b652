/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-address.h"

#include "bell-error.h"

#include <string.h>

#define UNIX "unix:"

static BellAddress *
parse_path (const char *path, GError **error)
{
  BellAddress *self;

  if (path[0] != '/')
    {
      g_set_error (error, BELL_ERROR, BELL_ERROR_INVALID,
                   "expected the absolute path of a socket after unix:, found \"%s\"", path);
      return NULL;
    }

  self = g_new0 (BellAddress, 1);
  self->path = g_strdup (path);

  return self;
}

/* ADDR:PORT, [ADDR]:PORT, or only one of both. */
static BellAddress *
parse_inet (const char *text, GError **error)
{
  const char      *colon = strrchr (text, ':');
  g_autofree char *host = g_strndup (text, colon != NULL ? (gsize) (colon - text) : 0);
  const char      *port = colon != NULL ? colon + 1 : text;
  g_autoptr (BellAddress) self = g_new0 (BellAddress, 1);
  guint64 number = BELL_ADDRESS_DEFAULT_PORT;

  if (g_hostname_is_ip_address (text))
    {
      g_set_str (&host, text);
    }
  else if (!g_ascii_string_to_unsigned (port, 10, 0, G_MAXUINT16, &number, NULL))
    {
      g_set_error (error, BELL_ERROR, BELL_ERROR_INVALID, "expected ADDR:PORT, found \"%s\"", text);
      return NULL;
    }

  if (host[0] == '[' && g_str_has_suffix (host, "]"))
    self->host = g_strndup (host + 1, strlen (host) - 2);
  else
    self->host = g_strdup (host[0] != '\0' ? host : BELL_ADDRESS_DEFAULT_HOST);
  self->port = (guint16) number;

  return g_steal_pointer (&self);
}

/**
 * bell_address_parse:
 * @text: where to listen: "127.0.0.1:7373", "[::1]:7373", one of both, or "unix:/run/desk.sock"
 * @allow_remote: whether the address may be one that other computers reach
 * @error: return location for %BELL_ERROR_INVALID
 *
 * Returns: (transfer full) (nullable): the address
 */
BellAddress *
bell_address_parse (const char *text, gboolean allow_remote, GError **error)
{
  g_autoptr (BellAddress) self = g_str_has_prefix (text, UNIX)
                                     ? parse_path (text + strlen (UNIX), error)
                                     : parse_inet (text, error);

  if (self == NULL || !bell_address_is_remote (self))
    return g_steal_pointer (&self);

  if (!g_hostname_is_ip_address (self->host))
    {
      g_set_error (error, BELL_ERROR, BELL_ERROR_INVALID,
                   "%s: expected an address of this computer alone, such as 127.0.0.1", self->host);
      return NULL;
    }

  if (allow_remote)
    return g_steal_pointer (&self);

  g_set_error (error, BELL_ERROR, BELL_ERROR_INVALID,
               "%s: expected an address of this computer alone, such as 127.0.0.1; a proxy makes "
               "it reachable for others, or --allow-remote",
               self->host);

  return NULL;
}

/**
 * bell_address_free:
 * @self: (transfer full): an address
 *
 * Frees it.
 */
void
bell_address_free (BellAddress *self)
{
  g_free (self->path);
  g_free (self->host);
  g_free (self);
}

/**
 * bell_address_is_remote:
 * @self: an address
 *
 * Returns: whether other computers may reach it
 */
gboolean
bell_address_is_remote (const BellAddress *self)
{
  g_autoptr (GInetAddress) inet = NULL;

  if (self->path != NULL)
    return FALSE;

  inet = g_inet_address_new_from_string (self->host);

  return inet == NULL || !g_inet_address_get_is_loopback (inet);
}
