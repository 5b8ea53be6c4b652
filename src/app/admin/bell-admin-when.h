/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "bell-session.h"

#include <adwaita.h>

/* Rows to choose a time with: now, or a day and a time of day in a zone. */
#define BELL_TYPE_ADMIN_WHEN (bell_admin_when_get_type ())
G_DECLARE_FINAL_TYPE (BellAdminWhen, bell_admin_when, BELL, ADMIN_WHEN, AdwBin)

GtkWidget *bell_admin_when_new (BellSession *session);
gboolean   bell_admin_when_get (BellAdminWhen *self, BellInstant *at);
void       bell_admin_when_set (BellAdminWhen *self, BellInstant at);
