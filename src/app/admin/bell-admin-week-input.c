/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-admin-week-private.h"

/* How a week of working hours is changed: dragged in, or with keys. */

#define EDGE      8
#define THRESHOLD 4

static int
snap (int minutes)
{
  return (minutes + BELL_WEEK_STEP / 2) / BELL_WEEK_STEP * BELL_WEEK_STEP;
}

static int
length_of (const BellSpan *span)
{
  int length = span->until - span->from;

  return length > 0 ? length : length + BELL_MINUTES_PER_DAY;
}

/* As long as before, from another time of the same day. */
static BellSpan
moved_to (const BellSpan *span, int from)
{
  int      length = length_of (span);
  gboolean crosses = span->until <= span->from;
  int      last = BELL_MINUTES_PER_DAY - (crosses ? BELL_WEEK_STEP : length);
  BellSpan moved = { CLAMP (from, 0, MAX (last, 0)), 0 };

  moved.until = moved.from + length;
  if (moved.until > BELL_MINUTES_PER_DAY)
    moved.until -= BELL_MINUTES_PER_DAY;

  return moved;
}

/* Which one is there, and which part of it. */
static BellWeekDrag
find_part (BellAdminWeek *self, double x, double y, BellAdminSpan **found)
{
  gboolean mirrored = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;

  for (guint i = self->spans->len; i > 0; i--)
    {
      BellAdminSpan  *span = self->spans->pdata[i - 1];
      graphene_rect_t area;
      double          edge, at;

      if (!gtk_widget_compute_bounds (GTK_WIDGET (span), GTK_WIDGET (self), &area)
          || y < area.origin.y || y >= area.origin.y + area.size.height)
        continue;
      edge = MIN (EDGE, area.size.width / 4);
      at = x - area.origin.x;
      if (at < -edge || at >= area.size.width + edge)
        continue;
      *found = span;
      if (at >= edge && at < area.size.width - edge)
        return BELL_WEEK_DRAG_MOVE;
      return (at < edge) != mirrored ? BELL_WEEK_DRAG_FROM : BELL_WEEK_DRAG_UNTIL;
    }

  *found = NULL;

  return BELL_WEEK_DRAG_NEW;
}

static gboolean
is_on_strip (BellAdminWeek *self, double x, double y)
{
  double one = bell_admin_week_x_of (self, 0);
  double other = bell_admin_week_x_of (self, BELL_MINUTES_PER_DAY);

  return y >= self->head_height && x >= MIN (one, other) && x <= MAX (one, other);
}

static void
on_drag_begin (BellAdminWeek *self, double x, double y, GtkGestureDrag *gesture)
{
  self->drag = find_part (self, x, y, &self->dragged);
  if (self->dragged == NULL && !is_on_strip (self, x, y))
    {
      self->drag = BELL_WEEK_DRAG_NONE;
      gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_DENIED);
      return;
    }

  self->day = bell_admin_week_day_at (self, y);
  self->minutes = bell_admin_week_minutes_at (self, x);
  if (self->dragged != NULL)
    {
      self->was = *bell_admin_span_get (self->dragged);
      gtk_widget_grab_focus (GTK_WIDGET (self->dragged));
      bell_admin_week_choose (self, self->dragged);
    }
}

/* Between where the drag began and where it is now, as far as there is room. */
static void
drag_new (BellAdminWeek *self, int now)
{
  BellSpan room = bell_admin_week_room (self, self->day, self->minutes, self->dragged);
  int      anchor = CLAMP (snap (self->minutes), room.from, room.until);
  BellSpan span = { MAX (MIN (anchor, now), room.from), MIN (MAX (anchor, now), room.until) };

  if (span.until <= span.from)
    return;

  if (self->dragged != NULL)
    bell_admin_week_change (self, self->dragged, self->day, span);
  else
    {
      self->dragged = bell_admin_week_insert (self, self->day, span);
      gtk_widget_grab_focus (GTK_WIDGET (self->dragged));
    }
}

/* An end of a span, as far as the next one. */
static void
drag_end_of (BellAdminWeek *self, int now)
{
  BellSpan span = self->was;
  gboolean crosses = span.until <= span.from;
  BellSpan room = bell_admin_week_room (self, self->day, span.from, self->dragged);

  if (room.until <= room.from)
    room = (BellSpan) { 0, BELL_MINUTES_PER_DAY };
  if (self->drag == BELL_WEEK_DRAG_UNTIL)
    span.until = CLAMP (now, MIN (span.from + BELL_WEEK_STEP, room.until), room.until);
  else
    span.from
        = CLAMP (now, room.from, (crosses ? BELL_MINUTES_PER_DAY : span.until) - BELL_WEEK_STEP);
  if (span.from >= 0 && span.from != span.until)
    bell_admin_week_change (self, self->dragged, self->day, span);
}

static void
on_drag_update (BellAdminWeek *self, double dx, double dy, GtkGestureDrag *gesture)
{
  double x, y;
  int    now;

  if (self->drag == BELL_WEEK_DRAG_NONE || (ABS (dx) < THRESHOLD && ABS (dy) < THRESHOLD)
      || (self->drag != BELL_WEEK_DRAG_NEW && self->dragged == NULL))
    return;

  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  gtk_gesture_drag_get_start_point (gesture, &x, &y);
  now = snap (bell_admin_week_minutes_at (self, x + dx));
  if (self->drag == BELL_WEEK_DRAG_NEW)
    drag_new (self, now);
  else if (self->drag == BELL_WEEK_DRAG_MOVE)
    {
      BellSpan span = moved_to (&self->was, snap (self->was.from + now - self->minutes));

      bell_admin_week_change (self, self->dragged, bell_admin_week_day_at (self, y + dy), span);
    }
  else
    drag_end_of (self, now);
}

static void
on_drag_end (BellAdminWeek *self)
{
  self->drag = BELL_WEEK_DRAG_NONE;
  self->dragged = NULL;
}

static void
on_motion (BellAdminWeek *self, double x, double y)
{
  BellAdminSpan *span;
  BellWeekDrag   part = find_part (self, x, y, &span);
  const char    *name = "default";

  if (part == BELL_WEEK_DRAG_FROM || part == BELL_WEEK_DRAG_UNTIL)
    name = "col-resize";
  else if (part == BELL_WEEK_DRAG_MOVE)
    name = "grab";
  else if (is_on_strip (self, x, y))
    name = "cell";
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), name);
}

/* To the next step in a direction. */
static int
step_from (int minutes, int direction)
{
  int rest = minutes % BELL_WEEK_STEP;

  if (rest != 0 && direction < 0)
    return minutes - rest;

  return minutes - rest + direction * BELL_WEEK_STEP;
}

/* What an arrow makes of a span; %FALSE where it cannot go. */
static gboolean
stepped (const BellSpan *was, int direction, GdkModifierType state, BellSpan *span)
{
  *span = *was;
  if ((state & GDK_SHIFT_MASK) != 0)
    span->until = step_from (was->until, direction);
  else if ((state & GDK_CONTROL_MASK) != 0)
    span->from = step_from (was->from, direction);
  else
    *span = moved_to (was, step_from (was->from, direction));

  /* An end that goes over midnight goes on, on the next day. */
  if (span->until > BELL_MINUTES_PER_DAY)
    span->until -= BELL_MINUTES_PER_DAY;
  else if (span->until <= 0)
    span->until += BELL_MINUTES_PER_DAY;

  return span->from >= 0 && span->from < BELL_MINUTES_PER_DAY && span->from != span->until;
}

static void
change_and_tell (BellAdminWeek *self, BellAdminSpan *span, int day, BellSpan value)
{
  bell_admin_week_change (self, span, day, value);
  gtk_accessible_announce (GTK_ACCESSIBLE (span), bell_admin_span_get_label (span),
                           GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

static void
step (BellAdminWeek *self, BellAdminSpan *span, int direction, GdkModifierType state)
{
  BellSpan value;

  if (gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL)
    direction = -direction;
  if (stepped (bell_admin_span_get (span), direction, state, &value))
    change_and_tell (self, span, bell_admin_span_get_day (span), value);
}

static gboolean
move_to_day (BellAdminWeek *self, BellAdminSpan *span, int direction)
{
  int day = bell_admin_span_get_day (span) + direction;

  if (day >= 0 && day < BELL_N_WEEKDAYS)
    change_and_tell (self, span, day, *bell_admin_span_get (span));

  return TRUE;
}

static gboolean
on_key (BellAdminWeek *self, guint key, guint code, GdkModifierType state)
{
  GtkRoot       *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget     *focus = gtk_root_get_focus (root);
  BellAdminSpan *span = BELL_IS_ADMIN_SPAN (focus) ? BELL_ADMIN_SPAN (focus) : NULL;
  gboolean       alt = (state & GDK_ALT_MASK) != 0;

  if (span == NULL)
    return FALSE;

  switch (key)
    {
    case GDK_KEY_Left:
    case GDK_KEY_Right:
      if (alt)
        return FALSE;
      step (self, span, key == GDK_KEY_Right ? 1 : -1, state);
      return TRUE;
    case GDK_KEY_Up:
    case GDK_KEY_Down:
      return alt && move_to_day (self, span, key == GDK_KEY_Down ? 1 : -1);
    case GDK_KEY_Delete:
    case GDK_KEY_BackSpace:
      bell_admin_week_remove (self, span);
      return TRUE;
    case GDK_KEY_Return:
    case GDK_KEY_KP_Enter:
    case GDK_KEY_space:
      bell_admin_week_choose (self, span);
      bell_admin_week_want (self);
      return TRUE;
    default:
      return FALSE;
    }
}

/* Lets the week be dragged in, and hear keys. */
void
bell_admin_week_add_input (BellAdminWeek *self)
{
  GtkGesture         *drag = gtk_gesture_drag_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkEventController *motion = gtk_event_controller_motion_new ();

  g_signal_connect_object (drag, "drag-begin", G_CALLBACK (on_drag_begin), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (drag, "drag-update", G_CALLBACK (on_drag_update), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (drag, "drag-end", G_CALLBACK (on_drag_end), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (on_key), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (motion, "motion", G_CALLBACK (on_motion), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drag));
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  gtk_widget_add_controller (GTK_WIDGET (self), motion);
}
