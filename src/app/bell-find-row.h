/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "bell-words.h"

#include <gtk/gtk.h>

/**
 * BellFound:
 * @section: what it stands under, translated
 * @more: whether there is more of that than is shown
 * @icon_name: its icon
 * @title: what it is called
 * @subtitle: (nullable): what tells it apart
 * @text: what was looked for in it
 * @action: the action that shows it
 * @target: what the action is given
 *
 * Something that was found.
 */
typedef struct
{
  const char *section;
  gboolean    more;
  const char *icon_name;
  const char *title;
  const char *subtitle;
  const char *text;
  const char *action;
  GVariant   *target;
} BellFound;

/* What was found, in a list. */
#define BELL_TYPE_FIND_ROW (bell_find_row_get_type ())
G_DECLARE_FINAL_TYPE (BellFindRow, bell_find_row, BELL, FIND_ROW, GtkListBoxRow)

GtkWidget *bell_find_row_new (const BellFound *found);
gboolean   bell_find_row_fits (BellFindRow *self, const BellWords *words);
char      *bell_find_row_describe (BellFindRow *self);
void       bell_find_row_open (BellFindRow *self, GtkWidget *from);
void       bell_find_row_add_heading (GtkListBoxRow *row, GtkListBoxRow *before, gpointer unused);
