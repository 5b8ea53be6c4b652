/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

/* A day as a strip, on which parts are marked. Texts beside it say the same. */
#define BELL_TYPE_ADMIN_STRIP (bell_admin_strip_get_type ())
G_DECLARE_FINAL_TYPE (BellAdminStrip, bell_admin_strip, BELL, ADMIN_STRIP, GtkWidget)

GtkWidget *bell_admin_strip_new (void);
void       bell_admin_strip_mark (BellAdminStrip *self, double from, double until);
