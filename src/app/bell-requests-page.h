/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "bell-request-list.h"
#include "bell-session.h"

#include <adwaita.h>

/* All requests, newest first, with a search. */
#define BELL_TYPE_REQUESTS_PAGE (bell_requests_page_get_type ())
G_DECLARE_FINAL_TYPE (BellRequestsPage, bell_requests_page, BELL, REQUESTS_PAGE, AdwBin)

void bell_requests_page_set_session (BellRequestsPage *self, BellSession *session);
void bell_requests_page_set_list (BellRequestsPage *self, BellRequestList *list);
void bell_requests_page_set_action (BellRequestsPage *self, const char *action);
void bell_requests_page_look_for (BellRequestsPage *self, const char *text);
