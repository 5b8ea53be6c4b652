/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-admin-pick.h"

#include "bell-admin-item.h"

#include <glib/gi18n.h>

#define SPACING 6

struct _BellAdminPick
{
  AdwBin       parent_instance;
  GtkDropDown *choices;
  GListStore  *items;
  char        *label;
  gboolean     showing;
};

G_DEFINE_FINAL_TYPE (BellAdminPick, bell_admin_pick, ADW_TYPE_BIN)

enum
{
  SIGNAL_PICKED,
  N_SIGNALS,
};
static guint signals[N_SIGNALS];

/* What is chosen, and what for: by itself it would only tell the one. */
static void
name_choices (BellAdminPick *self)
{
  GtkAccessible   *choices = GTK_ACCESSIBLE (self->choices);
  BellAdminItem   *item = gtk_drop_down_get_selected_item (self->choices);
  g_autofree char *name = NULL;

  if (item == NULL)
    return;

  /* Translators: what is chosen, and which of them */
  name = g_strdup_printf (C_ ("choice", "%s: %s"), self->label, bell_admin_item_get_title (item));
  gtk_accessible_reset_relation (choices, GTK_ACCESSIBLE_RELATION_LABELLED_BY);
  gtk_accessible_update_property (choices, GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static void
on_selected (BellAdminPick *self)
{
  name_choices (self);
  if (!self->showing)
    g_signal_emit (self, signals[SIGNAL_PICKED], 0);
}

/* In the button and in the list: names may be longer than there is room. */

static GtkWidget *
new_label (void)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (label, TRUE);

  return label;
}

static void
on_button_setup (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  gtk_list_item_set_child (item, new_label ());
}

static void
on_button_bind (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  gtk_label_set_label (GTK_LABEL (gtk_list_item_get_child (item)),
                       bell_admin_item_get_title (gtk_list_item_get_item (item)));
}

static void
on_row_setup (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, SPACING);

  gtk_box_append (GTK_BOX (box), new_label ());
  gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name ("object-select-symbolic"));
  gtk_list_item_set_child (item, box);
}

static void
show_mark (GtkListItem *item, GParamSpec *pspec, GtkDropDown *choices)
{
  GtkWidget *mark = gtk_widget_get_last_child (gtk_list_item_get_child (item));
  gboolean   chosen = gtk_list_item_get_item (item) == gtk_drop_down_get_selected_item (choices);

  gtk_widget_set_opacity (mark, chosen ? 1 : 0);
}

static void
on_chosen (GtkDropDown *choices, GParamSpec *pspec, GtkListItem *item)
{
  show_mark (item, NULL, choices);
}

static void
on_row_bind (GtkSignalListItemFactory *factory, GtkListItem *item, BellAdminPick *self)
{
  GtkWidget  *label = gtk_widget_get_first_child (gtk_list_item_get_child (item));
  const char *title = bell_admin_item_get_title (gtk_list_item_get_item (item));

  gtk_label_set_label (GTK_LABEL (label), title);
  gtk_list_item_set_accessible_label (item, title);
  g_signal_connect_object (self->choices, "notify::selected-item", G_CALLBACK (on_chosen), item, 0);
  show_mark (item, NULL, self->choices);
}

static void
on_row_unbind (GtkSignalListItemFactory *factory, GtkListItem *item, BellAdminPick *self)
{
  g_signal_handlers_disconnect_by_func (self->choices, on_chosen, item);
}

static void
set_factories (BellAdminPick *self)
{
  g_autoptr (GtkListItemFactory) button = gtk_signal_list_item_factory_new ();
  g_autoptr (GtkListItemFactory) row = gtk_signal_list_item_factory_new ();

  g_signal_connect (button, "setup", G_CALLBACK (on_button_setup), NULL);
  g_signal_connect (button, "bind", G_CALLBACK (on_button_bind), NULL);
  g_signal_connect (row, "setup", G_CALLBACK (on_row_setup), NULL);
  g_signal_connect_object (row, "bind", G_CALLBACK (on_row_bind), self, 0);
  g_signal_connect_object (row, "unbind", G_CALLBACK (on_row_unbind), self, 0);
  gtk_drop_down_set_factory (self->choices, button);
  gtk_drop_down_set_list_factory (self->choices, row);
}

static gboolean
bell_admin_pick_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (BELL_ADMIN_PICK (widget)->choices));
}

static void
bell_admin_pick_dispose (GObject *object)
{
  BellAdminPick *self = BELL_ADMIN_PICK (object);

  /* What is chosen is none any more, but nobody has chosen that. */
  self->showing = TRUE;
  g_clear_object (&self->items);

  G_OBJECT_CLASS (bell_admin_pick_parent_class)->dispose (object);
}

static void
bell_admin_pick_finalize (GObject *object)
{
  g_free (BELL_ADMIN_PICK (object)->label);

  G_OBJECT_CLASS (bell_admin_pick_parent_class)->finalize (object);
}

static void
bell_admin_pick_class_init (BellAdminPickClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = bell_admin_pick_dispose;
  G_OBJECT_CLASS (klass)->finalize = bell_admin_pick_finalize;
  GTK_WIDGET_CLASS (klass)->grab_focus = bell_admin_pick_grab_focus;

  /* Somebody has chosen something. */
  signals[SIGNAL_PICKED] = g_signal_new ("picked", BELL_TYPE_ADMIN_PICK, G_SIGNAL_RUN_LAST, 0, NULL,
                                         NULL, NULL, G_TYPE_NONE, 0);
}

static void
bell_admin_pick_init (BellAdminPick *self)
{
  GtkExpression *expression = gtk_property_expression_new (BELL_TYPE_ADMIN_ITEM, NULL, "title");

  self->items = g_list_store_new (BELL_TYPE_ADMIN_ITEM);
  self->choices
      = GTK_DROP_DOWN (gtk_drop_down_new (g_object_ref (G_LIST_MODEL (self->items)), expression));
  gtk_drop_down_set_search_match_mode (self->choices, GTK_STRING_FILTER_MATCH_MODE_SUBSTRING);
  set_factories (self);
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->choices));
  g_signal_connect_object (self->choices, "notify::selected-item", G_CALLBACK (on_selected), self,
                           G_CONNECT_SWAPPED);
}

/**
 * bell_admin_pick_new:
 * @label: what is chosen, for who cannot see it
 * @has_search: whether there is so much that one wants to search
 *
 * Returns: (transfer none): a list to choose from, still empty
 */
GtkWidget *
bell_admin_pick_new (const char *label, gboolean has_search)
{
  BellAdminPick *self = g_object_new (BELL_TYPE_ADMIN_PICK, NULL);

  self->label = g_strdup (label);
  gtk_drop_down_set_enable_search (self->choices, has_search);

  return GTK_WIDGET (self);
}

static guint
position_of (GPtrArray *items, const char *id)
{
  for (guint i = 0; i < items->len; i++)
    if (g_strcmp0 (bell_admin_item_get_id (items->pdata[i]), id) == 0)
      return i;

  return GTK_INVALID_LIST_POSITION;
}

/**
 * bell_admin_pick_show:
 * @self: a list to choose from
 * @items: (element-type BellAdminItem): what there is
 * @id: (nullable): what is chosen
 *
 * Shows what can be chosen, and what is.
 */
void
bell_admin_pick_show (BellAdminPick *self, GPtrArray *items, const char *id)
{
  self->showing = TRUE;
  bell_admin_items_update (self->items, items);
  gtk_drop_down_set_selected (self->choices, position_of (items, id));
  self->showing = FALSE;
  name_choices (self);
}

/**
 * bell_admin_pick_get_id:
 * @self: a list to choose from
 *
 * Returns: (transfer none) (nullable): what is chosen
 */
const char *
bell_admin_pick_get_id (BellAdminPick *self)
{
  BellAdminItem *item = gtk_drop_down_get_selected_item (self->choices);

  return item != NULL ? bell_admin_item_get_id (item) : NULL;
}
