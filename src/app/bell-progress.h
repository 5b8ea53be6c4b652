/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

/**
 * BellProgress:
 *
 * Says that something is being done, if it takes long enough to be noticed, and lets it be
 * cancelled.
 */
typedef struct _BellProgress BellProgress;

BellProgress *bell_progress_new (GtkWidget *parent, const char *text, GCancellable *cancellable);
void          bell_progress_free (BellProgress *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BellProgress, bell_progress_free)
