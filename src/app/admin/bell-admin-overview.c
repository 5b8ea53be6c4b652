/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-admin-overview.h"

#include "bell-admin-count-table.h"
#include "bell-admin-counts.h"
#include "bell-admin-findings.h"
#include "bell-admin-limit.h"
#include "bell-admin-time.h"
#include "bell-chart.h"
#include "bell-format.h"
#include "bell-save-file.h"
#include "bell-stack.h"

#include <glib/gi18n.h>
#include <math.h>
#include <stdlib.h>

typedef enum
{
  TILE_WAITING,
  TILE_ASKED,
  TILE_ANSWERED,
  TILE_MEDIAN,
  TILE_P95,
  TILE_MET,
  N_TILES,
} Tile;

#define TILE_WIDTH 130

struct _BellAdminOverview
{
  AdwBin           parent_instance;
  BellSession     *session;
  BellAdminCounts *counts;

  AdwToggleGroup *period;
  AdwToggleGroup *shown;
  AdwBin         *group_place;
  BellAdminLimit *group;
  GtkButton      *save;
  AdwBanner      *problem;
  GtkStack       *views;
  GtkFlowBox     *tiles;
  GtkBox         *findings;
  GtkBox         *charts;
  GtkLabel       *values[N_TILES];
  GtkLabel       *captions[N_TILES];
  BellChart      *chats;
  BellChart      *answers;
  BellChart      *targets;
  GtkWidget      *days;
  GtkWidget      *groups;
};

G_DEFINE_FINAL_TYPE (BellAdminOverview, bell_admin_overview, ADW_TYPE_BIN)

static void
set_tile (BellAdminOverview *self, Tile tile, const char *value, const char *caption)
{
  gtk_label_set_label (self->values[tile], value);
  gtk_label_set_label (self->captions[tile], caption);
}

static void
set_count (BellAdminOverview *self, Tile tile, gint64 count, const char *caption)
{
  g_autofree char *value = bell_plot_format (BELL_PLOT_COUNTS, (double) count);

  set_tile (self, tile, value, caption);
}

static void
set_time (BellAdminOverview *self, Tile tile, gint64 seconds, gboolean any, const char *caption)
{
  g_autofree char *value = bell_plot_format (BELL_PLOT_TIMES, any ? (double) seconds : NAN);

  set_tile (self, tile, value, caption);
}

/* All the days together. */
static BellOverviewRow *
sum_of (const BellOverview *overview)
{
  BellOverviewRow *sum = bell_record_new (&bell_overview_row_shape);

  for (guint i = 0; i < overview->days->len; i++)
    {
      const BellOverviewRow *row = overview->days->pdata[i];

      sum->asked += row->asked;
      sum->answered += row->answered;
      sum->left += row->left;
      sum->met += row->met;
      sum->missed += row->missed;
    }

  return sum;
}

static void
show_tiles (BellAdminOverview *self, const BellOverview *overview, const BellOverviewRow *sum)
{
  g_autofree char *oldest = overview->waiting > 0
                                ? bell_format_wait (overview->oldest_at, g_get_real_time ())
                                : g_strdup (_ ("Nobody is waiting"));
  g_autofree char *met = NULL;
  g_autofree char *left
      = sum->left > 0
            /* Translators: chats that were answered, and of how many the person went away */
            ? g_strdup_printf (
                  ngettext ("Answered, and %d left", "Answered, and %d left", (gulong) sum->left),
                  (int) sum->left)
            : g_strdup (_ ("Answered"));

  set_count (self, TILE_WAITING, overview->waiting, oldest);
  set_count (self, TILE_ASKED, sum->asked, _ ("Chats asked for"));
  set_count (self, TILE_ANSWERED, sum->answered, left);
  set_time (self, TILE_MEDIAN, overview->median_seconds, sum->answered > 0, _ ("Median answer"));
  set_time (self, TILE_P95, overview->p95_seconds, sum->answered > 0,
            _ ("95th percentile of answers"));
  /* Translators: targets that were met, of how many */
  met = g_strdup_printf (_ ("%d of %d"), (int) sum->met, (int) (sum->met + sum->missed));
  set_tile (self, TILE_MET, met, _ ("Targets met"));
}

static void
add_point (GArray *points, const BellOverviewRow *row, double first, double second, double third)
{
  BellPlotPoint point = { bell_admin_time_day (row->day), { first, second, third } };

  g_array_append_val (points, point);
}

static char *
chats_text (const BellOverviewRow *sum)
{
  g_autofree char *asked = g_strdup_printf (
      ngettext ("%d asked for", "%d asked for", (gulong) sum->asked), (int) sum->asked);
  g_autofree char *answered = g_strdup_printf (
      ngettext ("%d answered", "%d answered", (gulong) sum->answered), (int) sum->answered);
  g_autofree char *left
      = g_strdup_printf (ngettext ("%d left", "%d left", (gulong) sum->left), (int) sum->left);

  /* Translators: how many chats were asked for, how many were answered, and of how many the person
   * went away */
  return g_strdup_printf (C_ ("chats", "%s, %s, %s"), asked, answered, left);
}

static char *
targets_text (const BellOverviewRow *sum)
{
  g_autofree char *met
      = g_strdup_printf (ngettext ("%d met", "%d met", (gulong) sum->met), (int) sum->met);
  g_autofree char *missed = g_strdup_printf (
      ngettext ("%d missed", "%d missed", (gulong) sum->missed), (int) sum->missed);

  /* Translators: how many targets were met, and how many were missed */
  return g_strdup_printf (C_ ("targets", "%s, %s"), met, missed);
}

static void
show_charts (BellAdminOverview *self, const BellOverview *overview, const BellOverviewRow *sum)
{
  g_autoptr (GArray) chats = bell_plot_points_new ();
  g_autoptr (GArray) answers = bell_plot_points_new ();
  g_autoptr (GArray) targets = bell_plot_points_new ();
  g_autofree char *of_chats = chats_text (sum);
  g_autofree char *of_targets = targets_text (sum);
  g_autofree char *median = bell_plot_format (BELL_PLOT_TIMES, (double) overview->median_seconds);
  g_autofree char *p95 = bell_plot_format (BELL_PLOT_TIMES, (double) overview->p95_seconds);
  /* Translators: two times to an answer */
  g_autofree char *of_answers
      = sum->answered > 0 ? g_strdup_printf (_ ("Median %s, 95th percentile %s"), median, p95)
                          : g_strdup (_ ("Nobody was answered in these days"));

  for (guint i = 0; i < overview->days->len; i++)
    {
      const BellOverviewRow *row = overview->days->pdata[i];
      gboolean               any = row->answered > 0;

      add_point (chats, row, (double) row->answered, (double) row->left,
                 (double) (row->asked - row->answered - row->left));
      add_point (answers, row, any ? (double) row->median_seconds : NAN,
                 any ? (double) row->p95_seconds : NAN, NAN);
      add_point (targets, row, (double) row->met, (double) row->missed, NAN);
    }
  bell_chart_set_points (self->chats, chats, of_chats);
  bell_chart_set_points (self->answers, answers, of_answers);
  bell_chart_set_points (self->targets, targets, of_targets);
}

static void
show_problem (BellAdminOverview *self)
{
  const GError    *error = bell_admin_counts_get_error (self->counts);
  g_autofree char *reason = error != NULL ? bell_format_error (error) : NULL;
  g_autofree char *text = NULL;

  if (reason != NULL)
    {
      /* Translators: what follows is a reason */
      text = g_strdup_printf (_ ("The numbers could not be had: %s"), reason);
      adw_banner_set_title (self->problem, text);
    }
  adw_banner_set_revealed (self->problem, error != NULL);
}

static void
refresh (BellAdminOverview *self)
{
  const BellOverview *overview = bell_admin_counts_get_overview (self->counts);
  const BellPerson   *person = bell_session_get_person_record (self->session);
  g_autoptr (BellRecord) sum = NULL;

  show_problem (self);
  gtk_widget_set_visible (GTK_WIDGET (self->findings),
                          person != NULL && (person->roles & BELL_ROLE_ADMIN) != 0);
  gtk_widget_set_sensitive (GTK_WIDGET (self->save), overview != NULL);
  if (overview == NULL)
    {
      bell_stack_show (self->views, "waiting");
      return;
    }

  sum = BELL_RECORD (sum_of (overview));
  show_tiles (self, overview, (BellOverviewRow *) sum);
  show_charts (self, overview, (BellOverviewRow *) sum);
  bell_admin_count_table_set_rows (BELL_ADMIN_COUNT_TABLE (self->days), overview->days);
  bell_admin_count_table_set_rows (BELL_ADMIN_COUNT_TABLE (self->groups), overview->groups);
  bell_stack_show (self->views, adw_toggle_group_get_active_name (self->shown));
}

static void
on_period (BellAdminOverview *self)
{
  if (self->counts != NULL)
    bell_admin_counts_set_days (self->counts,
                                atoi (adw_toggle_group_get_active_name (self->period)));
}

static void
on_shown (BellAdminOverview *self)
{
  if (self->counts != NULL)
    refresh (self);
}

static void
on_group (BellAdminOverview *self)
{
  bell_admin_counts_set_group (self->counts, bell_admin_limit_get_id (self->group));
}

/* What is shown as a table, and the days where it is drawn. */
static void
on_save (BellAdminOverview *self)
{
  const BellOverview *overview = bell_admin_counts_get_overview (self->counts);
  gboolean by_group = g_str_equal (adw_toggle_group_get_active_name (self->shown), "groups");
  char    *csv = bell_admin_count_csv (by_group ? overview->groups : overview->days, !by_group);
  g_autoptr (GBytes) bytes = g_bytes_new_take (csv, strlen (csv));

  bell_save_file (GTK_WIDGET (self), _ ("Save as CSV"),
                  by_group ? "deskbell-groups.csv" : "deskbell-days.csv", bytes);
}

static void
on_map (BellAdminOverview *self)
{
  bell_admin_counts_set_active (self->counts, TRUE);
}

static void
on_unmap (BellAdminOverview *self)
{
  if (self->counts != NULL)
    bell_admin_counts_set_active (self->counts, FALSE);
}

static void
bell_admin_overview_dispose (GObject *object)
{
  BellAdminOverview *self = BELL_ADMIN_OVERVIEW (object);

  if (self->counts != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->counts, self);
      bell_admin_counts_set_active (self->counts, FALSE);
    }
  g_clear_object (&self->counts);
  g_clear_object (&self->session);
  gtk_widget_dispose_template (GTK_WIDGET (object), BELL_TYPE_ADMIN_OVERVIEW);

  G_OBJECT_CLASS (bell_admin_overview_parent_class)->dispose (object);
}

static void
bell_admin_overview_class_init (BellAdminOverviewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = bell_admin_overview_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/deskbell/Deskbell/bell-admin-overview.ui");
  gtk_widget_class_bind_template_child (widget_class, BellAdminOverview, period);
  gtk_widget_class_bind_template_child (widget_class, BellAdminOverview, shown);
  gtk_widget_class_bind_template_child (widget_class, BellAdminOverview, group_place);
  gtk_widget_class_bind_template_child (widget_class, BellAdminOverview, save);
  gtk_widget_class_bind_template_child (widget_class, BellAdminOverview, problem);
  gtk_widget_class_bind_template_child (widget_class, BellAdminOverview, views);
  gtk_widget_class_bind_template_child (widget_class, BellAdminOverview, tiles);
  gtk_widget_class_bind_template_child (widget_class, BellAdminOverview, findings);
  gtk_widget_class_bind_template_child (widget_class, BellAdminOverview, charts);
  gtk_widget_class_bind_template_callback (widget_class, on_period);
  gtk_widget_class_bind_template_callback (widget_class, on_shown);
  gtk_widget_class_bind_template_callback (widget_class, on_save);
}

static GtkLabel *
add_label (GtkWidget *box, const char *style)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_justify (GTK_LABEL (label), GTK_JUSTIFY_CENTER);
  gtk_widget_add_css_class (label, style);
  gtk_box_append (GTK_BOX (box), label);

  return GTK_LABEL (label);
}

static void
add_tiles (BellAdminOverview *self)
{
  gtk_widget_add_css_class (GTK_WIDGET (self->tiles), "tiles");
  for (guint i = 0; i < N_TILES; i++)
    {
      GtkWidget *tile = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);

      gtk_widget_add_css_class (tile, "card");
      gtk_widget_add_css_class (tile, "tile");
      gtk_widget_set_size_request (tile, TILE_WIDTH, -1);
      self->values[i] = add_label (tile, "title-2");
      self->captions[i] = add_label (tile, "caption");
      gtk_accessible_update_relation (GTK_ACCESSIBLE (tile), GTK_ACCESSIBLE_RELATION_LABELLED_BY,
                                      self->captions[i], self->values[i], NULL, -1);
      gtk_flow_box_append (self->tiles, tile);
    }
}

/* What is hardly meant in the configuration, for those who may mend it. */
static void
add_findings (BellAdminOverview *self)
{
  GtkWidget *heading = gtk_label_new (_ ("Findings"));
  GtkWidget *list = bell_admin_findings_new (self->session);

  gtk_label_set_xalign (GTK_LABEL (heading), 0);
  gtk_widget_add_css_class (heading, "heading");
  gtk_box_append (self->findings, heading);
  gtk_widget_add_css_class (list, "card");
  gtk_box_append (self->findings, list);
}

static BellChart *
add_chart (BellAdminOverview     *self,
           const char            *title,
           BellPlotKind           kind,
           const BellChartSeries *series,
           guint                  n_series)
{
  GtkWidget *chart = bell_chart_new (title, kind, series, n_series);

  gtk_box_append (self->charts, chart);

  return BELL_CHART (chart);
}

static void
add_charts (BellAdminOverview *self)
{
  const BellChartSeries chats[] = { { _ ("Answered"), "success" },
                                    { _ ("Left without an answer"), "error" },
                                    { _ ("Waiting"), "warning" } };
  const BellChartSeries answers[]
      = { { _ ("Median"), "accent" }, { _ ("95th percentile"), "warning" } };
  const BellChartSeries targets[] = { { _ ("Met"), "success" }, { _ ("Missed"), "error" } };

  self->chats = add_chart (self, _ ("Chats by Day"), BELL_PLOT_COUNTS, chats, 3);
  self->answers = add_chart (self, _ ("Time to the Answer"), BELL_PLOT_TIMES, answers, 2);
  self->targets = add_chart (self, _ ("Service Level Targets"), BELL_PLOT_COUNTS, targets, 2);
}

static void
bell_admin_overview_init (BellAdminOverview *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  add_tiles (self);
  add_charts (self);
}

/**
 * bell_admin_overview_new:
 * @session: the desk, perhaps not open yet
 *
 * Returns: (transfer none): a page with its numbers, which are asked for while it is shown
 */
GtkWidget *
bell_admin_overview_new (BellSession *session)
{
  BellAdminOverview *self = g_object_new (BELL_TYPE_ADMIN_OVERVIEW, NULL);

  self->session = g_object_ref (session);
  self->counts = bell_admin_counts_new (session);
  self->group
      = BELL_ADMIN_LIMIT (bell_admin_limit_new (session, C_ ("field", "Group"), _ ("All Groups")));
  bell_admin_limit_set_shape (self->group, &bell_group_shape);
  adw_bin_set_child (self->group_place, GTK_WIDGET (self->group));
  self->days = bell_admin_count_table_new (session, _ ("By Day"), _ ("Day"));
  self->groups = bell_admin_count_table_new (session, _ ("By Group"), C_ ("field", "Group"));
  gtk_stack_add_named (self->views, self->days, "days");
  gtk_stack_add_named (self->views, self->groups, "groups");
  add_findings (self);
  g_signal_connect_object (self->group, "picked", G_CALLBACK (on_group), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->counts, "changed", G_CALLBACK (refresh), self, G_CONNECT_SWAPPED);
  g_signal_connect (self, "map", G_CALLBACK (on_map), NULL);
  g_signal_connect (self, "unmap", G_CALLBACK (on_unmap), NULL);

  return GTK_WIDGET (self);
}
