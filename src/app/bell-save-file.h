/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

void bell_save_file (GtkWidget *widget, const char *title, const char *name, GBytes *bytes);
