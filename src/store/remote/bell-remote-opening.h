/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "bell-calls.h"
#include "remote/bell-remote-account.h"
#include "remote/bell-remote-http.h"
#include "remote/bell-remote-keep.h"

/* Under which keys it is kept who was signed in, and how far the desk was. */
#define BELL_KEEP_PERSON   "person"
#define BELL_KEEP_POSITION "position"

/**
 * BellRemoteOpening:
 * @account: as whom
 * @http: the way to the desk
 * @keep: (nullable): what is kept of it
 * @person: who is signed in
 * @position: (nullable): how far the desk was
 * @outbox: (nullable) (element-type BellCacheEntry): what an earlier run has not sent
 * @is_offline: whether the desk cannot be reached, and all this is from an earlier run
 *
 * A desk elsewhere while it is opened: what its store is made of.
 */
typedef struct
{
  BellRemoteAccount *account;
  BellRemoteHttp    *http;
  BellRemoteKeep    *keep;
  BellPerson        *person;
  BellPosition      *position;
  GPtrArray         *outbox;
  gboolean           is_offline;
} BellRemoteOpening;

void               bell_remote_opening_async (const char              *url,
                                              const BellRemoteAccount *account,
                                              GCancellable            *cancellable,
                                              GAsyncReadyCallback      callback,
                                              gpointer                 user_data);
BellRemoteOpening *bell_remote_opening_finish (GAsyncResult *result, GError **error);
void               bell_remote_opening_free (BellRemoteOpening *opening);
GBytes            *bell_remote_keep_form (gpointer record);
