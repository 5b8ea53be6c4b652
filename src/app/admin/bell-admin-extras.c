/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-admin-extras.h"

#include "bell-admin-sessions.h"

const BellAdminExtra bell_admin_extras[] = {
  { &bell_person_shape, TRUE, bell_admin_sessions_new },
  { NULL, FALSE, NULL },
};
