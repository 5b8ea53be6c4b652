/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-admin-item.h"
#include "bell-admin-list-private.h"
#include "bell-admin-order.h"
#include "bell-admin-row.h"
#include "bell-admin-sentence.h"
#include "bell-search-field.h"
#include "bell-stack.h"

G_DEFINE_FINAL_TYPE (BellAdminList, bell_admin_list, ADW_TYPE_BIN)

enum
{
  SIGNAL_OPEN,
  N_SIGNALS,
};
static guint signals[N_SIGNALS];

typedef enum
{
  PROP_MAY_EDIT = 1,
} BellAdminListProperty;
static GParamSpec *props[PROP_MAY_EDIT + 1];

static void
refresh (BellAdminList *self)
{
  const BellPerson *person = bell_session_get_person_record (self->session);
  gboolean          may = person != NULL && (person->roles & BELL_ROLE_ADMIN) != 0;
  const char       *name = "list";

  if (self->may_edit != may)
    {
      self->may_edit = may;
      g_object_notify_by_pspec (G_OBJECT (self), props[PROP_MAY_EDIT]);
    }
  if (g_list_model_get_n_items (G_LIST_MODEL (self->items)) == 0)
    name = "empty";
  else if (g_list_model_get_n_items (G_LIST_MODEL (self->selection)) == 0)
    name = "nothing";
  bell_stack_show (self->stack, name);
  gtk_widget_set_visible (GTK_WIDGET (self->add), may);
  gtk_widget_set_visible (GTK_WIDGET (self->add_first), may);
}

static void
on_session_changed (BellAdminList *self)
{
  g_autoptr (GPtrArray) items = NULL;

  if (bell_session_get_directory (self->session) == NULL)
    return;

  items = bell_admin_items_new (self->session, self->shape);
  bell_admin_order_sort (self->options, self->session, items);
  if (bell_admin_list_is_ordered (self))
    bell_admin_list_sort (self, items);
  bell_admin_items_update (self->items, items);
  refresh (self);
  bell_admin_list_follow_moved (self);
}

static gboolean
fits (gpointer item, gpointer user_data)
{
  BellAdminList *self = user_data;
  const char    *text = gtk_editable_get_text (GTK_EDITABLE (self->search));

  return bell_admin_order_fits (self->options, bell_admin_item_get_record (item))
         && (text[0] == '\0' || bell_admin_item_fits (item, text));
}

static void
on_search_changed (BellAdminList *self)
{
  if (self->filter != NULL)
    gtk_filter_changed (self->filter, GTK_FILTER_CHANGE_DIFFERENT);
  refresh (self);
}

static void
on_options_changed (BellAdminList *self)
{
  on_session_changed (self);
  on_search_changed (self);
}

static void
on_activate (BellAdminList *self, guint position)
{
  g_autoptr (BellAdminItem) item = g_list_model_get_item (G_LIST_MODEL (self->selection), position);

  if (item != NULL)
    g_signal_emit (self, signals[SIGNAL_OPEN], 0, bell_admin_item_get_record (item));
}

static void
on_add (BellAdminList *self)
{
  g_signal_emit (self, signals[SIGNAL_OPEN], 0, NULL);
}

static gboolean
bell_admin_list_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (BELL_ADMIN_LIST (widget)->search));
}

static void
bell_admin_list_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  switch ((BellAdminListProperty) id)
    {
    case PROP_MAY_EDIT:
      g_value_set_boolean (value, BELL_ADMIN_LIST (object)->may_edit);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
bell_admin_list_dispose (GObject *object)
{
  BellAdminList *self = BELL_ADMIN_LIST (object);

  if (self->session != NULL)
    g_signal_handlers_disconnect_by_data (self->session, self);
  if (self->selection != NULL)
    gtk_no_selection_set_model (self->selection, NULL);
  self->filter = NULL;
  g_clear_object (&self->items);
  g_clear_object (&self->session);
  gtk_widget_dispose_template (GTK_WIDGET (object), BELL_TYPE_ADMIN_LIST);

  G_OBJECT_CLASS (bell_admin_list_parent_class)->dispose (object);
}

static void
bell_admin_list_finalize (GObject *object)
{
  g_free (BELL_ADMIN_LIST (object)->moved);

  G_OBJECT_CLASS (bell_admin_list_parent_class)->finalize (object);
}

static void
bell_admin_list_class_init (BellAdminListClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->get_property = bell_admin_list_get_property;
  G_OBJECT_CLASS (klass)->dispose = bell_admin_list_dispose;
  G_OBJECT_CLASS (klass)->finalize = bell_admin_list_finalize;
  widget_class->grab_focus = bell_admin_list_grab_focus;

  props[PROP_MAY_EDIT] = g_param_spec_boolean ("may-edit", NULL, NULL, FALSE,
                                               G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (G_OBJECT_CLASS (klass), G_N_ELEMENTS (props), props);

  /* A record shall be opened, a #BellRecord; %NULL: a new one. */
  signals[SIGNAL_OPEN] = g_signal_new ("open", BELL_TYPE_ADMIN_LIST, G_SIGNAL_RUN_LAST, 0, NULL,
                                       NULL, NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);

  g_type_ensure (BELL_TYPE_ADMIN_ITEM);
  g_type_ensure (BELL_TYPE_LIST_OPTIONS);
  g_type_ensure (BELL_TYPE_ADMIN_ROW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/deskbell/Deskbell/bell-admin-list.ui");
  gtk_widget_class_bind_template_child (widget_class, BellAdminList, search);
  gtk_widget_class_bind_template_child (widget_class, BellAdminList, options);
  gtk_widget_class_bind_template_child (widget_class, BellAdminList, add);
  gtk_widget_class_bind_template_child (widget_class, BellAdminList, add_first);
  gtk_widget_class_bind_template_child (widget_class, BellAdminList, hint);
  gtk_widget_class_bind_template_child (widget_class, BellAdminList, stack);
  gtk_widget_class_bind_template_child (widget_class, BellAdminList, empty);
  gtk_widget_class_bind_template_child (widget_class, BellAdminList, view);
  gtk_widget_class_bind_template_child (widget_class, BellAdminList, selection);
  gtk_widget_class_bind_template_callback (widget_class, bell_search_field_stop);
  gtk_widget_class_bind_template_callback (widget_class, on_activate);
  gtk_widget_class_bind_template_callback (widget_class, on_add);
  gtk_widget_class_bind_template_callback (widget_class, on_options_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_search_changed);
}

static void
bell_admin_list_init (BellAdminList *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->items = g_list_store_new (BELL_TYPE_ADMIN_ITEM);
  self->filter = GTK_FILTER (gtk_custom_filter_new (fits, self, NULL));
}

static void
show_items (BellAdminList *self)
{
  g_autoptr (GListModel) filtered = G_LIST_MODEL (
      gtk_filter_list_model_new (g_object_ref (G_LIST_MODEL (self->items)), self->filter));

  if (bell_admin_list_is_ordered (self))
    bell_admin_list_make_ordered (self, filtered);
  else
    gtk_no_selection_set_model (self->selection, filtered);
}

/**
 * bell_admin_list_new:
 * @session: the desk, perhaps not open yet
 * @kind: a type of record
 *
 * Returns: (transfer none): a page with the records of the type
 */
GtkWidget *
bell_admin_list_new (BellSession *session, const BellAdminKind *kind)
{
  BellAdminList   *self = g_object_new (BELL_TYPE_ADMIN_LIST, NULL);
  g_autofree char *none = NULL;

  self->session = g_object_ref (session);
  self->shape = kind->shape;
  bell_admin_order_add_options (self->options, session, kind->shape);
  show_items (self);
  none = bell_admin_sentence (kind->shape, BELL_ADMIN_SENTENCE_NONE_YET, NULL);
  adw_status_page_set_icon_name (self->empty, kind->icon_name);
  adw_status_page_set_title (self->empty, none);
  adw_status_page_set_description (self->empty, kind->empty);
  gtk_button_set_label (self->add_first, kind->new_title);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->add), kind->new_title);
  gtk_search_entry_set_placeholder_text (self->search, kind->search);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->search), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  kind->search, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  kind->title, -1);
  g_signal_connect_object (session, "changed", G_CALLBACK (on_session_changed), self,
                           G_CONNECT_SWAPPED);
  on_session_changed (self);

  return GTK_WIDGET (self);
}

/**
 * bell_admin_list_get_shape:
 * @self: a list
 *
 * Returns: (transfer none): the type of its records
 */
const BellShape *
bell_admin_list_get_shape (BellAdminList *self)
{
  return self->shape;
}
