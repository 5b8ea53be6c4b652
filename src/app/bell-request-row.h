/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

/* A request in a list. */
#define BELL_TYPE_REQUEST_ROW (bell_request_row_get_type ())
G_DECLARE_FINAL_TYPE (BellRequestRow, bell_request_row, BELL, REQUEST_ROW, AdwBin)
