/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

double measure_seconds (void);
double measure_median (double *figures, guint n_figures);
