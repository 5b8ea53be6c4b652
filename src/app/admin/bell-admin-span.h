/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "bell-records.h"

#include <gtk/gtk.h>

/* A span of working hours in the week that is drawn: something that takes the focus, and says what
 * it is. */
#define BELL_TYPE_ADMIN_SPAN (bell_admin_span_get_type ())
G_DECLARE_FINAL_TYPE (BellAdminSpan, bell_admin_span, BELL, ADMIN_SPAN, GtkWidget)

BellAdminSpan  *bell_admin_span_new (int day, BellSpan span);
int             bell_admin_span_get_day (BellAdminSpan *self);
const BellSpan *bell_admin_span_get (BellAdminSpan *self);
gboolean        bell_admin_span_set (BellAdminSpan *self, int day, BellSpan span);
const char     *bell_admin_span_get_label (BellAdminSpan *self);
int             bell_admin_span_compare (gconstpointer a, gconstpointer b);
