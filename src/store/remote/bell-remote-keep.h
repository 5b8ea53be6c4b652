/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "bell-cache.h"

#include <gio/gio.h>

/**
 * BellRemoteKeep:
 *
 * What a program keeps on disk of a desk elsewhere: the answers it was given last, and what it has
 * to send. Files are read and written in a thread of their own, in the order in which that is asked
 * for. Where no files can be made nothing is kept, and everything else works.
 */
typedef struct _BellRemoteKeep BellRemoteKeep;

/**
 * BellKeepPart:
 * @BELL_KEEP_ANSWERS: what may be lost, and is forgotten to make room
 * @BELL_KEEP_OUTBOX: what may not
 *
 * Which of the two files.
 */
typedef enum
{
  BELL_KEEP_ANSWERS,
  BELL_KEEP_OUTBOX,
  BELL_KEEP_N_PARTS,
} BellKeepPart;

BellRemoteKeep *bell_remote_keep_new (const char *path);
BellRemoteKeep *bell_remote_keep_ref (BellRemoteKeep *self);
void            bell_remote_keep_unref (BellRemoteKeep *self);
void            bell_remote_keep_put_async (BellRemoteKeep     *self,
                                            BellKeepPart        part,
                                            const char         *key,
                                            GBytes             *value,
                                            GAsyncReadyCallback callback,
                                            gpointer            user_data);
gboolean        bell_remote_keep_put_finish (GAsyncResult *result, GError **error);
void            bell_remote_keep_get_async (BellRemoteKeep     *self,
                                            BellKeepPart        part,
                                            const char         *key,
                                            GAsyncReadyCallback callback,
                                            gpointer            user_data);
GBytes         *bell_remote_keep_get_finish (GAsyncResult *result, GError **error);
void            bell_remote_keep_list_async (BellRemoteKeep     *self,
                                             BellKeepPart        part,
                                             GAsyncReadyCallback callback,
                                             gpointer            user_data);
GPtrArray      *bell_remote_keep_list_finish (GAsyncResult *result, GError **error);
void            bell_remote_keep_remove (BellRemoteKeep *self, BellKeepPart part, const char *key);
void            bell_remote_keep_clear (BellRemoteKeep *self, BellKeepPart part);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BellRemoteKeep, bell_remote_keep_unref)
