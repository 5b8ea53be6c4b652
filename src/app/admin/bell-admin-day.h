/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void bell_admin_day_steer (GtkCalendar *calendar);

G_END_DECLS
