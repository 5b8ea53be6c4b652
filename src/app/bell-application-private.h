/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "bell-application.h"
#include "bell-conversation.h"
#include "bell-main-window.h"
#include "bell-notification-status.h"
#include "bell-notifications.h"
#include "bell-ringer.h"
#include "bell-search-provider.h"
#include "bell-session.h"
#include "bell-support-window.h"

/* The notifications that are not of a chat. */
#define BELL_APPLICATION_NOTICE_TEST    "test"
#define BELL_APPLICATION_NOTICE_DISTURB "do-not-disturb"

struct _BellApplication
{
  AdwApplication          parent_instance;
  GSettings              *settings;
  BellSession            *session;
  BellNotifications      *notifications;
  BellNotificationStatus *status;
  BellRinger             *ringer;        /* while a desk is open */
  BellStore              *ringer_store;  /* the desk that it rings for */
  GHashTable             *conversations; /* chat to BellConversation */
  GtkWidget              *main_window;
  GtkWidget              *welcome_window;
  AdwDialog              *preferences;    /* while they are shown */
  AdwDialog              *ring_dialog;    /* the question whether to ring, while it is asked */
  char                   *desk;           /* from the command line, else NULL */
  char                   *person;         /* likewise */
  char                   *open_later;     /* a link to follow once the desk is open */
  AdwDialog              *sign_in_dialog; /* while the password is asked for */
  char                   *told;           /* what the desktop was told last of the background */
  BellSearchProvider     *search;
  guint                   search_timer;
  gboolean                only_for_search; /* a desk is open, and nobody asked for more */
  gboolean                held;
  gboolean                ending;
  gboolean                could_not_ring; /* for want of a notification server */
};

void        bell_application_add_actions (BellApplication *self);
GtkWidget  *bell_application_show (BellApplication *self, const char *token);
GtkWidget  *bell_application_present_main (BellApplication *self, const char *token);
void        bell_application_show_welcome (BellApplication *self);
void        bell_application_open_desk (BellApplication *self);
void        bell_application_open_chat (BellApplication *self, const char *chat, const char *token);
gboolean    bell_application_follow_link (BellApplication *self, const char *uri, GError **error);
void        bell_application_open_what_waits (BellApplication *self);
void        bell_application_open_links (GApplication *application,
                                         GFile       **files,
                                         int           n_files,
                                         const char   *hint);
void        bell_application_follow_search (BellApplication *self);
void        bell_application_is_wanted (BellApplication *self);
void        bell_application_follow_background (BellApplication *self);
void        bell_application_tell_background (BellApplication *self, const char *rings);
void        bell_application_follow_line (BellApplication *self);
const char *bell_application_find_unsent (BellApplication *self);
void        bell_application_follow_chats (BellApplication *self);
void        bell_application_close_chats (BellApplication *self);
void        bell_application_quit_carefully (BellApplication *self);
BellConversation *bell_application_find_conversation (BellApplication *self, const char *chat);
void              bell_application_follow_session (BellApplication *self);
void              bell_application_refresh_rings (BellApplication *self);
void              bell_application_ask_rings (BellApplication *self);
void              bell_application_follow_notifications (BellApplication *self);
void              bell_application_present (GtkWindow *window, const char *token);
