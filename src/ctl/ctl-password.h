/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ctl.h"

char *ctl_find_password (Ctl *ctl, const char *person, CtlStatus *status);
char *ctl_new_password_hash (Ctl *ctl, const char *person, CtlStatus *status);
