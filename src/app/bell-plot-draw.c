/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-plot-private.h"

#include <math.h>

/* Room around what is drawn, in pixels. */
#define GAP        6.0f
#define TOP        8.0f
#define BAR_MOST   28.0f /* how wide a bar is at most */
#define LINE_WIDTH 2.0f
#define DOT        3.0f
#define CORNER     2.0f
#define LINES_MOST 4 /* across, besides the lowest */

/* How opaque what is drawn in the color of the text is. */
#define GRID_ALPHA   0.15f
#define LABEL_ALPHA  0.75f
#define CHOSEN_ALPHA 0.1f

/* The steps between two lines: seconds, minutes, hours, days. */
static const double time_steps[]
    = { 1,   2,    5,    10,       15,       30,       60,        120,       300,      600,
        900, 1800, 3600, 2 * 3600, 3 * 3600, 6 * 3600, 12 * 3600, 24 * 3600, 48 * 3600 };

/* Where everything is. */
typedef struct
{
  graphene_rect_t area;
  double          step;
  double          top; /* the value at the upper end */
  gboolean        mirrored;
} Layout;

static double
total_of (const BellPlot *self, const BellPlotPoint *point)
{
  double total = 0;

  for (guint s = 0; s < self->n_series; s++)
    if (!isnan (point->values[s]))
      total = self->kind == BELL_PLOT_COUNTS ? total + point->values[s]
                                             : MAX (total, point->values[s]);

  return total;
}

static double
greatest (const BellPlot *self)
{
  double most = 0;

  for (guint i = 0; i < self->points->len; i++)
    most = MAX (most, total_of (self, &g_array_index (self->points, BellPlotPoint, i)));

  return most;
}

static double
count_step (double most)
{
  double step = 1;

  for (guint i = 0; most > step * LINES_MOST; i++)
    step *= i % 3 == 1 ? 2.5 : 2;

  return step;
}

static double
time_step (double most)
{
  guint i = 0;

  while (i + 1 < G_N_ELEMENTS (time_steps) && most > time_steps[i] * LINES_MOST)
    i++;

  return most > time_steps[i] * LINES_MOST ? ceil (most / LINES_MOST / 86400) * 86400
                                           : time_steps[i];
}

static PangoLayout *
text_layout (BellPlot *self, const char *text, int *width, int *height)
{
  PangoLayout *layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), text);

  pango_layout_get_pixel_size (layout, width, height);

  return layout;
}

static void
lay_out (BellPlot *self, Layout *layout)
{
  double most = greatest (self);
  int    width, height;
  float  side;

  layout->step = self->kind == BELL_PLOT_COUNTS ? count_step (most) : time_step (most);
  layout->top = MAX (ceil (most / layout->step), 1) * layout->step;
  layout->mirrored = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
  {
    g_autofree char *longest = bell_plot_format (self->kind, layout->top);
    g_autofree char *other = bell_plot_format (self->kind, layout->step);
    int              other_width;
    g_autoptr (PangoLayout) text = text_layout (self, longest, &width, &height);
    g_autoptr (PangoLayout) second = text_layout (self, other, &other_width, &height);

    side = (float) MAX (width, other_width) + GAP;
  }
  graphene_rect_init (
      &layout->area, layout->mirrored ? 0 : side, TOP,
      MAX ((float) gtk_widget_get_width (GTK_WIDGET (self)) - side, 1),
      MAX ((float) gtk_widget_get_height (GTK_WIDGET (self)) - TOP - GAP - (float) height, 1));
}

static float
slot_width (const BellPlot *self, const Layout *layout)
{
  return layout->area.size.width / (float) MAX (self->points->len, 1);
}

static float
middle_of (const BellPlot *self, const Layout *layout, guint i)
{
  float along = ((float) i + 0.5f) * slot_width (self, layout);

  return layout->mirrored ? layout->area.origin.x + layout->area.size.width - along
                          : layout->area.origin.x + along;
}

static float
height_of (const Layout *layout, double value)
{
  return (float) (value / layout->top) * layout->area.size.height;
}

static float
bottom_of (const Layout *layout)
{
  return layout->area.origin.y + layout->area.size.height;
}

static GdkRGBA
text_color (BellPlot *self, float alpha)
{
  GdkRGBA color;

  gtk_widget_get_color (GTK_WIDGET (self), &color);
  color.alpha *= alpha;

  return color;
}

static void
draw_text (GtkSnapshot *snapshot, PangoLayout *text, float x, float y, const GdkRGBA *color)
{
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (roundf (x), roundf (y)));
  gtk_snapshot_append_layout (snapshot, text, color);
  gtk_snapshot_restore (snapshot);
}

static void
draw_grid (BellPlot *self, GtkSnapshot *snapshot, const Layout *layout)
{
  GdkRGBA line = text_color (self, GRID_ALPHA);
  GdkRGBA ink = text_color (self, LABEL_ALPHA);

  for (double value = 0; value <= layout->top; value += layout->step)
    {
      g_autofree char *words = bell_plot_format (self->kind, value);
      int              width, height;
      g_autoptr (PangoLayout) text = text_layout (self, words, &width, &height);
      float y = roundf (bottom_of (layout) - height_of (layout, value));
      float x = layout->mirrored ? layout->area.size.width + GAP
                                 : layout->area.origin.x - GAP - (float) width;

      gtk_snapshot_append_color (
          snapshot, &line,
          &GRAPHENE_RECT_INIT (layout->area.origin.x, y, layout->area.size.width, 1));
      draw_text (snapshot, text, x, y - (float) height / 2, &ink);
    }
}

/* As many of the labels as there is room for; the last one, which is the newest, always. */
static void
draw_labels (BellPlot *self, GtkSnapshot *snapshot, const Layout *layout)
{
  GdkRGBA ink = text_color (self, LABEL_ALPHA);
  float   widest = 0;
  guint   every;

  for (guint i = 0; i < self->points->len; i++)
    {
      int width, height;
      g_autoptr (PangoLayout) text = text_layout (
          self, g_array_index (self->points, BellPlotPoint, i).label, &width, &height);

      widest = MAX (widest, (float) width);
    }
  every = (guint) ceilf ((widest + 2 * GAP) / slot_width (self, layout));
  for (guint i = 0; i < self->points->len; i++)
    {
      int   width, height;
      float x;
      g_autoptr (PangoLayout) text = NULL;

      if ((self->points->len - 1 - i) % MAX (every, 1) != 0)
        continue;
      text = text_layout (self, g_array_index (self->points, BellPlotPoint, i).label, &width,
                          &height);
      x = middle_of (self, layout, i) - (float) width / 2;
      x = CLAMP (x, 0, (float) gtk_widget_get_width (GTK_WIDGET (self)) - (float) width);
      draw_text (snapshot, text, x, bottom_of (layout) + GAP, &ink);
    }
}

static void
draw_bars (BellPlot *self, GtkSnapshot *snapshot, const Layout *layout)
{
  float width = MAX (MIN (slot_width (self, layout) * 0.7f, BAR_MOST), 1);

  for (guint i = 0; i < self->points->len; i++)
    {
      const BellPlotPoint *point = &g_array_index (self->points, BellPlotPoint, i);
      float                y = bottom_of (layout);

      for (guint s = 0; s < self->n_series; s++)
        {
          float          height = height_of (layout, point->values[s]);
          GskRoundedRect bar;
          GdkRGBA        color;

          if (height <= 0)
            continue;
          gtk_widget_get_color (self->swatches[s], &color);
          y -= height;
          /* A hair's breadth between those upon each other tells them apart without colors. */
          gsk_rounded_rect_init_from_rect (
              &bar,
              &GRAPHENE_RECT_INIT (middle_of (self, layout, i) - width / 2, y, width,
                                   MAX (height - 1, 1)),
              MIN (CORNER, width / 3));
          gtk_snapshot_push_rounded_clip (snapshot, &bar);
          gtk_snapshot_append_color (snapshot, &color, &bar.bounds);
          gtk_snapshot_pop (snapshot);
        }
    }
}

/* From day to day; where a day has no value, the line ends and begins anew. */
static GskPath *
line_of (BellPlot *self, const Layout *layout, guint series, GskPathBuilder *dots)
{
  GskPathBuilder *builder = gsk_path_builder_new ();
  gboolean        is_drawing = FALSE;

  for (guint i = 0; i < self->points->len; i++)
    {
      double value = g_array_index (self->points, BellPlotPoint, i).values[series];
      float  x = middle_of (self, layout, i);
      float  y;

      if (isnan (value))
        {
          is_drawing = FALSE;
          continue;
        }
      y = bottom_of (layout) - height_of (layout, value);
      if (is_drawing)
        gsk_path_builder_line_to (builder, x, y);
      else
        gsk_path_builder_move_to (builder, x, y);
      is_drawing = TRUE;
      gsk_path_builder_add_circle (dots, &GRAPHENE_POINT_INIT (x, y), DOT);
    }

  return gsk_path_builder_free_to_path (builder);
}

/* The second line is dashed, which tells it apart without colors. */
static void
draw_lines (BellPlot *self, GtkSnapshot *snapshot, const Layout *layout)
{
  static const float dashes[] = { 5, 4 };

  for (guint s = 0; s < self->n_series; s++)
    {
      GskPathBuilder *builder = gsk_path_builder_new ();
      g_autoptr (GskPath) line = line_of (self, layout, s, builder);
      g_autoptr (GskPath) dots = gsk_path_builder_free_to_path (builder);
      GskStroke *stroke = gsk_stroke_new (LINE_WIDTH);
      GdkRGBA    color;

      gtk_widget_get_color (self->swatches[s], &color);
      if (s > 0)
        gsk_stroke_set_dash (stroke, dashes, G_N_ELEMENTS (dashes));
      gtk_snapshot_append_stroke (snapshot, line, stroke, &color);
      gtk_snapshot_append_fill (snapshot, dots, GSK_FILL_RULE_WINDING, &color);
      gsk_stroke_free (stroke);
    }
}

static void
draw_chosen (BellPlot *self, GtkSnapshot *snapshot, const Layout *layout)
{
  GdkRGBA color = text_color (self, CHOSEN_ALPHA);
  float   width = MAX (slot_width (self, layout), 3);

  if (self->chosen < 0)
    return;

  gtk_snapshot_append_color (
      snapshot, &color,
      &GRAPHENE_RECT_INIT (middle_of (self, layout, (guint) self->chosen) - width / 2,
                           layout->area.origin.y, width, layout->area.size.height));
}

/* Draws it in the colors of the text and of its swatches, whatever the style makes of them. */
void
bell_plot_draw (BellPlot *self, GtkSnapshot *snapshot)
{
  Layout layout;

  lay_out (self, &layout);
  draw_chosen (self, snapshot, &layout);
  draw_grid (self, snapshot, &layout);
  draw_labels (self, snapshot, &layout);
  if (self->kind == BELL_PLOT_COUNTS)
    draw_bars (self, snapshot, &layout);
  else
    draw_lines (self, snapshot, &layout);
}

/* The point that is nearest to a place; there must be one. */
guint
bell_plot_find (BellPlot *self, double x)
{
  Layout layout;
  double along;

  lay_out (self, &layout);
  along = layout.mirrored ? layout.area.origin.x + layout.area.size.width - x
                          : x - layout.area.origin.x;

  return (guint) CLAMP (along / slot_width (self, &layout), 0, self->points->len - 1);
}
