/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "bell-store.h"

#include <adwaita.h>

/* Where a desk elsewhere is, and who signs in to it. */
#define BELL_TYPE_CONNECT_PAGE (bell_connect_page_get_type ())
G_DECLARE_FINAL_TYPE (BellConnectPage, bell_connect_page, BELL, CONNECT_PAGE, AdwNavigationPage)

BellStore  *bell_connect_page_take_store (BellConnectPage *self);
const char *bell_connect_page_get_url (BellConnectPage *self);
const char *bell_connect_page_get_user (BellConnectPage *self);
const char *bell_connect_page_get_certificate (BellConnectPage *self);
void        bell_connect_page_cancel (BellConnectPage *self);
