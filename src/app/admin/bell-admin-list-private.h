/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "bell-admin-list.h"
#include "bell-list-options.h"

struct _BellAdminList
{
  AdwBin           parent_instance;
  BellSession     *session;
  const BellShape *shape;
  GListStore      *items;
  GtkFilter       *filter; /* owned by the list that is shown */
  gboolean         may_edit;
  gboolean         moving;   /* the desk is asked to move one */
  char            *moved;    /* the id of one that the focus shall go along with */
  gint64           moved_to; /* its order there */

  GtkSearchEntry  *search;
  BellListOptions *options;
  GtkButton       *add;
  GtkButton       *add_first;
  GtkLabel        *hint;
  GtkStack        *stack;
  AdwStatusPage   *empty;
  GtkListView     *view;
  GtkNoSelection  *selection;
};

/* Lists whose order is what counts. */
gboolean bell_admin_list_is_ordered (BellAdminList *self);
void     bell_admin_list_make_ordered (BellAdminList *self, GListModel *filtered);
void     bell_admin_list_sort (BellAdminList *self, GPtrArray *items);
void     bell_admin_list_follow_moved (BellAdminList *self);
