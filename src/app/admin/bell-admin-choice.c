/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-admin-choice.h"

#include "bell-admin-item.h"

struct _BellAdminChoice
{
  AdwComboRow parent_instance;
  GListStore *items;
  char       *id;
  gboolean    filling; /* what is selected now nobody has chosen */
};

G_DEFINE_FINAL_TYPE (BellAdminChoice, bell_admin_choice, ADW_TYPE_COMBO_ROW)

enum
{
  SIGNAL_CHOSEN,
  N_SIGNALS,
};
static guint signals[N_SIGNALS];

static guint
position_of (BellAdminChoice *self, const char *id)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->items));

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (BellAdminItem) item = g_list_model_get_item (G_LIST_MODEL (self->items), i);

      if (g_strcmp0 (bell_admin_item_get_id (item), id) == 0)
        return i;
    }

  return 0;
}

static void
on_selected (BellAdminChoice *self)
{
  BellAdminItem *item = adw_combo_row_get_selected_item (ADW_COMBO_ROW (self));

  if (self->filling || item == NULL || !g_set_str (&self->id, bell_admin_item_get_id (item)))
    return;

  g_signal_emit (self, signals[SIGNAL_CHOSEN], 0);
}

static void
bell_admin_choice_finalize (GObject *object)
{
  BellAdminChoice *self = BELL_ADMIN_CHOICE (object);

  g_object_unref (self->items);
  g_free (self->id);

  G_OBJECT_CLASS (bell_admin_choice_parent_class)->finalize (object);
}

static void
bell_admin_choice_class_init (BellAdminChoiceClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = bell_admin_choice_finalize;

  /* Another one is chosen. */
  signals[SIGNAL_CHOSEN] = g_signal_new ("chosen", BELL_TYPE_ADMIN_CHOICE, G_SIGNAL_RUN_LAST, 0,
                                         NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
bell_admin_choice_init (BellAdminChoice *self)
{
  g_autoptr (GtkExpression) title
      = gtk_property_expression_new (BELL_TYPE_ADMIN_ITEM, NULL, "title");

  self->items = g_list_store_new (BELL_TYPE_ADMIN_ITEM);
  adw_combo_row_set_expression (ADW_COMBO_ROW (self), title);
  adw_combo_row_set_enable_search (ADW_COMBO_ROW (self), TRUE);
  adw_combo_row_set_search_match_mode (ADW_COMBO_ROW (self),
                                       GTK_STRING_FILTER_MATCH_MODE_SUBSTRING);
  adw_combo_row_set_model (ADW_COMBO_ROW (self), G_LIST_MODEL (self->items));
  g_signal_connect (self, "notify::selected-item", G_CALLBACK (on_selected), NULL);
}

/**
 * bell_admin_choice_fill:
 * @self: a choice
 * @session: a desk that is open
 * @shape: what to choose from
 * @none: what choosing none is called
 *
 * Offers the records that there are now. What is chosen stays, unless it is gone.
 */
void
bell_admin_choice_fill (BellAdminChoice *self,
                        BellSession     *session,
                        const BellShape *shape,
                        const char      *none)
{
  g_autoptr (GPtrArray) items = bell_admin_items_new (session, shape);

  g_return_if_fail (BELL_IS_ADMIN_CHOICE (self));

  g_ptr_array_insert (items, 0, bell_admin_item_new_plain (NULL, none));
  self->filling = TRUE;
  bell_admin_items_update (self->items, items);
  adw_combo_row_set_selected (ADW_COMBO_ROW (self), position_of (self, self->id));
  self->filling = FALSE;
  on_selected (self);
}

/**
 * bell_admin_choice_set_id:
 * @self: a choice
 * @id: (nullable): the id of a record; %NULL for none
 *
 * Chooses a record.
 */
void
bell_admin_choice_set_id (BellAdminChoice *self, const char *id)
{
  g_return_if_fail (BELL_IS_ADMIN_CHOICE (self));

  adw_combo_row_set_selected (ADW_COMBO_ROW (self), position_of (self, id));
}

/**
 * bell_admin_choice_get_id:
 * @self: a choice
 *
 * Returns: (transfer none) (nullable): the id of the record that is chosen
 */
const char *
bell_admin_choice_get_id (BellAdminChoice *self)
{
  g_return_val_if_fail (BELL_IS_ADMIN_CHOICE (self), NULL);

  return self->id;
}
