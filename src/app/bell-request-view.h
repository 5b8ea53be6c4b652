/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "bell-session.h"

#include <adwaita.h>

void bell_request_view_present (BellSession *session, const char *request, GtkWidget *parent);
