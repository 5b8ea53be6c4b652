/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* The longest time between two tries, in milliseconds. */
#define BELL_REMOTE_BACKOFF_LONGEST 30000

guint bell_remote_backoff (guint n_failures);
