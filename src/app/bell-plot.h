/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

/* How many values a point has at most. */
#define BELL_PLOT_SERIES_MAX 3

/**
 * BellPlotKind:
 * @BELL_PLOT_COUNTS: bars of counts, of one point upon each other
 * @BELL_PLOT_TIMES: lines of seconds
 */
typedef enum
{
  BELL_PLOT_COUNTS,
  BELL_PLOT_TIMES,
} BellPlotKind;

/**
 * BellPlotPoint:
 * @label: what stands under it
 * @values: of each series; not a number where there is none
 *
 * What is drawn above one another.
 */
typedef struct
{
  char  *label;
  double values[BELL_PLOT_SERIES_MAX];
} BellPlotPoint;

/* The drawn part of a chart. A point is chosen with the pointer or the arrow keys. */
#define BELL_TYPE_PLOT (bell_plot_get_type ())
G_DECLARE_FINAL_TYPE (BellPlot, bell_plot, BELL, PLOT, GtkWidget)

GtkWidget *bell_plot_new (BellPlotKind kind, GtkWidget *const *swatches, guint n_series);
void       bell_plot_set_points (BellPlot *self, GArray *points);
int        bell_plot_get_chosen (BellPlot *self);
GArray    *bell_plot_points_new (void);
char      *bell_plot_format (BellPlotKind kind, double value);
