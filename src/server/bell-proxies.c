/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-proxies.h"

#include "bell-error.h"

#include <string.h>

struct _BellProxies
{
  GPtrArray *networks; /* of GInetAddressMask */
};

/**
 * bell_proxies_new:
 *
 * Returns: (transfer full): no proxies yet
 */
BellProxies *
bell_proxies_new (void)
{
  BellProxies *self = g_new0 (BellProxies, 1);

  self->networks = g_ptr_array_new_with_free_func (g_object_unref);

  return self;
}

/**
 * bell_proxies_free:
 * @self: (transfer full): proxies
 *
 * Forgets them.
 */
void
bell_proxies_free (BellProxies *self)
{
  g_ptr_array_unref (self->networks);
  g_free (self);
}

/**
 * bell_proxies_add:
 * @self: proxies
 * @network: an IP address, or a network: 192.0.2.0/24
 * @error: return location for %BELL_ERROR_INVALID
 *
 * Trusts one more.
 *
 * Returns: whether @network is one
 */
gboolean
bell_proxies_add (BellProxies *self, const char *network, GError **error)
{
  g_autoptr (GError) problem = NULL;
  GInetAddressMask *mask = g_inet_address_mask_new_from_string (network, &problem);

  if (mask == NULL)
    {
      g_set_error (error, BELL_ERROR, BELL_ERROR_INVALID,
                   "expected an IP address, or a network such as 192.0.2.0/24, found \"%s\"",
                   network);
      return FALSE;
    }

  g_ptr_array_add (self->networks, mask);

  return TRUE;
}

/**
 * bell_proxies_trust:
 * @self: proxies
 * @address: (nullable): the IP address of who is connected, or %NULL for one on a Unix socket
 *
 * Returns: whether it is a proxy to be believed
 */
gboolean
bell_proxies_trust (BellProxies *self, const char *address)
{
  g_autoptr (GInetAddress) inet = NULL;

  if (address == NULL)
    return TRUE;

  inet = g_inet_address_new_from_string (address);
  for (guint i = 0; inet != NULL && i < self->networks->len; i++)
    if (g_inet_address_mask_matches (self->networks->pdata[i], inet))
      return TRUE;

  return FALSE;
}

/* An address as some proxies write it, "192.0.2.1:4711" or "[2001:db8::1]:4711"; NULL for what is
 * none. */
static char *
read_address (const char *text)
{
  g_autofree char *plain = g_strstrip (g_strdup (text));
  g_autoptr (GInetAddress) inet = NULL;
  char *colon = strrchr (plain, ':');

  if (plain[0] == '[' && strchr (plain, ']') != NULL)
    {
      *strchr (plain, ']') = '\0';
      memmove (plain, plain + 1, strlen (plain));
    }
  else if (colon != NULL && strchr (plain, ':') == colon)
    {
      *colon = '\0';
    }
  inet = g_inet_address_new_from_string (plain);

  return inet != NULL ? g_inet_address_to_string (inet) : NULL;
}

/**
 * bell_proxies_find_client:
 * @self: proxies
 * @peer: (nullable): the IP address of who is connected, or %NULL for one on a Unix socket
 * @forwarded_for: (nullable): the X-Forwarded-For of the request
 *
 * Each proxy appends whom it forwards for; what stands left of the first address from the right
 * that is not a proxy's may have been made up by whoever has it.
 *
 * Returns: (transfer full) (nullable): the address that a request comes from, %NULL for one that a
 * Unix socket's peer sends for itself
 */
char *
bell_proxies_find_client (BellProxies *self, const char *peer, const char *forwarded_for)
{
  g_auto (GStrv) hops = g_strsplit (forwarded_for != NULL ? forwarded_for : "", ",", -1);
  g_autofree char *client = g_strdup (peer);

  for (guint i = g_strv_length (hops); i > 0 && bell_proxies_trust (self, client); i--)
    {
      g_autofree char *hop = read_address (hops[i - 1]);

      if (hop == NULL)
        break;
      g_set_str (&client, hop);
    }

  return g_steal_pointer (&client);
}
