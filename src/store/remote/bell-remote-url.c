/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "remote/bell-remote-http.h"

#include <string.h>

static gboolean
is_loopback (const char *host)
{
  g_autoptr (GInetAddress) address = g_inet_address_new_from_string (host);

  if (address != NULL)
    return g_inet_address_get_is_loopback (address);

  return g_ascii_strcasecmp (host, "localhost") == 0;
}

/* What is wrong with an address of a desk; NULL if nothing is. */
static const char *
find_fault (GUri *uri)
{
  const char *scheme = g_uri_get_scheme (uri);
  const char *host = g_uri_get_host (uri);

  if (!g_str_equal (scheme, "https") && !g_str_equal (scheme, "http"))
    return "expected an address that begins with https://";
  if (host == NULL || host[0] == '\0')
    return "expected the name of a computer after the two slashes";
  if (g_uri_get_userinfo (uri) != NULL)
    return "expected no name and no password in the address";
  if (g_uri_get_query (uri) != NULL || g_uri_get_fragment (uri) != NULL)
    return "expected nothing after the path of the address";
  if (g_str_equal (scheme, "http") && !is_loopback (host))
    return "http:// is only for this computer itself, as everybody on the way could read along; "
           "use https://";

  return NULL;
}

/**
 * bell_remote_url_check:
 * @url: the address of a desk, as it was typed
 * @error: return location for %BELL_ERROR_INVALID, which says what is wrong with it
 *
 * Returns: (transfer full) (nullable): the address in one form of many, without a slash at its end,
 *   or %NULL
 */
char *
bell_remote_url_check (const char *url, GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autoptr (GUri) uri
      = g_uri_parse (url, SOUP_HTTP_URI_FLAGS | G_URI_FLAGS_PARSE_RELAXED, &problem);
  const char *fault = uri != NULL ? find_fault (uri) : problem->message;
  char       *base;

  if (fault != NULL)
    {
      g_set_error (error, BELL_ERROR, BELL_ERROR_INVALID, "%s: %s", url, fault);
      return NULL;
    }

  base = g_uri_to_string (uri);
  while (g_str_has_suffix (base, "/"))
    base[strlen (base) - 1] = '\0';

  return base;
}
