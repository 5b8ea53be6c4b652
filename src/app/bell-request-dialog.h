/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "bell-session.h"

#include <gtk/gtk.h>

void bell_request_dialog_present (BellSession *session, BellRequest *request, GtkWidget *parent);
