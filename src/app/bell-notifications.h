/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#define BELL_TYPE_NOTIFICATIONS (bell_notifications_get_type ())
G_DECLARE_FINAL_TYPE (BellNotifications, bell_notifications, BELL, NOTIFICATIONS, GObject)

/**
 * BellNoticeKind:
 * @BELL_NOTICE_CHAT_REQUEST: somebody asks to chat: buttons to open it and to leave it, and a field
 * to reply in where the notification server has one
 * @BELL_NOTICE_MESSAGE: somebody has written in a chat of this agent's
 * @BELL_NOTICE_PLAIN: something else; clicking it opens the window
 */
typedef enum
{
  BELL_NOTICE_CHAT_REQUEST,
  BELL_NOTICE_MESSAGE,
  BELL_NOTICE_PLAIN
} BellNoticeKind;

/**
 * BellNotice:
 * @id: what the program calls it; showing another of this id replaces it
 * @kind: what it is about
 * @title: its title, plain text
 * @body: its body, plain text
 * @urgent: whether it is critical
 * @sound: whether the notification server may make a sound of its own
 */
typedef struct
{
  const char    *id;
  BellNoticeKind kind;
  const char    *title;
  const char    *body;
  gboolean       urgent;
  gboolean       sound;
} BellNotice;

/* The actions that "activated" names. */
#define BELL_NOTICE_ACTION_DEFAULT "default"
#define BELL_NOTICE_ACTION_OPEN    "open"
#define BELL_NOTICE_ACTION_LATER   "later"

BellNotifications *bell_notifications_new (void);
void               bell_notifications_show (BellNotifications *self, const BellNotice *notice);
void               bell_notifications_withdraw (BellNotifications *self, const char *id);
void               bell_notifications_stop (BellNotifications *self);
