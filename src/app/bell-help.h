/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

void bell_help_present (const char *place, const char *title, GtkWidget *parent);
