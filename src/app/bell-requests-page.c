/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-requests-page.h"

#include "bell-request-row.h"

struct _BellRequestsPage
{
  AdwBin           parent_instance;
  BellRequestList *model;

  GtkStack       *stack;
  GtkSearchEntry *search;
  GtkNoSelection *selection;
};

G_DEFINE_FINAL_TYPE (BellRequestsPage, bell_requests_page, ADW_TYPE_BIN)

static void
refresh (BellRequestsPage *self)
{
  gboolean empty = self->model != NULL && bell_request_list_is_loaded (self->model)
                   && g_list_model_get_n_items (G_LIST_MODEL (self->model)) == 0;

  gtk_stack_set_visible_child_name (self->stack, empty ? "empty" : "list");
}

static void
on_search_changed (BellRequestsPage *self)
{
  if (self->model != NULL)
    bell_request_list_set_search (self->model, gtk_editable_get_text (GTK_EDITABLE (self->search)));
}

static void
on_activate (BellRequestsPage *self, guint position)
{
  g_autoptr (BellRequestItem) item
      = g_list_model_get_item (G_LIST_MODEL (self->selection), position);

  if (item != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), "app.show-request", "s",
                                bell_request_item_get_request (item)->record.id);
}

static gboolean
bell_requests_page_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (BELL_REQUESTS_PAGE (widget)->search));
}

static void
bell_requests_page_dispose (GObject *object)
{
  BellRequestsPage *self = BELL_REQUESTS_PAGE (object);

  bell_requests_page_set_list (self, NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), BELL_TYPE_REQUESTS_PAGE);

  G_OBJECT_CLASS (bell_requests_page_parent_class)->dispose (object);
}

static void
bell_requests_page_class_init (BellRequestsPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = bell_requests_page_dispose;
  widget_class->grab_focus = bell_requests_page_grab_focus;

  g_type_ensure (BELL_TYPE_REQUEST_ROW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/deskbell/Deskbell/bell-requests-page.ui");
  gtk_widget_class_bind_template_child (widget_class, BellRequestsPage, stack);
  gtk_widget_class_bind_template_child (widget_class, BellRequestsPage, search);
  gtk_widget_class_bind_template_child (widget_class, BellRequestsPage, selection);
  gtk_widget_class_bind_template_callback (widget_class, on_activate);
  gtk_widget_class_bind_template_callback (widget_class, on_search_changed);
}

static void
bell_requests_page_init (BellRequestsPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * bell_requests_page_set_list:
 * @self: a page
 * @list: (nullable): the requests to show
 *
 * Sets what the page shows.
 */
void
bell_requests_page_set_list (BellRequestsPage *self, BellRequestList *list)
{
  g_return_if_fail (BELL_IS_REQUESTS_PAGE (self));

  if (self->model != NULL)
    g_signal_handlers_disconnect_by_func (self->model, refresh, self);
  g_set_object (&self->model, list);
  if (self->selection == NULL)
    return;

  gtk_no_selection_set_model (self->selection, G_LIST_MODEL (list));
  if (list != NULL)
    {
      g_signal_connect_object (list, "items-changed", G_CALLBACK (refresh), self,
                               G_CONNECT_SWAPPED);
      g_signal_connect_object (list, "notify::loaded", G_CALLBACK (refresh), self,
                               G_CONNECT_SWAPPED);
    }
  refresh (self);
}
