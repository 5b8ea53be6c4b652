/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "bell-chat-records.h"
#include "bell-db.h"

gboolean   bell_changes_append (BellDb *db, BellChange *change, GError **error);
GPtrArray *bell_changes_after (BellDb *db, gint64 after, gint64 limit, GError **error);
GPtrArray *bell_changes_of_request (BellDb *db, const char *request, GError **error);
gboolean   bell_changes_last (BellDb *db, gint64 *seq, GError **error);
gboolean   bell_changes_verify (BellDb *db, gint64 *n_changes, GError **error);
