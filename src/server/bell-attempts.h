/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/**
 * BellAttempts:
 *
 * How often somebody has tried to sign in with a wrong password, by account and by address. An
 * address of IPv6 stands for its network of 64 bits, all of which one computer may have; one that
 * holds an address of IPv4 stands for that.
 */
typedef struct _BellAttempts BellAttempts;

BellAttempts *bell_attempts_new (void);
void          bell_attempts_free (BellAttempts *self);
gboolean
     bell_attempts_may (BellAttempts *self, const char *account, const char *address, gint64 now);
void bell_attempts_begin (BellAttempts *self, const char *account, const char *address, gint64 now);
void bell_attempts_failed (BellAttempts *self, const char *address, gint64 now);
void bell_attempts_succeeded (BellAttempts *self, const char *account, const char *address);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BellAttempts, bell_attempts_free)
