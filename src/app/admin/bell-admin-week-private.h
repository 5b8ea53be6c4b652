/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "bell-admin-week.h"

/* What a drag begins on. */
typedef enum
{
  BELL_WEEK_DRAG_NONE,
  BELL_WEEK_DRAG_NEW,
  BELL_WEEK_DRAG_MOVE,
  BELL_WEEK_DRAG_FROM,
  BELL_WEEK_DRAG_UNTIL,
} BellWeekDrag;

struct _BellAdminWeek
{
  GtkWidget      parent_instance;
  GPtrArray     *spans; /* BellAdminSpan, in their order; they are its children */
  GtkWidget     *add[BELL_N_WEEKDAYS];
  BellAdminSpan *chosen; /* not owned */

  /* Where things are, in pixels, from left to right. */
  int label_width;
  int head_height;
  int row_height;
  int end_width;

  BellWeekDrag   drag;
  BellAdminSpan *dragged; /* not owned */
  int            day;     /* where it began */
  int            minutes;
  BellSpan       was;
};

/* What is dragged goes by so many minutes; what is written is not bound to that. */
#define BELL_WEEK_STEP 15

void bell_admin_week_measure_parts (BellAdminWeek *self);
void bell_admin_week_draw (BellAdminWeek *self, GtkSnapshot *snapshot);
void bell_admin_week_add_input (BellAdminWeek *self);

double bell_admin_week_x_of (BellAdminWeek *self, int minutes);
int    bell_admin_week_minutes_at (BellAdminWeek *self, double x);
int    bell_admin_week_day_at (BellAdminWeek *self, double y);

BellAdminSpan *bell_admin_week_insert (BellAdminWeek *self, int day, BellSpan span);
void bell_admin_week_change (BellAdminWeek *self, BellAdminSpan *span, int day, BellSpan value);
void bell_admin_week_choose (BellAdminWeek *self, BellAdminSpan *span);
void bell_admin_week_want (BellAdminWeek *self);
BellSpan
bell_admin_week_room (BellAdminWeek *self, int day, int minutes, const BellAdminSpan *except);
