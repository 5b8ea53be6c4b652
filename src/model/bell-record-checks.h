/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* What must hold between the fields of one record: see BellShape.check. */
const char *bell_check_vacation (gconstpointer base, const char **expected);
const char *bell_check_swap (gconstpointer base, const char **expected);
const char *bell_check_shift (gconstpointer base, const char **expected);
const char *bell_check_agreement (gconstpointer base, const char **expected);
const char *bell_check_rule (gconstpointer base, const char **expected);
