/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "bell-calls.h"
#include "bell-db.h"

gboolean   bell_changes_append (BellDb *db, BellChange *change, GError **error);
GPtrArray *bell_changes_after (BellDb *db, gint64 after, gint64 limit, GError **error);
GPtrArray *bell_changes_of_request (BellDb *db, const char *request, GError **error);
GPtrArray *bell_changes_history (BellDb *db, const BellRecordHistory *wanted, GError **error);
guint      bell_changes_added (BellDb *db);
void       bell_changes_take_back (BellDb *db, guint n_added);
GPtrArray *bell_changes_steal_added (BellDb *db);
gboolean   bell_changes_last (BellDb *db, gint64 *seq, GError **error);
gboolean   bell_changes_verify (BellDb *db, gint64 *n_changes, GError **error);
