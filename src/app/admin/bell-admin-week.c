/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-admin-week-private.h"

#include "bell-admin-text.h"

#include <glib/gi18n.h>

G_DEFINE_FINAL_TYPE (BellAdminWeek, bell_admin_week, GTK_TYPE_WIDGET)

enum
{
  SIGNAL_EDITED,
  SIGNAL_CHOSEN,
  SIGNAL_WANTED,
  N_SIGNALS,
};
static guint signals[N_SIGNALS];

#define GAP       3
#define MIN_HOUR  8
#define GOOD_HOUR 22

/* Where on its day a span ends that may cross midnight. */
static int
end_of (const BellSpan *span)
{
  return span->until > span->from ? span->until : BELL_MINUTES_PER_DAY;
}

/* Readers find the spans of a day before what adds one to it. */
static void
put_in_order (BellAdminWeek *self)
{
  guint next = 0;

  g_ptr_array_sort (self->spans, bell_admin_span_compare);
  for (int day = 0; day < BELL_N_WEEKDAYS; day++)
    {
      for (; next < self->spans->len && bell_admin_span_get_day (self->spans->pdata[next]) == day;
           next++)
        gtk_widget_insert_before (self->spans->pdata[next], GTK_WIDGET (self), NULL);
      gtk_widget_insert_before (self->add[day], GTK_WIDGET (self), NULL);
    }
  gtk_widget_queue_allocate (GTK_WIDGET (self));
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
on_focus (BellAdminWeek *self, GtkEventController *controller)
{
  bell_admin_week_choose (self, BELL_ADMIN_SPAN (gtk_event_controller_get_widget (controller)));
}

static BellAdminSpan *
append (BellAdminWeek *self, int day, BellSpan value)
{
  BellAdminSpan      *span = bell_admin_span_new (day, value);
  GtkEventController *focus = gtk_event_controller_focus_new ();

  g_signal_connect_object (focus, "enter", G_CALLBACK (on_focus), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (span), focus);
  gtk_widget_set_parent (GTK_WIDGET (span), GTK_WIDGET (self));
  g_ptr_array_add (self->spans, span);

  return span;
}

/* Looks at a span, or at none. */
void
bell_admin_week_choose (BellAdminWeek *self, BellAdminSpan *span)
{
  if (self->chosen == span)
    return;

  if (self->chosen != NULL)
    gtk_widget_remove_css_class (GTK_WIDGET (self->chosen), "chosen");
  self->chosen = span;
  if (span != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (span), "chosen");
  g_signal_emit (self, signals[SIGNAL_CHOSEN], 0);
}

/* Goes to where the times of the chosen one are written. */
void
bell_admin_week_want (BellAdminWeek *self)
{
  g_signal_emit (self, signals[SIGNAL_WANTED], 0);
}

/* Adds a span, as somebody wanted it. */
BellAdminSpan *
bell_admin_week_insert (BellAdminWeek *self, int day, BellSpan value)
{
  BellAdminSpan *span = append (self, day, value);

  put_in_order (self);
  bell_admin_week_choose (self, span);
  g_signal_emit (self, signals[SIGNAL_EDITED], 0);

  return span;
}

/* Changes a span, as somebody wanted it. */
void
bell_admin_week_change (BellAdminWeek *self, BellAdminSpan *span, int day, BellSpan value)
{
  if (!bell_admin_span_set (span, day, value))
    return;

  put_in_order (self);
  g_signal_emit (self, signals[SIGNAL_EDITED], 0);
}

/* The room on a day round a time, between other spans than @except. Nothing where one is. */
BellSpan
bell_admin_week_room (BellAdminWeek *self, int day, int minutes, const BellAdminSpan *except)
{
  BellSpan room = { 0, BELL_MINUTES_PER_DAY };

  for (guint i = 0; i < self->spans->len; i++)
    {
      const BellSpan *other = bell_admin_span_get (self->spans->pdata[i]);

      if (self->spans->pdata[i] == except || bell_admin_span_get_day (self->spans->pdata[i]) != day)
        continue;
      if (other->from <= minutes && minutes < end_of (other))
        return (BellSpan) { minutes, minutes };
      if (other->from > minutes)
        room.until = MIN (room.until, other->from);
      else
        room.from = MAX (room.from, end_of (other));
    }

  return room;
}

/* From 9 to 5 if there is room for that, or else as much of the day as there is after the last. */
static void
on_add (BellAdminWeek *self, GtkWidget *button)
{
  int            day = 0;
  BellSpan       room, value = { 9 * 60, 17 * 60 };
  BellAdminSpan *span;

  while (self->add[day] != button)
    day++;
  room = bell_admin_week_room (self, day, value.from, NULL);
  if (room.until < value.until)
    {
      room.from = 0;
      for (guint i = 0; i < self->spans->len; i++)
        if (bell_admin_span_get_day (self->spans->pdata[i]) == day)
          room.from = MAX (room.from, end_of (bell_admin_span_get (self->spans->pdata[i])));
      room.from = MIN (room.from, BELL_MINUTES_PER_DAY - BELL_WEEK_STEP);
      value = (BellSpan) { room.from, MIN (room.from + 60, BELL_MINUTES_PER_DAY) };
    }
  span = bell_admin_week_insert (self, day, value);
  gtk_widget_grab_focus (GTK_WIDGET (span));
}

static void
bell_admin_week_measure (GtkWidget     *widget,
                         GtkOrientation orientation,
                         int            for_size,
                         int           *minimum,
                         int           *natural,
                         int           *minimum_baseline,
                         int           *natural_baseline)
{
  BellAdminWeek *self = BELL_ADMIN_WEEK (widget);

  bell_admin_week_measure_parts (self);
  if (orientation == GTK_ORIENTATION_VERTICAL)
    {
      *minimum = *natural = self->head_height + BELL_N_WEEKDAYS * self->row_height;
      return;
    }

  *minimum = self->label_width + 24 * MIN_HOUR + self->end_width;
  *natural = self->label_width + 24 * GOOD_HOUR + self->end_width;
}

static void
allocate (GtkWidget *child, int x, int y, int width, int height)
{
  gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, NULL, NULL, NULL, NULL);
  gtk_widget_allocate (child, width, height, -1,
                       gsk_transform_translate (NULL, &GRAPHENE_POINT_INIT ((float) x, (float) y)));
}

static void
bell_admin_week_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  BellAdminWeek *self = BELL_ADMIN_WEEK (widget);
  gboolean       mirrored = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;

  bell_admin_week_measure_parts (self);
  for (guint i = 0; i < self->spans->len; i++)
    {
      const BellSpan *span = bell_admin_span_get (self->spans->pdata[i]);
      double          one = bell_admin_week_x_of (self, span->from);
      double          other = bell_admin_week_x_of (self, end_of (span));
      int             top
          = self->head_height + bell_admin_span_get_day (self->spans->pdata[i]) * self->row_height;

      allocate (self->spans->pdata[i], (int) MIN (one, other), top + GAP,
                MAX ((int) ABS (other - one), 4), self->row_height - 2 * GAP);
    }
  for (int day = 0; day < BELL_N_WEEKDAYS; day++)
    allocate (self->add[day], mirrored ? 0 : width - self->end_width,
              self->head_height + day * self->row_height, self->end_width, self->row_height);
}

static void
bell_admin_week_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  bell_admin_week_draw (BELL_ADMIN_WEEK (widget), snapshot);

  GTK_WIDGET_CLASS (bell_admin_week_parent_class)->snapshot (widget, snapshot);
}

static void
bell_admin_week_dispose (GObject *object)
{
  BellAdminWeek *self = BELL_ADMIN_WEEK (object);
  GtkWidget     *child;

  self->chosen = self->dragged = NULL;
  g_ptr_array_set_size (self->spans, 0);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (bell_admin_week_parent_class)->dispose (object);
}

static void
bell_admin_week_finalize (GObject *object)
{
  g_ptr_array_unref (BELL_ADMIN_WEEK (object)->spans);

  G_OBJECT_CLASS (bell_admin_week_parent_class)->finalize (object);
}

static void
bell_admin_week_class_init (BellAdminWeekClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = bell_admin_week_dispose;
  object_class->finalize = bell_admin_week_finalize;
  widget_class->measure = bell_admin_week_measure;
  widget_class->size_allocate = bell_admin_week_size_allocate;
  widget_class->snapshot = bell_admin_week_snapshot;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  signals[SIGNAL_EDITED] = g_signal_new ("edited", BELL_TYPE_ADMIN_WEEK, G_SIGNAL_RUN_LAST, 0, NULL,
                                         NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_CHOSEN] = g_signal_new ("chosen", BELL_TYPE_ADMIN_WEEK, G_SIGNAL_RUN_LAST, 0, NULL,
                                         NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_WANTED] = g_signal_new ("wanted", BELL_TYPE_ADMIN_WEEK, G_SIGNAL_RUN_LAST, 0, NULL,
                                         NULL, NULL, G_TYPE_NONE, 0);
}

static void
bell_admin_week_init (BellAdminWeek *self)
{
  self->spans = g_ptr_array_new ();
  for (guint day = 0; day < BELL_N_WEEKDAYS; day++)
    {
      GtkWidget       *button = gtk_button_new_from_icon_name ("list-add-symbolic");
      g_autofree char *text
          /* Translators: a weekday */
          = g_strdup_printf (_ ("Add Hours on %s"), bell_admin_text_word (&bell_weekday_type, day));

      gtk_widget_set_tooltip_text (button, text);
      gtk_widget_add_css_class (button, "flat");
      gtk_widget_add_css_class (button, "week-add");
      gtk_widget_set_parent (button, GTK_WIDGET (self));
      g_signal_connect_object (button, "clicked", G_CALLBACK (on_add), self, G_CONNECT_SWAPPED);
      self->add[day] = button;
    }
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Working Hours"), -1);
  bell_admin_week_add_input (self);
}

/**
 * bell_admin_week_new:
 *
 * Returns: (transfer floating): an empty week
 */
GtkWidget *
bell_admin_week_new (void)
{
  return g_object_new (BELL_TYPE_ADMIN_WEEK, NULL);
}

static void
drop (BellAdminWeek *self, guint index)
{
  BellAdminSpan *span = self->spans->pdata[index];

  if (self->dragged == span)
    self->dragged = NULL;
  if (self->chosen == span)
    bell_admin_week_choose (self, NULL);
  g_ptr_array_remove_index (self->spans, index);
  gtk_widget_unparent (GTK_WIDGET (span));
}

/**
 * bell_admin_week_show:
 * @self: a week
 * @hours: (element-type BellSpan): the spans of each weekday, %NULL for none
 *
 * Shows these hours. What is there already stays, with the focus.
 */
void
bell_admin_week_show (BellAdminWeek *self, GArray *const *hours)
{
  guint shown = 0;

  for (int day = 0; day < BELL_N_WEEKDAYS; day++)
    for (guint i = 0; hours[day] != NULL && i < hours[day]->len; i++)
      {
        BellSpan value = g_array_index (hours[day], BellSpan, i);

        if (shown < self->spans->len)
          bell_admin_span_set (self->spans->pdata[shown], day, value);
        else
          append (self, day, value);
        shown++;
      }
  while (self->spans->len > shown)
    drop (self, self->spans->len - 1);
  put_in_order (self);
}

/**
 * bell_admin_week_get_spans:
 * @self: a week
 *
 * Returns: (transfer none) (element-type BellAdminSpan): what is in it, in order
 */
GPtrArray *
bell_admin_week_get_spans (BellAdminWeek *self)
{
  return self->spans;
}

/**
 * bell_admin_week_get_chosen:
 * @self: a week
 *
 * Returns: (transfer none) (nullable): the span that is looked at
 */
BellAdminSpan *
bell_admin_week_get_chosen (BellAdminWeek *self)
{
  return self->chosen;
}

/**
 * bell_admin_week_remove:
 * @self: a week
 * @span: a span in it
 *
 * Removes it, as somebody wanted it. The focus goes to what adds one to its day.
 */
void
bell_admin_week_remove (BellAdminWeek *self, BellAdminSpan *span)
{
  int   day = bell_admin_span_get_day (span);
  guint index;

  g_return_if_fail (g_ptr_array_find (self->spans, span, &index));

  gtk_widget_grab_focus (self->add[day]);
  drop (self, index);
  put_in_order (self);
  g_signal_emit (self, signals[SIGNAL_EDITED], 0);
}

/**
 * bell_admin_week_find_overlap:
 * @self: a week
 *
 * Returns: (transfer full) (nullable): what to say of the first two spans of a day that overlap
 */
char *
bell_admin_week_find_overlap (BellAdminWeek *self)
{
  for (guint i = 1; i < self->spans->len; i++)
    {
      BellAdminSpan *one = self->spans->pdata[i - 1];
      BellAdminSpan *other = self->spans->pdata[i];
      int            day = bell_admin_span_get_day (one);

      if (day == bell_admin_span_get_day (other)
          && bell_admin_span_get (other)->from < end_of (bell_admin_span_get (one)))
        /* Translators: a weekday */
        return g_strdup_printf (_ ("On %s two spans overlap. What they share counts once."),
                                bell_admin_text_word (&bell_weekday_type, (guint) day));
    }

  return NULL;
}
