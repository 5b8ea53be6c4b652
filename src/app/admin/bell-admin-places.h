/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "bell-session.h"

#include <gtk/gtk.h>

/**
 * BellAdminPlace:
 * @name: what it is called in the program
 * @icon_name: its icon
 * @title: its name in the sidebar, to be translated
 * @before_records: whether it stands before the types of records, or after them
 * @new_page: makes its page, of a desk that is perhaps not open yet; the page shows what there is
 *   when the session says that it has changed
 *
 * A place of administrators that is not a type of record.
 */
typedef struct
{
  const char *name;
  const char *icon_name;
  const char *title;
  gboolean    before_records;
  GtkWidget *(*new_page) (BellSession *session);
} BellAdminPlace;

/* In the sidebar's order; the last one has no name. */
extern const BellAdminPlace bell_admin_places[];
