/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-admin-extras.h"

#include "bell-admin-activity.h"
#include "bell-admin-ical.h"
#include "bell-admin-on-call.h"
#include "bell-admin-sessions.h"
#include "bell-admin-try.h"
#include "bell-records.h"

const BellAdminExtra bell_admin_extras[] = {
  { &bell_person_shape, TRUE, bell_admin_sessions_new },
  { &bell_group_shape, TRUE, bell_admin_on_call_new },
  { &bell_calendar_shape, FALSE, bell_admin_ical_new },
  { &bell_calendar_shape, FALSE, bell_admin_try_new },
  { &bell_agreement_shape, TRUE, bell_admin_activity_new_group },
  { &bell_offering_shape, TRUE, bell_admin_activity_new_group },
  { &bell_service_shape, TRUE, bell_admin_activity_new_group },
  { &bell_group_shape, TRUE, bell_admin_activity_new_group },
  { &bell_shift_shape, TRUE, bell_admin_activity_new_group },
  { &bell_rule_shape, TRUE, bell_admin_activity_new_group },
  { &bell_calendar_shape, TRUE, bell_admin_activity_new_group },
  { &bell_person_shape, TRUE, bell_admin_activity_new_group },
  { &bell_settings_shape, FALSE, bell_admin_activity_new_group },
  { NULL, FALSE, NULL },
};
