/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

gboolean bell_focus_is_in (GtkWidget *widget);
void     bell_focus_move_on (GtkWidget *widget);
