/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-portal-resources.h"
#include "bell-server-private.h"

#include <string.h>

static const struct
{
  const char *ending;
  const char *type;
} types[] = {
  { ".html", "text/html; charset=utf-8" },
  { ".css", "text/css; charset=utf-8" },
  { ".js", "text/javascript; charset=utf-8" },
  { ".svg", "image/svg+xml" },
};

static const char *
type_of (const char *path)
{
  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    if (g_str_has_suffix (path, types[i].ending))
      return types[i].type;

  return "application/octet-stream";
}

/* The portal is one page; what is shown follows from the path, which only the page knows. */
static char *
resource_path (const char *path)
{
  const char *name = strrchr (path, '/');

  /* The id of a request may have dots. */
  if (name == NULL || strchr (name, '.') == NULL || g_str_has_prefix (path, "/requests/"))
    return g_strdup ("/org/deskbell/portal/index.html");

  return g_strconcat ("/org/deskbell/portal", path, NULL);
}

static gboolean
has_current (BellExchange *exchange, const char *tag)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (exchange->message);

  return g_strcmp0 (soup_message_headers_get_one (headers, "If-None-Match"), tag) == 0;
}

/**
 * bell_portal_files_handle:
 * @exchange: (transfer full): a request for a file of the portal
 *
 * Gives the file, unless the browser has the one of this version.
 */
void
bell_portal_files_handle (BellExchange *exchange)
{
  const char      *method = soup_server_message_get_method (exchange->message);
  g_autofree char *path = resource_path (bell_exchange_path (exchange));
  g_autoptr (GBytes) file = g_resource_lookup_data (bell_portal_get_resource (), path,
                                                    G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  g_autofree char *sum = NULL;
  g_autofree char *tag = NULL;

  if (!g_str_equal (method, "GET") && !g_str_equal (method, "HEAD"))
    {
      bell_exchange_respond (exchange, SOUP_STATUS_METHOD_NOT_ALLOWED, NULL, NULL);
      return;
    }

  if (file == NULL)
    {
      bell_exchange_respond (exchange, SOUP_STATUS_NOT_FOUND, NULL, NULL);
      return;
    }

  sum = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, file);
  tag = g_strdup_printf ("\"%.16s\"", sum);
  soup_message_headers_replace (soup_server_message_get_response_headers (exchange->message),
                                "ETag", tag);
  if (has_current (exchange, tag))
    bell_exchange_respond (exchange, SOUP_STATUS_NOT_MODIFIED, NULL, NULL);
  else
    bell_exchange_respond (exchange, SOUP_STATUS_OK, type_of (path), file);
}
