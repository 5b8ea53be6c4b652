/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-link.h"

#include "bell-id.h"

#include <gio/gio.h>
#include <glib/gi18n.h>

/* deskbell://KIND/ID: links that other programs and pages have to something on the desk. */

static const char *const names[] = {
  [BELL_LINK_REQUEST] = "request",
  [BELL_LINK_CHAT] = "chat",
  [BELL_LINK_PERSON] = "person",
};

/**
 * bell_link_format:
 * @kind: what it leads to
 * @id: its id
 *
 * Returns: (transfer full): a link that bell_link_parse() understands
 */
char *
bell_link_format (BellLinkKind kind, const char *id)
{
  return g_strconcat (BELL_LINK_SCHEME "://", names[kind], "/", id, NULL);
}

/* The id in a path of one part; some programs write a slash behind it. */
static char *
id_of (const char *path)
{
  g_autofree char *id = NULL;

  if (path[0] != '/')
    return NULL;

  id = g_strdup (path + 1);
  if (g_str_has_suffix (id, "/"))
    id[strlen (id) - 1] = '\0';

  return bell_id_is_valid (id) ? g_steal_pointer (&id) : NULL;
}

/**
 * bell_link_parse:
 * @uri: text from outside, perhaps of a page that means no good
 * @kind: (out): what it leads to
 * @id: (out) (transfer full): the id of it, which need not be on the desk
 * @error: return location for an error of %G_IO_ERROR in the person's language
 *
 * Reads a link (RFC 3986). What follows after the path means nothing.
 *
 * Returns: whether it is a link to something of a desk
 */
gboolean
bell_link_parse (const char *uri, BellLinkKind *kind, char **id, GError **error)
{
  g_autoptr (GUri) parsed = g_uri_parse (uri, G_URI_FLAGS_NONE, NULL);

  if (parsed != NULL && g_ascii_strcasecmp (g_uri_get_scheme (parsed), BELL_LINK_SCHEME) == 0)
    for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
      if (g_strcmp0 (g_uri_get_host (parsed), names[i]) == 0)
        {
          *kind = (BellLinkKind) i;
          *id = id_of (g_uri_get_path (parsed));
          if (*id != NULL)
            return TRUE;
        }

  g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
               _ ("“%s” does not lead to anything. A link to a request is like "
                  "deskbell://request/r-1001."),
               uri);

  return FALSE;
}
