/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "bell-session.h"

#include <adwaita.h>

/* Finds requests, people, what is administered, and places. */
#define BELL_TYPE_FIND_DIALOG (bell_find_dialog_get_type ())
G_DECLARE_FINAL_TYPE (BellFindDialog, bell_find_dialog, BELL, FIND_DIALOG, AdwDialog)

void bell_find_dialog_present (BellSession *session, GtkListBox *places, GtkWidget *parent);
