/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "bell-session.h"

char *bell_admin_refusal_text (const char *format, const GError *error);
char *
bell_admin_refusal_removal_text (BellSession *session, gconstpointer record, const GError *error);
