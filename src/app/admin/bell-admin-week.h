/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "bell-admin-span.h"

/* A week of working hours, drawn, in which spans are made, moved, resized and removed: by dragging,
 * and by keyboard. "edited" says that somebody did; "chosen", that another span is looked at;
 * "wanted", that its times shall be written. */
#define BELL_TYPE_ADMIN_WEEK (bell_admin_week_get_type ())
G_DECLARE_FINAL_TYPE (BellAdminWeek, bell_admin_week, BELL, ADMIN_WEEK, GtkWidget)

GtkWidget     *bell_admin_week_new (void);
void           bell_admin_week_show (BellAdminWeek *self, GArray *const *hours);
GPtrArray     *bell_admin_week_get_spans (BellAdminWeek *self);
BellAdminSpan *bell_admin_week_get_chosen (BellAdminWeek *self);
void           bell_admin_week_remove (BellAdminWeek *self, BellAdminSpan *span);
char          *bell_admin_week_find_overlap (BellAdminWeek *self);
