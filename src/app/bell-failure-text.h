/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

char *bell_failure_text_desk (const GError *error, const char *path, const char *person);
char *bell_failure_text_remote (const GError *error, const char *name, const char *user);
char *bell_failure_text_portal (const GError *error, guint port);
