/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-admin-strip.h"

#include <adwaita.h>

#define HEIGHT 10
#define RADIUS 3

typedef struct
{
  double from;
  double until;
} Part;

struct _BellAdminStrip
{
  GtkWidget parent_instance;
  GArray   *parts; /* Part */
};

G_DEFINE_FINAL_TYPE (BellAdminStrip, bell_admin_strip, GTK_TYPE_WIDGET)

static void
bell_admin_strip_measure (GtkWidget     *widget,
                          GtkOrientation orientation,
                          int            for_size,
                          int           *minimum,
                          int           *natural,
                          int           *minimum_baseline,
                          int           *natural_baseline)
{
  *minimum = *natural = orientation == GTK_ORIENTATION_VERTICAL ? HEIGHT : 48;
}

static void
draw_part (GtkWidget *widget, GtkSnapshot *snapshot, const Part *part, const GdkRGBA *color)
{
  float          width = (float) gtk_widget_get_width (widget);
  float          x = (float) part->from * width;
  float          length = MAX ((float) (part->until - part->from) * width, 2);
  GskRoundedRect area;

  if (gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL)
    x = width - x - length;
  gsk_rounded_rect_init_from_rect (&area, &GRAPHENE_RECT_INIT (x, 0, length, HEIGHT), RADIUS);
  gtk_snapshot_push_rounded_clip (snapshot, &area);
  gtk_snapshot_append_color (snapshot, color, &area.bounds);
  gtk_snapshot_pop (snapshot);
}

static void
bell_admin_strip_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  BellAdminStrip *self = BELL_ADMIN_STRIP (widget);
  g_autoptr (GdkRGBA) accent
      = adw_style_manager_get_accent_color_rgba (adw_style_manager_get_default ());
  GdkRGBA color;

  gtk_widget_get_color (widget, &color);
  color.alpha *= 0.12f;
  draw_part (widget, snapshot, &(Part) { 0, 1 }, &color);
  for (guint i = 0; i < self->parts->len; i++)
    draw_part (widget, snapshot, &g_array_index (self->parts, Part, i), accent);
}

static void
bell_admin_strip_finalize (GObject *object)
{
  g_array_unref (BELL_ADMIN_STRIP (object)->parts);

  G_OBJECT_CLASS (bell_admin_strip_parent_class)->finalize (object);
}

static void
bell_admin_strip_class_init (BellAdminStripClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = bell_admin_strip_finalize;
  widget_class->measure = bell_admin_strip_measure;
  widget_class->snapshot = bell_admin_strip_snapshot;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
bell_admin_strip_init (BellAdminStrip *self)
{
  self->parts = g_array_new (FALSE, FALSE, sizeof (Part));
}

/**
 * bell_admin_strip_new:
 *
 * Returns: (transfer floating): a day on which nothing is marked
 */
GtkWidget *
bell_admin_strip_new (void)
{
  return g_object_new (BELL_TYPE_ADMIN_STRIP, NULL);
}

/**
 * bell_admin_strip_mark:
 * @self: a strip
 * @from: where a part of the day begins: 0 is its beginning, 1 its end
 * @until: where it ends
 *
 * Marks the part.
 */
void
bell_admin_strip_mark (BellAdminStrip *self, double from, double until)
{
  Part part = { from, until };

  g_array_append_val (self->parts, part);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
