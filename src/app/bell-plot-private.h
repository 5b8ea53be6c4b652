/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "bell-plot.h"

struct _BellPlot
{
  GtkWidget    parent_instance;
  BellPlotKind kind;
  guint        n_series;
  GtkWidget   *swatches[BELL_PLOT_SERIES_MAX]; /* whose colors are drawn with */
  GArray      *points;                         /* BellPlotPoint, the first day first */
  int          chosen;                         /* -1: none */
};

void  bell_plot_draw (BellPlot *self, GtkSnapshot *snapshot);
guint bell_plot_find (BellPlot *self, double x);
