/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ctl-calls.h"

char *
ctl_password_hash (Ctl *ctl, const char *person, const char *password_file, CtlStatus *status);
