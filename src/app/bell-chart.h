/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "bell-plot.h"

#include <adwaita.h>

/**
 * BellChartSeries:
 * @name: what it is, translated
 * @style: the style class that gives its color: "accent", "success", "warning", "error"
 */
typedef struct
{
  const char *name;
  const char *style;
} BellChartSeries;

/* A card with a plot, its legend, and the values of the point that is chosen. */
#define BELL_TYPE_CHART (bell_chart_get_type ())
G_DECLARE_FINAL_TYPE (BellChart, bell_chart, BELL, CHART, AdwBin)

GtkWidget *bell_chart_new (const char            *title,
                           BellPlotKind           kind,
                           const BellChartSeries *series,
                           guint                  n_series);
void       bell_chart_set_points (BellChart *self, GArray *points, const char *summary);
