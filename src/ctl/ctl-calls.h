/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ctl.h"

gboolean ctl_set_text (gpointer call, const char *name, const char *text, CtlStatus *status);
