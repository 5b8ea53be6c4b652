/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "bell-session.h"

char *bell_admin_value_text (BellSession *session, const BellField *field, gconstpointer record);
char *bell_admin_value_part (BellSession *session, gconstpointer part);
char *bell_admin_value_title (gconstpointer record);
char *bell_admin_value_subtitle (BellSession *session, gconstpointer record);
