/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

/* What this computer and this account remember: org.deskbell.Deskbell.gschema.xml. */
#define BELL_SETTINGS_DESK          "desk"
#define BELL_SETTINGS_PERSON        "person"
#define BELL_SETTINGS_DESKS         "desks"
#define BELL_SETTINGS_SERVE_PORTAL  "serve-portal"
#define BELL_SETTINGS_PORTAL_PORT   "portal-port"
#define BELL_SETTINGS_NOTIFICATIONS "notifications"
#define BELL_SETTINGS_SOUND         "sound"
#define BELL_SETTINGS_DISTURB       "do-not-disturb"
#define BELL_SETTINGS_LOGIN         "start-at-login"

/* Whether this computer rings: domain.md, "Who is told". */
typedef enum
{
  BELL_RINGS_UNASKED,
  BELL_RINGS_NO,
  BELL_RINGS_YES
} BellRings;

BellRings bell_settings_get_rings (GSettings *settings, const char *desk, const char *person);
void
bell_settings_set_rings (GSettings *settings, const char *desk, const char *person, gboolean rings);
char *bell_settings_default_desk (void);
