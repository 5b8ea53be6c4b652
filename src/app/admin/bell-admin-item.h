/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "bell-session.h"

/* A record in a list or among what can be chosen; without a record it stands for none. */
#define BELL_TYPE_ADMIN_ITEM (bell_admin_item_get_type ())
G_DECLARE_FINAL_TYPE (BellAdminItem, bell_admin_item, BELL, ADMIN_ITEM, GObject)

BellAdminItem *bell_admin_item_new (BellSession *session, BellRecord *record);
BellAdminItem *bell_admin_item_new_plain (const char *id, const char *title);
const char    *bell_admin_item_get_id (BellAdminItem *self);
const char    *bell_admin_item_get_title (BellAdminItem *self);
BellRecord    *bell_admin_item_get_record (BellAdminItem *self);
void           bell_admin_item_set_section (BellAdminItem *self, const char *section);
gboolean       bell_admin_item_fits (BellAdminItem *self, const char *text);
gboolean       bell_admin_items_update (GListStore *store, GPtrArray *items);
GPtrArray     *bell_admin_items_new (BellSession *session, const BellShape *shape);
