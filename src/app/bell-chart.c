/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-chart.h"

#include <glib/gi18n.h>

#define MARGIN 12

struct _BellChart
{
  AdwBin       parent_instance;
  BellPlotKind kind;
  guint        n_series;
  char        *names[BELL_PLOT_SERIES_MAX];
  GArray      *points;
  char        *summary;

  GtkWidget *swatches[BELL_PLOT_SERIES_MAX];
  BellPlot  *plot;
  GtkLabel  *detail;
};

G_DEFINE_FINAL_TYPE (BellChart, bell_chart, ADW_TYPE_BIN)

/* What the point that is chosen says, or else all of them. */
static char *
detail_text (BellChart *self)
{
  int                  chosen = bell_plot_get_chosen (self->plot);
  const BellPlotPoint *point;
  g_autoptr (GString) text = NULL;

  if (chosen < 0 || chosen >= (int) self->points->len)
    return g_strdup (self->summary);

  point = &g_array_index (self->points, BellPlotPoint, chosen);
  text = g_string_new (NULL);
  for (guint i = 0; i < self->n_series; i++)
    {
      g_autofree char *value = bell_plot_format (self->kind, point->values[i]);

      g_string_append (text, i == 0 ? "" : _ (", "));
      /* Translators: what a value is, and the value: "Answered: 12" */
      g_string_append_printf (text, C_ ("value", "%s: %s"), self->names[i], value);
    }

  /* Translators: a day, and its values */
  return g_strdup_printf (C_ ("value", "%s – %s"), point->label, text->str);
}

static void
refresh (BellChart *self)
{
  g_autofree char *text = detail_text (self);

  gtk_label_set_label (self->detail, text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->plot), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  text, -1);
}

static void
on_chosen (BellChart *self, gboolean by_key)
{
  refresh (self);
  if (by_key)
    gtk_accessible_announce (GTK_ACCESSIBLE (self->plot), gtk_label_get_label (self->detail),
                             GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

static void
bell_chart_finalize (GObject *object)
{
  BellChart *self = BELL_CHART (object);

  for (guint i = 0; i < self->n_series; i++)
    g_free (self->names[i]);
  g_free (self->summary);
  g_array_unref (self->points);

  G_OBJECT_CLASS (bell_chart_parent_class)->finalize (object);
}

static void
bell_chart_class_init (BellChartClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = bell_chart_finalize;
}

static void
bell_chart_init (BellChart *self)
{
  self->points = bell_plot_points_new ();
  self->summary = g_strdup ("");
}

/* A spot of a series' color, which the plot takes it from. */
static GtkWidget *
new_swatch (const char *style)
{
  GtkWidget *swatch = gtk_label_new ("●");

  gtk_widget_add_css_class (swatch, style);
  gtk_accessible_update_state (GTK_ACCESSIBLE (swatch), GTK_ACCESSIBLE_STATE_HIDDEN, TRUE, -1);

  return swatch;
}

static GtkWidget *
new_legend (BellChart *self, const BellChartSeries *series)
{
  GtkWidget *legend = adw_wrap_box_new ();

  adw_wrap_box_set_child_spacing (ADW_WRAP_BOX (legend), MARGIN);
  for (guint i = 0; i < self->n_series; i++)
    {
      GtkWidget *entry = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, MARGIN / 2);
      GtkWidget *name = gtk_label_new (series[i].name);

      self->names[i] = g_strdup (series[i].name);
      self->swatches[i] = new_swatch (series[i].style);
      gtk_widget_add_css_class (name, "caption");
      gtk_label_set_wrap (GTK_LABEL (name), TRUE);
      gtk_box_append (GTK_BOX (entry), self->swatches[i]);
      gtk_box_append (GTK_BOX (entry), name);
      adw_wrap_box_append (ADW_WRAP_BOX (legend), entry);
    }

  return legend;
}

static GtkWidget *
new_label (const char *text, const char *style)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_widget_add_css_class (label, style);

  return label;
}

/**
 * bell_chart_new:
 * @title: what is drawn
 * @kind: what the values are
 * @series: (array length=n_series): what there is of each point
 * @n_series: how many there are, at most %BELL_PLOT_SERIES_MAX
 *
 * Returns: (transfer none): a chart with nothing in it yet
 */
GtkWidget *
bell_chart_new (const char *title, BellPlotKind kind, const BellChartSeries *series, guint n_series)
{
  BellChart *self = g_object_new (BELL_TYPE_CHART, NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, MARGIN / 2);

  self->kind = kind;
  self->n_series = n_series;
  gtk_box_append (GTK_BOX (box), new_label (title, "heading"));
  gtk_box_append (GTK_BOX (box), new_legend (self, series));
  self->plot = BELL_PLOT (bell_plot_new (kind, self->swatches, n_series));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->plot), GTK_ACCESSIBLE_PROPERTY_LABEL, title,
                                  -1);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->plot));
  self->detail = GTK_LABEL (new_label ("", "caption"));
  gtk_label_set_lines (self->detail, 2);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->detail));
  gtk_widget_set_margin_top (box, MARGIN);
  gtk_widget_set_margin_bottom (box, MARGIN);
  gtk_widget_set_margin_start (box, MARGIN);
  gtk_widget_set_margin_end (box, MARGIN);
  adw_bin_set_child (ADW_BIN (self), box);
  gtk_widget_add_css_class (GTK_WIDGET (self), "card");
  g_signal_connect_object (self->plot, "chosen", G_CALLBACK (on_chosen), self, G_CONNECT_SWAPPED);

  return GTK_WIDGET (self);
}

/**
 * bell_chart_set_points:
 * @self: a chart
 * @points: (element-type BellPlotPoint): what to draw, the first day first
 * @summary: what they come to, said while no point is chosen
 *
 * Draws other points.
 */
void
bell_chart_set_points (BellChart *self, GArray *points, const char *summary)
{
  g_return_if_fail (BELL_IS_CHART (self));

  g_array_unref (self->points);
  self->points = g_array_ref (points);
  g_set_str (&self->summary, summary);
  bell_plot_set_points (self->plot, points);
  refresh (self);
}
