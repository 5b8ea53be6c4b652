/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "bell-desk.h"
#include "bell-store.h"

/**
 * BellLocalOpening:
 * @location: the path of the desk, or its URL
 * @flags: how it is opened
 * @desk: the desk
 * @lock: the file that holds the host's lock, or -1
 * @writer: the connection that writes
 * @readers: the connections that read
 * @seen: the number of the last change
 *
 * A desk on this computer while it is opened: what its store is made of.
 */
typedef struct
{
  char          *location;
  BellStoreFlags flags;
  BellDesk      *desk;
  int            lock;
  GPtrArray     *writer;
  GPtrArray     *readers;
  gint64         seen;
} BellLocalOpening;

void              bell_local_opening_async (const char         *location,
                                            BellStoreFlags      flags,
                                            BellInstant         now,
                                            GCancellable       *cancellable,
                                            GAsyncReadyCallback callback,
                                            gpointer            user_data);
BellLocalOpening *bell_local_opening_finish (GAsyncResult *result, GError **error);
void              bell_local_opening_free (BellLocalOpening *opening);
