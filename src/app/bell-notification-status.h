/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#define BELL_TYPE_NOTIFICATION_STATUS (bell_notification_status_get_type ())
G_DECLARE_FINAL_TYPE (BellNotificationStatus,
                      bell_notification_status,
                      BELL,
                      NOTIFICATION_STATUS,
                      GObject)

/* Whether notifications are held back by the person's own wish, where that can be read. */
typedef enum
{
  BELL_DISTURB_UNKNOWN,
  BELL_DISTURB_YES,
  BELL_DISTURB_NO
} BellDisturb;

BellNotificationStatus *bell_notification_status_new (void);
void                    bell_notification_status_refresh (BellNotificationStatus *self);
gboolean                bell_notification_status_is_known (BellNotificationStatus *self);
gboolean                bell_notification_status_is_present (BellNotificationStatus *self);
gboolean                bell_notification_status_can_ring (BellNotificationStatus *self);
gboolean                bell_notification_status_is_lost (BellNotificationStatus *self);
const char             *bell_notification_status_get_server (BellNotificationStatus *self);
gboolean    bell_notification_status_has (BellNotificationStatus *self, const char *capability);
BellDisturb bell_notification_status_may_disturb (BellNotificationStatus *self);
