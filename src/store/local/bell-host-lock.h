/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "bell-error.h"

gboolean bell_host_lock_take (const char *path, int *fd, GError **error);
void     bell_host_lock_release (int fd);
