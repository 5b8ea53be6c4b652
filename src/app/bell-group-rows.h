/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

GtkWidget *bell_group_rows_get (AdwPreferencesGroup *group,
                                GPtrArray           *rows,
                                guint                i,
                                GtkWidget *(*make) (void) );
void       bell_group_rows_end (AdwPreferencesGroup *group, GPtrArray *rows, guint n);
GtkWidget *bell_group_rows_make_link (void);
void       bell_group_rows_set_link (GtkWidget  *row,
                                     const char *title,
                                     const char *subtitle,
                                     const char *action,
                                     const char *id);
