/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "bell-session.h"

#include <adwaita.h>

#define BELL_TYPE_LINE_BANNER (bell_line_banner_get_type ())
G_DECLARE_FINAL_TYPE (BellLineBanner, bell_line_banner, BELL, LINE_BANNER, AdwBin)

GtkWidget *bell_line_banner_new (BellSession *session);
void       bell_line_banner_set_session (BellLineBanner *self, BellSession *session);
