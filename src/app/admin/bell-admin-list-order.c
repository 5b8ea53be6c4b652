/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-admin-drag.h"
#include "bell-admin-item.h"
#include "bell-admin-list-private.h"
#include "bell-admin-row.h"
#include "bell-admin-text.h"
#include "bell-admin-undo.h"
#include "bell-rule-order.h"

#include <glib/gi18n.h>

/* The list of rules, which stand in the order in which they are tried, and can be moved. */

gboolean
bell_admin_list_is_ordered (BellAdminList *self)
{
  return self->shape == &bell_rule_shape;
}

static const BellRule *
rule_of (BellAdminItem *item)
{
  return (const BellRule *) bell_admin_item_get_record (item);
}

static int
compare (gconstpointer a, gconstpointer b)
{
  return bell_rule_order_compare (rule_of (*(BellAdminItem *const *) a),
                                  rule_of (*(BellAdminItem *const *) b));
}

/* What is above the rules that are tried one after the other. */
static char *
section_text (BellAdminList *self, const BellRule *rule)
{
  if (rule->offering == NULL)
    return g_strdup (C_ ("scope", "For Every Request"));

  /* Translators: when rules are tried, and the offering that they are for */
  return g_strdup_printf (
      C_ ("scope", "%s: %s"), bell_admin_text_word (&bell_scope_type, (guint) rule->scope),
      bell_session_get_label (self->session, &bell_offering_shape, rule->offering));
}

/* Puts rules into their order, under headings. */
void
bell_admin_list_sort (BellAdminList *self, GPtrArray *items)
{
  for (guint i = 0; i < items->len; i++)
    {
      g_autofree char *section = section_text (self, rule_of (items->pdata[i]));

      bell_admin_item_set_section (items->pdata[i], section);
    }
  g_ptr_array_sort (items, compare);
}

static int
compare_sections (gconstpointer a, gconstpointer b, gpointer user_data)
{
  const BellRule *left = rule_of ((BellAdminItem *) a);
  const BellRule *right = rule_of ((BellAdminItem *) b);

  return bell_rule_order_is_tried_with (left, right) ? 0 : bell_rule_order_compare (left, right);
}

static void
on_header_setup (GtkSignalListItemFactory *factory, GtkListHeader *header)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_widget_add_css_class (label, "heading");
  gtk_list_header_set_child (header, label);
}

static void
on_header_bind (GtkSignalListItemFactory *factory, GtkListHeader *header)
{
  g_autofree char *section = NULL;

  g_object_get (gtk_list_header_get_item (header), "section", &section, NULL);
  gtk_label_set_label (GTK_LABEL (gtk_list_header_get_child (header)), section);
}

static gboolean on_step (gboolean up, gpointer user_data);

/* Makes the list one whose order is what counts. */
void
bell_admin_list_make_ordered (BellAdminList *self, GListModel *filtered)
{
  g_autoptr (GtkSortListModel) sorted = gtk_sort_list_model_new (g_object_ref (filtered), NULL);
  g_autoptr (GtkSorter) sections
      = GTK_SORTER (gtk_custom_sorter_new (compare_sections, NULL, NULL));
  g_autoptr (GtkListItemFactory) headers = gtk_signal_list_item_factory_new ();

  gtk_sort_list_model_set_section_sorter (sorted, sections);
  g_signal_connect (headers, "setup", G_CALLBACK (on_header_setup), NULL);
  g_signal_connect (headers, "bind", G_CALLBACK (on_header_bind), NULL);
  gtk_list_view_set_header_factory (self->view, headers);
  gtk_no_selection_set_model (self->selection, G_LIST_MODEL (sorted));
  bell_admin_drag_add_keys (GTK_WIDGET (self->view), on_step, self);
  gtk_widget_set_visible (GTK_WIDGET (self->hint), TRUE);
}

static guint
position_in (GListModel *model, const char *id)
{
  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr (BellAdminItem) item = g_list_model_get_item (model, i);

      if (g_strcmp0 (bell_admin_item_get_id (item), id) == 0)
        return i;
    }

  return GTK_INVALID_LIST_POSITION;
}

/* The focus goes along with a rule that was moved, until the list shows it where it is now. */
void
bell_admin_list_follow_moved (BellAdminList *self)
{
  GListModel *model = G_LIST_MODEL (self->selection);
  guint       position;
  g_autoptr (BellAdminItem) item = NULL;

  if (self->moved == NULL)
    return;

  position = position_in (model, self->moved);
  if (position == GTK_INVALID_LIST_POSITION)
    return;

  gtk_list_view_scroll_to (self->view, position, GTK_LIST_SCROLL_FOCUS, NULL);
  item = g_list_model_get_item (model, position);
  if (!self->moving && rule_of (item)->order == self->moved_to)
    g_clear_pointer (&self->moved, g_free);
}

static AdwToastOverlay *
get_toasts (BellAdminList *self)
{
  return (AdwToastOverlay *) gtk_widget_get_ancestor (GTK_WIDGET (self), ADW_TYPE_TOAST_OVERLAY);
}

static void
on_moved (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (BellAdminList) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) edits = bell_rule_order_finish (BELL_STORE (object), result, &error);
  AdwToastOverlay *toasts = get_toasts (self);

  self->moving = FALSE;
  if (self->session == NULL || toasts == NULL)
    return;

  if (edits == NULL)
    {
      g_clear_pointer (&self->moved, g_free);
      bell_admin_undo_refuse (toasts, _ ("Not moved: %s"), error);
      return;
    }

  for (guint i = 0; i < edits->len; i++)
    {
      const BellEdited *edited = edits->pdata[i];

      if (g_strcmp0 (edited->now->id, self->moved) == 0)
        self->moved_to = ((BellRule *) edited->now)->order;
    }
  bell_admin_undo_offer_move (toasts, self->session, self->moved, edits);
  bell_admin_list_follow_moved (self);
}

/* The rules that are tried one after the other with one of them, and where they are. */
static GPtrArray *
list_tried_with (BellAdminList *self, BellAdminItem *one)
{
  GPtrArray *rules = bell_record_list_new ();

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->items)); i++)
    {
      g_autoptr (BellAdminItem) item = g_list_model_get_item (G_LIST_MODEL (self->items), i);

      if (bell_rule_order_is_tried_with (rule_of (item), rule_of (one)))
        g_ptr_array_add (rules, bell_record_ref (bell_admin_item_get_record (item)));
    }

  return rules;
}

static void
announce (BellAdminList *self, const char *name, guint place, guint length)
{
  /* Translators: a name, its place in a list, and the length of the list */
  g_autofree char *text = g_strdup_printf (_ ("%s is %u of %u"), name, place + 1, length);

  gtk_accessible_announce (GTK_ACCESSIBLE (self->view), text,
                           GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

static void
move (BellAdminList *self, BellAdminItem *item, BellAdminItem *onto, gboolean after)
{
  g_autoptr (GPtrArray) rules = list_tried_with (self, item);
  guint from, to;

  if (self->moving || !self->may_edit || item == onto
      || !g_ptr_array_find (rules, rule_of (item), &from)
      || !g_ptr_array_find (rules, rule_of (onto), &to))
    {
      gtk_widget_error_bell (GTK_WIDGET (self));
      return;
    }

  to += after ? 1 : 0;
  if (from < to)
    to--;
  if (from == to)
    return;

  self->moving = TRUE;
  g_set_str (&self->moved, bell_admin_item_get_id (item));
  self->moved_to = rule_of (item)->order;
  announce (self, bell_admin_item_get_title (item), to, rules->len);
  bell_rule_order_move_async (bell_session_get_store (self->session),
                              bell_session_get_person (self->session), rules, from, to, on_moved,
                              g_object_ref (self));
}

static BellAdminItem *
get_focused (BellAdminList *self)
{
  GtkRoot   *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focused = root != NULL ? gtk_root_get_focus (root) : NULL;
  GtkWidget *row = focused != NULL ? gtk_widget_get_first_child (focused) : NULL;

  return BELL_IS_ADMIN_ROW (row) ? bell_admin_row_get_item (BELL_ADMIN_ROW (row)) : NULL;
}

/* Past the next one that is shown. */
static gboolean
on_step (gboolean up, gpointer user_data)
{
  BellAdminList *self = user_data;
  GListModel    *model = G_LIST_MODEL (self->selection);
  BellAdminItem *item = get_focused (self);
  guint          position;
  g_autoptr (BellAdminItem) next = NULL;

  if (item == NULL)
    return FALSE;

  position = position_in (model, bell_admin_item_get_id (item));
  if (!up || position > 0)
    next = g_list_model_get_item (model, up ? position - 1 : position + 1);
  if (next != NULL)
    move (self, item, next, !up);
  else
    gtk_widget_error_bell (GTK_WIDGET (self));

  return TRUE;
}

static void
on_drop (GtkWidget *dragged, GtkWidget *onto, gboolean after, gpointer user_data)
{
  move (user_data, bell_admin_row_get_item (BELL_ADMIN_ROW (dragged)),
        bell_admin_row_get_item (BELL_ADMIN_ROW (onto)), after);
}

/**
 * bell_admin_list_take_row:
 * @self: a list
 * @row: a row that it shows
 *
 * Lets the row be dragged, if the order of the list is what counts and may be changed.
 */
void
bell_admin_list_take_row (BellAdminList *self, GtkWidget *row)
{
  GtkWidget *handle;

  if (!bell_admin_list_is_ordered (self))
    return;

  handle = bell_admin_drag_handle_new ();
  gtk_box_prepend (GTK_BOX (row), handle);
  g_object_bind_property (self, "may-edit", handle, "visible", G_BINDING_SYNC_CREATE);
  bell_admin_drag_from (handle, row, self);
  bell_admin_drag_onto (row, self, on_drop, self);
}
