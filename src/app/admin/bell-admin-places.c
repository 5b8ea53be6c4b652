/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-admin-places.h"

const BellAdminPlace bell_admin_places[] = {
  { NULL, NULL, NULL, FALSE, NULL },
};
