/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-metrics.h"

/* Written as Prometheus reads it: its text format, version 0.0.4. Names and labels are our own
 * words, without anything to be escaped. */

/* Up to how many seconds each bucket of a histogram counts. */
static const double buckets[] = { 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.5, 1, 5, 10 };

/* The classes of a status, the first of which is for no answer at all. */
static const char *const classes[] = { "none", "1xx", "2xx", "3xx", "4xx", "5xx" };

typedef struct
{
  guint64 of_class[G_N_ELEMENTS (classes)];
  guint64 of_bucket[G_N_ELEMENTS (buckets)];
  guint64 n;
  double  seconds;
} Route;

struct _BellMetrics
{
  gint64      began;
  GHashTable *routes;   /* patterns to Route */
  GHashTable *sign_ins; /* results to guint64 */
};

/**
 * bell_metrics_new:
 *
 * Returns: (transfer full): numbers, all 0
 */
BellMetrics *
bell_metrics_new (void)
{
  BellMetrics *self = g_new0 (BellMetrics, 1);

  self->began = g_get_monotonic_time ();
  self->routes = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);
  self->sign_ins = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);

  return self;
}

/**
 * bell_metrics_free:
 * @self: (transfer full): numbers
 *
 * Forgets them.
 */
void
bell_metrics_free (BellMetrics *self)
{
  g_hash_table_unref (self->routes);
  g_hash_table_unref (self->sign_ins);
  g_free (self);
}

static gpointer
get_or_add (GHashTable *table, const char *key, gsize size)
{
  gpointer value = g_hash_table_lookup (table, key);

  if (value == NULL)
    {
      value = g_malloc0 (size);
      g_hash_table_insert (table, (gpointer) g_intern_string (key), value);
    }

  return value;
}

/**
 * bell_metrics_add_request:
 * @self: numbers
 * @route: the pattern that the path fits
 * @status: the HTTP status, or 0 if there was no answer
 * @seconds: how long it took
 *
 * Counts a request.
 */
void
bell_metrics_add_request (BellMetrics *self, const char *route, guint status, double seconds)
{
  Route *found = get_or_add (self->routes, route, sizeof (Route));

  found->of_class[MIN (status / 100, G_N_ELEMENTS (classes) - 1)]++;
  found->n++;
  found->seconds += seconds;
  for (guint i = 0; i < G_N_ELEMENTS (buckets); i++)
    if (seconds <= buckets[i])
      found->of_bucket[i]++;
}

/**
 * bell_metrics_add_sign_in:
 * @self: numbers
 * @result: "ok", "refused" or "limited"
 *
 * Counts somebody who wanted to sign in.
 */
void
bell_metrics_add_sign_in (BellMetrics *self, const char *result)
{
  guint64 *n = get_or_add (self->sign_ins, result, sizeof (guint64));

  (*n)++;
}

static void
write_head (GString *text, const char *name, const char *type, const char *help)
{
  g_string_append_printf (text, "# HELP %s %s\n# TYPE %s %s\n", name, help, name, type);
}

/**
 * bell_metrics_write_value:
 * @text: what it is appended to
 * @name: the name of a number
 * @type: "counter" or "gauge"
 * @help: what it counts
 * @value: how many
 *
 * Writes one number.
 */
void
bell_metrics_write_value (GString    *text,
                          const char *name,
                          const char *type,
                          const char *help,
                          guint64     value)
{
  write_head (text, name, type, help);
  g_string_append_printf (text, "%s %" G_GUINT64_FORMAT "\n", name, value);
}

static void
write_classes (const char *route, const Route *found, GString *text)
{
  for (guint i = 0; i < G_N_ELEMENTS (classes); i++)
    if (found->of_class[i] > 0)
      g_string_append_printf (
          text, "deskbell_requests_total{route=\"%s\",status=\"%s\"} %" G_GUINT64_FORMAT "\n",
          route, classes[i], found->of_class[i]);
}

static void
write_histogram (const char *route, const Route *found, GString *text)
{
  char number[G_ASCII_DTOSTR_BUF_SIZE];

  for (guint i = 0; i < G_N_ELEMENTS (buckets); i++)
    g_string_append_printf (text,
                            "deskbell_request_seconds_bucket{route=\"%s\",le=\"%s\"} "
                            "%" G_GUINT64_FORMAT "\n",
                            route, g_ascii_formatd (number, sizeof number, "%g", buckets[i]),
                            found->of_bucket[i]);
  g_string_append_printf (
      text, "deskbell_request_seconds_bucket{route=\"%s\",le=\"+Inf\"} %" G_GUINT64_FORMAT "\n",
      route, found->n);
  g_string_append_printf (text, "deskbell_request_seconds_sum{route=\"%s\"} %s\n", route,
                          g_ascii_formatd (number, sizeof number, "%.6f", found->seconds));
  g_string_append_printf (text,
                          "deskbell_request_seconds_count{route=\"%s\"} %" G_GUINT64_FORMAT "\n",
                          route, found->n);
}

static void
write_routes (BellMetrics *self,
              GString     *text,
              void (*write) (const char *route, const Route *found, GString *text))
{
  GHashTableIter iter;
  gpointer       route, found;

  g_hash_table_iter_init (&iter, self->routes);
  while (g_hash_table_iter_next (&iter, &route, &found))
    write (route, found, text);
}

/**
 * bell_metrics_write:
 * @self: numbers
 * @text: what they are appended to
 *
 * Writes all of them.
 */
void
bell_metrics_write (BellMetrics *self, GString *text)
{
  GHashTableIter iter;
  gpointer       result, n;

  bell_metrics_write_value (text, "deskbell_uptime_seconds", "gauge", "Since when the server runs.",
                            (guint64) ((g_get_monotonic_time () - self->began) / G_USEC_PER_SEC));
  write_head (text, "deskbell_requests_total", "counter", "Requests that were answered.");
  write_routes (self, text, write_classes);
  write_head (text, "deskbell_request_seconds", "histogram", "How long answers took.");
  write_routes (self, text, write_histogram);

  write_head (text, "deskbell_sign_ins_total", "counter", "Who wanted to sign in.");
  g_hash_table_iter_init (&iter, self->sign_ins);
  while (g_hash_table_iter_next (&iter, &result, &n))
    g_string_append_printf (text, "deskbell_sign_ins_total{result=\"%s\"} %" G_GUINT64_FORMAT "\n",
                            (const char *) result, *(const guint64 *) n);
}
