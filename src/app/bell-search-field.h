/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

void bell_search_field_stop (GtkSearchEntry *entry);
