/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/**
 * BellMetrics:
 *
 * What has happened since the server was started, in numbers.
 */
typedef struct _BellMetrics BellMetrics;

BellMetrics *bell_metrics_new (void);
void         bell_metrics_free (BellMetrics *self);
void bell_metrics_add_request (BellMetrics *self, const char *route, guint status, double seconds);
void bell_metrics_add_sign_in (BellMetrics *self, const char *result);
void bell_metrics_write (BellMetrics *self, GString *text);
void bell_metrics_write_value (GString    *text,
                               const char *name,
                               const char *type,
                               const char *help,
                               guint64     value);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BellMetrics, bell_metrics_free)
