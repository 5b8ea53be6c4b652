/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

/**
 * Relay:
 *
 * What stands between a client and a server: it passes on bytes, and cuts every line that it holds
 * when so many have gone over it, both ways counted; or it shows a certificate in front of a server
 * that has none; or it takes its clients from one server to another; or it closes live lines, or
 * goes mute.
 */
typedef struct _Relay Relay;

Relay *relay_new (guint16 port, GTlsCertificate *certificate);
void   relay_free (Relay *self);
char  *relay_dup_url (Relay *self);
void   relay_move (Relay *self, guint16 port);
void   relay_cut_after (Relay *self, gint64 n_bytes);
gint64 relay_get_passed (Relay *self);
void   relay_drop_lives (Relay *self, gboolean drop);
guint  relay_get_n_dropped (Relay *self);
void   relay_hold (Relay *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Relay, relay_free)
