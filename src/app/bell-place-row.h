/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

/* A place in the sidebar, and how much waits there. */
#define BELL_TYPE_PLACE_ROW (bell_place_row_get_type ())
G_DECLARE_FINAL_TYPE (BellPlaceRow, bell_place_row, BELL, PLACE_ROW, GtkListBoxRow)

const char *bell_place_row_get_label (BellPlaceRow *self);
void        bell_place_row_set_count (BellPlaceRow *self, guint count, const char *detail);
