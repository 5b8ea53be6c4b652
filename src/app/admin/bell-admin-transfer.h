/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "bell-session.h"

#include <adwaita.h>

/* Desk documents, from files to the desk and back. */
void  bell_admin_import (GtkWidget *widget, BellSession *session);
void  bell_admin_export (GtkWidget *widget, BellSession *session);
char *bell_admin_document_problem (JsonNode *document, const char *message);
