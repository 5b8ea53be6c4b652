/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

/**
 * BellRemoteWakes:
 *
 * Says when it is likely that a desk can be reached again: the network is another, or the computer
 * has slept.
 */
typedef struct _BellRemoteWakes BellRemoteWakes;

BellRemoteWakes *bell_remote_wakes_new (void (*woken) (gpointer user_data), gpointer user_data);
void             bell_remote_wakes_free (BellRemoteWakes *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BellRemoteWakes, bell_remote_wakes_free)
