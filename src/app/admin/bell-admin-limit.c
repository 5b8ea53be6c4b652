/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-admin-limit.h"

#include "bell-admin-item.h"

struct _BellAdminLimit
{
  AdwBin           parent_instance;
  BellSession     *session;
  const BellShape *shape; /* whose records are offered; NULL: what was added */
  char            *all;
  char            *id; /* that is picked */
  gboolean         filling;

  GtkDropDown *choices;
  GListStore  *items; /* BellAdminItem */
};

G_DEFINE_FINAL_TYPE (BellAdminLimit, bell_admin_limit, ADW_TYPE_BIN)

enum
{
  SIGNAL_PICKED,
  N_SIGNALS,
};
static guint signals[N_SIGNALS];

static guint
position_of (BellAdminLimit *self, const char *id)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->items));

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (BellAdminItem) item = g_list_model_get_item (G_LIST_MODEL (self->items), i);

      if (g_strcmp0 (bell_admin_item_get_id (item), id) == 0)
        return i;
    }

  return GTK_INVALID_LIST_POSITION;
}

/* Shows what is picked; if it is not there any more, or not yet, it is there by its id. */
static void
show_picked (BellAdminLimit *self)
{
  guint position = position_of (self, self->id);

  if (position == GTK_INVALID_LIST_POSITION)
    {
      bell_admin_limit_add (self, self->id, self->id);
      position = position_of (self, self->id);
    }
  gtk_drop_down_set_selected (self->choices, position);
}

static void
fill (BellAdminLimit *self)
{
  g_autoptr (GPtrArray) items = NULL;

  if (self->shape == NULL)
    return;

  items = bell_admin_items_new (self->session, self->shape);
  g_ptr_array_insert (items, 0, bell_admin_item_new_plain (NULL, self->all));
  self->filling = TRUE;
  bell_admin_items_update (self->items, items);
  show_picked (self);
  self->filling = FALSE;
}

static void
on_selected (BellAdminLimit *self)
{
  BellAdminItem *item = gtk_drop_down_get_selected_item (self->choices);

  if (self->filling || item == NULL)
    return;

  if (g_set_str (&self->id, bell_admin_item_get_id (item)))
    g_signal_emit (self, signals[SIGNAL_PICKED], 0);
}

static void
bell_admin_limit_dispose (GObject *object)
{
  BellAdminLimit *self = BELL_ADMIN_LIMIT (object);

  self->filling = TRUE;
  g_clear_object (&self->session);
  g_clear_object (&self->items);

  G_OBJECT_CLASS (bell_admin_limit_parent_class)->dispose (object);
}

static void
bell_admin_limit_finalize (GObject *object)
{
  BellAdminLimit *self = BELL_ADMIN_LIMIT (object);

  g_free (self->all);
  g_free (self->id);

  G_OBJECT_CLASS (bell_admin_limit_parent_class)->finalize (object);
}

static void
bell_admin_limit_class_init (BellAdminLimitClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = bell_admin_limit_dispose;
  G_OBJECT_CLASS (klass)->finalize = bell_admin_limit_finalize;

  /* Somebody has picked another. */
  signals[SIGNAL_PICKED] = g_signal_new ("picked", BELL_TYPE_ADMIN_LIMIT, G_SIGNAL_RUN_LAST, 0,
                                         NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
bell_admin_limit_init (BellAdminLimit *self)
{
  g_autoptr (GtkExpression) title
      = gtk_property_expression_new (BELL_TYPE_ADMIN_ITEM, NULL, "title");

  self->items = g_list_store_new (BELL_TYPE_ADMIN_ITEM);
  self->choices = GTK_DROP_DOWN (gtk_drop_down_new (NULL, NULL));
  gtk_drop_down_set_expression (self->choices, title);
  gtk_drop_down_set_model (self->choices, G_LIST_MODEL (self->items));
  gtk_drop_down_set_search_match_mode (self->choices, GTK_STRING_FILTER_MATCH_MODE_SUBSTRING);
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->choices));
  g_signal_connect_object (self->choices, "notify::selected-item", G_CALLBACK (on_selected), self,
                           G_CONNECT_SWAPPED);
}

/**
 * bell_admin_limit_new:
 * @session: the desk, perhaps not open yet
 * @label: what is picked, to a screen reader
 * @all: what to call all of them
 *
 * Returns: (transfer none): what offers all of them alone, which is picked
 */
GtkWidget *
bell_admin_limit_new (BellSession *session, const char *label, const char *all)
{
  BellAdminLimit *self = g_object_new (BELL_TYPE_ADMIN_LIMIT, NULL);

  self->session = g_object_ref (session);
  self->all = g_strdup (all);
  gtk_widget_set_tooltip_text (gtk_widget_get_first_child (GTK_WIDGET (self->choices)), label);
  g_signal_connect_object (session, "changed", G_CALLBACK (fill), self, G_CONNECT_SWAPPED);
  bell_admin_limit_add (self, NULL, all);

  return GTK_WIDGET (self);
}

/**
 * bell_admin_limit_add:
 * @self: a pick
 * @id: (nullable): what stands for it, %NULL for all
 * @title: what it is called
 *
 * Offers one more.
 */
void
bell_admin_limit_add (BellAdminLimit *self, const char *id, const char *title)
{
  g_autoptr (BellAdminItem) item = bell_admin_item_new_plain (id, title);

  g_return_if_fail (BELL_IS_ADMIN_LIMIT (self));

  g_list_store_append (self->items, item);
}

/**
 * bell_admin_limit_set_shape:
 * @self: a pick
 * @shape: (nullable): a type of record; %NULL for none, so that there is nothing to pick
 *
 * Offers the records of a type, as they are on the desk, and picks all of them.
 */
void
bell_admin_limit_set_shape (BellAdminLimit *self, const BellShape *shape)
{
  g_return_if_fail (BELL_IS_ADMIN_LIMIT (self));

  g_clear_pointer (&self->id, g_free);
  self->shape = shape;
  gtk_drop_down_set_enable_search (self->choices, shape != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self), shape != NULL);
  fill (self);
}

/**
 * bell_admin_limit_set_id:
 * @self: a pick
 * @id: (nullable): what stands for it, %NULL for all
 *
 * Picks one, without saying that somebody did.
 */
void
bell_admin_limit_set_id (BellAdminLimit *self, const char *id)
{
  g_return_if_fail (BELL_IS_ADMIN_LIMIT (self));

  g_set_str (&self->id, id);
  self->filling = TRUE;
  show_picked (self);
  self->filling = FALSE;
}

/**
 * bell_admin_limit_get_id:
 * @self: a pick
 *
 * Returns: (transfer none) (nullable): what stands for the one that is picked, %NULL for all
 */
const char *
bell_admin_limit_get_id (BellAdminLimit *self)
{
  g_return_val_if_fail (BELL_IS_ADMIN_LIMIT (self), NULL);

  return self->id;
}
