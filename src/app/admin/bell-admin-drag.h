/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

/**
 * BellAdminDrop:
 * @dragged: what was dragged
 * @onto: where it was let go
 * @after: whether in the lower half of it
 * @user_data: what was given with the function
 *
 * Takes something to another place.
 */
typedef void (*BellAdminDrop) (GtkWidget *dragged,
                               GtkWidget *onto,
                               gboolean   after,
                               gpointer   user_data);

/**
 * BellAdminStep:
 * @up: whether up or down
 * @user_data: what was given with the function
 *
 * Takes what has the focus one step further.
 *
 * Returns: whether that is something which can be moved
 */
typedef gboolean (*BellAdminStep) (gboolean up, gpointer user_data);

void bell_admin_drag_from (GtkWidget *handle, GtkWidget *dragged, gpointer scope);
void bell_admin_drag_onto (GtkWidget *onto, gpointer scope, BellAdminDrop drop, gpointer user_data);
GtkWidget *bell_admin_drag_handle_new (void);
void       bell_admin_drag_add_keys (GtkWidget *widget, BellAdminStep step, gpointer user_data);
