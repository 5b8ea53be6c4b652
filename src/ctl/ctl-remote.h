/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ctl.h"

gboolean ctl_remote_open (Ctl *ctl, CtlStatus *status);
void     ctl_remote_sign_out (Ctl *ctl);
