/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-admin-coverage.h"

#include "bell-admin-coverage-item.h"
#include "bell-admin-question.h"
#include "bell-admin-when.h"
#include "bell-format.h"
#include "bell-search-field.h"
#include "bell-stack.h"

#include <glib/gi18n.h>

struct _BellAdminCoverage
{
  AdwBin             parent_instance;
  BellSession       *session;
  BellAdminQuestion *question;
  GPtrArray         *rows;   /* BellCoverageRow, as the desk gave them */
  GListStore        *items;  /* sorted */
  GtkFilter         *filter; /* owned by the list that is shown */
  char              *search; /* folded */
  BellAdminWhen     *when;

  GtkSearchEntry *entry;
  AdwToggleGroup *which;
  GtkDropDown    *order;
  GtkMenuButton  *moment;
  GtkLabel       *summary;
  GtkStack       *stack;
  AdwStatusPage  *failure;
  GtkListView    *view;
  GtkNoSelection *selection;
};

G_DEFINE_FINAL_TYPE (BellAdminCoverage, bell_admin_coverage, ADW_TYPE_BIN)

static void
show_summary (BellAdminCoverage *self)
{
  guint            n_available = 0;
  g_autofree char *text = NULL;

  for (guint i = 0; i < self->rows->len; i++)
    n_available += ((BellCoverageRow *) self->rows->pdata[i])->available ? 1 : 0;
  text = g_strdup_printf (
      /* Translators: the second number, of all active offerings, decides on the plural */
      ngettext ("%u of %u active offering has chat", "%u of %u active offerings have chat",
                self->rows->len),
      n_available, self->rows->len);
  gtk_label_set_label (self->summary, text);
}

static void
show_state (BellAdminCoverage *self)
{
  const char *name = "list";

  if (self->rows == NULL)
    return;

  if (self->rows->len == 0)
    name = "empty";
  else if (g_list_model_get_n_items (G_LIST_MODEL (self->selection)) == 0)
    name = "nothing";
  bell_stack_show (self->stack, name);
}

static gboolean
is_same_at (GListStore *store, guint position, BellAdminCoverageItem *item)
{
  g_autoptr (BellAdminCoverageItem) old = g_list_model_get_item (G_LIST_MODEL (store), position);

  return bell_admin_coverage_item_same (old, item);
}

/* What is the same stays, and what is looked at stays where it is. */
static void
update (GListStore *store, GPtrArray *items)
{
  guint n_old = g_list_model_get_n_items (G_LIST_MODEL (store));
  guint before = 0, after = 0;

  while (before < n_old && before < items->len && is_same_at (store, before, items->pdata[before]))
    before++;
  while (after < n_old - before && after < items->len - before
         && is_same_at (store, n_old - 1 - after, items->pdata[items->len - 1 - after]))
    after++;
  if (before + after < n_old || n_old < items->len)
    g_list_store_splice (store, before, n_old - before - after, items->pdata + before,
                         items->len - before - after);
}

static void
refresh (BellAdminCoverage *self)
{
  g_autoptr (GPtrArray) items = NULL;

  if (self->rows == NULL)
    return;

  items = g_ptr_array_new_full (self->rows->len, g_object_unref);
  for (guint i = 0; i < self->rows->len; i++)
    g_ptr_array_add (items, bell_admin_coverage_item_new (self->session, self->rows->pdata[i]));
  g_ptr_array_sort (items, gtk_drop_down_get_selected (self->order) == 0
                               ? bell_admin_coverage_item_compare
                               : bell_admin_coverage_item_compare_answers);
  update (self->items, items);
  show_summary (self);
  show_state (self);
}

static void
on_answered (BellAdminCoverage *self, GPtrArray *records, const GError *error)
{
  g_autofree char *markup = NULL;

  if (records != NULL)
    {
      g_clear_pointer (&self->rows, g_ptr_array_unref);
      self->rows = g_ptr_array_ref (records);
      refresh (self);
      return;
    }

  markup = bell_format_error_markup (error);
  adw_status_page_set_description (self->failure, markup);
  bell_stack_show (self->stack, "failure");
}

static void
on_slow_changed (BellAdminCoverage *self)
{
  if (bell_admin_question_is_slow (self->question))
    gtk_label_set_label (self->summary, _ ("Asking the desk…"));
  else if (self->rows != NULL)
    show_summary (self);
}

static void
on_when (BellAdminCoverage *self)
{
  BellDeskCoverage *call;
  BellInstant       at;
  g_autofree char  *text = NULL;

  if (!bell_admin_when_get (self->when, &at))
    return;

  call = bell_call_new (&bell_call_desk_coverage);
  call->at = at;
  bell_admin_question_ask (self->question, call);
  text = at != BELL_INSTANT_NONE ? bell_format_moment (at, g_get_real_time ())
                                 : g_strdup (_ ("Now"));
  gtk_menu_button_set_label (self->moment, text);
}

static gboolean
fits (gpointer item, gpointer user_data)
{
  BellAdminCoverage *self = user_data;
  const char        *which = adw_toggle_group_get_active_name (self->which);
  gboolean           available = bell_admin_coverage_item_is_available (item);

  if ((g_strcmp0 (which, "with") == 0 && !available)
      || (g_strcmp0 (which, "without") == 0 && available))
    return FALSE;

  return self->search[0] == '\0' || bell_admin_coverage_item_fits (item, self->search);
}

static void
on_filter (BellAdminCoverage *self)
{
  if (self->filter == NULL)
    return;

  g_free (self->search);
  self->search = g_utf8_casefold (gtk_editable_get_text (GTK_EDITABLE (self->entry)), -1);
  gtk_filter_changed (self->filter, GTK_FILTER_CHANGE_DIFFERENT);
  show_state (self);
}

static void
on_activate (BellAdminCoverage *self, guint position)
{
  g_autoptr (BellAdminCoverageItem) item
      = g_list_model_get_item (G_LIST_MODEL (self->selection), position);
  BellInstant at = BELL_INSTANT_NONE;

  if (item == NULL)
    return;

  bell_admin_when_get (self->when, &at);
  gtk_widget_activate_action (GTK_WIDGET (self), "desk.check", "(sx)",
                              bell_admin_coverage_item_get_id (item), at);
}

static gboolean
bell_admin_coverage_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (BELL_ADMIN_COVERAGE (widget)->entry));
}

static void
bell_admin_coverage_dispose (GObject *object)
{
  BellAdminCoverage *self = BELL_ADMIN_COVERAGE (object);

  if (self->session != NULL)
    g_signal_handlers_disconnect_by_data (self->session, self);
  bell_admin_question_clear (&self->question);
  if (self->selection != NULL)
    gtk_no_selection_set_model (self->selection, NULL);
  self->filter = NULL;
  g_clear_object (&self->items);
  g_clear_object (&self->session);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_clear_pointer (&self->search, g_free);
  gtk_widget_dispose_template (GTK_WIDGET (object), BELL_TYPE_ADMIN_COVERAGE);

  G_OBJECT_CLASS (bell_admin_coverage_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, BellAdminCoverage, entry);
  gtk_widget_class_bind_template_child (widget_class, BellAdminCoverage, which);
  gtk_widget_class_bind_template_child (widget_class, BellAdminCoverage, order);
  gtk_widget_class_bind_template_child (widget_class, BellAdminCoverage, moment);
  gtk_widget_class_bind_template_child (widget_class, BellAdminCoverage, summary);
  gtk_widget_class_bind_template_child (widget_class, BellAdminCoverage, stack);
  gtk_widget_class_bind_template_child (widget_class, BellAdminCoverage, failure);
  gtk_widget_class_bind_template_child (widget_class, BellAdminCoverage, view);
  gtk_widget_class_bind_template_child (widget_class, BellAdminCoverage, selection);
  gtk_widget_class_bind_template_callback (widget_class, bell_search_field_stop);
  gtk_widget_class_bind_template_callback (widget_class, on_activate);
  gtk_widget_class_bind_template_callback (widget_class, on_filter);
  gtk_widget_class_bind_template_callback (widget_class, refresh);
}

static void
bell_admin_coverage_class_init (BellAdminCoverageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = bell_admin_coverage_dispose;
  widget_class->grab_focus = bell_admin_coverage_grab_focus;

  g_type_ensure (BELL_TYPE_ADMIN_COVERAGE_ITEM);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/deskbell/Deskbell/bell-admin-coverage.ui");
  bind_children (widget_class);
}

static void
bell_admin_coverage_init (BellAdminCoverage *self)
{
  GtkFilterListModel *filtered;

  gtk_widget_init_template (GTK_WIDGET (self));
  self->search = g_strdup ("");
  self->items = g_list_store_new (BELL_TYPE_ADMIN_COVERAGE_ITEM);
  self->filter = GTK_FILTER (gtk_custom_filter_new (fits, self, NULL));
  filtered = gtk_filter_list_model_new (g_object_ref (G_LIST_MODEL (self->items)), self->filter);
  gtk_no_selection_set_model (self->selection, G_LIST_MODEL (filtered));
  g_object_unref (filtered);
}

static void
add_when (BellAdminCoverage *self)
{
  GtkWidget *popover = gtk_popover_new ();

  self->when = BELL_ADMIN_WHEN (bell_admin_when_new (self->session));
  gtk_widget_set_size_request (GTK_WIDGET (self->when), 300, -1);
  gtk_popover_set_child (GTK_POPOVER (popover), GTK_WIDGET (self->when));
  gtk_menu_button_set_popover (self->moment, popover);
  g_signal_connect_object (self->when, "changed", G_CALLBACK (on_when), self, G_CONNECT_SWAPPED);
}

/**
 * bell_admin_coverage_new:
 * @session: the desk, perhaps not open yet
 *
 * Returns: (transfer none): a page with all active offerings and the answers for them, which
 * follows the desk
 */
GtkWidget *
bell_admin_coverage_new (BellSession *session)
{
  BellAdminCoverage *self = g_object_new (BELL_TYPE_ADMIN_COVERAGE, NULL);

  self->session = g_object_ref (session);
  self->question = bell_admin_question_new (session, GTK_WIDGET (self));
  g_signal_connect_object (self->question, "answered", G_CALLBACK (on_answered), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->question, "slow-changed", G_CALLBACK (on_slow_changed), self,
                           G_CONNECT_SWAPPED);
  add_when (self);
  on_when (self);

  return GTK_WIDGET (self);
}
