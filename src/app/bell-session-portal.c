/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-session-private.h"

/* The portal that a session serves of its desk, in this process. */

void
bell_session_stop_portal (BellSession *self)
{
  g_clear_error (&self->portal_error);
  if (self->server != NULL)
    bell_server_stop (self->server);
  g_clear_object (&self->server);
}

/**
 * bell_session_serve_portal:
 * @self: a session
 * @serve: whether to serve the portal on this computer
 * @port: where
 *
 * Starts or stops the server in this process. If the port is taken bell_session_get_portal_error()
 * says so, and everything else goes on. A desk elsewhere has a server of its own.
 */
void
bell_session_serve_portal (BellSession *self, gboolean serve, guint16 port)
{
  g_return_if_fail (BELL_IS_SESSION (self));

  bell_session_stop_portal (self);
  if (serve && self->store != NULL && !bell_session_is_remote (self))
    {
      self->server = bell_server_new (self->store);
      if (!bell_server_listen (self->server, "127.0.0.1", port, &self->portal_error))
        {
          bell_server_stop (self->server);
          g_clear_object (&self->server);
        }
    }
  bell_session_changed (self);
}

/**
 * bell_session_dup_portal_uri:
 * @self: a session
 *
 * Returns: (transfer full) (nullable): where the portal is served, or %NULL if it is not
 */
char *
bell_session_dup_portal_uri (BellSession *self)
{
  if (bell_session_is_remote (self))
    return g_strconcat (self->path, "/", NULL);

  return self->server != NULL ? bell_server_dup_uri (self->server) : NULL;
}

/**
 * bell_session_get_portal_error:
 * @self: a session
 *
 * Returns: (transfer none) (nullable): why the portal cannot be served
 */
const GError *
bell_session_get_portal_error (BellSession *self)
{
  return self->portal_error;
}
