/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "bell-session.h"

#include <adwaita.h>

/* What administrators have in the main window besides: places in the sidebar, the lists that they
 * show, and a page for the record that is open. */
#define BELL_TYPE_ADMIN (bell_admin_get_type ())
G_DECLARE_FINAL_TYPE (BellAdmin, bell_admin, BELL, ADMIN, GObject)

BellAdmin *bell_admin_new (BellSession       *session,
                           GtkListBox        *places,
                           GtkStack          *pages,
                           AdwNavigationView *view,
                           AdwToastOverlay   *toasts);
gboolean   bell_admin_is_for (BellSession *session);
void       bell_admin_refresh (BellAdmin *self);
gboolean   bell_admin_differs (BellAdmin *self);
void     bell_admin_leave_async (BellAdmin *self, GAsyncReadyCallback callback, gpointer user_data);
gboolean bell_admin_leave_finish (BellAdmin *self, GAsyncResult *result);
void     bell_admin_go_back (BellAdmin *self);
void     bell_admin_close (BellAdmin *self);
