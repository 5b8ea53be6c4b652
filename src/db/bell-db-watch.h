/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/**
 * BellDbWatch:
 *
 * Says that somebody has written to a database. It is a hint: one may be missed, and one may
 * come without a change.
 */
typedef struct _BellDbWatch BellDbWatch;

/* Called in the context of bell_db_watch_new(). @seq: how far the change log goes now, 0 if that is
 * not known. */
typedef void (*BellDbTouched) (gpointer user_data, gint64 seq);

BellDbWatch *bell_db_watch_new (const char *store, BellDbTouched touched, gpointer user_data);
void         bell_db_watch_free (BellDbWatch *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BellDbWatch, bell_db_watch_free)
