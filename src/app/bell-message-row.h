/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

/* A message of a chat. */
#define BELL_TYPE_MESSAGE_ROW (bell_message_row_get_type ())
G_DECLARE_FINAL_TYPE (BellMessageRow, bell_message_row, BELL, MESSAGE_ROW, AdwBin)
