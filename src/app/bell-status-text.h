/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "bell-notification-status.h"

/**
 * BellStatusText:
 * @title: what is so
 * @subtitle: what it means, or what to do
 * @icon_name: an icon that says whether it is well
 *
 * What people read about the notification server.
 */
typedef struct
{
  char       *title;
  char       *subtitle;
  const char *icon_name;
} BellStatusText;

void        bell_status_text_server (BellNotificationStatus *status, BellStatusText *text);
void        bell_status_text_disturb (BellNotificationStatus *status, BellStatusText *text);
const char *bell_status_text_problem (BellNotificationStatus *status);
void        bell_status_text_clear (BellStatusText *text);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (BellStatusText, bell_status_text_clear)
