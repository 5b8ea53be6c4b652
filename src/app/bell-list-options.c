/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-list-options.h"

#include "bell-admin-item.h"
#include "bell-admin-text.h"

#include <glib/gi18n.h>

#define WIDTH 420

struct _BellListOptions
{
  AdwBin     parent_instance;
  GPtrArray *orders;  /* names */
  GPtrArray *filters; /* rows, not owned; their names are the widgets' */

  GtkWidget           *button;
  AdwDialog           *dialog; /* is there again each time it is opened */
  GtkStringList       *labels;
  GtkWidget           *sorts; /* the group of the two rows that follow */
  AdwComboRow         *order;
  AdwSwitchRow        *reversed;
  AdwPreferencesGroup *only;
  GtkWidget           *reset;
};

G_DEFINE_FINAL_TYPE (BellListOptions, bell_list_options, ADW_TYPE_BIN)

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS,
};
static guint signals[N_SIGNALS];

static gboolean
is_as_at_first (BellListOptions *self)
{
  for (guint i = 0; i < self->filters->len; i++)
    if (adw_combo_row_get_selected (self->filters->pdata[i]) != 0)
      return FALSE;

  return (self->orders->len == 0 || adw_combo_row_get_selected (self->order) == 0)
         && !adw_switch_row_get_active (self->reversed);
}

static void
on_changed (BellListOptions *self)
{
  gboolean    first = is_as_at_first (self);
  const char *tip = first ? _ ("Sort and Filter") : _ ("Sort and Filter (in use)");

  gtk_widget_set_sensitive (self->reset, !first);
  gtk_widget_set_tooltip_text (self->button, tip);
  if (first)
    gtk_widget_remove_css_class (self->button, "accent");
  else
    gtk_widget_add_css_class (self->button, "accent");
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
reset (BellListOptions *self)
{
  adw_combo_row_set_selected (self->order, 0);
  adw_switch_row_set_active (self->reversed, FALSE);
  for (guint i = 0; i < self->filters->len; i++)
    adw_combo_row_set_selected (self->filters->pdata[i], 0);
}

static gboolean
bell_list_options_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (BELL_LIST_OPTIONS (widget)->button);
}

static void
bell_list_options_dispose (GObject *object)
{
  BellListOptions *self = BELL_LIST_OPTIONS (object);

  if (self->dialog != NULL)
    adw_dialog_force_close (self->dialog);
  g_clear_object (&self->dialog);

  G_OBJECT_CLASS (bell_list_options_parent_class)->dispose (object);
}

static void
bell_list_options_finalize (GObject *object)
{
  BellListOptions *self = BELL_LIST_OPTIONS (object);

  g_ptr_array_unref (self->orders);
  g_ptr_array_unref (self->filters);

  G_OBJECT_CLASS (bell_list_options_parent_class)->finalize (object);
}

static void
bell_list_options_class_init (BellListOptionsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = bell_list_options_dispose;
  G_OBJECT_CLASS (klass)->finalize = bell_list_options_finalize;
  widget_class->grab_focus = bell_list_options_grab_focus;

  /* The list shall be in another order, or show something else. */
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", BELL_TYPE_LIST_OPTIONS, G_SIGNAL_RUN_LAST, 0,
                                          NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static GtkWidget *
new_orders (BellListOptions *self)
{
  GtkWidget *group = adw_preferences_group_new ();

  self->sorts = group;
  gtk_widget_set_visible (group, FALSE);
  self->order = ADW_COMBO_ROW (adw_combo_row_new ());
  self->reversed = ADW_SWITCH_ROW (adw_switch_row_new ());
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->order), _ ("Sort By"));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->reversed), _ ("Reverse Order"));
  self->labels = gtk_string_list_new (NULL);
  adw_combo_row_set_model (self->order, G_LIST_MODEL (self->labels));
  g_object_unref (self->labels);
  g_signal_connect_object (self->order, "notify::selected", G_CALLBACK (on_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->reversed, "notify::active", G_CALLBACK (on_changed), self,
                           G_CONNECT_SWAPPED);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), GTK_WIDGET (self->order));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), GTK_WIDGET (self->reversed));

  return group;
}

static GtkWidget *
new_header (BellListOptions *self)
{
  GtkWidget *header = adw_header_bar_new ();

  self->reset = gtk_button_new_with_mnemonic (_ ("_Reset"));
  gtk_widget_set_sensitive (self->reset, FALSE);
  g_signal_connect_object (self->reset, "clicked", G_CALLBACK (reset), self, G_CONNECT_SWAPPED);
  adw_header_bar_pack_start (ADW_HEADER_BAR (header), self->reset);

  return header;
}

/* What is chosen is so at once, and still is when it is opened again. */
static void
make_dialog (BellListOptions *self)
{
  GtkWidget *view = adw_toolbar_view_new ();
  GtkWidget *page = adw_preferences_page_new ();

  self->dialog = ADW_DIALOG (g_object_ref_sink (adw_dialog_new ()));
  self->only = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  adw_preferences_group_set_title (self->only, _ ("Show Only"));
  gtk_widget_set_visible (GTK_WIDGET (self->only), FALSE);
  adw_preferences_page_add (ADW_PREFERENCES_PAGE (page), ADW_PREFERENCES_GROUP (new_orders (self)));
  adw_preferences_page_add (ADW_PREFERENCES_PAGE (page), self->only);
  adw_toolbar_view_add_top_bar (ADW_TOOLBAR_VIEW (view), new_header (self));
  adw_toolbar_view_set_content (ADW_TOOLBAR_VIEW (view), page);
  adw_dialog_set_title (self->dialog, _ ("Sort and Filter"));
  adw_dialog_set_content_width (self->dialog, WIDTH);
  adw_dialog_set_child (self->dialog, view);
}

static void
on_session_changed (GListStore *choices, BellSession *session)
{
  const BellShape *shape = g_object_get_data (G_OBJECT (choices), "shape");
  g_autoptr (GPtrArray) items = NULL;

  if (bell_session_get_directory (session) == NULL)
    return;

  items = bell_admin_items_new (session, shape);
  g_ptr_array_insert (items, 0, bell_admin_item_new_plain (NULL, C_ ("record", "Any")));
  bell_admin_items_update (choices, items);
}

/* What there is to choose is looked for when somebody wants to choose. */
static void
fill (GListModel *choices)
{
  BellSession *session = g_object_get_data (G_OBJECT (choices), "session");

  if (session == NULL)
    return;

  g_signal_connect_object (session, "changed", G_CALLBACK (on_session_changed), choices,
                           G_CONNECT_SWAPPED);
  on_session_changed (G_LIST_STORE (choices), session);
  g_object_set_data (G_OBJECT (choices), "session", NULL);
}

static void
on_clicked (BellListOptions *self)
{
  for (guint i = 0; i < self->filters->len; i++)
    fill (adw_combo_row_get_model (self->filters->pdata[i]));
  adw_dialog_present (self->dialog, GTK_WIDGET (self));
  gtk_widget_child_focus (
      GTK_WIDGET (self->orders->len > 0 ? GTK_WIDGET (self->order) : GTK_WIDGET (self->only)),
      GTK_DIR_TAB_FORWARD);
}

static void
bell_list_options_init (BellListOptions *self)
{
  self->orders = g_ptr_array_new_with_free_func (g_free);
  self->filters = g_ptr_array_new ();
  make_dialog (self);
  self->button = gtk_button_new_from_icon_name ("view-sort-descending-symbolic");
  gtk_widget_set_tooltip_text (self->button, _ ("Sort and Filter"));
  g_signal_connect_object (self->button, "clicked", G_CALLBACK (on_clicked), self,
                           G_CONNECT_SWAPPED);
  adw_bin_set_child (ADW_BIN (self), self->button);
}

/**
 * bell_list_options_add_order:
 * @self: the options of a list
 * @name: what the order is called in the program
 * @label: what people call it
 *
 * Adds something to put the list in order by; the first one is taken at first.
 */
void
bell_list_options_add_order (BellListOptions *self, const char *name, const char *label)
{
  g_return_if_fail (BELL_IS_LIST_OPTIONS (self));

  g_ptr_array_add (self->orders, g_strdup (name));
  gtk_widget_set_visible (self->sorts, TRUE);
  gtk_string_list_append (self->labels, label);
}

/* Adds something to limit the list by. Its choices are empty yet. */
static GListStore *
add_filter (BellListOptions *self, const char *name, const char *label)
{
  GtkWidget *row = adw_combo_row_new ();
  g_autoptr (GListStore) choices = g_list_store_new (BELL_TYPE_ADMIN_ITEM);
  g_autoptr (GtkExpression) expression
      = gtk_property_expression_new (BELL_TYPE_ADMIN_ITEM, NULL, "title");

  gtk_widget_set_name (row, name);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), label);
  adw_combo_row_set_expression (ADW_COMBO_ROW (row), expression);
  adw_combo_row_set_enable_search (ADW_COMBO_ROW (row), TRUE);
  adw_combo_row_set_search_match_mode (ADW_COMBO_ROW (row), GTK_STRING_FILTER_MATCH_MODE_SUBSTRING);
  adw_combo_row_set_model (ADW_COMBO_ROW (row), G_LIST_MODEL (choices));
  g_signal_connect_object (row, "notify::selected-item", G_CALLBACK (on_changed), self,
                           G_CONNECT_SWAPPED);
  g_ptr_array_add (self->filters, row);
  adw_preferences_group_add (self->only, row);
  gtk_widget_set_visible (GTK_WIDGET (self->only), TRUE);

  return choices;
}

/* What has no id stands for any. */
static void
append (GListStore *choices, const char *id, const char *title)
{
  g_autoptr (BellAdminItem) item = bell_admin_item_new_plain (id, title);

  g_list_store_append (choices, item);
}

/**
 * bell_list_options_add_words:
 * @self: the options of a list
 * @name: what the list may be limited by, in the program
 * @label: what people call it
 * @type: its values
 *
 * Lets the list be limited to one value of an enumeration.
 */
void
bell_list_options_add_words (BellListOptions    *self,
                             const char         *name,
                             const char         *label,
                             const BellEnumType *type)
{
  GListStore *choices;

  g_return_if_fail (BELL_IS_LIST_OPTIONS (self));

  choices = add_filter (self, name, label);
  append (choices, NULL, C_ ("value", "Any"));
  for (guint i = 0; i < type->n_nicks; i++)
    append (choices, type->nicks[i], bell_admin_text_word (type, i));
}

/**
 * bell_list_options_add_switch:
 * @self: the options of a list
 * @name: what the list may be limited by, in the program
 * @label: what people call it
 *
 * Lets the list be limited to what is on, "true", or what is off, "false".
 */
void
bell_list_options_add_switch (BellListOptions *self, const char *name, const char *label)
{
  GListStore *choices;

  g_return_if_fail (BELL_IS_LIST_OPTIONS (self));

  choices = add_filter (self, name, label);
  append (choices, NULL, C_ ("on or off", "Any"));
  append (choices, "true", _ ("On"));
  append (choices, "false", _ ("Off"));
}

/**
 * bell_list_options_add_records:
 * @self: the options of a list
 * @session: the desk, perhaps not open yet
 * @name: what the list may be limited by, in the program
 * @label: what people call it
 * @shape: a type of record
 *
 * Lets the list be limited to what refers to one record. What there is to choose follows the desk.
 */
void
bell_list_options_add_records (BellListOptions *self,
                               BellSession     *session,
                               const char      *name,
                               const char      *label,
                               const BellShape *shape)
{
  GListStore *choices;

  g_return_if_fail (BELL_IS_LIST_OPTIONS (self));

  choices = add_filter (self, name, label);
  append (choices, NULL, C_ ("record", "Any"));
  g_object_set_data (G_OBJECT (choices), "shape", (gpointer) shape);
  g_object_set_data_full (G_OBJECT (choices), "session", g_object_ref (session), g_object_unref);
}

/**
 * bell_list_options_get_order:
 * @self: the options of a list
 *
 * Returns: (transfer none) (nullable): what the list shall be put in order by
 */
const char *
bell_list_options_get_order (BellListOptions *self)
{
  guint selected = adw_combo_row_get_selected (self->order);

  return selected < self->orders->len ? self->orders->pdata[selected] : NULL;
}

/**
 * bell_list_options_get_reversed:
 * @self: the options of a list
 *
 * Returns: whether the order shall be the other way round
 */
gboolean
bell_list_options_get_reversed (BellListOptions *self)
{
  return adw_switch_row_get_active (self->reversed);
}

/**
 * bell_list_options_get_filter:
 * @self: the options of a list
 * @name: what the list may be limited by
 *
 * Returns: (transfer none) (nullable): the id of the value that it shall have; %NULL: any
 */
const char *
bell_list_options_get_filter (BellListOptions *self, const char *name)
{
  for (guint i = 0; i < self->filters->len; i++)
    if (g_str_equal (gtk_widget_get_name (self->filters->pdata[i]), name))
      {
        BellAdminItem *item = adw_combo_row_get_selected_item (self->filters->pdata[i]);

        return item != NULL ? bell_admin_item_get_id (item) : NULL;
      }

  return NULL;
}
