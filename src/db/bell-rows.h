/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/**
 * BellRows:
 *
 * What a statement gave: rows of cells, each a whole number, a text, or null.
 */
typedef struct _BellRows BellRows;

BellRows   *bell_rows_new (guint n_columns, const char *const *names);
void        bell_rows_free (BellRows *self);
void        bell_rows_add_null (BellRows *self);
void        bell_rows_add_int (BellRows *self, gint64 number);
void        bell_rows_add_text (BellRows *self, const char *text);
guint       bell_rows_count (const BellRows *self);
int         bell_rows_find_column (const BellRows *self, const char *name);
const char *bell_rows_text (const BellRows *self, guint row, const char *column);
gint64      bell_rows_int (const BellRows *self, guint row, const char *column, gint64 if_null);
const char *bell_rows_text_at (const BellRows *self, guint row, guint column);
gint64      bell_rows_int_at (const BellRows *self, guint row, guint column, gint64 if_null);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BellRows, bell_rows_free)
