/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

void bell_pill_set_priority (GtkLabel *label, int priority);
