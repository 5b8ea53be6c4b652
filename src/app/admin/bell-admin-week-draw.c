/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-admin-week-private.h"

/* How a week of working hours looks, and where things are in it. */

#define PADDING    6
#define MIN_HEIGHT 34
#define MONDAY     20780 /* 2026-11-23 */

static char *
day_name (int day)
{
  g_autoptr (GDateTime) time
      = g_date_time_new_from_unix_utc ((gint64) (MONDAY + day) * 24 * 60 * 60);

  return g_date_time_format (time, "%a");
}

/* Small, as what is beside it is looked at. */
static void
make_small (PangoLayout *layout, int *width, int *height)
{
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();

  pango_attr_list_insert (attributes, pango_attr_scale_new (PANGO_SCALE_SMALL));
  pango_layout_set_attributes (layout, attributes);
  pango_layout_get_pixel_size (layout, width, height);
}

static PangoLayout *
new_layout (BellAdminWeek *self, const char *text, int *width, int *height)
{
  PangoLayout *layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), text);

  pango_layout_get_pixel_size (layout, width, height);

  return layout;
}

/* Finds out where things are, as large as the texts are. */
void
bell_admin_week_measure_parts (BellAdminWeek *self)
{
  int widest = 0, highest = 0, end = 0, button = 0;

  for (int day = 0; day < BELL_N_WEEKDAYS; day++)
    {
      g_autofree char *name = day_name (day);
      int              width, height;
      g_autoptr (PangoLayout) layout = new_layout (self, name, &width, &height);

      widest = MAX (widest, width);
      highest = MAX (highest, height);
    }
  gtk_widget_measure (self->add[0], GTK_ORIENTATION_HORIZONTAL, -1, &end, NULL, NULL, NULL);
  gtk_widget_measure (self->add[0], GTK_ORIENTATION_VERTICAL, -1, &button, NULL, NULL, NULL);
  self->label_width = widest + 2 * PADDING;
  self->head_height = highest + PADDING;
  self->row_height = MAX (MAX (highest + 2 * PADDING, MIN_HEIGHT), button);
  self->end_width = end + PADDING;
}

static double
axis_length (BellAdminWeek *self)
{
  return gtk_widget_get_width (GTK_WIDGET (self)) - self->label_width - self->end_width;
}

static gboolean
is_mirrored (BellAdminWeek *self)
{
  return gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
}

/* Where a time of day is, in pixels from the left. */
double
bell_admin_week_x_of (BellAdminWeek *self, int minutes)
{
  double x = self->label_width + axis_length (self) * minutes / BELL_MINUTES_PER_DAY;

  return is_mirrored (self) ? gtk_widget_get_width (GTK_WIDGET (self)) - x : x;
}

/* The time of day that is there; outside of the day what is nearest. */
int
bell_admin_week_minutes_at (BellAdminWeek *self, double x)
{
  double from_start = is_mirrored (self) ? gtk_widget_get_width (GTK_WIDGET (self)) - x : x;
  double minutes = (from_start - self->label_width) * BELL_MINUTES_PER_DAY / axis_length (self);

  return (int) CLAMP (minutes, 0, BELL_MINUTES_PER_DAY);
}

/* The weekday that is there, or the nearest. */
int
bell_admin_week_day_at (BellAdminWeek *self, double y)
{
  return CLAMP ((int) (y - self->head_height) / self->row_height, 0, BELL_N_WEEKDAYS - 1);
}

static void
draw_text (GtkSnapshot *snapshot, PangoLayout *layout, double x, double y, const GdkRGBA *color)
{
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT ((float) x, (float) y));
  gtk_snapshot_append_layout (snapshot, layout, color);
  gtk_snapshot_restore (snapshot);
}

static GdkRGBA
faded (BellAdminWeek *self, float alpha)
{
  GdkRGBA color;

  gtk_widget_get_color (GTK_WIDGET (self), &color);
  color.alpha *= alpha;

  return color;
}

/* Every how many hours there is room for a time. */
static int
hours_between_labels (BellAdminWeek *self, int width)
{
  static const int steps[] = { 1, 2, 3, 4, 6, 12 };

  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    if (axis_length (self) * steps[i] / 24 >= width + 2 * PADDING)
      return steps[i];

  return 24;
}

static void
draw_hours (BellAdminWeek *self, GtkSnapshot *snapshot)
{
  GdkRGBA text = faded (self, 0.7f), line = faded (self, 0.12f);
  int     width, height;
  g_autoptr (PangoLayout) widest = new_layout (self, "24", &width, &height);
  int step = hours_between_labels (self, width);
  int bottom = self->head_height + BELL_N_WEEKDAYS * self->row_height;

  for (int hour = 0; hour <= 24; hour += step)
    {
      g_autofree char *name = g_strdup_printf ("%d", hour);
      g_autoptr (PangoLayout) layout = new_layout (self, name, &width, &height);
      double x = bell_admin_week_x_of (self, hour * 60);

      make_small (layout, &width, &height);
      draw_text (snapshot, layout, x - width / 2.0, 0, &text);
      gtk_snapshot_append_color (snapshot, &line,
                                 &GRAPHENE_RECT_INIT ((float) x, (float) self->head_height, 1,
                                                      (float) (bottom - self->head_height)));
    }
}

static void
draw_days (BellAdminWeek *self, GtkSnapshot *snapshot)
{
  GdkRGBA text = faded (self, 1), line = faded (self, 0.12f);
  float   total = (float) gtk_widget_get_width (GTK_WIDGET (self));

  for (int day = 0; day < BELL_N_WEEKDAYS; day++)
    {
      g_autofree char *name = day_name (day);
      int              width, height;
      g_autoptr (PangoLayout) layout = new_layout (self, name, &width, &height);
      double x = is_mirrored (self) ? total - PADDING - width : PADDING;
      double top = self->head_height + day * self->row_height;

      draw_text (snapshot, layout, x, top + (self->row_height - height) / 2.0, &text);
      gtk_snapshot_append_color (snapshot, &line, &GRAPHENE_RECT_INIT (0, (float) top, total, 1));
    }
}

/* What a span that crosses midnight has of the next day. */
static void
draw_after_midnight (BellAdminWeek *self, GtkSnapshot *snapshot)
{
  GdkRGBA color = faded (self, 0.25f);

  for (guint i = 0; i < self->spans->len; i++)
    {
      const BellSpan *span = bell_admin_span_get (self->spans->pdata[i]);
      int             day = (bell_admin_span_get_day (self->spans->pdata[i]) + 1) % BELL_N_WEEKDAYS;
      double          one = bell_admin_week_x_of (self, 0);
      double          other = bell_admin_week_x_of (self, span->until);

      if (span->until <= span->from)
        gtk_snapshot_append_color (
            snapshot, &color,
            &GRAPHENE_RECT_INIT ((float) MIN (one, other),
                                 (float) (self->head_height + day * self->row_height + 6),
                                 (float) ABS (other - one), (float) self->row_height - 12));
    }
}

/* What is behind the spans. */
void
bell_admin_week_draw (BellAdminWeek *self, GtkSnapshot *snapshot)
{
  draw_hours (self, snapshot);
  draw_days (self, snapshot);
  draw_after_midnight (self, snapshot);
}
