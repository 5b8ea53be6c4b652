/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "bell-admin-form.h"
#include "bell-admin.h"

struct _BellAdmin
{
  GObject             parent_instance;
  BellSession        *session;
  BellStore          *store; /* whose settings and record are shown */
  GtkListBox         *places;
  GtkStack           *pages;
  AdwNavigationView  *view;
  AdwToastOverlay    *toasts;
  GSimpleActionGroup *actions;  /* the window has them, too */
  GPtrArray          *rows;     /* BellPlaceRow, not owned */
  AdwBin             *settings; /* the page with their form */
  AdwNavigationPage  *page;     /* of the record that is open, not owned */
  BellAdminForm      *form;     /* in it */
};

void        bell_admin_add_actions (BellAdmin *self);
void        bell_admin_enable_transfers (BellAdmin *self, gboolean may);
void        bell_admin_open_record (BellAdmin *self, const BellShape *shape, BellRecord *record);
const char *bell_admin_place_name (const BellShape *shape);
