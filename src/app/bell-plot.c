/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-plot-private.h"

#include <glib/gi18n.h>
#include <math.h>

#define NATURAL_WIDTH  320
#define MINIMUM_WIDTH  160
#define NATURAL_HEIGHT 180

#define HOUR (60 * 60)

G_DEFINE_FINAL_TYPE (BellPlot, bell_plot, GTK_TYPE_WIDGET)

enum
{
  SIGNAL_CHOSEN,
  N_SIGNALS,
};
static guint signals[N_SIGNALS];

static void
choose (BellPlot *self, int chosen, gboolean by_key)
{
  if (self->chosen == chosen)
    return;

  self->chosen = chosen;
  gtk_widget_queue_draw (GTK_WIDGET (self));
  g_signal_emit (self, signals[SIGNAL_CHOSEN], 0, by_key);
}

static void
on_motion (BellPlot *self, double x, double y)
{
  if (self->points->len > 0)
    choose (self, (int) bell_plot_find (self, x), FALSE);
}

static void
on_leave (BellPlot *self)
{
  if (!gtk_widget_has_focus (GTK_WIDGET (self)))
    choose (self, -1, FALSE);
}

static void
on_focus_enter (BellPlot *self)
{
  if (self->chosen < 0 && self->points->len > 0)
    choose (self, (int) self->points->len - 1, TRUE);
}

static void
on_focus_leave (BellPlot *self)
{
  choose (self, -1, FALSE);
}

/* To where the arrow points: where texts run from right to left, so do the days. */
static gboolean
on_step (GtkWidget *widget, GVariant *arguments, gpointer user_data)
{
  BellPlot *self = BELL_PLOT (widget);
  gboolean  mirrored = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  int       step = g_variant_get_int32 (arguments);
  int       last = (int) self->points->len - 1;
  int       next = self->chosen + (mirrored ? -step : step);

  if (last < 0)
    return FALSE;

  choose (self, CLAMP (next, 0, last), TRUE);

  return TRUE;
}

static gboolean
on_end (GtkWidget *widget, GVariant *arguments, gpointer user_data)
{
  BellPlot *self = BELL_PLOT (widget);

  if (self->points->len == 0)
    return FALSE;

  choose (self, g_variant_get_int32 (arguments) < 0 ? 0 : (int) self->points->len - 1, TRUE);

  return TRUE;
}

static void
bell_plot_measure (GtkWidget     *widget,
                   GtkOrientation orientation,
                   int            for_size,
                   int           *minimum,
                   int           *natural,
                   int           *minimum_baseline,
                   int           *natural_baseline)
{
  gboolean is_width = orientation == GTK_ORIENTATION_HORIZONTAL;

  *minimum = is_width ? MINIMUM_WIDTH : NATURAL_HEIGHT;
  *natural = is_width ? NATURAL_WIDTH : NATURAL_HEIGHT;
}

static void
bell_plot_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  bell_plot_draw (BELL_PLOT (widget), snapshot);
}

/* The colors of the swatches are others than before. */
static void
bell_plot_css_changed (GtkWidget *widget, GtkCssStyleChange *change)
{
  GTK_WIDGET_CLASS (bell_plot_parent_class)->css_changed (widget, change);
  gtk_widget_queue_draw (widget);
}

static void
bell_plot_dispose (GObject *object)
{
  BellPlot *self = BELL_PLOT (object);

  for (guint i = 0; i < self->n_series; i++)
    g_clear_object (&self->swatches[i]);

  G_OBJECT_CLASS (bell_plot_parent_class)->dispose (object);
}

static void
bell_plot_finalize (GObject *object)
{
  g_array_unref (BELL_PLOT (object)->points);

  G_OBJECT_CLASS (bell_plot_parent_class)->finalize (object);
}

static void
bell_plot_class_init (BellPlotClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = bell_plot_dispose;
  G_OBJECT_CLASS (klass)->finalize = bell_plot_finalize;
  widget_class->measure = bell_plot_measure;
  widget_class->snapshot = bell_plot_snapshot;
  widget_class->css_changed = bell_plot_css_changed;

  /* Another point is chosen; whether by a key, so that it is to be said. */
  signals[SIGNAL_CHOSEN] = g_signal_new ("chosen", BELL_TYPE_PLOT, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                         NULL, G_TYPE_NONE, 1, G_TYPE_BOOLEAN);

  gtk_widget_class_set_css_name (widget_class, "plot");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Left, 0, on_step, "i", -1);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Right, 0, on_step, "i", 1);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Home, 0, on_end, "i", -1);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_End, 0, on_end, "i", 1);
}

static void
point_clear (gpointer data)
{
  g_free (((BellPlotPoint *) data)->label);
}

static void
bell_plot_init (BellPlot *self)
{
  GtkEventController *motion = gtk_event_controller_motion_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();

  self->points = bell_plot_points_new ();
  self->chosen = -1;
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  g_signal_connect_swapped (motion, "enter", G_CALLBACK (on_motion), self);
  g_signal_connect_swapped (motion, "motion", G_CALLBACK (on_motion), self);
  g_signal_connect_swapped (motion, "leave", G_CALLBACK (on_leave), self);
  g_signal_connect_swapped (focus, "enter", G_CALLBACK (on_focus_enter), self);
  g_signal_connect_swapped (focus, "leave", G_CALLBACK (on_focus_leave), self);
  gtk_widget_add_controller (GTK_WIDGET (self), motion);
  gtk_widget_add_controller (GTK_WIDGET (self), focus);
}

/**
 * bell_plot_new:
 * @kind: what its values are
 * @swatches: (array length=n_series): widgets in whose color each series is drawn
 * @n_series: how many there are, at most %BELL_PLOT_SERIES_MAX
 *
 * Returns: (transfer none): a plot without points; "chosen" is emitted when another point is chosen
 */
GtkWidget *
bell_plot_new (BellPlotKind kind, GtkWidget *const *swatches, guint n_series)
{
  BellPlot *self = g_object_new (BELL_TYPE_PLOT, NULL);

  g_return_val_if_fail (n_series <= BELL_PLOT_SERIES_MAX, NULL);

  self->kind = kind;
  self->n_series = n_series;
  for (guint i = 0; i < n_series; i++)
    self->swatches[i] = g_object_ref (swatches[i]);

  return GTK_WIDGET (self);
}

/**
 * bell_plot_points_new:
 *
 * Returns: (transfer full) (element-type BellPlotPoint): no points yet
 */
GArray *
bell_plot_points_new (void)
{
  GArray *points = g_array_new (FALSE, FALSE, sizeof (BellPlotPoint));

  g_array_set_clear_func (points, point_clear);

  return points;
}

/**
 * bell_plot_set_points:
 * @self: a plot
 * @points: (element-type BellPlotPoint): what to draw, the first day first
 *
 * Draws other points.
 */
void
bell_plot_set_points (BellPlot *self, GArray *points)
{
  g_return_if_fail (BELL_IS_PLOT (self));

  g_array_unref (self->points);
  self->points = g_array_ref (points);
  if (self->chosen >= (int) points->len)
    self->chosen = (int) points->len - 1;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * bell_plot_get_chosen:
 * @self: a plot
 *
 * Returns: which point is chosen, -1 for none
 */
int
bell_plot_get_chosen (BellPlot *self)
{
  g_return_val_if_fail (BELL_IS_PLOT (self), -1);

  return self->chosen;
}

static char *
format_time (gint64 seconds)
{
  gint64 minutes = seconds / 60;

  if (seconds < 60)
    /* Translators: a number of seconds */
    return g_strdup_printf (_ ("%d s"), (int) seconds);
  if (seconds < HOUR && seconds % 60 == 0)
    /* Translators: a number of minutes */
    return g_strdup_printf (_ ("%d min"), (int) minutes);
  if (seconds < HOUR)
    /* Translators: minutes and seconds */
    return g_strdup_printf (_ ("%d min %d s"), (int) minutes, (int) (seconds % 60));
  if (minutes % 60 == 0)
    /* Translators: a number of hours */
    return g_strdup_printf (_ ("%d h"), (int) (minutes / 60));

  /* Translators: hours and minutes */
  return g_strdup_printf (_ ("%d h %d min"), (int) (minutes / 60), (int) (minutes % 60));
}

/**
 * bell_plot_format:
 * @kind: what the value is
 * @value: a value; not a number for none
 *
 * Returns: (transfer full): the value as people read it
 */
char *
bell_plot_format (BellPlotKind kind, double value)
{
  if (isnan (value))
    return g_strdup ("–");
  if (kind == BELL_PLOT_TIMES)
    return format_time ((gint64) value);

  return g_strdup_printf ("%" G_GINT64_FORMAT, (gint64) value);
}
