/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-requests-page.h"

#include "bell-admin-text.h"
#include "bell-list-options.h"
#include "bell-request-row.h"
#include "bell-search-field.h"
#include "bell-stack.h"

#include <glib/gi18n.h>

struct _BellRequestsPage
{
  AdwBin           parent_instance;
  BellRequestList *model;
  const char      *action; /* for the one that is activated */

  GtkStack        *stack;
  GtkSearchEntry  *search;
  BellListOptions *options;
  GtkNoSelection  *selection;
};

G_DEFINE_FINAL_TYPE (BellRequestsPage, bell_requests_page, ADW_TYPE_BIN)

static void
refresh (BellRequestsPage *self)
{
  gboolean empty = self->model != NULL && bell_request_list_is_loaded (self->model)
                   && g_list_model_get_n_items (G_LIST_MODEL (self->model)) == 0;

  bell_stack_show (self->stack, empty ? "empty" : "list");
}

/* What people limit the list by: fields of the call. */
static const char *const filters[]
    = { "phase", "priority", "kind", "offering", "actual_service", "owner", "assigned_group" };

static const BellField *
find_filter (guint index)
{
  return bell_shape_find_field (&bell_call_request_list.shape, filters[index]);
}

static void
set_text (gpointer call, const char *name, const char *text)
{
  const BellField *field = bell_shape_find_field (BELL_RECORD (call)->shape, name);
  g_autoptr (JsonNode) value = json_node_new (text != NULL ? JSON_NODE_VALUE : JSON_NODE_NULL);
  g_autoptr (GString) path = g_string_new (NULL);

  if (text != NULL)
    json_node_set_string (value, text);
  bell_field_from_json (field, call, value, path, NULL);
}

static void
on_sought (BellRequestsPage *self)
{
  g_autoptr (BellRecord) wanted = bell_call_new (&bell_call_request_list);
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->search));

  if (self->model == NULL)
    return;

  ((BellRequestPage *) wanted)->search = text[0] != '\0' ? g_strdup (text) : NULL;
  set_text (wanted, "sort", bell_list_options_get_order (self->options));
  ((BellRequestPage *) wanted)->reversed = bell_list_options_get_reversed (self->options);
  for (guint i = 0; i < G_N_ELEMENTS (filters); i++)
    set_text (wanted, filters[i], bell_list_options_get_filter (self->options, filters[i]));
  bell_request_list_look_for (self->model, (BellRequestPage *) wanted);
}

static void
on_activate (BellRequestsPage *self, guint position)
{
  g_autoptr (BellRequestItem) item
      = g_list_model_get_item (G_LIST_MODEL (self->selection), position);

  if (item != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), self->action, "s",
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

  g_type_ensure (BELL_TYPE_LIST_OPTIONS);
  g_type_ensure (BELL_TYPE_REQUEST_ROW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/deskbell/Deskbell/bell-requests-page.ui");
  gtk_widget_class_bind_template_child (widget_class, BellRequestsPage, stack);
  gtk_widget_class_bind_template_child (widget_class, BellRequestsPage, search);
  gtk_widget_class_bind_template_child (widget_class, BellRequestsPage, options);
  gtk_widget_class_bind_template_child (widget_class, BellRequestsPage, selection);
  gtk_widget_class_bind_template_callback (widget_class, bell_search_field_stop);
  gtk_widget_class_bind_template_callback (widget_class, on_activate);
  gtk_widget_class_bind_template_callback (widget_class, on_sought);
}

static void
bell_requests_page_init (BellRequestsPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->action = "app.show-request";
}

/**
 * bell_requests_page_set_action:
 * @self: a page
 * @action: the name of an action, a literal; its parameter is the id of a request
 *
 * Sets what happens to a request that is activated, in the place of its being shown.
 */
void
bell_requests_page_set_action (BellRequestsPage *self, const char *action)
{
  g_return_if_fail (BELL_IS_REQUESTS_PAGE (self));

  self->action = action;
}

static void
add_orders (BellRequestsPage *self)
{
  static const char *const labels[] = {
    NC_ ("field", "Creation"), NC_ ("field", "Number"),   NC_ ("field", "Title"),
    NC_ ("field", "Person"),   NC_ ("field", "Priority"), NC_ ("field", "Phase"),
    NC_ ("field", "Service"),  NC_ ("field", "Owner"),    NC_ ("field", "Group"),
  };

  for (guint i = 0; i < bell_request_order_type.n_nicks; i++)
    bell_list_options_add_order (self->options, bell_request_order_type.nicks[i],
                                 g_dpgettext2 (NULL, "field", labels[i]));
}

/**
 * bell_requests_page_set_session:
 * @self: a page
 * @session: the desk, perhaps not open yet
 *
 * Lets the requests be put in order, and be limited to what there is on the desk. To be called
 * once.
 */
void
bell_requests_page_set_session (BellRequestsPage *self, BellSession *session)
{
  g_return_if_fail (BELL_IS_REQUESTS_PAGE (self));

  add_orders (self);
  for (guint i = 0; i < G_N_ELEMENTS (filters); i++)
    {
      const BellField *field = find_filter (i);
      const char      *label = bell_admin_text_field (&bell_request_shape, field);

      if (field->kind == BELL_FIELD_ENUM)
        bell_list_options_add_words (self->options, field->name, label, field->values);
      else
        bell_list_options_add_records (self->options, session, field->name, label, field->shape);
    }
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
      /* What is looked for was perhaps there before the list. */
      if (gtk_editable_get_text (GTK_EDITABLE (self->search))[0] != '\0')
        on_sought (self);
    }
  refresh (self);
}

/**
 * bell_requests_page_look_for:
 * @self: the page
 * @text: a part of an id, a title or a person's name
 *
 * Looks for a text as if it had been typed.
 */
void
bell_requests_page_look_for (BellRequestsPage *self, const char *text)
{
  g_return_if_fail (BELL_IS_REQUESTS_PAGE (self));

  gtk_editable_set_text (GTK_EDITABLE (self->search), text);
  gtk_editable_set_position (GTK_EDITABLE (self->search), -1);
}
