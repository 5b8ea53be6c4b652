/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

/**
 * BellKnownDesk:
 * @location: the path of a desk on this computer, or the address of one elsewhere
 * @user: the id of the agent, or elsewhere the name that they sign in with
 * @certificate: the SHA-256 of the certificate that they have accepted; empty: any that is trusted
 *
 * A desk that was opened on this computer before.
 */
typedef struct
{
  char *location;
  char *user;
  char *certificate;
} BellKnownDesk;

void           bell_known_desk_free (BellKnownDesk *self);
GPtrArray     *bell_known_desks_list (GSettings *settings);
BellKnownDesk *bell_known_desks_find (GSettings *settings, const char *location, const char *user);
void           bell_known_desks_open (GSettings  *settings,
                                      const char *location,
                                      const char *user,
                                      const char *certificate);
char          *bell_known_desks_dup_name (const char *location);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BellKnownDesk, bell_known_desk_free)
