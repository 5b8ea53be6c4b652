/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-admin-count-table.h"

#include "bell-admin-time.h"
#include "bell-csv.h"
#include "bell-plot.h"

#include <glib/gi18n.h>
#include <math.h>

#define COLUMN(member) G_STRUCT_OFFSET (BellOverviewRow, member)

/* The columns of a table, and of a file: there they are called as the members of the record. */
static const struct
{
  const char  *title;
  const char  *name;
  gsize        offset;
  BellPlotKind kind;
} columns[] = {
  { NC_ ("column", "Asked"), "asked", COLUMN (asked), BELL_PLOT_COUNTS },
  { NC_ ("column", "Answered"), "answered", COLUMN (answered), BELL_PLOT_COUNTS },
  { NC_ ("column", "Left"), "left", COLUMN (left), BELL_PLOT_COUNTS },
  { NC_ ("column", "Median Answer"), "median_seconds", COLUMN (median_seconds), BELL_PLOT_TIMES },
  { NC_ ("column", "95th Percentile"), "p95_seconds", COLUMN (p95_seconds), BELL_PLOT_TIMES },
  { NC_ ("column", "Targets Met"), "met", COLUMN (met), BELL_PLOT_COUNTS },
  { NC_ ("column", "Targets Missed"), "missed", COLUMN (missed), BELL_PLOT_COUNTS },
};

/* A row, as a view of a list wants it. */
#define BELL_TYPE_COUNT_ITEM (bell_count_item_get_type ())
G_DECLARE_FINAL_TYPE (BellCountItem, bell_count_item, BELL, COUNT_ITEM, GObject)

struct _BellCountItem
{
  GObject          parent_instance;
  BellOverviewRow *row;
  char            *name;
};

G_DEFINE_FINAL_TYPE (BellCountItem, bell_count_item, G_TYPE_OBJECT)

static void
bell_count_item_finalize (GObject *object)
{
  BellCountItem *self = BELL_COUNT_ITEM (object);

  bell_record_unref (self->row);
  g_free (self->name);

  G_OBJECT_CLASS (bell_count_item_parent_class)->finalize (object);
}

static void
bell_count_item_class_init (BellCountItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = bell_count_item_finalize;
}

static void
bell_count_item_init (BellCountItem *self)
{
}

struct _BellAdminCountTable
{
  AdwBin         parent_instance;
  BellSession   *session;
  GListStore    *items; /* BellCountItem */
  GtkColumnView *view;
};

G_DEFINE_FINAL_TYPE (BellAdminCountTable, bell_admin_count_table, ADW_TYPE_BIN)

/* Where nobody was answered there is no time to it. */
static char *
cell_text (const BellOverviewRow *row, guint column)
{
  gint64 value = G_STRUCT_MEMBER (gint64, row, columns[column].offset);

  if (columns[column].kind == BELL_PLOT_TIMES && row->answered == 0)
    return bell_plot_format (BELL_PLOT_TIMES, NAN);

  return bell_plot_format (columns[column].kind, (double) value);
}

static void
on_setup (GtkSignalListItemFactory *factory, GtkColumnViewCell *cell, gpointer column)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), column != NULL ? 1 : 0);
  if (column != NULL)
    gtk_widget_add_css_class (label, "numeric");
  gtk_column_view_cell_set_child (cell, label);
  gtk_column_view_cell_set_focusable (cell, FALSE);
}

static void
on_bind (GtkSignalListItemFactory *factory, GtkColumnViewCell *cell, gpointer column)
{
  BellCountItem   *item = gtk_column_view_cell_get_item (cell);
  guint            number = GPOINTER_TO_UINT (column);
  g_autofree char *text = number > 0 ? cell_text (item->row, number - 1) : g_strdup (item->name);

  gtk_label_set_label (GTK_LABEL (gtk_column_view_cell_get_child (cell)), text);
}

/* Whoever does not see the columns is told what each number is. */
static void
on_bind_row (GtkSignalListItemFactory *factory, GtkColumnViewRow *row, gpointer user_data)
{
  BellCountItem *item = gtk_column_view_row_get_item (row);
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *label = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    {
      g_autofree char *value = cell_text (item->row, i);

      g_string_append (text, i == 0 ? "" : _ (", "));
      /* Translators: what a value is, and the value: "Answered: 12" */
      g_string_append_printf (text, C_ ("column", "%s: %s"),
                              g_dpgettext2 (NULL, "column", columns[i].title), value);
    }
  /* Translators: a day or a group, and its values */
  label = g_strdup_printf (C_ ("value", "%s – %s"), item->name, text->str);
  gtk_column_view_row_set_accessible_label (row, label);
}

/* @number: 0 for the name of the row, else the number of the column. */
static void
add_column (BellAdminCountTable *self, const char *title, guint number)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  g_autoptr (GtkColumnViewColumn) column = NULL;

  g_signal_connect (factory, "setup", G_CALLBACK (on_setup), GUINT_TO_POINTER (number));
  g_signal_connect (factory, "bind", G_CALLBACK (on_bind), GUINT_TO_POINTER (number));
  column = gtk_column_view_column_new (title, factory);
  gtk_column_view_column_set_expand (column, number == 0);
  gtk_column_view_append_column (self->view, column);
}

static void
bell_admin_count_table_dispose (GObject *object)
{
  BellAdminCountTable *self = BELL_ADMIN_COUNT_TABLE (object);

  g_clear_object (&self->items);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (bell_admin_count_table_parent_class)->dispose (object);
}

static void
bell_admin_count_table_class_init (BellAdminCountTableClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = bell_admin_count_table_dispose;
}

static void
bell_admin_count_table_init (BellAdminCountTable *self)
{
  GtkWidget          *scrolled = gtk_scrolled_window_new ();
  GtkListItemFactory *rows = gtk_signal_list_item_factory_new ();

  self->items = g_list_store_new (BELL_TYPE_COUNT_ITEM);
  self->view = GTK_COLUMN_VIEW (gtk_column_view_new (
      GTK_SELECTION_MODEL (gtk_no_selection_new (g_object_ref (G_LIST_MODEL (self->items))))));
  g_signal_connect (rows, "bind", G_CALLBACK (on_bind_row), NULL);
  gtk_column_view_set_row_factory (self->view, rows);
  g_object_unref (rows);
  gtk_column_view_set_tab_behavior (self->view, GTK_LIST_TAB_ITEM);
  gtk_column_view_set_show_row_separators (self->view, TRUE);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), GTK_WIDGET (self->view));
  gtk_widget_set_vexpand (scrolled, TRUE);
  adw_bin_set_child (ADW_BIN (self), scrolled);
}

/**
 * bell_admin_count_table_new:
 * @session: the desk, for names
 * @title: what it is, to a screen reader
 * @first: what the first column is called
 *
 * Returns: (transfer none): a table without rows
 */
GtkWidget *
bell_admin_count_table_new (BellSession *session, const char *title, const char *first)
{
  BellAdminCountTable *self = g_object_new (BELL_TYPE_ADMIN_COUNT_TABLE, NULL);

  self->session = g_object_ref (session);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_LABEL, title,
                                  -1);
  add_column (self, first, 0);
  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    add_column (self, g_dpgettext2 (NULL, "column", columns[i].title), i + 1);

  return GTK_WIDGET (self);
}

static char *
name_of (BellAdminCountTable *self, const BellOverviewRow *row)
{
  if (row->day != BELL_DATE_NONE)
    return bell_admin_time_day (row->day);
  if (row->group == NULL)
    return g_strdup (_ ("No group"));

  return g_strdup (bell_session_get_label (self->session, &bell_group_shape, row->group));
}

static gboolean
is_same_at (BellAdminCountTable *self, guint position, const BellOverviewRow *row)
{
  g_autoptr (BellCountItem) old = g_list_model_get_item (G_LIST_MODEL (self->items), position);

  return old != NULL && bell_record_equal (old->row, row);
}

/**
 * bell_admin_count_table_set_rows:
 * @self: a table
 * @rows: (element-type BellOverviewRow): what shall be in it
 *
 * Shows other rows, and leaves alone those that are as they were.
 */
void
bell_admin_count_table_set_rows (BellAdminCountTable *self, GPtrArray *rows)
{
  guint n_old = g_list_model_get_n_items (G_LIST_MODEL (self->items));

  g_return_if_fail (BELL_IS_ADMIN_COUNT_TABLE (self));

  for (guint i = 0; i < rows->len; i++)
    {
      g_autoptr (BellCountItem) item = NULL;

      if (is_same_at (self, i, rows->pdata[i]))
        continue;
      item = g_object_new (BELL_TYPE_COUNT_ITEM, NULL);
      item->row = bell_record_ref (rows->pdata[i]);
      item->name = name_of (self, item->row);
      g_list_store_splice (self->items, i, i < n_old ? 1 : 0, (gpointer *) &item, 1);
    }
  if (n_old > rows->len)
    g_list_store_splice (self->items, rows->len, n_old - rows->len, NULL, 0);
}

/**
 * bell_admin_count_csv:
 * @rows: (element-type BellOverviewRow): what is counted
 * @by_day: whether these are days, and not groups
 *
 * Makes a table of them for a spreadsheet. Its columns are "day" (YYYY-MM-DD), or "group" (its id,
 * empty for the requests without one), "asked", "answered", "left" (chats), "median_seconds",
 * "p95_seconds" (whole seconds to the answer; empty if none was answered), "met" and "missed"
 * (service level targets): see #BellOverviewRow.
 *
 * Returns: (transfer full): the table
 */
char *
bell_admin_count_csv (GPtrArray *rows, gboolean by_day)
{
  GString *csv = g_string_new (NULL);

  bell_csv_append (csv, by_day ? "day" : "group");
  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    bell_csv_append (csv, columns[i].name);
  bell_csv_end (csv);
  for (guint r = 0; r < rows->len; r++)
    {
      const BellOverviewRow *row = rows->pdata[r];
      g_autofree char       *day = by_day ? bell_date_format (row->day) : NULL;

      bell_csv_append (csv, by_day ? day : row->group);
      for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
        if (columns[i].kind == BELL_PLOT_TIMES && row->answered == 0)
          bell_csv_append (csv, NULL);
        else
          bell_csv_append_count (csv, G_STRUCT_MEMBER (gint64, row, columns[i].offset));
      bell_csv_end (csv);
    }

  return g_string_free (csv, FALSE);
}
