/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "bell-admin.h"
#include "bell-chat-list.h"
#include "bell-session.h"

#include <adwaita.h>

#define BELL_TYPE_MAIN_WINDOW (bell_main_window_get_type ())
G_DECLARE_FINAL_TYPE (BellMainWindow, bell_main_window, BELL, MAIN_WINDOW, AdwApplicationWindow)

GtkWidget *
bell_main_window_new (GtkApplication *application, BellSession *session, GSettings *settings);
BellAdmin *bell_main_window_get_admin (BellMainWindow *self);
void       bell_main_window_show_place (BellMainWindow *self, const char *place);
void       bell_main_window_search_requests (BellMainWindow *self, const char *text);
void       bell_main_window_set_rings (BellMainWindow *self, const char *text, const char *problem);
