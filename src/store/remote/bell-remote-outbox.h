/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "bell-calls.h"
#include "remote/bell-remote-http.h"
#include "remote/bell-remote-keep.h"

/**
 * BellRemoteOutbox:
 *
 * Commands on their way to a desk elsewhere. They leave in order, one after the other, and wait
 * while the desk cannot be reached, or does not know any more who sends them; each has an id, so
 * that one which is sent twice, because its answer was lost, is carried out once. They are on disk
 * until the desk has answered.
 */
typedef struct _BellRemoteOutbox BellRemoteOutbox;

/**
 * BellRemoteOutboxHandlers:
 * @answered: the desk has answered something, with an error or without
 * @refused: a command of an earlier run, for which nobody waits, was refused
 *
 * What is called when. An outbox that is freed meanwhile calls nothing more.
 */
typedef struct
{
  void (*answered) (const GError *error, gpointer user_data);
  void (*refused) (BellRecord *call, const GError *error, gpointer user_data);
} BellRemoteOutboxHandlers;

gboolean          bell_remote_outbox_takes (gpointer call);
BellRemoteOutbox *bell_remote_outbox_new (BellRemoteHttp                 *http,
                                          BellRemoteKeep                 *keep,
                                          const char                     *person,
                                          const BellRemoteOutboxHandlers *handlers,
                                          gpointer                        user_data);
void              bell_remote_outbox_free (BellRemoteOutbox *self);
void              bell_remote_outbox_restore (BellRemoteOutbox *self, GPtrArray *entries);
void              bell_remote_outbox_add (BellRemoteOutbox *self, gpointer call, GTask *task);
void              bell_remote_outbox_hurry (BellRemoteOutbox *self);
GPtrArray        *bell_remote_outbox_list (BellRemoteOutbox *self);
