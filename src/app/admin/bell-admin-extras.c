/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-admin-extras.h"

const BellAdminExtra bell_admin_extras[] = {
  { NULL, FALSE, NULL },
};
