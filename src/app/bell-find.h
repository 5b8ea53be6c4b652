/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "bell-session.h"
#include "bell-words.h"

/* Looking for what is on a desk. */
GPtrArray *bell_find_records (BellSession     *session,
                              const BellShape *shape,
                              const BellWords *words,
                              guint            most,
                              gboolean        *more);
void       bell_find_requests_async (BellSession        *session,
                                     BellWords          *words,
                                     guint               most,
                                     GCancellable       *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer            user_data);
GPtrArray *bell_find_requests_finish (BellSession  *session,
                                      GAsyncResult *result,
                                      gboolean     *more,
                                      GError      **error);
char      *bell_find_request_text (GPtrArray *records, const BellRequest *request);
char      *bell_find_request_about (GPtrArray *records, const BellRequest *request);
