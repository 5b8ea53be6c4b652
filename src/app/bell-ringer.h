/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "bell-notification-status.h"
#include "bell-notifications.h"
#include "bell-store.h"

#define BELL_TYPE_RINGER (bell_ringer_get_type ())
G_DECLARE_FINAL_TYPE (BellRinger, bell_ringer, BELL, RINGER, GObject)

BellRinger      *
bell_ringer_new (BellStore *store, const char *person, BellNotifications *notifications);
void bell_ringer_set_enabled (BellRinger *self, gboolean enabled);
void bell_ringer_set_sound (BellRinger *self, gboolean sound);
void bell_ringer_set_in_view (BellRinger *self, const char *chat);
void bell_ringer_ring_again (BellRinger *self);
void bell_ringer_silence (BellRinger *self, const char *chat);

/* The id of the notification that stands for several. */
#define BELL_RINGER_SUMMARY "chat-requests"
