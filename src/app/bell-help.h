/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

gboolean   bell_help_has (const char *place);
AdwDialog *bell_help_dialog_new (const char *place, const char *title);
