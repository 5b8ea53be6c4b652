/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "bell-wire-client.h"
#include "remote/bell-remote-http.h"
#include "remote/bell-remote-keep.h"

/**
 * BellAnswer:
 * @BELL_ANSWER_FRESH: it is the desk's
 * @BELL_ANSWER_KEPT: it is the last one to the same question; the desk cannot be reached
 * @BELL_ANSWER_NONE: the desk cannot be reached, and nothing is kept of this
 *
 * Where the answer to a call is from.
 */
typedef enum
{
  BELL_ANSWER_FRESH,
  BELL_ANSWER_KEPT,
  BELL_ANSWER_NONE,
} BellAnswer;

void       bell_remote_asking_async (BellRemoteHttp     *http,
                                     BellRemoteKeep     *keep,
                                     gboolean            is_down,
                                     gpointer            call,
                                     BellWireRequest    *request,
                                     GCancellable       *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer            user_data);
GPtrArray *bell_remote_asking_finish (GAsyncResult *result, BellAnswer *answer, GError **error);
