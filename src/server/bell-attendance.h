/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "bell-store.h"

/**
 * BellAttendance:
 *
 * Which chats are shown on a connected page of the person who asked. Says so to the desk, again and
 * again while it is so, and once when it is no more: then the grace begins.
 */
typedef struct _BellAttendance BellAttendance;

BellAttendance *bell_attendance_new (BellStore *store);
void            bell_attendance_free (BellAttendance *self);
void            bell_attendance_enter (BellAttendance *self, const char *chat, const char *person);
void            bell_attendance_leave (BellAttendance *self, const char *chat, const char *person);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BellAttendance, bell_attendance_free)
